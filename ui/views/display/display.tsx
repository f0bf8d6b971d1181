/** The hall's screen: who speaks and for how long, huge. While not public there is nothing but the slate. */
import { useEffect } from 'react';
import { LostBanner, WithView } from '../../components/link.tsx';
import { Preferences } from '../../components/preferences.tsx';
import { Since, SpeakingTime, WallClock } from '../../components/time.tsx';
import { useT } from '../../i18n/language.tsx';
import { LiveProvider, useIsLost, viewHook } from '../../live/context.tsx';
import './display.css';

const useDisplay = viewHook('display');

function Slate({ publicity }: { readonly publicity: 'unknown' | 'paused' | 'non-public' }) {
  const t = useT();
  const chamber = useDisplay((view) => view.chamber);
  return (
    <main className="display-main display-slate">
      <p className="dim">{chamber}</p>
      <h1>{t(`display.slate.${publicity}`)}</h1>
    </main>
  );
}

function Speaking() {
  const t = useT();
  const lost = useIsLost();
  const floor = useDisplay((view) => view.floor);
  const queueLength = useDisplay((view) => view.queueLength);
  return (
    <main className={lost ? 'display-main stale' : 'display-main'}>
      {floor === undefined ? (
        <h1 className="display-nobody dim">{t('display.nobody')}</h1>
      ) : (
        <>
          <p className="display-label dim">{t('display.speaks')}</p>
          <h1 className="display-name">{floor.name ?? t('seat.name', { seat: floor.seat })}</h1>
          {floor.group !== undefined && <p className="display-group dim">{floor.group}</p>}
          <p className="display-time">
            <Since at={floor.sinceAt} />
          </p>
          {floor.limitMs !== undefined && <SpeakingTime sinceAt={floor.sinceAt} limitMs={floor.limitMs} />}
        </>
      )}
      {queueLength !== undefined && queueLength > 0 && (
        <p className="display-queue dim">{t('display.queue', { count: queueLength })}</p>
      )}
    </main>
  );
}

function Page() {
  const t = useT();
  const publicity = useDisplay((view) => view.publicity);
  const chamber = useDisplay((view) => view.chamber);
  const title = useDisplay((view) => view.title);
  const pageTitle = `${t('role.display')} · ${t('app.name')}`;
  useEffect(() => {
    document.title = pageTitle;
  }, [pageTitle]);
  return (
    <div className="display">
      <LostBanner />
      {publicity === 'public' ? (
        <>
          <header className="display-head dim">
            <span>{title ?? chamber}</span>
            <WallClock />
          </header>
          <Speaking />
        </>
      ) : (
        <Slate publicity={publicity} />
      )}
      <footer className="display-foot">
        <Preferences />
      </footer>
    </div>
  );
}

export default function DisplayPage() {
  return (
    <LiveProvider view="display">
      <WithView signedIn={false}>
        <Page />
      </WithView>
    </LiveProvider>
  );
}
