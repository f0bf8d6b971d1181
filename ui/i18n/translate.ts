/**
 * Looks up and fills the sentences of a language. Keys and the names in braces are types, so a missing key
 * or parameter does not compile. Codes that come over the wire may be newer than the page: they fall back
 * to a general sentence.
 */
import type { Reason } from '../../protocols/api/views.ts';
import type { deBallot } from './de-ballot.ts';
import type { deBroadcast } from './de-broadcast.ts';
import type { deCameras } from './de-cameras.ts';
import type { deChair } from './de-chair.ts';
import type { deClerk } from './de-clerk.ts';
import type { deDecisions } from './de-decisions.ts';
import type { deImports } from './de-imports.ts';
import type { deLinks } from './de-links.ts';
import type { deMembers } from './de-members.ts';
import type { deOperator } from './de-operator.ts';
import type { deSeat } from './de-seat.ts';
import type { deResult } from './de-result.ts';
import type { deVoting } from './de-voting.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Sentences every page has, and those that come with some pages only (…-sentences.ts). */
type Sentences = typeof de &
  typeof deBallot &
  typeof deResult &
  typeof deVoting &
  typeof deBroadcast &
  typeof deCameras &
  typeof deChair &
  typeof deClerk &
  typeof deDecisions &
  typeof deImports &
  typeof deLinks &
  typeof deMembers &
  typeof deOperator &
  typeof deSeat;
export type MessageKey = keyof Sentences;
export type Language = 'de' | 'en';
export const languages = ['de', 'en'] as const;

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Values<Key extends MessageKey> = Record<Names<Sentences[Key]>, string | number>;
type Args<Key extends MessageKey> = [Names<Sentences[Key]>] extends [never] ? [] : [values: Values<Key>];

export type Translate = <Key extends MessageKey>(key: Key, ...args: Args<Key>) => string;

const catalogues: Readonly<Record<Language, Record<string, string>>> = { de: { ...de }, en: { ...en } };

/** A page brings sentences of its own: before it shows any. */
export function addSentences(language: Language, sentences: Readonly<Record<string, string>>): void {
  Object.assign(catalogues[language], sentences);
}

/** A key whose page did not bring its sentences shows itself: a mistake that a test finds, and no empty key. */
const sentenceOf = (language: Language, key: string): string => catalogues[language][key] ?? key;

/** Names for the ids in a reason's parameters: `nameOf('camera', 'cam1')` → “Kamera 1”. */
export type NameOf = (param: string, value: string | number) => string;
export const plainName: NameOf = (_param, value) => String(value);

function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_braces, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : '?',
  );
}

/** The lookup of one language. */
export function translator(language: Language): Translate {
  return (key, ...args) => fill(sentenceOf(language, key), args[0] ?? {});
}

const isKey = (key: string): boolean => Object.hasOwn(catalogues.de, key);

/** Each has a general sentence, `family.?`, for codes this page does not know. */
export type CodeFamily =
  | 'error'
  | 'status'
  | 'reason'
  | 'lacks'
  | 'mode'
  | 'doubt'
  | 'stage'
  | 'field'
  | 'outcome'
  | 'phase'
  | 'speech'
  | 'quorum'
  | 'openPoint'
  | 'retention'
  | 'publicity'
  | 'check'
  | 'slate'
  | 'output'
  | 'profile-note'
  | 'majority'
  | 'ballotKind'
  | 'ballotState';

/** The sentence of a code that came over the wire, e.g. `codeSentence('de', 'error', 'wrong-pin')`. */
export function codeSentence(
  language: Language,
  family: CodeFamily,
  code: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const key = `${family}.${code}`;
  return isKey(key)
    ? fill(sentenceOf(language, key), values)
    : fill(sentenceOf(language, `${family}.?`), { code });
}

/** A reason in words, its ids replaced by names. */
export function reasonSentence(language: Language, reason: Reason, nameOf: NameOf): string {
  const values: Record<string, string> = {};
  for (const [param, value] of Object.entries(reason.params ?? {})) values[param] = nameOf(param, value);
  return codeSentence(language, 'reason', reason.code, values);
}

/** Minutes and seconds, `2:41`; from an hour on `1:02:41`. */
export function formatDuration(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Time of day as it is announced, `19:45`. */
export function formatTimeOfDay(language: Language, wallMs: number): string {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  return new Date(wallMs).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
}

/** Time of day, `18:42:07`. */
export function formatClock(language: Language, wallMs: number): string {
  return new Date(wallMs).toLocaleTimeString(language === 'de' ? 'de-DE' : 'en-GB');
}
