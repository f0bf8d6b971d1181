/**
 * Driving a camera by hand: gathers stick, rocker, keys and gamepad into one wish and hands it to the
 * drive-sender. Whatever takes the hand away (release, blur, a hidden page, a lost gamepad, the end of the
 * reservation) takes its wish away.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { browserClock } from '../../../live/browser.ts';
import { sendCommand, type PageError } from '../../../live/http.ts';
import {
  addDeflections,
  centre,
  gamepadDeflection,
  isCentred,
  isDriveKey,
  keyDeflection,
  speedsOf,
  type Deflection,
  type Level,
} from './deflection.ts';
import { createDriveSender } from './drive-sender.ts';
import { useLetGo } from './use-let-go.ts';

/** How long “a little” drives: shorter than a repetition, so that it is one command and a stop, ms. */
const nudgeMs = 220;

type Hand = 'stick' | 'rocker' | 'keys' | 'gamepad' | 'nudge';

export interface Drive {
  readonly push: (hand: 'stick' | 'rocker', deflection: Deflection) => void;
  readonly nudge: (deflection: Deflection) => void;
  readonly stop: () => void;
  /** Something is pushed now. */
  readonly isDriving: boolean;
  readonly hasGamepad: boolean;
  /** Why the last command failed. */
  readonly error: PageError | null;
}

/** Drives `camera` while `enabled`; `isMoving`: it moves for whatever reason, so that Escape stops it. */
export function useDrive(camera: string, level: Level, enabled: boolean, isMoving: boolean): Drive {
  const [error, setError] = useState<PageError | null>(null);
  const [isDriving, setDriving] = useState(false);
  const hands = useRef(new Map<Hand, Deflection>());
  const sender = useMemo(
    () =>
      createDriveSender(browserClock, async (speeds) => {
        const answer = await sendCommand('camera/drive', { camera, ...speeds });
        setError(answer.ok ? null : answer.error);
      }),
    [camera],
  );
  const drive = useCallback(() => {
    const deflection = addDeflections(hands.current.values());
    setDriving(!isCentred(deflection));
    sender.drive(speedsOf(deflection, level));
  }, [sender, level]);
  const set = useCallback(
    (hand: Hand, deflection: Deflection) => {
      if (isCentred(deflection)) hands.current.delete(hand);
      else hands.current.set(hand, deflection);
      drive();
    },
    [drive],
  );
  const letGo = useCallback(() => {
    hands.current.clear();
    drive();
  }, [drive]);
  const stop = useCallback(() => {
    hands.current.clear();
    setDriving(false);
    sender.stop();
  }, [sender]);
  // Another level counts at once, also under the thumb.
  useEffect(() => drive(), [drive]);
  useLetGo(letGo);
  useEffect(() => {
    if (!enabled) letGo();
  }, [enabled, letGo]);
  useEffect(
    () => () => {
      hands.current.clear();
      sender.drive(centre);
    },
    [sender],
  );

  const nudgeTimer = useRef<(() => void) | null>(null);
  const nudge = useCallback(
    (deflection: Deflection) => {
      nudgeTimer.current?.();
      set('nudge', deflection);
      nudgeTimer.current = browserClock.after(nudgeMs, () => set('nudge', centre));
    },
    [set],
  );
  useDriveKeys(enabled, isDriving || isMoving, set, stop);
  const hasGamepad = useGamepad(enabled, set);
  return { push: set, nudge, stop, isDriving, hasGamepad, error };
}

type SetHand = (hand: Hand, deflection: Deflection) => void;

const takesText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input:not([type="checkbox"]), select, textarea') !== null;

/** Arrow keys pan and tilt, + and − zoom, while held; Escape and space stop. */
function useDriveKeys(enabled: boolean, stoppable: boolean, set: SetHand, stop: () => void): void {
  const latest = useRef({ stoppable, set, stop });
  useEffect(() => {
    latest.current = { stoppable, set, stop };
  });
  const held = useRef(new Map<string, string>());
  useLetGo(() => held.current.clear());
  useEffect(() => {
    if (!enabled) return undefined;
    const keys = held.current;
    // The space bar belongs to a key reached by Tab; else it stops, and never presses what was clicked last.
    let byPointer = document.activeElement?.matches(':focus-visible') !== true;
    let swallowed = false;

    /** Escape closes the panel where nothing moves. */
    function stops(event: KeyboardEvent): boolean {
      if (keys.size > 0) return true;
      return event.key === 'Escape' ? latest.current.stoppable : byPointer && !takesText(event.target);
    }
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key === 'Tab') byPointer = false;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      // A question on top of the panel has the keys.
      if (document.querySelectorAll('dialog[open]').length > 1) return;
      if (event.key === 'Escape' || event.key === ' ') {
        if (!stops(event)) return;
        event.preventDefault();
        swallowed = event.key === ' ';
        keys.clear();
        if (!event.repeat) latest.current.stop();
        return;
      }
      if (!isDriveKey(event.key) || takesText(event.target)) return;
      event.preventDefault();
      if (event.repeat) return;
      keys.set(event.code, event.key);
      latest.current.set('keys', keyDeflection(keys.values()));
    }
    function onKeyUp(event: KeyboardEvent): void {
      if (event.key === ' ' && swallowed) {
        swallowed = false;
        event.preventDefault();
      }
      // By its place on the keyboard: “+” is another character once Shift is let go.
      if (keys.delete(event.code)) latest.current.set('keys', keyDeflection(keys.values()));
    }
    const onPointerDown = (): void => {
      byPointer = true;
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', onKeyUp);
    window.addEventListener('pointerdown', onPointerDown);
    return () => {
      keys.clear();
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('pointerdown', onPointerDown);
    };
  }, [enabled]);
}

/** The first gamepad, looked at with every frame. It counts only once its sticks have been at rest. */
function useGamepad(enabled: boolean, set: SetHand): boolean {
  const [isThere, setThere] = useState(false);
  const rested = useRef(false);
  const latest = useRef(set);
  useEffect(() => {
    latest.current = set;
  });
  useLetGo(() => {
    rested.current = false;
  });
  useEffect(() => {
    if (!enabled || typeof navigator.getGamepads !== 'function') return undefined;
    let frame = 0;
    let last = centre;
    function look(): void {
      frame = requestAnimationFrame(look);
      const pad = navigator.getGamepads().find((one) => one?.connected === true) ?? null;
      setThere(pad !== null);
      const deflection = pad === null ? centre : gamepadDeflection(pad);
      if (pad === null) rested.current = false;
      else if (isCentred(deflection)) rested.current = true;
      const wish = rested.current && document.hasFocus() ? deflection : centre;
      if (wish.pan === last.pan && wish.tilt === last.tilt && wish.zoom === last.zoom) return;
      last = wish;
      latest.current('gamepad', wish);
    }
    look();
    return () => {
      cancelAnimationFrame(frame);
      rested.current = false;
      setThere(false);
    };
  }, [enabled]);
  return isThere;
}
