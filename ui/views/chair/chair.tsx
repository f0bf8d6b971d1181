/** The chair's page: calm, for a tablet. The item, floor and time, the list in order, one big key for who is next. */
import { useEffect } from 'react';
import { BallotDesk } from '../../components/ballot/store.tsx';
import { CommandsProvider } from '../../components/commands.tsx';
import { Icon } from '../../components/icons.tsx';
import { LostBanner, WithView } from '../../components/link.tsx';
import { MemberDisturbances } from '../../components/members/member-list.tsx';
import '../../i18n/ballot-sentences.ts';
import '../../i18n/chair-sentences.ts';
import '../../i18n/broadcast-sentences.ts';
import '../../i18n/members-sentences.ts';
import { useCodes, useT } from '../../i18n/language.tsx';
import { plainName } from '../../i18n/translate.ts';
import { LiveProvider, useIsLost } from '../../live/context.tsx';
import { BallotPlace } from './ballot.tsx';
import { ClosedPartPanel } from './closed-part.tsx';
import { FloorPanel } from './floor.tsx';
import { Head } from './head.tsx';
import { ItemPanel } from './item.tsx';
import { Keys } from './keys.tsx';
import { QueuePanel, Residents } from './queue.tsx';
import { useChair } from './view.ts';
import './chair.css';
import './panels.css';
import './ballot.css';
import './dialogs.css';
// Last: its media queries arrange the others.
import './sizes.css';

function Notices() {
  const t = useT();
  const codes = useCodes();
  const safeMode = useChair((view) => view.safeMode);
  const ready = useChair((view) => view.microphonesReady);
  const memberPages = useChair((view) => view.memberPages);
  return (
    <div className="chair-notices">
      <LostBanner />
      <div role="alert" className="banner-place">
        {safeMode !== undefined && (
          <div className="banner banner-safe">
            <Icon name="fault" />
            <p>
              <strong>{t('safeMode.title')}</strong> <span>{codes.reason(safeMode, plainName)}</span>
            </p>
          </div>
        )}
        {!ready && (
          <div className="banner banner-alarm">
            <Icon name="warning" />
            <p>{t('chair.micsNotReady')}</p>
          </div>
        )}
        <MemberDisturbances pages={memberPages} />
      </div>
    </div>
  );
}

function Page() {
  const t = useT();
  const lost = useIsLost();
  const title = `${t('role.chair')} · ${t('app.name')}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div className="chair">
      <Head />
      <Notices />
      <main className={lost ? 'chair-main stale' : 'chair-main'}>
        <BallotPlace before={<ClosedPartPanel />} item={<ItemPanel />}>
          <FloorPanel />
          <div className="chair-lists">
            <QueuePanel />
            <Residents />
          </div>
        </BallotPlace>
      </main>
      <Keys />
    </div>
  );
}

export default function ChairPage() {
  return (
    <LiveProvider view="chair">
      <CommandsProvider>
        <WithView signedIn>
          <BallotDesk>
            <Page />
          </BallotDesk>
        </WithView>
      </CommandsProvider>
    </LiveProvider>
  );
}
