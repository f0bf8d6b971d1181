/**
 * The bodies of a CoCon server: a JSON string that contains JSON without blanks. Clients in the field cut
 * their session's id out of it by position, so not a character may differ. How integers arrive and what
 * stands in a 408 is not documented without contradiction: both are read, and written as an option says.
 */
import type { HttpAnswer } from '../http.ts';
import { parseJson } from '../json.ts';

export interface BodyOptions {
  /** Results of commands as `"0"` or as `0`. */
  readonly integers: 'string' | 'number';
  /** Body of an empty long poll: the words of the text, or the object of the table of errors. */
  readonly timeout: 'text' | 'json';
}
export const defaultBodies: BodyOptions = { integers: 'string', timeout: 'text' };

export type Body =
  | { readonly type: 'json'; readonly value: unknown }
  | { readonly type: 'integer'; readonly value: number }
  | { readonly type: 'text'; readonly text: string };

/** Characters: a meeting's delegates come with all that the database knows of them. */
const maxLength = 4_000_000;

export const encodeJsonBody = (value: unknown): string => JSON.stringify(JSON.stringify(value));

export function parseBody(body: string): Body | undefined {
  if (body.length > maxLength) return undefined;
  const outer = parseJson(body);
  if (!outer.ok) return { type: 'text', text: body.slice(0, 200) };
  const value = outer.message;
  if (typeof value !== 'string') return ofValue(value);
  const inner = parseJson(value);
  return inner.ok ? ofValue(inner.message) : { type: 'text', text: value.slice(0, 200) };
}

function ofValue(value: unknown): Body {
  return typeof value === 'number' && Number.isInteger(value)
    ? { type: 'integer', value }
    : { type: 'json', value };
}

export const encodeResult = (code: number, options: BodyOptions): HttpAnswer => ({
  status: 200,
  body: options.integers === 'string' ? JSON.stringify(String(code)) : String(code),
});

export const encodeTimeout = (options: BodyOptions): HttpAnswer => ({
  status: 408,
  body: options.timeout === 'text' ? 'Notification request timeout' : '{"Notification" : "Error 408"}',
});

export const unknownSession: HttpAnswer = { status: 400, body: '{"Notification" : "Error 400"}' };
