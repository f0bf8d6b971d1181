/** The technician's page: the chamber on one screen, and the big keys always at hand. */
import { useEffect } from 'react';
import { CommandsProvider } from '../../components/commands.tsx';
import { LostBanner, WithView } from '../../components/link.tsx';
import { MemberList } from '../../components/members/member-list.tsx';
import '../../i18n/broadcast-sentences.ts';
import '../../i18n/camera-sentences.ts';
import '../../i18n/members-sentences.ts';
import '../../i18n/operator-sentences.ts';
import '../../i18n/voting-sentences.ts';
import { useT } from '../../i18n/language.tsx';
import { LiveProvider, useIsLost } from '../../live/context.tsx';
import { BigKeys } from './big-keys.tsx';
import { ClosedPartPanel } from './broadcast/closed-part.tsx';
import { BroadcastPanel } from './broadcast/panel.tsx';
import { Cameras } from './cameras.tsx';
import { Devices } from './devices.tsx';
import { EventLog } from './log.tsx';
import { Microphones } from './microphones.tsx';
import { SeatMap } from './seat-map.tsx';
import { FloorAndQueue, Pictures } from './side.tsx';
import { Notices, OnAir, Top } from './top.tsx';
import { VotingPanel } from './voting/progress.tsx';
import { useOperator } from './view.ts';
import './big-keys.css';
import './cameras.css';
import './seat-dialog.css';
import './side.css';
// Last: its media queries arrange the others.
import './operator.css';

function Page() {
  const t = useT();
  const lost = useIsLost();
  const memberPages = useOperator((view) => view.memberPages);
  const title = `${t('role.operator')} · ${t('app.name')}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div className="operator">
      <div className="phone-bar">
        <OnAir place="phone" />
        <Microphones />
      </div>
      <Top />
      <div className="operator-notices">
        <LostBanner />
        <Notices />
      </div>
      <main className={lost ? 'operator-main stale' : 'operator-main'}>
        <div className="operator-side">
          <ClosedPartPanel />
          <VotingPanel />
          <Pictures />
          <FloorAndQueue />
          <Cameras />
          <MemberList pages={memberPages} />
        </div>
        <BroadcastPanel />
        <SeatMap />
        <Devices />
        <EventLog />
      </main>
      <BigKeys />
    </div>
  );
}

export default function OperatorPage() {
  return (
    <LiveProvider view="operator">
      <CommandsProvider>
        <WithView signedIn>
          <Page />
        </WithView>
      </CommandsProvider>
    </LiveProvider>
  );
}
