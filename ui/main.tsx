/** The pages' entry: theme and language before the first paint, then the view of the address, each in its own chunk. */
import { Component, lazy, StrictMode, Suspense, useEffect, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Role } from '../protocols/api/commands.ts';
import { goTo, rolePaths, seatPath, signInPath } from './components/paths.ts';
import { startTheme } from './components/theme.ts';
import { LanguageProvider, useT } from './i18n/language.tsx';
import { readSession } from './live/http.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';

const OperatorPage = lazy(() => import('./views/operator/operator.tsx'));
const ChairPage = lazy(() => import('./views/chair/chair.tsx'));
const ClerkPage = lazy(() => import('./views/clerk/clerk.tsx'));
const DisplayPage = lazy(() => import('./views/display/display.tsx'));
const SeatPage = lazy(() => import('./views/seat/seat.tsx'));
const OverlayPage = lazy(() => import('./views/overlay/overlay.tsx'));
const SignInPage = lazy(() => import('./views/sign-in/sign-in.tsx'));

function Waiting() {
  return (
    <main className="waiting">
      <output>{useT()('page.loading')}</output>
    </main>
  );
}

/** Shows a page only to its role; everybody else gets to sign in. Without an answer the page itself says so. */
function Guarded({ only, children }: { readonly only: Role; readonly children: ReactNode }) {
  const [admitted, setAdmitted] = useState(false);
  useEffect(() => {
    void readSession().then((answer) => {
      const elsewhere = answer.ok ? answer.value !== only : answer.error === 'not-signed-in';
      if (elsewhere) goTo(signInPath(rolePaths[only]));
      else setAdmitted(true);
    });
  }, [only]);
  return admitted ? children : <Waiting />;
}

function Home() {
  useEffect(() => {
    void readSession().then((answer) => {
      // Behind the members' door there are no roles: the only page there is the member's own.
      if (!answer.ok && answer.error === 'unknown-route') goTo(seatPath);
      else goTo(answer.ok ? rolePaths[answer.value] : '/sign-in');
    });
  }, []);
  return <Waiting />;
}

function Unknown() {
  const t = useT();
  return (
    <main className="waiting">
      <p>{t('page.unknown')}</p>
      <a className="button" href="/">
        {t('app.name')}
      </a>
    </main>
  );
}

function Route({ path }: { readonly path: string }) {
  switch (path) {
    case '/':
      return <Home />;
    case '/operator':
      return (
        <Guarded only="operator">
          <OperatorPage />
        </Guarded>
      );
    case '/chair':
      return (
        <Guarded only="chair">
          <ChairPage />
        </Guarded>
      );
    case '/clerk':
      return (
        <Guarded only="clerk">
          <ClerkPage />
        </Guarded>
      );
    case '/display':
      return <DisplayPage />;
    case seatPath:
      return <SeatPage />;
    case '/sign-in':
      return <SignInPage />;
    default:
      return <Unknown />;
  }
}

function Broken() {
  const t = useT();
  return (
    <main className="waiting" role="alert">
      <p>{t('page.broken')}</p>
      <button type="button" className="primary" onClick={() => window.location.reload()}>
        {t('page.reload')}
      </button>
    </main>
  );
}

interface BoundaryProps {
  readonly children: ReactNode;
  /** Instead of what broke. */
  readonly instead: ReactNode;
}

/** A bug in a view must not leave an empty screen in front of a technician. */
class Boundary extends Component<BoundaryProps, { readonly broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }
  override render(): ReactNode {
    return this.state.broken ? this.props.instead : this.props.children;
  }
}

const path = window.location.pathname.replace(/(.)\/+$/, '$1');
// Over the picture there is no theme, no waiting word and no complaint: only the lower third, or nothing.
const isOverlay = path === '/overlay';
if (!isOverlay) startTheme();
const place = document.getElementById('page');
if (place === null) throw new Error('index.html has no #page');
createRoot(place).render(
  <StrictMode>
    <LanguageProvider>
      <Boundary instead={isOverlay ? null : <Broken />}>
        <Suspense fallback={isOverlay ? null : <Waiting />}>
          {isOverlay ? <OverlayPage /> : <Route path={path} />}
        </Suspense>
      </Boundary>
    </LanguageProvider>
  </StrictMode>,
);
