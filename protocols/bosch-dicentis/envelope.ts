/**
 * Bosch DICENTIS conference protocol: the JSON object that every text frame holds, in both directions:
 * `{"messageId":1,"operation":"Login","parameters":{...}}`. Operation and event names are
 * case-insensitive. Source: read in working clients and a simulator modelled on a 6.50 server; the
 * maker's own description ships with the product only.
 */
import type { Parsed } from '../codec.ts';
import { integerIn, isJsonObject, type JsonObject, parseJson } from '../json.ts';

/** A room of 1500 seats in one answer stays below this. */
const maxCharacters = 4_000_000;
/** Unsolicited messages carry number 0. */
const messageIdRange = [0, 2_147_483_647] as const;
const maxNameLength = 100;

export interface Envelope {
  readonly messageId: number;
  readonly operation: string;
  readonly content: JsonObject;
}

/** Where an answer's content stands: `parameters` was seen; the maker's description was not. */
export type ContentMember = 'parameters' | 'result';

export function encodeEnvelope(
  { messageId, operation, content }: Envelope,
  member: ContentMember = 'parameters',
): string {
  return JSON.stringify({ messageId, operation, [member]: content });
}

/** A missing or null content reads as an empty one. */
export function parseEnvelope(text: string, member: ContentMember = 'parameters'): Parsed<Envelope> {
  if (text.length > maxCharacters) return { ok: false, reason: 'too long' };
  const json = parseJson(text);
  if (!json.ok) return json;
  if (!isJsonObject(json.message)) return { ok: false, reason: 'no object' };
  const messageId = integerIn(json.message['messageId'], messageIdRange);
  if (messageId === undefined) return { ok: false, reason: 'no messageId' };
  const operation = json.message['operation'];
  if (typeof operation !== 'string' || operation === '' || operation.length > maxNameLength)
    return { ok: false, reason: 'no operation' };
  const content = json.message[member] ?? {};
  if (!isJsonObject(content)) return { ok: false, reason: `odd ${member}` };
  return { ok: true, message: { messageId, operation, content } };
}

/** Ids of seats, participants and persons are opaque; a number is kept as its digits. */
export function readId(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value !== '' && value.length <= 128 ? value : undefined;
}
