/** Every simulator by the name of its folder, loaded only when asked for. */
import type { DeviceModel } from '../protocols/models/observed.ts';
import type { Serve } from './simulator.ts';

interface Entry {
  readonly model: DeviceModel;
  /** Its wire is a serial line: `pty` is where that stands. */
  readonly isSerial?: boolean;
  load(): Promise<Serve>;
}

export const simulators: Readonly<Record<string, Entry>> = {
  'audio-technica-atuc': {
    model: 'microphones',
    load: async () => (await import('./audio-technica-atuc/serve.ts')).serve,
  },
  'beyerdynamic-quinta': {
    model: 'microphones',
    load: async () => (await import('./beyerdynamic-quinta/serve.ts')).serve,
  },
  'bosch-dcn': {
    model: 'microphones',
    load: async () => (await import('./bosch-dcn/serve.ts')).serve,
  },
  'bosch-dicentis': {
    model: 'microphones',
    load: async () => (await import('./bosch-dicentis/serve.ts')).serve,
  },
  'bosch-dicentis-wireless': {
    model: 'microphones',
    load: async () => (await import('./bosch-dicentis-wireless/serve.ts')).serve,
  },
  'mqtt-buttons': {
    model: 'microphones',
    load: async () => (await import('./mqtt-buttons/serve.ts')).serve,
  },
  'sennheiser-adn': {
    model: 'microphones',
    load: async () => (await import('./sennheiser-adn/serve.ts')).serve,
  },
  'sennheiser-sdc': {
    model: 'microphones',
    isSerial: true,
    load: async () => (await import('./sennheiser-sdc/serve.ts')).serve,
  },
  'shure-dis-ccu': {
    model: 'microphones',
    load: async () => (await import('./shure-dis-ccu/serve.ts')).serve,
  },
  'shure-mxcw': {
    model: 'microphones',
    load: async () => (await import('./shure-mxcw/serve.ts')).serve,
  },
  'taiden-hcs': {
    model: 'microphones',
    isSerial: true,
    load: async () => (await import('./taiden-hcs/serve.ts')).serve,
  },
  'televic-cocon': {
    model: 'microphones',
    load: async () => (await import('./televic-cocon/serve.ts')).serve,
  },
  'televic-confero': {
    model: 'microphones',
    load: async () => (await import('./televic-confero/serve.ts')).serve,
  },
  'televic-dcerno': {
    model: 'microphones',
    load: async () => (await import('./televic-dcerno/serve.ts')).serve,
  },
  'televic-plixus': {
    model: 'microphones',
    load: async () => (await import('./televic-plixus/serve.ts')).serve,
  },
  'televic-tlvcam': {
    model: 'microphones',
    load: async () => (await import('./televic-tlvcam/serve.ts')).serve,
  },
  'hid-keypad': { model: 'voting', load: async () => (await import('./hid-keypad/serve.ts')).serve },
  iclicker: { model: 'voting', load: async () => (await import('./iclicker/serve.ts')).serve },
  'mqtt-keypads': { model: 'voting', load: async () => (await import('./mqtt-keypads/serve.ts')).serve },
  sunvote: { model: 'voting', isSerial: true, load: async () => (await import('./sunvote/serve.ts')).serve },
  onvif: { model: 'camera', load: async () => (await import('./onvif/serve.ts')).serve },
  pelco: { model: 'camera', isSerial: true, load: async () => (await import('./pelco/serve.ts')).serve },
  'panasonic-aw': { model: 'camera', load: async () => (await import('./panasonic-aw/serve.ts')).serve },
  visca: { model: 'camera', isSerial: true, load: async () => (await import('./visca/serve.ts')).serve },
  'obs-websocket': { model: 'switcher', load: async () => (await import('./obs-websocket/serve.ts')).serve },
  vmix: { model: 'switcher', load: async () => (await import('./vmix/serve.ts')).serve },
};
