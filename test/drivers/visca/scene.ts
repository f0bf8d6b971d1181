/** A started VISCA camera in a virtual chamber; every STILL is held against the world. */
import { afterEach, expect } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../../protocols/clock.ts';
import type { CameraPosition } from '../../../protocols/models/camera.ts';
import { slowHead } from '../../../simulators/world/camera.ts';
import { standardChamber, type Chamber } from '../../../simulators/world/chamber.ts';
import { connectViscaInMemory, type ConnectedVisca } from './connect.ts';

const drivers: ConnectedVisca[] = [];
afterEach(() => {
  for (const one of drivers.splice(0)) one.driver.stop();
});

export interface Scene {
  readonly clock: VirtualClock;
  readonly chamber: Chamber;
  readonly visca: ConnectedVisca;
  readonly falseStills: string[];
}

/** A started camera; every STILL is compared with the world at the moment it is claimed. */
export async function scene(
  options: {
    readonly seed?: number;
    readonly slow?: boolean;
    readonly targets?: boolean;
    readonly faults?: Readonly<Record<string, Record<string, unknown>>>;
    readonly config?: Parameters<typeof connectViscaInMemory>[0]['config'];
  } = {},
): Promise<Scene> {
  const clock = createVirtualClock();
  const chamber = standardChamber({
    seats: 40,
    cameras: 1,
    seed: options.seed ?? 1,
    clock,
    ...(options.slow ? { head: slowHead } : {}),
  });
  const presetTargets: Record<string, CameraPosition> = {};
  for (const shot of chamber.shots.get('camera-1') ?? [])
    if (options.targets) presetTargets[shot.preset] = shot.position;
  const visca = connectViscaInMemory({
    world: chamber.world,
    clock,
    id: 'camera-1',
    config: { ...options.config, presetTargets },
  });
  drivers.push(visca);
  for (const [name, parameters] of Object.entries(options.faults ?? {}))
    expect(visca.device.fault(name, parameters)).toBe(true);
  visca.driver.start();
  await clock.advance(2500);
  return { clock, chamber, visca, falseStills: visca.falseStills };
}

/** Recalls a preset and waits until the camera is STILL there; ms from the command, or null after `limitMs`. */
export async function recall(
  { clock, visca }: Scene,
  preset: number,
  limitMs: number,
): Promise<number | null> {
  const start = clock.now();
  void visca.driver.submit({ type: 'recall', preset });
  while (clock.now() - start < limitMs) {
    await clock.advance(20);
    const { motion } = visca.state();
    if (motion.kind === 'still' && motion.preset === preset) return clock.now() - start;
  }
  return null;
}
