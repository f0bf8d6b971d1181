/** Decisions on the chair's page: the ballot takes the room of item, floor and list while it needs somebody; a line of it is left afterwards. */
import { useState, type ReactNode } from 'react';
import { BallotPanel, needsSomebody } from '../../components/ballot/panel.tsx';
import { BallotStrip } from '../../components/ballot/strip.tsx';
import { useBallotDesk } from '../../components/ballot/store.tsx';
import { useT } from '../../i18n/language.tsx';
import { useChair, useLocked } from './view.ts';

interface PlaceProps {
  readonly item: ReactNode;
  /** Above the ballot too. */
  readonly before: ReactNode;
  /** Floor and list. */
  readonly children: ReactNode;
}

/** The ballot alone, or a line of it between item and floor. */
export function BallotPlace({ item, before, children }: PlaceProps) {
  const t = useT();
  const ballot = useChair((view) => view.ballot);
  /** The ballot that was put aside to look at the list. */
  const [aside, setAside] = useState<string | null>(null);
  if (ballot !== undefined && needsSomebody(ballot) && aside !== ballot.id)
    return (
      <>
        {before}
        <div className="chair-ballot">
          <BallotPanel ballot={ballot}>
            <button type="button" onClick={() => setAside(ballot.id)}>
              {t('ballot.hide')}
            </button>
          </BallotPanel>
        </div>
      </>
    );
  return (
    <>
      {item}
      {before}
      {ballot !== undefined && (
        <BallotStrip ballot={ballot} {...(needsSomebody(ballot) ? { onShow: () => setAside(null) } : {})} />
      )}
      {children}
    </>
  );
}

/** Opens the dialog of a new ballot: the dark key while an item runs. */
export function VoteKey() {
  const t = useT();
  const locked = useLocked();
  const { ask } = useBallotDesk();
  const phase = useChair((view) => view.sitting?.phase);
  const hasItem = useChair((view) => view.sitting?.item !== undefined);
  const isRunning = useChair((view) => view.ballot?.state === 'open' || view.ballot?.state === 'closed');
  if (phase !== 'open' && phase !== 'non-public') return null;
  return (
    <button
      type="button"
      className={hasItem ? 'primary' : ''}
      disabled={locked || isRunning}
      aria-haspopup="dialog"
      onClick={() => ask()}
    >
      {t('ballot.vote')}
    </button>
  );
}
