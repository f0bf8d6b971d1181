/** Every device kind the daemon can load, by the name of its folder. Loaded only when the config names it. */
import type { DeviceModel } from '../protocols/models/observed.ts';
import type { CameraKind, MicrophonesKind, SwitcherKind } from './driver.ts';

/** What the daemon needs of a kind whose config type only its own folder knows. */
export type AnyKind = MicrophonesKind<unknown> | CameraKind<unknown> | SwitcherKind<unknown>;

interface Entry {
  readonly model: DeviceModel;
  load(): Promise<AnyKind>;
}

export const deviceKinds = {
  'shure-dis-ccu': {
    model: 'microphones',
    load: async () => (await import('./shure-dis-ccu/driver.ts')).shureDisCcuKind,
  },
  visca: {
    model: 'camera',
    load: async () => (await import('./visca/driver.ts')).viscaKind,
  },
  'obs-websocket': {
    model: 'switcher',
    load: async () => (await import('./obs-websocket/driver.ts')).obsWebsocketKind,
  },
} as const satisfies Record<string, Entry>;

export type KindName = keyof typeof deviceKinds;
export const isKindName = (name: string): name is KindName => Object.hasOwn(deviceKinds, name);
