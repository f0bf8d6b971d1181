/** A started ONVIF camera in a virtual chamber. */
import { afterEach, expect } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import type { CameraPosition } from '../../../protocols/models/camera.ts';
import { slowHead } from '../../../simulators/world/camera.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { onvifRig, type OnvifRig, type OnvifRigOptions } from './rig.ts';

const started: OnvifRig[] = [];
afterEach(() => {
  for (const { driver } of started.splice(0)) driver.stop();
});

export type Scene = OnvifRig;
export type Faults = Readonly<Record<string, Record<string, unknown>>>;

export interface SceneOptions extends Pick<OnvifRigOptions, 'config' | 'password' | 'intercept'> {
  readonly seed?: number;
  readonly slow?: boolean;
  /** The presets' places are known from the config. */
  readonly targets?: boolean;
  readonly faults?: Faults;
  /** How long the driver runs before the test begins, ms. */
  readonly runMs?: number;
}

export async function scene(options: SceneOptions = {}): Promise<Scene> {
  const clock = createVirtualClock();
  const { world, shots } = standardChamber({
    seats: 40,
    cameras: 1,
    seed: options.seed ?? 1,
    clock,
    ...(options.slow ? { head: slowHead } : {}),
  });
  const presetTargets: Record<string, CameraPosition> = {};
  for (const shot of shots.get('camera-1') ?? [])
    if (options.targets) presetTargets[shot.preset] = shot.position;
  const now = onvifRig({ ...options, world, clock, config: { presetTargets, ...options.config } });
  for (const [name, parameters] of Object.entries(options.faults ?? {}))
    expect(now.device.fault(name, parameters)).toEqual({ ok: true });
  started.push(now);
  now.driver.start();
  await clock.advance(options.runMs ?? 2500);
  return now;
}

/** Recalls a preset and waits until the camera is STILL there; ms from the command, or null after `limitMs`. */
export async function recall(
  { clock, driver, state }: Scene,
  preset: number,
  limitMs: number,
): Promise<number | null> {
  const start = clock.now();
  void driver.submit({ type: 'recall', preset });
  while (clock.now() - start < limitMs) {
    await clock.advance(20);
    const { motion } = state();
    if (motion.kind === 'still' && motion.preset === preset) return clock.now() - start;
  }
  return null;
}
