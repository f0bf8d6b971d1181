/**
 * The body of an OParl server's answer: read up to a limit, and made JSON even where the server forgot to
 * escape control characters or wrote worse. An HTML page is an error, also with status 200.
 */
import type { DoubtCode } from '../../protocols/oparl/doubts.ts';
import { decodeText } from './text.ts';
import type { Repair } from './thread.ts';

export type ParsedAnswer =
  | { readonly ok: true; readonly value: unknown; readonly isRepaired: boolean }
  | { readonly ok: false; readonly code: Extract<DoubtCode, 'html-page' | 'json-unreadable'> };

/** The bytes after decompression; undefined where there are more than `maxBytes`. */
export async function readBytes(response: Response, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the body and with it the connection.
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

export async function parseAnswer(
  bytes: Uint8Array,
  contentType: string,
  repair: Repair,
): Promise<ParsedAnswer> {
  const { text } = decodeText(bytes);
  if (/^\s*text\/html\b/i.test(contentType) || /^\s*</.test(text)) return { ok: false, code: 'html-page' };
  const whole = parsed(text);
  if (whole) return { ok: true, value: whole.value, isRepaired: false };
  // A raw control character is a space between tokens as well as inside of a title.
  const spaced = text.replace(/\p{Cc}/gu, ' ');
  const repaired = parsed(spaced) ?? parsed(await repair(spaced));
  // Repairing makes a string of any prose: that is no answer.
  return typeof repaired?.value === 'object' && repaired.value !== null
    ? { ok: true, value: repaired.value, isRepaired: true }
    : { ok: false, code: 'json-unreadable' };
}

function parsed(text: string | undefined): { readonly value: unknown } | undefined {
  if (text === undefined) return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
