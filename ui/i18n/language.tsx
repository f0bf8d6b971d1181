/** The page's language: the browser's, until somebody chooses one; kept in this browser. */
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Reason } from '../../protocols/api/views.ts';
import {
  codeSentence,
  languages,
  reasonSentence,
  translator,
  type Language,
  type NameOf,
  type Translate,
} from './translate.ts';
import { readStored, writeStored } from '../components/stored.ts';

interface LanguageValue {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly t: Translate;
}

const Context = createContext<LanguageValue | null>(null);
const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);

function preferredLanguage(): Language {
  const stored = readStored('language');
  if (isLanguage(stored)) return stored;
  const first = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage);
  return first ?? 'de';
}

/** Provides the sentences to everything below. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, choose] = useState(preferredLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const setLanguage = useCallback((next: Language) => {
    writeStored('language', next);
    choose(next);
  }, []);
  const value = useMemo(() => ({ language, setLanguage, t: translator(language) }), [language, setLanguage]);
  return <Context value={value}>{children}</Context>;
}

/** Language and its switch. */
export function useLanguage(): LanguageValue {
  const value = useContext(Context);
  if (value === null) throw new Error('outside of LanguageProvider');
  return value;
}

/** The lookup of the page's language. */
export const useT = (): Translate => useLanguage().t;

/** Sentences for codes from the wire in the page's language. */
export function useCodes(): {
  readonly error: (code: string) => string;
  readonly status: (code: string) => string;
  readonly lacks: (code: string) => string;
  readonly mode: (code: string) => string;
  readonly reason: (reason: Reason, nameOf: NameOf) => string;
} {
  const { language } = useLanguage();
  return useMemo(
    () => ({
      error: (code) => codeSentence(language, 'error', code),
      status: (code) => codeSentence(language, 'status', code),
      lacks: (code) => codeSentence(language, 'lacks', code),
      mode: (code) => codeSentence(language, 'mode', code),
      reason: (reason, nameOf) => reasonSentence(language, reason, nameOf),
    }),
    [language],
  );
}
