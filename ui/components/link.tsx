/** What a page shows of its connection: the striking banner when it is lost, and nothing of a view before there is one. */
import { useEffect, type ReactNode } from 'react';
import { useLanguage, useT } from '../i18n/language.tsx';
import { formatClock } from '../i18n/translate.ts';
import { useLive } from '../live/context.tsx';
import { readSession } from '../live/http.ts';
import { Icon } from './icons.tsx';
import { goTo, signInPath } from './paths.ts';

/** The banner; takes no room while the connection lives. */
export function LostBanner() {
  const { t, language } = useLanguage();
  const link = useLive((state) => state.link);
  const staleSinceAt = useLive((state) => state.staleSinceAt);
  const hasView = useLive((state) => state.view !== null);
  const lost = link === 'lost';
  return (
    <div role="alert" className="banner-place">
      {lost && (
        <div className="banner banner-lost">
          <Icon name="warning" />
          <p>
            <strong>{t('lost.title')}</strong>{' '}
            <span>
              {hasView && staleSinceAt !== null
                ? t('lost.stale', { time: formatClock(language, staleSinceAt) })
                : t('lost.never')}
            </span>
          </p>
        </div>
      )}
    </div>
  );
}

/** Sends to the sign-in page when the session ended; looks whether it did when the link is lost. */
export function useSessionGuard(needed: boolean): void {
  const link = useLive((state) => state.link);
  useEffect(() => {
    if (!needed) return;
    if (link === 'ended') goTo(signInPath(window.location.pathname));
    if (link !== 'lost') return;
    let mounted = true;
    void readSession().then((answer) => {
      if (mounted && !answer.ok && answer.error === 'not-signed-in')
        goTo(signInPath(window.location.pathname));
    });
    return () => {
      mounted = false;
    };
  }, [link, needed]);
}

/** Shows `children` once there is a view. */
export function WithView({
  signedIn,
  children,
}: {
  readonly signedIn: boolean;
  readonly children: ReactNode;
}) {
  const t = useT();
  useSessionGuard(signedIn);
  const hasView = useLive((state) => state.view !== null);
  const lost = useLive((state) => state.link === 'lost');
  if (hasView) return children;
  return (
    <main className="waiting">
      <LostBanner />
      {!lost && <output>{t('page.connecting')}</output>}
    </main>
  );
}
