/** Votes by option as bars with sign, word and number; what lies beside them as plain numbers. */
import type { BallotOptionView, BallotResultView } from '../../../protocols/api/views/ballot.ts';
import { useT } from '../../i18n/language.tsx';
import { shareOf } from './formula.ts';
import { lookOf, VoteSign } from './sign.tsx';
import { optionWord } from './words.ts';

export function Bars({
  options,
  counts,
  chosen = [],
}: {
  readonly options: readonly BallotOptionView[];
  readonly counts: Readonly<Record<string, number>>;
  /** Options that are elected. */
  readonly chosen?: readonly string[];
}) {
  const t = useT();
  return (
    <ul className="vote-bars">
      {options.map((option) => {
        const count = counts[option.id] ?? 0;
        return (
          <li
            key={option.id}
            className={`vote-bar ${lookOf(options, option.id)}${chosen.includes(option.id) ? ' is-chosen' : ''}`}
          >
            <VoteSign options={options} id={option.id} />
            <span className="vote-word">{optionWord(t, option)}</span>
            <b className="vote-count digits">{count}</b>
            <span className="vote-track" aria-hidden="true">
              <i style={{ width: `${shareOf(count, counts)}%` }} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Invalid papers, votes not cast, and who could vote. */
export function Beside({ result }: { readonly result: BallotResultView }) {
  const t = useT();
  const { invalid, notCast, entitled } = result;
  return (
    <p className="vote-beside dim">
      {[
        ...(invalid > 0 ? [t('result.invalid', { count: invalid })] : []),
        ...(notCast > 0 ? [t('result.notCast', { count: notCast })] : []),
        t('result.entitled', { count: entitled }),
      ].join(' · ')}
    </p>
  );
}
