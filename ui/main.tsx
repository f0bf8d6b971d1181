/** The pages' entry: theme and language before the first paint, then the view of the address, each in its own chunk. */
import { Component, StrictMode, useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Role } from '../protocols/api/commands.ts';
import { goTo, rolePaths, seatPath, signInPath } from './components/paths.ts';
import { startTheme } from './components/theme.ts';
import { LanguageProvider, useT } from './i18n/language.tsx';
import { readSession } from './live/http.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';

type Loading = Promise<{ readonly default: ComponentType }>;

const views = {
  operator: () => import('./views/operator/operator.tsx'),
  chair: () => import('./views/chair/chair.tsx'),
  clerk: () => import('./views/clerk/clerk.tsx'),
  display: () => import('./views/display/display.tsx'),
  seat: () => import('./views/seat/seat.tsx'),
  overlay: () => import('./views/overlay/overlay.tsx'),
  signIn: () => import('./views/sign-in/sign-in.tsx'),
} satisfies Record<string, () => Loading>;

/**
 * A view from its own chunk, shown as soon as it is there. Not `lazy` in a `Suspense`: once React has shown a
 * fallback, it holds back for 300 ms what comes in its place.
 */
function Chunk({ loading, instead }: { readonly loading: Loading; readonly instead: ReactNode }) {
  const [View, setView] = useState<ComponentType>();
  useEffect(() => {
    loading.then(
      (chunk) => setView(() => chunk.default),
      (error: unknown) =>
        // Thrown while rendering, so that the boundary around it answers.
        setView(() => {
          throw error;
        }),
    );
  }, [loading]);
  return View ? <View /> : instead;
}

function Waiting() {
  return (
    <main className="waiting">
      <output>{useT()('page.loading')}</output>
    </main>
  );
}

/** Shows a page only to its role; everybody else gets to sign in. Without an answer the page itself says so. */
function Guarded({ only, loading }: { readonly only: Role; readonly loading: Loading }) {
  const [admitted, setAdmitted] = useState(false);
  useEffect(() => {
    void readSession().then((answer) => {
      const elsewhere = answer.ok ? answer.value !== only : answer.error === 'not-signed-in';
      if (elsewhere) goTo(signInPath(rolePaths[only]));
      else setAdmitted(true);
    });
  }, [only]);
  return admitted ? <Chunk loading={loading} instead={<Waiting />} /> : <Waiting />;
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

const path = window.location.pathname.replace(/(.)\/+$/, '$1');
// Over the picture there is no theme, no waiting word and no complaint: only the lower third, or nothing.
const isOverlay = path === '/overlay';

/** What stands at this address. Its chunk is fetched at once, beside the question of who is signed in. */
function route(): ReactNode {
  switch (path) {
    case '/':
      return <Home />;
    case '/operator':
      return <Guarded only="operator" loading={views.operator()} />;
    case '/chair':
      return <Guarded only="chair" loading={views.chair()} />;
    case '/clerk':
      return <Guarded only="clerk" loading={views.clerk()} />;
    case '/display':
      return <Chunk loading={views.display()} instead={<Waiting />} />;
    case '/overlay':
      return <Chunk loading={views.overlay()} instead={null} />;
    case seatPath:
      return <Chunk loading={views.seat()} instead={<Waiting />} />;
    case '/sign-in':
      return <Chunk loading={views.signIn()} instead={<Waiting />} />;
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

if (!isOverlay) startTheme();
const place = document.getElementById('page');
if (place === null) throw new Error('index.html has no #page');
createRoot(place).render(
  <StrictMode>
    <LanguageProvider>
      <Boundary instead={isOverlay ? null : <Broken />}>{route()}</Boundary>
    </LanguageProvider>
  </StrictMode>,
);
