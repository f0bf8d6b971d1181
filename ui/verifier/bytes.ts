/** Bytes and their spellings. Every spelling is read in its one canonical form only: nothing means the same as something else. */
import { sha256 } from '@noble/hashes/sha2.js';

const encoder = new TextEncoder();
const hexPattern = /^(?:[0-9a-f]{2})*$/;

export const encodeText = (text: string): Uint8Array => encoder.encode(text);

export function encodeHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Lower-case hexadecimal; null: it is none. */
export function decodeHex(text: string): Uint8Array | null {
  if (!hexPattern.test(text)) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(2 * index, 2 * index + 2), 16),
  );
}

const encodeBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** Base64 with padding and without idle bits; null: it is none. */
export function decodeBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
  return encodeBase64(bytes) === text ? bytes : null;
}

export function concatenate(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const areEqual = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);

/** SHA-256 of bytes, or of a text as UTF-8. */
export const digestOf = (data: Uint8Array | string): Uint8Array =>
  sha256(typeof data === 'string' ? encodeText(data) : data);
