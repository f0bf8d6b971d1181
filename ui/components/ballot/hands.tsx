/**
 * A ballot by hands: No and abstentions are asked first and counted, Yes is what is left of the room. Remote members
 * vote on their own pages meanwhile. By keyboard: number, Enter, number, Enter.
 */
import { useState } from 'react';
import type { BallotView } from '../../../protocols/api/views/ballot.ts';
import { useT } from '../../i18n/language.tsx';
import { CommandKey } from '../command-key.tsx';
import { useCommands } from '../commands.tsx';
import { Icon } from '../icons.tsx';
import { useBallotDesk } from './store.tsx';
import { SumSentence, TotalFields } from './total-fields.tsx';
import { nothingTyped, totalsOf, type TypedTotals } from './totals.ts';
import { isUsual, missingRemote, useLeading, useLocked, votersOf } from './view.ts';
import { countsLine } from './words.ts';

export function Hands({ ballot }: { readonly ballot: BallotView }) {
  const t = useT();
  const locked = useLocked();
  const { run, isPending } = useCommands();
  const { opened } = useBallotDesk();
  const role = useLeading((view) => view.role);
  const [typed, setTyped] = useState<TypedTotals>(nothingTyped);
  /** The sum was too small when it was sent: sent once more, it is meant. */
  const [isAsked, setAsked] = useState(false);
  const rest = isUsual(ballot.options) ? 'yes' : null;
  const totals = totalsOf(typed, ballot.options, ballot.inRoom, rest);
  const missing = missingRemote(ballot);
  const counted = ballot.counted.at(-1);

  const change = (next: TypedTotals): void => {
    setAsked(false);
    setTyped(next);
  };
  async function count(): Promise<void> {
    if (totals.problem === 'not-a-number' || totals.problem === 'too-many') return;
    if (totals.problem === 'too-few' && !isAsked) return setAsked(true);
    const input = {
      ballot: ballot.id,
      counts: { ...totals.counts },
      invalid: 0,
      confirmed: totals.problem === 'too-few',
      source: 'typed' as const,
    };
    const done = await run('ballot/count', input, t('ballot.count'));
    // Who is remote may still vote: closing is a key of its own then.
    if (done && missing.length === 0) await run('ballot/close', { ballot: ballot.id }, t('ballot.close'));
  }
  return (
    <>
      <form
        className="ballot-form"
        onSubmit={(event) => {
          event.preventDefault();
          void count();
        }}
      >
        <TotalFields
          options={askedOrder(ballot.options)}
          typed={typed}
          change={change}
          totals={totals}
          rest={rest}
          takesFocus={opened === ballot.id || role === 'chair'}
          disabled={locked}
        />
        <SumSentence totals={totals} most={ballot.inRoom} />
        {isAsked && (
          <p className="ballot-warning" role="alert">
            <Icon name="warning" /> <span>{t('ballot.reallyFewer', { count: totals.off })}</span>
          </p>
        )}
        <Remote ballot={ballot} missing={missing} />
        {counted !== undefined && (
          <p className="ballot-saved" role="status">
            <Icon name="check" />{' '}
            {t('ballot.countSaved', { votes: countsLine(t, ballot.options, counted.counts) })}
          </p>
        )}
        <div className="ballot-keys ballot-main">
          {counted !== undefined && (
            <CommandKey
              name="ballot/close"
              input={{ ballot: ballot.id }}
              action={t('ballot.close')}
              disabled={locked}
              className="primary"
            >
              {missing.length === 0 ? t('ballot.close') : t('ballot.closeWithout', { count: missing.length })}
            </CommandKey>
          )}
          <button
            type="submit"
            className={counted === undefined ? 'primary ballot-main-key' : ''}
            disabled={locked || totals.problem === 'not-a-number' || totals.problem === 'too-many'}
            aria-busy={isPending('ballot/close', { ballot: ballot.id })}
          >
            {isAsked
              ? t('ballot.countConfirmed')
              : missing.length === 0
                ? t('ballot.countAndClose')
                : t('ballot.count')}
          </button>
        </div>
      </form>
    </>
  );
}

/** The counter-check goes first: No, abstention, then Yes. */
function askedOrder(options: BallotView['options']): BallotView['options'] {
  const place = { no: 0, abstain: 1, yes: 2 } as const;
  if (!isUsual(options)) return options;
  return [...options].sort((a, b) => place[a.meaning ?? 'yes'] - place[b.meaning ?? 'yes']);
}

function Remote({ ballot, missing }: { readonly ballot: BallotView; readonly missing: readonly string[] }) {
  const t = useT();
  const remote = votersOf(ballot).filter(({ mode, out }) => mode === 'remote' && out !== true);
  if (remote.length === 0) return null;
  return (
    <p className="ballot-remote">
      <Icon name="remote" />{' '}
      {t('ballot.remoteProgress', { cast: remote.length - missing.length, count: remote.length })}
      {missing.length > 0 && ` ${t('ballot.missing', { names: missing.join(', ') })}`}
    </p>
  );
}
