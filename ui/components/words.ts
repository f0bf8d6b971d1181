/** Words for codes that a view carries: phases, kinds of speech, outcomes. */
import { useMemo } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { codeSentence, type CodeFamily } from '../i18n/translate.ts';

type Params = Readonly<Record<string, string | number>>;

/** The sentence of a code in the page's language. */
export function useWords(): (family: CodeFamily, code: string, params?: Params) => string {
  const { language } = useLanguage();
  return useMemo(() => (family, code, params) => codeSentence(language, family, code, params), [language]);
}

/** The beginning of a long text, cut at a word. */
export function shortened(text: string, chars: number): string {
  if (text.length <= chars) return text;
  const cut = text.slice(0, chars);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > chars / 2 ? space : chars).replace(/[\s,;:–-]+$/u, '')} …`;
}
