/** Results in words: for the page, and for the chair to read out. */
import type { BallotOptionView, BallotResultView } from '../../../protocols/api/views/ballot.ts';
import type { Translate } from '../../i18n/translate.ts';
import { useT } from '../../i18n/language.tsx';
import { useWords } from '../words.ts';
import { basisOf, comparisonOf, type Asked } from './formula.ts';

/** An option's word: the three usual ones in the page's language, others as they were written. */
export const optionWord = (t: Translate, { id, label, meaning }: BallotOptionView): string =>
  meaning !== undefined && meaning === id ? t(`vote.${meaning}`) : label;

export const optionName = (t: Translate, options: readonly BallotOptionView[], id: string): string => {
  const option = options.find((each) => each.id === id);
  return option === undefined ? id : optionWord(t, option);
};

/** “Mehr als die Hälfte aller Mitglieder (43): 24 ≥ 22”. */
export function useFormula(): (asked: Asked, result: BallotResultView) => string {
  const t = useT();
  const words = useWords();
  return (asked, result) => {
    const rule = words('majority', asked.majority);
    const basis = basisOf(asked, result);
    const comparison = comparisonOf(asked, result);
    const named = basis === undefined ? rule : t('result.ruleOf', { rule, basis });
    return comparison === undefined ? named : t('result.formula', { rule: named, comparison });
  };
}

/** The big word of a result: “angenommen”, “gewählt: A”. */
export function useOutcome(): (options: readonly BallotOptionView[], result: BallotResultView) => string {
  const t = useT();
  const words = useWords();
  return (options, { outcome, elected, lot }) => {
    const names = (ids: readonly string[]): string => ids.map((id) => optionName(t, options, id)).join(', ');
    if (lot !== undefined) return t('result.byLot', { name: names([lot]) });
    const word = words('outcome', outcome);
    return outcome === 'elected' ? t('result.elected', { name: names(elected) }) : word;
  };
}

/** Votes in one line: “Ja: 18 · Nein: 12 · Enthaltung: 2”. */
export const countsLine = (
  t: Translate,
  options: readonly BallotOptionView[],
  counts: Readonly<Record<string, number>>,
): string => options.map((option) => `${optionWord(t, option)}: ${counts[option.id] ?? 0}`).join(' · ');
