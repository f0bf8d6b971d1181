/** A started camera that speaks bare VISCA over TCP or UDP. */
import { afterEach, expect } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import type { CameraPosition } from '../../../protocols/models/camera.ts';
import { slowHead } from '../../../simulators/world/camera.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { rawRig, type RawRig } from './raw-rig.ts';

export type RawScene = RawRig;

const started: RawRig[] = [];
afterEach(() => {
  for (const { driver } of started.splice(0)) driver.stop();
});

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
  const config = { presetTargets, ...options.config };
  const now = rawRig({ world, clock, line: options.line ?? 'tcp', split: options.split, config });
  started.push(now);
  for (const [name, parameters] of Object.entries({ 'status-layout': { layout: 'none' }, ...options.faults }))
    expect(now.device.fault(name, parameters)).toBe(true);
  now.driver.start();
  await clock.advance(2500);
  return now;
}
