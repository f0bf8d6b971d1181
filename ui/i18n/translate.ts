/**
 * Looks up and fills the sentences of a language. Keys and the names in braces are types, so a missing key
 * or parameter does not compile. Codes that come over the wire may be newer than the page: they fall back
 * to a general sentence.
 */
import type { Reason } from '../../protocols/api/views.ts';
import { de } from './de.ts';
import { en } from './en.ts';

export type MessageKey = keyof typeof de;
export type Language = 'de' | 'en';
export const languages = ['de', 'en'] as const;

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Values<Key extends MessageKey> = Record<Names<(typeof de)[Key]>, string | number>;
type Args<Key extends MessageKey> = [Names<(typeof de)[Key]>] extends [never] ? [] : [values: Values<Key>];

export type Translate = <Key extends MessageKey>(key: Key, ...args: Args<Key>) => string;

const catalogues: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { de, en };

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
  return (key, ...args) => fill(catalogues[language][key], args[0] ?? {});
}

const isKey = (key: string): key is MessageKey => Object.hasOwn(de, key);

/** The sentence of a code that came over the wire, e.g. `codeSentence('de', 'error', 'wrong-pin')`. */
export function codeSentence(
  language: Language,
  family: 'error' | 'status' | 'reason' | 'lacks' | 'mode',
  code: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const key = `${family}.${code}`;
  return isKey(key)
    ? fill(catalogues[language][key], values)
    : fill(catalogues[language][`${family}.?`], { code });
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

/** Time of day, `18:42:07`. */
export function formatClock(language: Language, wallMs: number): string {
  return new Date(wallMs).toLocaleTimeString(language === 'de' ? 'de-DE' : 'en-GB');
}
