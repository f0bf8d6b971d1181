/**
 * Text of bytes whose encoding nobody told: UTF-8, UTF-16 as Excel's “Unicode text”, or the Windows-1252 of
 * German Excel, told apart by what decodes. A file that breaks off in the middle of a character says so.
 */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** The last character is not whole. */
  readonly isTruncated: boolean;
}

export function decodeText(bytes: Uint8Array): DecodedText {
  const wide = wideEncoding(bytes);
  if (wide) {
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
    return {
      text: new TextDecoder(wide).decode(whole),
      encoding: wide,
      isTruncated: whole.length < bytes.length,
    };
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    // In a stream an unfinished character at the end is no error yet.
    const text = decoder.decode(bytes, { stream: true });
    try {
      decoder.decode();
      return { text, encoding: 'utf-8', isTruncated: false };
    } catch {
      // One character beyond ASCII, and that at the very end, is rather a Windows-1252 umlaut.
      if (/\P{ASCII}/u.test(text)) return { text, encoding: 'utf-8', isTruncated: true };
    }
  } catch {
    // Not UTF-8.
  }
  return {
    text: new TextDecoder('windows-1252').decode(bytes),
    encoding: 'windows-1252',
    isTruncated: false,
  };
}

function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 400);
  let zeros = 0;
  for (let at = 1; at < head.length; at += 2) if (head[at] === 0) zeros++;
  // Western text in UTF-16 without a mark: every second byte is zero.
  return head.length >= 4 && zeros > head.length * 0.4 ? 'utf-16le' : undefined;
}
