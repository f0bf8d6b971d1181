/** A driver and a simulated camera that speak bare VISCA over TCP or UDP, in memory on the virtual clock. */
import { viscaConfigSchema } from '../../../drivers/visca/config.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { toHex } from '../../../protocols/bytes.ts';
import type { VirtualClock } from '../../../protocols/clock.ts';
import type { Line } from '../../../simulators/device.ts';
import { createBareDevice, type BareDevice } from '../../../simulators/visca/bare.ts';
import { cameraOf, type World } from '../../../simulators/world/world.ts';
import type { RigOptions } from '../camera-rig.ts';
import { watch, type Watched } from './watched.ts';

export interface RawRig extends Watched {
  readonly device: BareDevice;
  /** Frames that went to the camera. */
  readonly sent: readonly { readonly at: number; readonly frame: string }[];
  /** While true the camera neither hears nor speaks. */
  unplugged: boolean;
  /** Bytes that come over the link. */
  injected(bytes: Uint8Array): void;
}

export function rawRig(
  options: RigOptions & {
    readonly world: World;
    readonly clock: VirtualClock;
    readonly line: 'tcp' | 'udp';
    /** The camera's bytes arrive one by one, as on a slow TCP path. */
    readonly split?: boolean | undefined;
    readonly config?: Readonly<Record<string, unknown>> | undefined;
  },
): RawRig {
  const { world, clock, line } = options;
  const camera = cameraOf(world, 'camera-1');
  const datagrams = line === 'udp';
  const device = createBareDevice({ camera, clock, random: () => world.random(), datagrams });
  const sent: { at: number; frame: string }[] = [];
  let far: LinkSink<Uint8Array> | null = null;
  let way: Line<Uint8Array> | null = null;
  const config = viscaConfigSchema.parse({
    id: 'camera-1',
    kind: 'visca',
    address: line === 'tcp' ? 'tcp://127.0.0.1' : 'udp://127.0.0.1:1259',
    ...options.config,
  });
  const transport = createMemoryTransport<Uint8Array, Uint8Array>({
    opened(sink) {
      far = sink;
      sink.up();
      way = device.accept({
        send(bytes) {
          if (now.unplugged) return;
          if (options.split) for (const byte of bytes) sink.received(Uint8Array.of(byte));
          else sink.received(bytes);
        },
      });
    },
    received(bytes) {
      sent.push({ at: clock.now(), frame: toHex(bytes) });
      if (!now.unplugged) way?.received(bytes);
    },
    closed() {
      way?.closed();
      way = null;
      far = null;
    },
  });
  const now: RawRig = {
    ...watch({ ...options, camera, config, transport }),
    device,
    sent,
    unplugged: false,
    injected: (bytes) => far?.received(bytes),
  };
  return now;
}
