/** What director and guard look at: the acting state of the chamber and what the devices report right now. */
import type { Consent, Publicity } from '../../protocols/api/views.ts';
import type { MonotonicMs } from '../../protocols/clock.ts';
import { unknownCamera, type CameraState } from '../../protocols/models/camera.ts';
import { unknownSwitcher, type SwitcherState } from '../../protocols/models/switcher.ts';
import type { Observed } from '../../protocols/models/observed.ts';
import type { ManualWish } from '../chamber/direction/events.ts';
import type { Hall } from '../chamber/hall.ts';
import type { PeopleState } from '../chamber/people/state.ts';
import { consentAt } from '../chamber/people/state.ts';

export interface Facts {
  readonly hall: Hall;
  readonly now: MonotonicMs;
  readonly publicity: Publicity;
  readonly soundOff: boolean;
  readonly safeMode: boolean;
  readonly manual: ManualWish | null;
  /** Open microphones in the order of opening; null while the system is not heard. */
  readonly open: readonly number[] | null;
  /** Seats that wait, in the order they will speak. */
  readonly queue: readonly number[];
  readonly cameras: Readonly<Record<string, CameraState>>;
  readonly switcher: SwitcherState;
  /** undefined: nobody is known to sit there. */
  consent(seat: number): Consent | undefined;
}

/** The part of the root that picture and sound depend on. */
interface Acting {
  readonly hall: Hall;
  readonly people: PeopleState;
  readonly broadcast: { readonly publicity: Publicity; readonly soundOff: boolean };
  readonly direction: { readonly mode: 'automatic' } | { readonly mode: 'manual'; readonly wish: ManualWish };
}

export function gatherFacts(root: Acting, observed: Observed, now: MonotonicMs, safeMode: boolean): Facts {
  const { hall } = root;
  const microphones = observed.microphones[hall.microphones] ?? null;
  return {
    hall,
    now,
    publicity: root.broadcast.publicity,
    soundOff: root.broadcast.soundOff,
    safeMode,
    manual: root.direction.mode === 'manual' ? root.direction.wish : null,
    open: microphones ? microphones.speakers : null,
    queue: microphones ? [...microphones.replies, ...microphones.requests] : [],
    cameras: observed.cameras,
    switcher: observed.switchers[hall.switcher] ?? unknownSwitcher,
    consent: (seat) => consentAt(root.people, seat),
  };
}

export const cameraOf = (facts: Facts, device: string): CameraState => facts.cameras[device] ?? unknownCamera;
