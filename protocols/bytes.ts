/** Small operations on byte arrays that several codecs need, each with its bound stated. */

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** "81 01 04 3f" or "8101043f" → bytes. Throws on anything that is not whole hex bytes: for constants and tests. */
export function hex(text: string): Uint8Array {
  const digits = text.replace(/\s+/g, '');
  if (digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) throw new Error(`not hex bytes: ${text}`);
  const out = new Uint8Array(digits.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return out;
}

/** Bytes → "81 01 04 3f", for logs and failing tests. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** ASCII text → bytes. Throws on characters above 0x7f: protocol words only, never user text. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => {
    const code = char.charCodeAt(0);
    if (code > 0x7f) throw new Error(`not ASCII: ${JSON.stringify(text)}`);
    return code;
  });
}

/** Reads big-endian fields and refuses to read past the end: `undefined` instead of an exception. */
export interface ByteReader {
  readonly remaining: number;
  u8(): number | undefined;
  u16(): number | undefined;
  u32(): number | undefined;
  take(length: number): Uint8Array | undefined;
}

export function createByteReader(bytes: Uint8Array): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  function advance<T>(length: number, read: (offset: number) => T): T | undefined {
    if (length < 0 || at + length > bytes.length) return undefined;
    const value = read(at);
    at += length;
    return value;
  }
  return {
    get remaining() {
      return bytes.length - at;
    },
    u8: () => advance(1, (offset) => view.getUint8(offset)),
    u16: () => advance(2, (offset) => view.getUint16(offset)),
    u32: () => advance(4, (offset) => view.getUint32(offset)),
    take: (length) => advance(length, (offset) => bytes.subarray(offset, offset + length)),
  };
}
