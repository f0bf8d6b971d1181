/** What all devices report right now, by device id. Never journalled as such; a lost link makes it unknown at once. */
import { applyCameraEvent, unknownCamera, type CameraEvent, type CameraState } from './camera.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophoneEvent,
  type MicrophonesState,
} from './microphones.ts';
import { applySwitcherEvent, unknownSwitcher, type SwitcherEvent, type SwitcherState } from './switcher.ts';
import { applyVotingEvent, notVoting, type VotingEvent, type VotingState } from './voting.ts';

export interface Observed {
  /** null: not known, because the link is down or the first snapshot has not come. */
  readonly microphones: Readonly<Record<string, MicrophonesState | null>>;
  readonly cameras: Readonly<Record<string, CameraState>>;
  readonly switchers: Readonly<Record<string, SwitcherState>>;
  /** Of devices with voting keys; null: not known. */
  readonly voting: Readonly<Record<string, VotingState | null>>;
  /** The last lines of captions, oldest first, as they may be shown; null: none of late. */
  readonly captions: { readonly lines: readonly string[] } | null;
}

export type DeviceModel = 'microphones' | 'camera' | 'switcher' | 'voting';

export type DeviceEvent =
  | { readonly model: 'microphones'; readonly event: MicrophoneEvent }
  | { readonly model: 'camera'; readonly event: CameraEvent }
  | { readonly model: 'switcher'; readonly event: SwitcherEvent }
  /** Also of microphone systems whose units vote. */
  | { readonly model: 'voting'; readonly event: VotingEvent };

export const nothingObserved: Observed = {
  microphones: {},
  cameras: {},
  switchers: {},
  voting: {},
  captions: null,
};

export function applyDeviceEvent(observed: Observed, id: string, { model, event }: DeviceEvent): Observed {
  switch (model) {
    case 'microphones': {
      const known = observed.microphones[id] ?? null;
      // Deltas mean nothing before the snapshot they build on.
      if (!known && event.type !== 'snapshot') return observed;
      const state = applyMicrophoneEvent(known ?? noMicrophones, event);
      return state === known
        ? observed
        : { ...observed, microphones: { ...observed.microphones, [id]: state } };
    }
    case 'camera': {
      const state = applyCameraEvent(observed.cameras[id] ?? unknownCamera, event);
      return state === observed.cameras[id]
        ? observed
        : { ...observed, cameras: { ...observed.cameras, [id]: state } };
    }
    case 'switcher': {
      const state = applySwitcherEvent(observed.switchers[id] ?? unknownSwitcher, event);
      return state === observed.switchers[id]
        ? observed
        : { ...observed, switchers: { ...observed.switchers, [id]: state } };
    }
    case 'voting': {
      const state = applyVotingEvent(observed.voting[id] ?? notVoting, event);
      return state === observed.voting[id]
        ? observed
        : { ...observed, voting: { ...observed.voting, [id]: state } };
    }
  }
}

/** The link is gone: what was known is not known any more. What a camera looks like stays a property of it. */
export function forgetDevice(observed: Observed, id: string, model: DeviceModel, now: number): Observed {
  switch (model) {
    case 'microphones': {
      const isVoting = id in observed.voting;
      return {
        ...observed,
        microphones: { ...observed.microphones, [id]: null },
        ...(isVoting ? { voting: { ...observed.voting, [id]: null } } : {}),
      };
    }
    case 'voting':
      return { ...observed, voting: { ...observed.voting, [id]: null } };
    case 'camera': {
      const state: CameraState = {
        ...(observed.cameras[id] ?? unknownCamera),
        motion: { kind: 'unknown', since: now },
        position: null,
        calibration: null,
        lastMove: null,
      };
      return { ...observed, cameras: { ...observed.cameras, [id]: state } };
    }
    case 'switcher':
      return { ...observed, switchers: { ...observed.switchers, [id]: unknownSwitcher } };
  }
}
