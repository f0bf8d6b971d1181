/** The signed-in page: what must not be overlooked first, then the vote, then what goes on and how to be heard. */
import { useEffect } from 'react';
import { useT } from '../../i18n/language.tsx';
import { useSeat } from '../../live/seat-context.tsx';
import { Announcer } from './announcer.tsx';
import { BallotPanel } from './ballot.tsx';
import { ClosedPart } from './closed-part.tsx';
import { Confirmation } from './confirmation.tsx';
import { Disturbance } from './disturbance.tsx';
import { Hands } from './hands.tsx';
import { Head, Lost } from './head.tsx';
import { Now } from './now.tsx';
import { Settings, useSeatSettings } from './settings.tsx';

export function SeatPage({ onSignOut }: { readonly onSignOut: () => void }) {
  const t = useT();
  const isThere = useSeat(({ shared, own }) => shared !== null && own !== null);
  const isVoting = useSeat(({ shared }) => shared?.ballot?.state === 'open');
  const isLost = useSeat(({ link }) => link === 'lost');
  const settings = useSeatSettings();
  const title = `${t(isVoting ? 'own.titleBallot' : 'own.title')} · ${t('app.name')}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (!isThere)
    return (
      <main className="seat waiting">
        <Lost />
        {!isLost && <output>{t('page.connecting')}</output>}
      </main>
    );
  return (
    <div className="seat seat-page">
      <Head />
      <Lost />
      <Announcer isSoundOn={settings.isSoundOn} />
      <main className="seat-main" aria-label={t('own.main')}>
        <div className="seat-first">
          <Confirmation />
          <ClosedPart />
          <BallotPanel hasDigitKeys={settings.hasDigitKeys} />
        </div>
        <div className="seat-second">
          <Hands />
          <Disturbance />
          <Now />
        </div>
      </main>
      <Settings settings={settings} onSignOut={onSignOut} />
    </div>
  );
}
