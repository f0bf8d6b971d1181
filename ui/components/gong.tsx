/**
 * A short gong when the time of a speech is over, once. Browsers allow sound only after somebody has touched
 * the page, so until then the switch says that it is off, and that is the truth.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Floor } from '../../protocols/api/views.ts';
import { useT } from '../i18n/language.tsx';
import { strike } from './chime.ts';
import { Icon } from './icons.tsx';
import { readStored, writeStored } from './stored.ts';
import { timeLevel, useSpokenSeconds } from './time.tsx';

type Speech = Omit<Floor, 'entry'>;

/** Calls `ring` when the speech passes its limit; not for one that was over when the page came. */
function Watch({ speech, ring }: { readonly speech: Speech; readonly ring: () => void }) {
  const isOver = timeLevel(useSpokenSeconds(speech), speech) === 'over';
  const before = useRef(isOver);
  const latest = useRef(ring);
  useEffect(() => {
    latest.current = ring;
  });
  useEffect(() => {
    if (isOver && !before.current) latest.current();
    before.current = isOver;
  }, [isOver]);
  return null;
}

/** The mute switch, and the gong itself while the page shows `speech`. */
export function Gong({ speech }: { readonly speech: Speech | undefined }) {
  const t = useT();
  const key = useRef<HTMLButtonElement>(null);
  const context = useRef<AudioContext | null>(null);
  const [allowed, setAllowed] = useState(false);
  const [wanted, setWanted] = useState(() => readStored('gong') !== 'off');
  const isOn = allowed && wanted;

  const allow = useCallback(() => {
    context.current ??= new AudioContext();
    void context.current.resume();
    setAllowed(true);
  }, []);
  useEffect(() => {
    // The switch itself decides in its own click.
    const touched = ({ target }: Event): void => {
      if (!(target instanceof Node && key.current?.contains(target))) allow();
    };
    window.addEventListener('pointerup', touched, true);
    window.addEventListener('keydown', touched, true);
    return () => {
      window.removeEventListener('pointerup', touched, true);
      window.removeEventListener('keydown', touched, true);
      void context.current?.close();
      context.current = null;
    };
  }, [allow]);

  return (
    <>
      <button
        ref={key}
        type="button"
        className="quiet gong"
        title={t('gong.hint')}
        onClick={() => {
          const next = !isOn;
          if (next) allow();
          writeStored('gong', next ? 'on' : 'off');
          setWanted(next);
        }}
      >
        <Icon name={isOn ? 'bell' : 'bellOff'} /> {t(isOn ? 'gong.on' : 'gong.off')}
      </button>
      {speech !== undefined && (
        <Watch
          key={`${speech.kind} ${speech.seat} ${speech.name}`}
          speech={speech}
          ring={() => {
            if (isOn && context.current !== null) strike(context.current);
          }}
        />
      )}
    </>
  );
}
