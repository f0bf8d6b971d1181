/** What follows a count: announcing it, a lot or a run-off where nobody has won, and the objection that repeats it all. */
import { useEffect, useRef, useState } from 'react';
import type { BallotView } from '../../../protocols/api/views/ballot.ts';
import { useT } from '../../i18n/language.tsx';
import { CommandKey } from '../command-key.tsx';
import { useCommands } from '../commands.tsx';
import { Confirm } from '../dialog.tsx';
import { createId } from '../ids.ts';
import { candidatesOf, isElection, tiedOf } from './formula.ts';
import { useBallotDesk } from './store.tsx';
import { useLocked } from './view.ts';
import { VoidDialog } from './void-dialog.tsx';
import { optionName } from './words.ts';

/** Announcing is the one dark key; it takes the focus that the count has left behind. */
export function AnnounceKey({ ballot }: { readonly ballot: BallotView }) {
  const t = useT();
  const locked = useLocked();
  const place = useRef<HTMLDivElement>(null);
  const isSealed = ballot.fingerprint !== undefined;
  useEffect(() => {
    if (isSealed && document.activeElement === document.body)
      place.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [isSealed]);
  return (
    <div className="ballot-announce ballot-main" ref={place}>
      <CommandKey
        name="ballot/announce"
        input={{ ballot: ballot.id }}
        action={t('ballot.announce')}
        className="primary ballot-main-key"
        disabled={locked || !isSealed}
      />
      {!isSealed && <p role="status">{t('ballot.sealing')}</p>}
    </div>
  );
}

/** One tap: the ballot does not count, and the same question is open again. */
export function RepeatKey({ ballot }: { readonly ballot: BallotView }) {
  const t = useT();
  const locked = useLocked();
  const { run } = useCommands();
  const { open } = useBallotDesk();
  const [repeat] = useState(createId);
  return (
    <button
      type="button"
      className="danger"
      disabled={locked}
      onClick={() => {
        open(repeat);
        void run('ballot/void', { ballot: ballot.id, cause: 'objection', repeat }, t('ballot.repeat'));
      }}
    >
      {t('ballot.repeat')}
    </button>
  );
}

export function VoidKey({ ballot }: { readonly ballot: BallotView }) {
  const t = useT();
  const locked = useLocked();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button
        type="button"
        className="quiet"
        disabled={locked}
        aria-haspopup="dialog"
        onClick={() => setAsking(true)}
      >
        {t('ballot.voidKey')}
      </button>
      {asking && <VoidDialog ballot={ballot} onClose={() => setAsking(false)} />}
    </>
  );
}

/** Where an election has no winner: a lot between equals, and another round between some of them. */
export function NextRound({ ballot }: { readonly ballot: BallotView }) {
  const t = useT();
  const locked = useLocked();
  const { ask } = useBallotDesk();
  const { run } = useCommands();
  const [lot, setLot] = useState<string | null>(null);
  const { result, options, text, kind, item, majority } = ballot;
  if (result === undefined || (result.outcome !== 'tie' && result.outcome !== 'none')) return null;
  const tied = tiedOf(ballot);
  const runOff = (): void => {
    const chosen = result.outcome === 'tie' ? result.elected : best(options, result.counts);
    ask({
      about: item === undefined ? 'procedure' : 'item',
      text: t('ballot.runOffText', { text }).slice(0, 5000),
      kind,
      answers: 'list',
      labels: chosen.map((id) => optionName(t, options, id)),
      canAbstain: options.some(({ meaning }) => meaning === 'abstain'),
      majority: isElection(majority) && majority !== 'most-votes' ? majority : null,
    });
  };
  return (
    <div className="ballot-next-round">
      {tied.length > 0 && (
        <div role="group" aria-label={t('ballot.lotTitle')}>
          <p>{t('ballot.lotTitle')}</p>
          <div className="ballot-keys">
            {tied.map((id) => (
              <button
                key={id}
                type="button"
                disabled={locked}
                aria-haspopup="dialog"
                onClick={() => setLot(id)}
              >
                {t('ballot.lotFor', { name: optionName(t, options, id) })}
              </button>
            ))}
          </div>
        </div>
      )}
      {result.lot === undefined && candidatesOf(ballot).length > 1 && (
        <div className="ballot-keys">
          <button type="button" disabled={locked} aria-haspopup="dialog" onClick={runOff}>
            {t('ballot.runOff')}
          </button>
        </div>
      )}
      {lot !== null && (
        <Confirm
          title={t('ballot.lotConfirm', { name: optionName(t, options, lot) })}
          text={t('ballot.lotText')}
          yes={t('ballot.lotYes')}
          onYes={() => void run('ballot/lot', { ballot: ballot.id, option: lot }, t('ballot.lotTitle'))}
          onClose={() => setLot(null)}
        />
      )}
    </div>
  );
}

/** The two with the most votes, and whoever has as many as the second. */
function best(options: BallotView['options'], counts: Readonly<Record<string, number>>): readonly string[] {
  const ranked = [...candidatesOf({ options })].sort((a, b) => (counts[b.id] ?? 0) - (counts[a.id] ?? 0));
  const second = counts[ranked[1]?.id ?? ''] ?? 0;
  return ranked.filter(({ id }) => (counts[id] ?? 0) >= second).map(({ id }) => id);
}
