/** The chair's head: which sitting, how far it is, whether it is quorate, whether it is transmitted. */
import { useState } from 'react';
import type { Phase } from '../../../protocols/api/views/sitting.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Gong } from '../../components/gong.tsx';
import { Icon, type IconName } from '../../components/icons.tsx';
import { Preferences } from '../../components/preferences.tsx';
import { PublicityBadge, saysMoreThan } from '../../components/publicity.tsx';
import { SignOut } from '../../components/sign-out.tsx';
import { shortened, useWords } from '../../components/words.ts';
import { useT } from '../../i18n/language.tsx';
import { useChair } from './view.ts';

const phaseIcons: Readonly<Record<Phase, IconName>> = {
  prepared: 'list',
  open: 'public',
  interrupted: 'pause',
  'non-public': 'closed',
  closed: 'check',
  approved: 'check',
};
const longestTitle = 120;

export function Head() {
  const title = useChair((view) => view.sitting?.title ?? view.title);
  const under = useChair((view) => view.sitting?.body ?? view.chamber);
  const floor = useChair((view) => view.floor);
  return (
    <header className="chair-head">
      <div className="chair-titles">
        <h1>{shortened(title, longestTitle)}</h1>
        {!title.startsWith(under) && <span className="dim">{under}</span>}
      </div>
      <div className="chair-badges">
        <State />
        <Transmitted />
        <Quorum />
      </div>
      <div className="chair-tools">
        <Gong speech={floor} />
        <Settings />
      </div>
    </header>
  );
}

/** Out of sight, for nobody changes them in the middle of a sitting. */
function Settings() {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="quiet square"
        aria-label={t('prefs.title')}
        title={t('prefs.title')}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="dots" />
      </button>
      {open && (
        <Dialog title={t('prefs.title')} onClose={() => setOpen(false)}>
          <div className="chair-choices chair-settings">
            <Preferences />
            <SignOut />
          </div>
        </Dialog>
      )}
    </>
  );
}

/** How far the sitting is, and what the transmission is told where that is something else. */
function State() {
  const words = useWords();
  const publicity = useChair((view) => view.publicity);
  const phase = useChair((view) => view.sitting?.phase);
  const untilAt = useChair((view) => view.untilAt);
  const transmission = <PublicityBadge publicity={publicity} untilAt={untilAt} />;
  if (phase === undefined) return transmission;
  return (
    <>
      <span className={`badge phase-${phase}`}>
        <Icon name={phaseIcons[phase]} /> {words('phase', phase)}
      </span>
      {(saysMoreThan(phase, publicity) || untilAt !== undefined) && transmission}
    </>
  );
}

function Transmitted() {
  const t = useT();
  const transmitted = useChair((view) => view.transmitted);
  const words = {
    yes: t('chair.transmittedYes'),
    no: t('chair.transmittedNo'),
    unknown: t('chair.transmittedUnknown'),
  };
  return (
    <output className={`badge transmitted-${transmitted}`}>
      <Icon name={transmitted === 'yes' ? 'onAir' : 'offAir'} /> {words[transmitted]}
    </output>
  );
}

function Quorum() {
  const t = useT();
  const quorum = useChair((view) => view.sitting?.quorum);
  if (quorum === undefined) return null;
  const { isQuorate, present, members, required } = quorum;
  return (
    <output className={`badge ${isQuorate ? 'quorate' : 'not-quorate'}`}>
      <Icon name={isQuorate ? 'people' : 'warning'} />{' '}
      {isQuorate
        ? t('chair.quorate', { present, members })
        : t('chair.notQuorate', { present, members, required })}
    </output>
  );
}
