/**
 * Over the picture, for a browser source in OBS: captions, and below them the ballot and name, group and item of
 * who speaks, on nothing. It shows only what the public display may, and is empty while in doubt: not public, a person
 * without a name, a lost connection, and the moments after one until the view has caught up.
 */
import { lazy, Suspense, useEffect, useState } from 'react';
import { Captions } from '../../components/captions.tsx';
import { shortened } from '../../components/words.ts';
import { useT } from '../../i18n/language.tsx';
import { LiveProvider, useLive } from '../../live/context.tsx';
import './overlay.css';

// Without its code there is no bar; captions and lower third must not go with it.
const BallotBar = lazy(() => import('./ballot.tsx').catch(() => ({ default: () => null })));

/** After a connection came (back) what was missed arrives within this, ms; until then the old name might be wrong. */
const settleMs = 400;
const longestTitle = 150;
const longName = 36;

/** The connection lives, and has for a moment. */
function useSettled(): boolean {
  const isLive = useLive(({ link }) => link === 'live');
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    if (!isLive) return undefined;
    const timer = setTimeout(() => setSettled(true), settleMs);
    return () => {
      clearTimeout(timer);
      setSettled(false);
    };
  }, [isLive]);
  return isLive && settled;
}

function OverPicture() {
  const t = useT();
  const settled = useSettled();
  const view = useLive((state) => (state.view?.role === 'display' ? state.view : null));
  if (!settled || view?.publicity !== 'public') return null;
  const { floor, item, captions, ballot } = view;
  const hasCaptions = captions !== undefined && captions.length > 0;
  if (floor?.name === undefined && !hasCaptions && ballot === undefined) return null;
  return (
    <main className="overlay">
      <Captions lines={captions} className="overlay-captions" />
      {ballot !== undefined && (
        <Suspense fallback={null}>
          <BallotBar ballot={ballot} />
        </Suspense>
      )}
      {floor?.name !== undefined && (
        <div className="lower-third" key={floor.name}>
          <p className={floor.name.length > longName ? 'lower-name is-long' : 'lower-name'}>{floor.name}</p>
          {floor.group !== undefined && <p className="lower-group">{floor.group}</p>}
          {item !== undefined && (
            <p className="lower-item">
              {item.number !== '' && <b>{t('item.number', { number: item.number })}</b>}{' '}
              {shortened(item.title, longestTitle)}
            </p>
          )}
        </div>
      )}
    </main>
  );
}

export default function OverlayPage() {
  return (
    <LiveProvider view="display">
      <OverPicture />
    </LiveProvider>
  );
}
