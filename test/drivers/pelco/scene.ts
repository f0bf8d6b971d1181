/** A started Pelco camera in a virtual chamber. */
import { afterEach, expect } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import type { CameraCommand, CameraPosition } from '../../../protocols/models/camera.ts';
import { slowHead } from '../../../simulators/world/camera.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { pelcoRig, type PelcoRig } from './rig.ts';

const started: PelcoRig[] = [];
afterEach(() => {
  for (const { driver } of started.splice(0)) driver.stop();
});

export type Scene = PelcoRig;

export interface SceneOptions {
  readonly seed?: number;
  readonly slow?: boolean;
  readonly targets?: boolean;
  /** The camera is not asked for its position. */
  readonly blind?: boolean;
  readonly faults?: Readonly<Record<string, Record<string, unknown>>>;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** The driver has started and two and a half seconds have passed. */
export async function scene(options: SceneOptions = {}): Promise<Scene> {
  const clock = createVirtualClock();
  const { world, shots } = standardChamber({
    seats: 30,
    cameras: 1,
    seed: options.seed ?? 1,
    clock,
    ...(options.slow ? { head: slowHead } : {}),
  });
  const presetTargets: Record<string, CameraPosition> = {};
  for (const shot of shots.get('camera-1') ?? [])
    if (options.targets) presetTargets[shot.preset] = shot.position;
  const config = { presetTargets, ...options.config };
  const now = pelcoRig({ world, clock, blind: options.blind, config });
  started.push(now);
  for (const [name, parameters] of Object.entries(options.faults ?? {}))
    expect(now.device.fault(name, parameters)).toBe(true);
  now.driver.start();
  await clock.advance(2500);
  return now;
}

/** Recalls a preset and waits until the camera is STILL there; ms from the command, or null after `limitMs`. */
export async function recall(now: Scene, preset: number, limitMs = 8000): Promise<number | null> {
  const start = now.clock.now();
  void now.driver.submit({ type: 'recall', preset });
  while (now.clock.now() - start < limitMs) {
    await now.clock.advance(20);
    const { motion } = now.state();
    if (motion.kind === 'still' && motion.preset === preset) return now.clock.now() - start;
  }
  return null;
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
