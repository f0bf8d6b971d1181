/** A started AW camera in a virtual chamber. */
import { afterEach, expect } from 'vitest';
import type { AwConfig } from '../../../drivers/panasonic-aw/config.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import type { CameraCommand, CameraPosition } from '../../../protocols/models/camera.ts';
import { slowHead } from '../../../simulators/world/camera.ts';
import { standardChamber, type Chamber } from '../../../simulators/world/chamber.ts';
import { awRig, type AwRig } from './rig.ts';

const started: AwRig[] = [];
afterEach(() => {
  for (const { driver } of started.splice(0)) driver.stop();
});

export interface Scene extends AwRig {
  readonly chamber: Chamber;
}

export interface SceneOptions {
  readonly seed?: number;
  readonly slow?: boolean;
  readonly targets?: boolean;
  readonly faults?: Readonly<Record<string, Record<string, unknown>>>;
  readonly config?: Partial<Omit<AwConfig, 'address' | 'kind' | 'id'>>;
}

/** The driver has started and two and a half seconds have passed. */
export async function scene(options: SceneOptions = {}): Promise<Scene> {
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
  const config = { presetTargets, ...options.config };
  const now: Scene = Object.assign(awRig({ world: chamber.world, clock, config }), { chamber });
  started.push(now);
  for (const [name, parameters] of Object.entries(options.faults ?? {}))
    expect(now.device.fault(name, parameters)).toBe(true);
  now.driver.start();
  await clock.advance(2500);
  return now;
}

/** Recalls a preset and waits until the camera is STILL there; ms from the command, or null after `limitMs`. */
export async function recall(now: Scene, preset: number, limitMs = 6000): Promise<number | null> {
  const start = now.clock.now();
  void now.driver.submit({ type: 'recall', preset });
  while (now.clock.now() - start < limitMs) {
    await now.clock.advance(20);
    const { motion } = now.state();
    if (motion.kind === 'still' && motion.preset === preset) return now.clock.now() - start;
  }
  return null;
}

/** As `recall`, and how long after the motors stopped it was known, ms. */
export async function lateness(now: Scene, preset: number, limitMs?: number): Promise<number | null> {
  const took = await recall(now, preset, limitMs);
  return took === null ? null : now.clock.now() - now.camera.motorsStopAt();
}

/** Submits, and gives the outcome once so much time has passed. */
export async function submit(now: Scene, command: CameraCommand, waitMs = 500): Promise<unknown> {
  let result: unknown = 'open';
  void now.driver.submit(command).then((outcome) => {
    result = outcome;
  });
  await now.clock.advance(waitMs);
  return result;
}

/** The commands asked, without `#`; other requests by their path. */
export const commandsOf = ({ asked }: Scene, from = 0): readonly string[] =>
  asked.slice(from).map(({ path }) => /cmd=(?:%23)?([^&]*)/.exec(path)?.[1] ?? path);
