/** A result as whoever leads sees it: the word, the rule in numbers, the votes, and what to read out. */
import type { ReactNode } from 'react';
import type { BallotView } from '../../../protocols/api/views/ballot.ts';
import { useT } from '../../i18n/language.tsx';
import { Bars, Beside } from './bars.tsx';
import { OutcomeWord } from './outcome.tsx';
import { isUsual, votersOf } from './view.ts';
import { countsLine, useFormula, useOutcome } from './words.ts';

type Result = NonNullable<BallotView['result']>;

export function ResultPart({
  ballot,
  result,
  children,
}: {
  readonly ballot: BallotView;
  readonly result: Result;
  /** Beside the votes, below the words to read out. */
  readonly children?: ReactNode;
}) {
  const t = useT();
  const formula = useFormula();
  return (
    <div className="ballot-result" role="status">
      <div className="ballot-result-votes">
        <OutcomeWord options={ballot.options} result={result} />
        <p className="ballot-formula">{formula(ballot, result)}</p>
        <Bars options={ballot.options} counts={result.counts} chosen={result.elected} />
        <Beside result={result} />
      </div>
      <div className="ballot-result-words">
        <ReadOut ballot={ballot} result={result} />
        <RemoteShare ballot={ballot} />
        {ballot.fingerprint !== undefined && (
          <p className="ballot-fingerprint dim">
            {t('result.fingerprint')} <b className="digits">{ballot.fingerprint}</b>
          </p>
        )}
        {children}
      </div>
    </div>
  );
}

/** Hands are counted in the room; who was remote voted on their own page, and both are in the sum. */
function RemoteShare({ ballot }: { readonly ballot: BallotView }) {
  const t = useT();
  const remote = votersOf(ballot).filter(({ mode }) => mode === 'remote');
  const counted = ballot.counted.at(-1);
  if (ballot.kind !== 'hands' || remote.length === 0 || counted === undefined) return null;
  const votes: Record<string, number> = {};
  for (const { choice } of remote) if (choice !== undefined) votes[choice] = (votes[choice] ?? 0) + 1;
  return (
    <p className="ballot-shares">
      {t('ballot.inRoomVotes', { votes: countsLine(t, ballot.options, counted.counts) })}
      <br />
      {t('ballot.remoteVotes', { votes: countsLine(t, ballot.options, votes) })}
    </p>
  );
}

/** What the chair says. */
function ReadOut({ ballot, result }: { readonly ballot: BallotView; readonly result: Result }) {
  const t = useT();
  const outcome = useOutcome();
  const { counts } = result;
  const of = (id: string): number => counts[id] ?? 0;
  const votes = isUsual(ballot.options)
    ? t('ballot.readUsual', { yes: of('yes'), no: of('no'), abstain: of('abstain') })
    : t('ballot.readOthers', { votes: countsLine(t, ballot.options, counts) });
  const end =
    result.outcome === 'carried'
      ? t('ballot.readCarried')
      : result.outcome === 'rejected'
        ? t('ballot.readRejected')
        : t('ballot.readOutcome', { outcome: outcome(ballot.options, result) });
  return (
    <p className="ballot-read">
      <span className="dim ballot-read-title">{t('ballot.readTitle')}</span> {votes} {end}
    </p>
  );
}
