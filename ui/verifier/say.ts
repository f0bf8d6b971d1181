/** Looks up and fills the verifier's sentences. Keys and the names in braces are types: what is missing does not compile. */
import { de, type Catalogue } from './sentences-de.ts';
import { en } from './sentences-en.ts';

export const languages = ['de', 'en'] as const;
export type Language = (typeof languages)[number];
export const isLanguage = (name: string): name is Language => languages.some((language) => language === name);

type Key = keyof typeof de;
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
/** What stands for a name in braces: a sentence is said in the same language. */
type Value = string | number | Sentence;
type Args<K extends Key> = [Names<(typeof de)[K]>] extends [never]
  ? []
  : [values: Readonly<Record<Names<(typeof de)[K]>, Value>>];

/** A sentence that is not said yet: it can be said in every language. */
export interface Sentence {
  readonly key: Key;
  readonly values: Readonly<Record<string, Value>>;
}

const catalogues: Readonly<Record<Language, Catalogue>> = { de, en };

export const sentence = <K extends Key>(key: K, ...[values]: Args<K>): Sentence => ({
  key,
  values: values ?? {},
});

export function say(language: Language, { key, values }: Sentence): string {
  return catalogues[language][key].replace(/\{(\w+)\}/g, (_braces, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return typeof value === 'object' ? say(language, value) : String(value ?? '?');
  });
}
