/** Every device kind the daemon can load, by the name of its folder. Loaded only when the config names it. */
import type { DeviceModel } from '../protocols/models/observed.ts';
import type { CameraKind, MicrophonesKind, SwitcherKind, VotingKind } from './driver.ts';

/** What the daemon needs of a kind whose config type only its own folder knows. */
export type AnyKind =
  MicrophonesKind<unknown> | CameraKind<unknown> | SwitcherKind<unknown> | VotingKind<unknown>;

interface Entry {
  readonly model: DeviceModel;
  load(): Promise<AnyKind>;
}

export const deviceKinds = {
  'audio-technica-atuc': {
    model: 'microphones',
    load: async () => (await import('./audio-technica-atuc/driver.ts')).audioTechnicaAtucKind,
  },
  'beyerdynamic-quinta': {
    model: 'microphones',
    load: async () => (await import('./beyerdynamic-quinta/driver.ts')).beyerdynamicQuintaKind,
  },
  'bosch-dcn': {
    model: 'microphones',
    load: async () => (await import('./bosch-dcn/driver.ts')).boschDcnKind,
  },
  'bosch-dicentis': {
    model: 'microphones',
    load: async () => (await import('./bosch-dicentis/driver.ts')).boschDicentisKind,
  },
  'bosch-dicentis-wireless': {
    model: 'microphones',
    load: async () => (await import('./bosch-dicentis-wireless/driver.ts')).boschDicentisWirelessKind,
  },
  'mqtt-buttons': {
    model: 'microphones',
    load: async () => (await import('./mqtt-buttons/driver.ts')).mqttButtonsKind,
  },
  'sennheiser-adn': {
    model: 'microphones',
    load: async () => (await import('./sennheiser-adn/driver.ts')).sennheiserAdnKind,
  },
  'sennheiser-sdc': {
    model: 'microphones',
    load: async () => (await import('./sennheiser-sdc/driver.ts')).sennheiserSdcKind,
  },
  'shure-dis-ccu': {
    model: 'microphones',
    load: async () => (await import('./shure-dis-ccu/driver.ts')).shureDisCcuKind,
  },
  'shure-mxcw': {
    model: 'microphones',
    load: async () => (await import('./shure-mxcw/driver.ts')).shureMxcwKind,
  },
  'taiden-hcs': {
    model: 'microphones',
    load: async () => (await import('./taiden-hcs/driver.ts')).taidenHcsKind,
  },
  'televic-cocon': {
    model: 'microphones',
    load: async () => (await import('./televic-cocon/driver.ts')).televicCoconKind,
  },
  'televic-confero': {
    model: 'microphones',
    load: async () => (await import('./televic-confero/driver.ts')).televicConferoKind,
  },
  'televic-dcerno': {
    model: 'microphones',
    load: async () => (await import('./televic-dcerno/driver.ts')).televicDcernoKind,
  },
  'televic-plixus': {
    model: 'microphones',
    load: async () => (await import('./televic-plixus/driver.ts')).televicPlixusKind,
  },
  'televic-tlvcam': {
    model: 'microphones',
    load: async () => (await import('./televic-tlvcam/driver.ts')).televicTlvcamKind,
  },
  'hid-keypad': {
    model: 'voting',
    load: async () => (await import('./hid-keypad/driver.ts')).hidKeypadKind,
  },
  iclicker: {
    model: 'voting',
    load: async () => (await import('./iclicker/driver.ts')).iclickerKind,
  },
  'mqtt-keypads': {
    model: 'voting',
    load: async () => (await import('./mqtt-keypads/driver.ts')).mqttKeypadsKind,
  },
  sunvote: {
    model: 'voting',
    load: async () => (await import('./sunvote/driver.ts')).sunvoteKind,
  },
  onvif: {
    model: 'camera',
    load: async () => (await import('./onvif/driver.ts')).onvifKind,
  },
  pelco: {
    model: 'camera',
    load: async () => (await import('./pelco/driver.ts')).pelcoKind,
  },
  'panasonic-aw': {
    model: 'camera',
    load: async () => (await import('./panasonic-aw/driver.ts')).panasonicAwKind,
  },
  visca: {
    model: 'camera',
    load: async () => (await import('./visca/driver.ts')).viscaKind,
  },
  'obs-websocket': {
    model: 'switcher',
    load: async () => (await import('./obs-websocket/driver.ts')).obsWebsocketKind,
  },
  vmix: {
    model: 'switcher',
    load: async () => (await import('./vmix/driver.ts')).vmixKind,
  },
} as const satisfies Record<string, Entry>;

export type KindName = keyof typeof deviceKinds;
export const isKindName = (name: string): name is KindName => Object.hasOwn(deviceKinds, name);
