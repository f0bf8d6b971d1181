/** The ballot as whoever serves the hall sees it: how far it is, whose vote is missing, what a device still holds. No choice. */
import { DrainAnyway } from '../../../components/ballot/drain-anyway.tsx';
import { Rejected, WaitsFor } from '../../../components/ballot/facts.tsx';
import { Missing, Progress } from '../../../components/ballot/progress.tsx';
import { Icon } from '../../../components/icons.tsx';
import { shortened, useWords } from '../../../components/words.ts';
import { useT } from '../../../i18n/language.tsx';
import { useLocked, useOperator } from '../view.ts';
import '../../../components/ballot/counting.css';
import '../../../components/ballot/opening.css';
import '../../../components/ballot/ballot.css';
import './voting.css';

/** Kinds whose votes come one by one, so that somebody can be missing. */
const single = ['device', 'roll-call'];
const textChars = 70;
/** The rest by one tap: the side has to keep its room for who speaks. */
const fewNames = 6;

export function VotingPanel() {
  const t = useT();
  const words = useWords();
  const locked = useLocked();
  const ballot = useOperator((view) => view.ballot);
  if (ballot === undefined || ballot.state === 'announced' || ballot.state === 'voided') return null;
  const { number, kind, state, text, interrupted, missing, waitsFor, rejected } = ballot;
  const isOpen = state === 'open';
  return (
    <section className="panel voting" aria-labelledby="voting-title">
      <h2 id="voting-title">
        {t('ballot.number', { number })} · <span role="status">{words('ballotState', state)}</span>
      </h2>
      <p className="dim">
        {words('ballotKind', kind)} · {shortened(text, textChars)}
      </p>
      {isOpen && single.includes(kind) && <Progress ballot={ballot} />}
      {isOpen && interrupted && (
        <p className="ballot-warning">
          <Icon name="warning" /> <span>{t('ballot.interrupted')}</span>
        </p>
      )}
      {isOpen && kind === 'device' && <Missing names={missing} few={fewNames} />}
      <WaitsFor waitsFor={waitsFor}>
        <DrainAnyway ballot={ballot} locked={locked} />
      </WaitsFor>
      <Rejected rejected={rejected} />
    </section>
  );
}
