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
  'shure-dis-ccu': {
    model: 'microphones',
    load: async () => (await import('./shure-dis-ccu/serve.ts')).serve,
  },
  visca: { model: 'camera', load: async () => (await import('./visca/serve.ts')).serve },
  'obs-websocket': { model: 'switcher', load: async () => (await import('./obs-websocket/serve.ts')).serve },
};
