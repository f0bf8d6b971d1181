/**
 * Vote keypads on MQTT. The topics are ours (docs/devices/mqtt-keypads.md); `<prefix>` is the hall's. What a
 * keypad must know when it comes back is retained; a press is repeated by the keypad until it is answered.
 *
 *     <prefix>/votes/ballot                 JSON  retained   what is voted on, from us
 *     <prefix>/votes/keypads/<id>/press     JSON             from the keypad, until it is accepted
 *     <prefix>/votes/keypads/<id>/accepted  JSON             from us, once the press is on disk
 *     <prefix>/votes/keypads/<id>/settled   JSON             from the keypad: closed, and nothing waits here
 *     <prefix>/votes/keypads/<id>/status    JSON  retained   from the keypad, also as last will
 *     <prefix>/votes/echo                   text             our sign of life of the broker
 */
import type { Parsed } from '../codec.ts';
import { booleanIn, integerIn, isJsonObject, listIn, parseJson, type JsonObject } from '../json.ts';
import type { BallotOption } from '../models/voting.ts';
import type { TopicMessage } from '../mqtt-buttons/topics.ts';

/** What all keypads are told. */
export interface BallotNotice {
  readonly ballot: string;
  readonly phase: 'open' | 'closed';
  readonly title: string;
  /** The first is key 1; further keys mean nothing. */
  readonly options: readonly BallotOption[];
}

/** What makes a press the same or another one: `boot` is a keypad's own since its power came on, `press` counts from 1. */
export interface PressNumber {
  readonly ballot: string;
  readonly boot: string;
  readonly press: number;
}

/** Why a press does not count: the voter's keypad shows it. */
export type NotStored = 'other-ballot' | 'not-counted' | 'two-keypads';

export type KeypadMessage =
  /** null: taken back. */
  | { readonly type: 'ballot'; readonly notice: BallotNotice | null }
  | ({ readonly type: 'press'; readonly keypad: string; readonly key: number } & PressNumber)
  | ({
      readonly type: 'accepted';
      readonly keypad: string;
      /** null: it is stored. */
      readonly refused: NotStored | null;
    } & PressNumber)
  | { readonly type: 'settled'; readonly keypad: string; readonly ballot: string; readonly boot: string }
  | {
      readonly type: 'status';
      readonly keypad: string;
      readonly boot: string;
      readonly online: boolean;
      /** Percent; null: it does not say. */
      readonly battery: number | null;
    }
  | { readonly type: 'echo'; readonly text: string };

/** Longest payloads that are looked at, characters. */
export const maxKeypadChars = 512;
export const maxBallotChars = 4096;
export const maxOptions = 10;
const maxTitleChars = 120;
const maxIdChars = 128;
const maxPress = 2 ** 31;
const refusals: readonly NotStored[] = ['other-ballot', 'not-counted', 'two-keypads'];

/** What we listen to below a prefix. */
export const keypadFilters = (prefix: string): readonly string[] => [
  `${prefix}/votes/ballot`,
  `${prefix}/votes/echo`,
  `${prefix}/votes/keypads/+/press`,
  `${prefix}/votes/keypads/+/settled`,
  `${prefix}/votes/keypads/+/status`,
];

export function encodeKeypad(prefix: string, message: KeypadMessage): TopicMessage {
  const said = (path: string, payload: string, retain = false): TopicMessage => ({
    topic: `${prefix}/votes/${path}`,
    payload,
    retain,
  });
  const ofKeypad = (keypad: string, body: JsonObject, retain = false): TopicMessage =>
    said(`keypads/${keypad}/${message.type}`, JSON.stringify(body), retain);
  switch (message.type) {
    case 'ballot':
      return said('ballot', message.notice ? JSON.stringify(bodyOf(message.notice)) : '', true);
    case 'press': {
      const { ballot, boot, press, key } = message;
      return ofKeypad(message.keypad, { ballot, boot, press, key });
    }
    case 'accepted': {
      const { ballot, boot, press, refused } = message;
      const answer = refused ? { stored: false, reason: refused } : { stored: true };
      return ofKeypad(message.keypad, { ballot, boot, press, ...answer });
    }
    case 'settled':
      return ofKeypad(message.keypad, { ballot: message.ballot, boot: message.boot });
    case 'status': {
      const { online, boot, battery } = message;
      return ofKeypad(message.keypad, { online, boot, ...(battery === null ? {} : { battery }) }, true);
    }
    case 'echo':
      return said('echo', message.text);
  }
}

/** The notice as all keypads get it: a long title is cut. */
const bodyOf = ({ ballot, phase, title, options }: BallotNotice): JsonObject => ({
  ballot,
  phase,
  title: Array.from(title).slice(0, maxTitleChars).join(''),
  options: options.map(({ label, meaning }) => ({ label, meaning })),
});

export function parseKeypad(
  prefix: string,
  { topic, payload }: Pick<TopicMessage, 'topic' | 'payload'>,
): Parsed<KeypadMessage> {
  const garbage = (reason: string): Parsed<KeypadMessage> => ({ ok: false, reason });
  const below = `${prefix}/votes/`;
  if (!topic.startsWith(below)) return garbage('not one of the topics');
  const path = topic.slice(below.length);
  if (path === 'echo')
    return payload.length <= maxKeypadChars
      ? { ok: true, message: { type: 'echo', text: payload } }
      : garbage('too long');
  if (path === 'ballot') return parseBallot(payload);
  const [, keypad, word] = /^keypads\/([^/+#\p{Cc}]{1,64})\/([a-z]+)$/u.exec(path) ?? [];
  if (keypad === undefined) return garbage('not one of the topics');
  if (payload.length > maxKeypadChars) return garbage('too long');
  const json = parseJson(payload);
  if (!json.ok) return json;
  if (!isJsonObject(json.message)) return garbage('not an object');
  const message = ofKeypad(keypad, word, json.message);
  return message ? { ok: true, message } : garbage('a field is missing or wrong');
}

function parseBallot(payload: string): Parsed<KeypadMessage> {
  if (payload === '') return { ok: true, message: { type: 'ballot', notice: null } };
  if (payload.length > maxBallotChars) return { ok: false, reason: 'too long' };
  const json = parseJson(payload);
  if (!json.ok) return json;
  const body = isJsonObject(json.message) ? json.message : {};
  const ballot = idIn(body['ballot']);
  const { phase, title } = body;
  const options = listIn(body['options'], maxOptions, optionIn);
  const isWhole = Array.isArray(body['options']) && options?.length === body['options'].length;
  if (ballot === undefined || typeof title !== 'string' || title.length > 2 * maxTitleChars)
    return { ok: false, reason: 'no ballot' };
  if ((phase !== 'open' && phase !== 'closed') || !isWhole || !options || options.length === 0)
    return { ok: false, reason: 'no phase or options' };
  return { ok: true, message: { type: 'ballot', notice: { ballot, phase, title, options } } };
}

function ofKeypad(keypad: string, word: string | undefined, body: JsonObject): KeypadMessage | undefined {
  const boot = bootIn(body['boot']);
  if (boot === undefined) return undefined;
  if (word === 'status') {
    const online = booleanIn(body['online']);
    const battery = integerIn(body['battery'], [0, 100]) ?? null;
    return online === undefined ? undefined : { type: 'status', keypad, boot, online, battery };
  }
  const ballot = idIn(body['ballot']);
  if (ballot === undefined) return undefined;
  if (word === 'settled') return { type: 'settled', keypad, ballot, boot };
  const press = integerIn(body['press'], [1, maxPress]);
  if (press === undefined) return undefined;
  if (word === 'press') {
    const key = integerIn(body['key'], [0, 255]);
    return key === undefined ? undefined : { type: 'press', keypad, ballot, boot, press, key };
  }
  if (word !== 'accepted') return undefined;
  const stored = booleanIn(body['stored']);
  const refused = refusals.find((each) => each === body['reason']) ?? 'not-counted';
  return stored === undefined
    ? undefined
    : { type: 'accepted', keypad, ballot, boot, press, refused: stored ? null : refused };
}

const idIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= maxIdChars ? value : undefined;

/** Letters and digits, so that it can stand in an id. */
const bootIn = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[0-9a-zA-Z]{4,32}$/.test(value) ? value : undefined;

function optionIn(value: unknown): BallotOption | undefined {
  if (!isJsonObject(value)) return undefined;
  const { label, meaning } = value;
  if (typeof label !== 'string' || label === '' || label.length > 80) return undefined;
  return { label, meaning: meaning === 'yes' || meaning === 'no' || meaning === 'abstain' ? meaning : null };
}
