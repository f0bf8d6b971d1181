/** A started camera that speaks bare VISCA over TCP or UDP, in memory on the virtual clock. */
import { afterEach, expect } from 'vitest';
import { viscaConfigSchema } from '../../../drivers/visca/config.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { toHex } from '../../../protocols/bytes.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import type { CameraPosition } from '../../../protocols/models/camera.ts';
import type { Line } from '../../../simulators/device.ts';
import { createBareDevice, type BareDevice } from '../../../simulators/visca/bare.ts';
import { slowHead } from '../../../simulators/world/camera.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { cameraOf } from '../../../simulators/world/world.ts';
import { watch, type Watched } from './watched.ts';

const started: Watched[] = [];
afterEach(() => {
  for (const { driver } of started.splice(0)) driver.stop();
});

export interface RawScene extends Watched {
  readonly device: BareDevice;
  /** Frames that went to the camera. */
  readonly sent: readonly { readonly at: number; readonly frame: string }[];
  /** While true the camera neither hears nor speaks. */
  unplugged: boolean;
  /** Bytes that come over the link. */
  injected(bytes: Uint8Array): void;
}

/** `split`: the camera's bytes arrive one by one, as on a slow TCP path. */
export async function rawScene(
  options: {
    readonly line?: 'tcp' | 'udp';
    readonly seed?: number;
    readonly slow?: boolean;
    readonly targets?: boolean;
    readonly split?: boolean;
    readonly faults?: Readonly<Record<string, Record<string, unknown>>>;
    readonly config?: Readonly<Record<string, unknown>>;
  } = {},
): Promise<RawScene> {
  const line = options.line ?? 'tcp';
  const clock = createVirtualClock();
  const { world, shots } = standardChamber({
    seats: 40,
    cameras: 1,
    seed: options.seed ?? 1,
    clock,
    ...(options.slow ? { head: slowHead } : {}),
  });
  const camera = cameraOf(world, 'camera-1');
  const presetTargets: Record<string, CameraPosition> = {};
  for (const shot of shots.get('camera-1') ?? [])
    if (options.targets) presetTargets[shot.preset] = shot.position;
  const datagrams = line === 'udp';
  const device = createBareDevice({ camera, clock, random: () => world.random(), datagrams });
  const sent: { at: number; frame: string }[] = [];
  let far: LinkSink<Uint8Array> | null = null;
  let way: Line<Uint8Array> | null = null;
  const config = viscaConfigSchema.parse({
    id: 'camera-1',
    kind: 'visca',
    address: line === 'tcp' ? 'tcp://127.0.0.1' : 'udp://127.0.0.1:1259',
    presetTargets,
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
  const now: RawScene = {
    ...watch({ clock, camera, config, transport }),
    device,
    sent,
    unplugged: false,
    injected: (bytes) => far?.received(bytes),
  };
  started.push(now);
  for (const [name, parameters] of Object.entries({ 'status-layout': { layout: 'none' }, ...options.faults }))
    expect(device.fault(name, parameters)).toBe(true);
  now.driver.start();
  await clock.advance(2500);
  return now;
}
