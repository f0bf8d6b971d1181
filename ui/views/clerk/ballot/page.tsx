/** Decisions on the clerk's page: the ballot that runs, a new one, and the list of this sitting's with their results. */
import { BallotPanel, needsSomebody } from '../../../components/ballot/panel.tsx';
import { useBallotDesk } from '../../../components/ballot/store.tsx';
import { BallotStrip } from '../../../components/ballot/strip.tsx';
import { useT } from '../../../i18n/language.tsx';
import { useClerk, useLocked } from '../view.ts';
import { BallotList } from './list.tsx';

export function BallotsPage() {
  return (
    <div className="clerk-ballots">
      <Current />
      <BallotList />
    </div>
  );
}

function Current() {
  const t = useT();
  const locked = useLocked();
  const { ask } = useBallotDesk();
  const ballot = useClerk((view) => view.ballot);
  const phase = useClerk((view) => view.sitting?.phase);
  const hasItem = useClerk((view) => view.sitting?.item !== undefined);
  const isBusy = ballot !== undefined && (ballot.state === 'open' || ballot.state === 'closed');
  return (
    <div className="stack">
      {(phase === 'open' || phase === 'non-public') && !isBusy && (
        <div className="row-actions">
          <button
            type="button"
            className={hasItem ? 'primary' : ''}
            disabled={locked}
            aria-haspopup="dialog"
            onClick={() => ask()}
          >
            {t('ballot.new')}
          </button>
        </div>
      )}
      {ballot === undefined ? (
        <section className="panel">
          <p className="empty">{t('ballot.none')}</p>
        </section>
      ) : needsSomebody(ballot) ? (
        <BallotPanel ballot={ballot} />
      ) : (
        <BallotStrip ballot={ballot} />
      )}
    </div>
  );
}
