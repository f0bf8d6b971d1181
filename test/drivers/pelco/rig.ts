/** A Pelco session and a simulated receiver on one line, in memory. */
import { pelcoConfigSchema } from '../../../drivers/pelco/config.ts';
import { createPelcoSession } from '../../../drivers/pelco/session.ts';
import type { PelcoState } from '../../../drivers/pelco/state.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { toHex } from '../../../protocols/bytes.ts';
import type { VirtualClock } from '../../../protocols/clock.ts';
import type { Line } from '../../../simulators/device.ts';
import { createPelcoDevice, zoomTele, type PelcoDevice } from '../../../simulators/pelco/device.ts';
import { cameraOf, type World } from '../../../simulators/world/world.ts';
import { runCamera, type CameraRig, type RigOptions } from '../camera-rig.ts';

export interface PelcoRig extends CameraRig<PelcoState> {
  readonly clock: VirtualClock;
  readonly device: PelcoDevice;
  /** Frames that went to the line. */
  readonly sent: readonly { readonly at: number; readonly frame: string }[];
  /** The line ends. */
  cut(): void;
  /** Bytes that come over the line. */
  injected(bytes: Uint8Array): void;
}

export function pelcoRig(
  options: RigOptions & {
    readonly world: World;
    readonly clock: VirtualClock;
    /** The camera is not asked for its position. */
    readonly blind?: boolean | undefined;
    readonly config?: Readonly<Record<string, unknown>> | undefined;
  },
): PelcoRig {
  const { world, clock } = options;
  const camera = cameraOf(world, 'camera-1');
  const config = pelcoConfigSchema.parse({
    id: 'camera-1',
    kind: 'pelco',
    address: 'tcp://127.0.0.1',
    ...(options.blind ? {} : { position: { zoomTele } }),
    ...options.config,
  });
  const { protocol } = config;
  const device = createPelcoDevice({ camera, clock, protocol, random: () => world.random() });
  const sent: { at: number; frame: string }[] = [];
  let far: LinkSink<Uint8Array> | null = null;
  let line: Line<Uint8Array> | null = null;
  const transport = createMemoryTransport<Uint8Array, Uint8Array>({
    opened(sink) {
      far = sink;
      line = device.accept({ send: (bytes) => sink.received(bytes), close: () => undefined });
      sink.up();
    },
    received(bytes) {
      sent.push({ at: clock.now(), frame: toHex(bytes) });
      line?.received(bytes);
    },
    closed() {
      line?.closed();
      line = null;
      far = null;
    },
  });
  const rig = runCamera({
    session: createPelcoSession(config),
    transport,
    clock,
    camera,
    onEvent: options.onEvent,
    onHealth: options.onHealth,
  });
  return {
    ...rig,
    clock,
    device,
    sent,
    cut: () => far?.down('cut'),
    injected: (bytes) => far?.received(bytes),
  };
}
