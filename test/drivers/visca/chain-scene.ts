/** Several started cameras on one serial line, in memory on the virtual clock: one port, a driver for each. */
import { afterEach } from 'vitest';
import { chainRules } from '../../../drivers/visca/chain.ts';
import { viscaConfigSchema } from '../../../drivers/visca/config.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import { createSharedLineTransport } from '../../../drivers/transports/shared-line.ts';
import { toHex } from '../../../protocols/bytes.ts';
import { createVirtualClock, type VirtualClock } from '../../../protocols/clock.ts';
import type { CameraPosition } from '../../../protocols/models/camera.ts';
import type { Line } from '../../../simulators/device.ts';
import { createChain, type ChainDevice } from '../../../simulators/visca/chain.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { cameraOf } from '../../../simulators/world/world.ts';
import { watch, type Watched } from './watched.ts';

const started: Watched[] = [];
afterEach(() => {
  for (const { driver } of started.splice(0)) driver.stop();
});

export interface ChainScene {
  readonly clock: VirtualClock;
  readonly chain: ChainDevice;
  readonly cameras: readonly Watched[];
  readonly sent: readonly { readonly at: number; readonly frame: string }[];
  /** How often the port was opened, and how often it is open now. */
  readonly port: { opened: number; open: number };
}

let lines = 0;

/** `addresses`: of the configured cameras, in their order; camera n of the world is the n-th in the chain. */
export async function chainScene(
  options: {
    readonly cameras?: number;
    readonly addresses?: readonly number[];
    readonly seed?: number;
    readonly faults?: readonly (readonly [string, Record<string, unknown>])[];
  } = {},
): Promise<ChainScene> {
  const clock = createVirtualClock();
  const count = options.cameras ?? 3;
  const { world, shots } = standardChamber({ seats: 40, cameras: count, seed: options.seed ?? 1, clock });
  const bodies = Array.from({ length: count }, (_, index) => cameraOf(world, `camera-${index + 1}`));
  const chain = createChain({ cameras: bodies, clock, random: () => world.random() });
  for (const [name, parameters] of options.faults ?? []) chain.fault(name, parameters);
  const sent: { at: number; frame: string }[] = [];
  const port = { opened: 0, open: 0 };
  const name = `line-${++lines}`;
  const open = () => {
    let line: Line<Uint8Array> | null = null;
    return createMemoryTransport<Uint8Array, Uint8Array>({
      opened(sink) {
        port.opened++;
        port.open++;
        line = chain.accept({ send: (bytes) => sink.received(bytes) });
        sink.up();
      },
      received(bytes) {
        sent.push({ at: clock.now(), frame: toHex(bytes) });
        line?.received(bytes);
      },
      closed() {
        if (line) port.open--;
        line?.closed();
      },
    });
  };
  const addresses = options.addresses ?? bodies.map((_, index) => index + 1);
  const cameras = addresses.map((address) => {
    const camera = bodies[address - 1] ?? bodies[0];
    if (!camera) throw new Error('no camera');
    const presetTargets: Record<string, CameraPosition> = {};
    for (const shot of shots.get(camera.id) ?? []) presetTargets[shot.preset] = shot.position;
    const config = viscaConfigSchema.parse({
      id: camera.id,
      kind: 'visca',
      address: 'serial:/dev/ttyTEST',
      deviceAddress: address,
      presetTargets,
    });
    const settings = 'baud=9600';
    const transport = createSharedLineTransport({
      name,
      settings,
      device: address,
      rules: chainRules,
      clock,
      open,
    });
    return watch({ clock, camera, config, transport });
  });
  started.push(...cameras);
  for (const { driver } of cameras) driver.start();
  await clock.advance(4000);
  return { clock, chain, cameras, sent, port };
}
