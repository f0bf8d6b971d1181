/** The virtual chamber in one process: one world, and a simulator for every device in it, on real sockets. */
import { serveControl, type Control } from '../../simulators/control.ts';
import { servePicture } from '../../simulators/picture.ts';
import type { Simulator } from '../../simulators/simulator.ts';
import { simulators } from '../../simulators/catalogue.ts';
import { standardChamber, type Chamber } from '../../simulators/world/chamber.ts';
import { renderJpeg } from '../../simulators/world/render.ts';
import type { Clock } from '../../protocols/clock.ts';
import type { RehearsalPorts } from './rehearsal-config.ts';

export interface VirtualChamberOptions {
  readonly clock: Clock;
  readonly seats: number;
  readonly cameras: number;
  readonly seed: number;
  /** An OBS that runs already; absent: the OBS simulator. */
  readonly obs?: { readonly port: number; readonly password?: string };
  readonly head?: Parameters<typeof standardChamber>[0]['head'];
  readonly controlPort?: number;
  /** The microphone system's kind; default `shure-dis-ccu`. */
  readonly microphones?: string;
  /** The kind of vote keypads on the desks, one for each seat; absent: none. */
  readonly keypads?: string;
}

export interface VirtualChamber {
  readonly chamber: Chamber;
  readonly ports: RehearsalPorts;
  readonly control: Control;
  readonly devices: ReadonlyMap<string, Simulator>;
  close(): Promise<void>;
}

const host = '127.0.0.1';
const pictureFramesPerSecond = 15;

export async function openVirtualChamber(options: VirtualChamberOptions): Promise<VirtualChamber> {
  const { clock } = options;
  const chamber = standardChamber({
    seats: options.seats,
    cameras: options.cameras,
    seed: options.seed,
    clock,
    nameOf: (seat) => (seat === options.seats ? 'Vorsitz' : `Mitglied ${seat}`),
    ...(options.head ? { head: options.head } : {}),
  });
  const { world } = chamber;
  const devices = new Map<string, Simulator>();
  const start = async (id: string, kind: string, picturePort?: number): Promise<Simulator> => {
    const entry = simulators[kind];
    if (!entry) throw new Error(`no simulator ${kind}`);
    const serve = await entry.load();
    const simulator = await serve({
      world,
      clock,
      id,
      host,
      port: 0,
      ...(picturePort === undefined ? {} : { picturePort }),
    });
    devices.set(id, simulator);
    return simulator;
  };

  const microphoneKind = options.microphones ?? 'shure-dis-ccu';
  const microphones = await start('mikrofone', microphoneKind);
  const keypads = options.keypads === undefined ? null : await start('abstimmgeraete', options.keypads);
  const cameras: Record<string, { device: number; picture: number }> = {};
  for (const id of chamber.shots.keys()) {
    const { ports } = await start(id, 'visca', 0);
    cameras[id] = { device: ports.device, picture: ports.picture ?? 0 };
  }
  const wide = await servePicture({
    host,
    port: 0,
    framesPerSecond: pictureFramesPerSecond,
    frame: () => renderJpeg(world, 'wide'),
  });
  const obs = options.obs ?? { port: (await start('obs', 'obs-websocket', 0)).ports.device };
  const control = await serveControl({ host, port: options.controlPort ?? 0, devices });

  return {
    chamber,
    devices,
    control,
    ports: {
      microphones: { kind: microphoneKind, client: microphones.client ?? {} },
      ...(keypads && options.keypads !== undefined
        ? {
            keypads: {
              kind: options.keypads,
              client: keypads.client ?? {},
              of: (seat: number) => keypads.keypadOf?.(seat) ?? String(seat),
            },
          }
        : {}),
      obs: obs.port,
      ...(options.obs?.password === undefined ? {} : { obsPassword: options.obs.password }),
      cameras,
      widePicture: wide.port,
    },
    async close() {
      await Promise.all([
        control.close(),
        wide.close(),
        ...[...devices.values()].map((device) => device.close()),
      ]);
    },
  };
}
