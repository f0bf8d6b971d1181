/** The head of the clerk's page: which sitting, how it stands, what runs, and whether it has its quorum. */
import type { Phase } from '../../../protocols/api/views/sitting.ts';
import { Icon, type IconName } from '../../components/icons.tsx';
import { Preferences } from '../../components/preferences.tsx';
import { PublicityBadge, saysMoreThan } from '../../components/publicity.tsx';
import { SignOut } from '../../components/sign-out.tsx';
import { WallClock } from '../../components/time.tsx';
import { useT } from '../../i18n/language.tsx';
import { PhaseKeys } from './phase-keys.tsx';
import { clockOf } from './times.ts';
import { clipped } from './long-text.tsx';
import { itemName, useClerk, useWords } from './view.ts';

const phaseIcons: Readonly<Record<Phase, IconName>> = {
  prepared: 'offAir',
  open: 'public',
  interrupted: 'pause',
  'non-public': 'closed',
  closed: 'ok',
  approved: 'ok',
};

export function Head() {
  const t = useT();
  const chamber = useClerk((view) => view.chamber);
  const sitting = useClerk((view) => view.sitting);
  const publicity = useClerk((view) => view.publicity);
  return (
    <header className="clerk-head">
      <div className="clerk-top">
        <div className="clerk-titles">
          <h1>{sitting?.title ?? t('clerk.noSitting')}</h1>
          <span className="dim">{sitting === undefined ? chamber : sitting.body}</span>
        </div>
        <WallClock />
        <Preferences />
        <SignOut />
      </div>
      {sitting !== undefined && (
        <div className="clerk-state">
          <PhaseBadge phase={sitting.phase} at={sitting.phaseAt} />
          {saysMoreThan(sitting.phase, publicity) && <PublicityBadge publicity={publicity} />}
          <Quorum />
          <RunningItem />
          <PhaseKeys phase={sitting.phase} />
        </div>
      )}
    </header>
  );
}

function PhaseBadge({ phase, at }: { readonly phase: Phase; readonly at: number }) {
  const t = useT();
  const words = useWords();
  return (
    <output className={`badge phase-${phase}`}>
      <Icon name={phaseIcons[phase]} />
      <span>
        {words('phase', phase)}
        {phase !== 'prepared' && <small> {t('clerk.since', { time: clockOf(at) })}</small>}
      </span>
    </output>
  );
}

function Quorum() {
  const t = useT();
  const quorum = useClerk((view) => view.sitting?.quorum);
  if (quorum === undefined) return null;
  return (
    <output className={`badge ${quorum.isQuorate ? 'is-quorate' : 'is-not-quorate'}`}>
      <Icon name={quorum.isQuorate ? 'ok' : 'warning'} />
      <span>
        {t(quorum.isQuorate ? 'clerk.quorate' : 'clerk.notQuorate')}
        <small> {t('clerk.presentOf', { present: quorum.present, members: quorum.members })}</small>
      </span>
    </output>
  );
}

function RunningItem() {
  const t = useT();
  const item = useClerk((view) => view.sitting?.item);
  const next = useClerk((view) => view.sitting?.next);
  const shown = item ?? next;
  if (shown === undefined) return <span className="clerk-item" />;
  return (
    <p className="clerk-item">
      <b>{item === undefined ? t('clerk.nextItem') : t('clerk.running')}:</b> {itemName(t, shown)}
      {shown.number !== '' && <span className="dim"> {clipped(shown.title, 90)}</span>}
    </p>
  );
}
