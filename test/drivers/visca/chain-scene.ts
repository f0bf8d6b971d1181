/** Several started cameras on one serial line. */
import { afterEach } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../../protocols/clock.ts';
import type { CameraPosition } from '../../../protocols/models/camera.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { cameraOf } from '../../../simulators/world/world.ts';
import { chainRig, type ChainRig } from './chain-rig.ts';
import type { Watched } from './watched.ts';

const started: Watched[] = [];
afterEach(() => {
  for (const { driver } of started.splice(0)) driver.stop();
});

export interface ChainScene extends ChainRig {
  readonly clock: VirtualClock;
}

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
  const addresses = options.addresses ?? bodies.map((_, index) => index + 1);
  const drivers = addresses.map((address) => {
    const presetTargets: Record<string, CameraPosition> = {};
    for (const shot of shots.get(`camera-${address}`) ?? []) presetTargets[shot.preset] = shot.position;
    return { address, config: { presetTargets } };
  });
  const rig = chainRig({ clock, random: () => world.random(), bodies, drivers });
  for (const [name, parameters] of options.faults ?? []) rig.chain.fault(name, parameters);
  started.push(...rig.cameras);
  for (const { driver } of rig.cameras) driver.start();
  await clock.advance(4000);
  return { clock, ...rig };
}
