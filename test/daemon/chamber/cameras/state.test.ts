/** What the state of the cameras is after events, and where their presets are known to be. */
import { describe, expect, test } from 'vitest';
import { knownTargets } from '../../../../daemon/chamber/cameras/state.ts';
import { plainHead, type Hall } from '../../../../daemon/chamber/hall.ts';
import {
  chamberFeatures,
  initialRoot,
  type ChamberEvent,
  type ChamberRoot,
} from '../../../../daemon/chamber/root.ts';
import {
  applyCameraEvent,
  unknownCamera,
  type CameraEvent,
  type CameraPosition,
} from '../../../../protocols/models/camera.ts';
import { nothingObserved } from '../../../../protocols/models/observed.ts';
import { smallHall } from '../../director/small-hall.ts';

const at = (panDegrees: number): CameraPosition => ({ panDegrees, tiltDegrees: 0, zoom: 0 });
const hall: Hall = {
  ...smallHall,
  cameras: smallHall.cameras.map((camera) => ({
    ...camera,
    head: { ...plainHead, targets: { 1: at(1), 2: at(2), 3: at(3) } },
  })),
};

function after(...events: readonly ChamberEvent[]): ChamberRoot {
  return events.reduce(
    (root, event, index) =>
      chamberFeatures.reduce(
        (state, feature) => feature.reduce(state, { event, at: 1000, seq: index + 1 }),
        root,
      ),
    initialRoot(hall),
  );
}

const camera = 'cam-a';
const begun = { type: 'cameras/calibration-begun', version: 1, data: { camera, afresh: false } } as const;
const started = (resumed: boolean): ChamberEvent => ({
  type: 'log/started',
  version: 1,
  data: { safeMode: false, resumed },
});

describe('a start of the daemon', () => {
  test('nobody holds a camera any more, and a calibration waits to be gone on with', () => {
    const reserved = { type: 'cameras/reserved', version: 1, data: { camera: 'cam-b' } } as const;
    const visited = {
      type: 'cameras/visited',
      version: 1,
      data: { camera, visit: { preset: 1, report: null } },
    } as const;
    const before = after(reserved, begun, visited);
    expect(Object.keys(before.cameras.reserved).sort()).toEqual(['cam-a', 'cam-b']);
    for (const resumed of [true, false]) {
      const { cameras } = after(reserved, begun, visited, started(resumed));
      expect(cameras.reserved).toEqual({});
      expect(cameras.runs[camera]).toMatchObject({ state: 'interrupted', visits: [{ preset: 1 }] });
    }
    expect(after(reserved, begun, visited, started(true), begun).cameras.runs[camera]?.visits).toHaveLength(
      1,
    );
  });

  test('what was taught and forgotten stays', () => {
    const taught = {
      type: 'cameras/taught',
      version: 1,
      data: { camera, preset: 9, subjects: [2], visible: [], zones: [], stored: true },
    } as const;
    const forgotten = { type: 'cameras/forgotten', version: 1, data: { camera, preset: 1 } } as const;
    const { hall: now } = after(taught, forgotten, started(false));
    expect(now.cameras[0]?.shots.map(({ preset }) => preset)).toEqual([2, 3, 9]);
    // The other one has its own.
    expect(now.cameras[1]?.shots.map(({ preset }) => preset)).toEqual([1, 2, 3]);
  });
});

describe('where a preset is', () => {
  test('where it was last arrived at, else as calibrated, else as the config says', () => {
    const calibrated = {
      type: 'cameras/calibrated',
      version: 1,
      data: {
        camera,
        result: {
          completion: 'never',
          status: 'never',
          failed: [],
          unsteady: [],
          fastestMs: 1,
          slowestMs: 2,
          calibration: {
            id: 'c',
            witnesses: { completion: false, status: false, position: true },
            maxTravelMs: null,
            videoLatencyMs: null,
            targets: [
              { preset: 2, position: at(20) },
              { preset: 3, position: at(30) },
            ],
          },
        },
      },
    } as const satisfies ChamberEvent;
    const observed = {
      ...nothingObserved,
      cameras: { [camera]: { ...unknownCamera, targets: { 3: at(300) } } },
    };
    expect(knownTargets(after(calibrated), observed, camera)).toEqual({ 1: at(1), 2: at(20), 3: at(300) });
    expect(knownTargets(after(), nothingObserved, camera)).toEqual({ 1: at(1), 2: at(2), 3: at(3) });
  });

  test('is forgotten when the preset is stored anew, and known again where the camera stands', () => {
    const follow = (...events: readonly CameraEvent[]) =>
      events.reduce(applyCameraEvent, unknownCamera).targets;
    const arrived: CameraEvent = {
      type: 'move-report',
      report: {
        from: null,
        preset: 4,
        acceptedMs: 1,
        completedMs: 2,
        idleMs: 2,
        lastChangeMs: 2,
        movedAfterMs: 1,
        stillMs: 3,
        position: at(40),
      },
    };
    const stored: CameraEvent = { type: 'preset-stored', preset: 4 };
    const position: CameraEvent = { type: 'position', position: at(41) };
    const still: CameraEvent = {
      type: 'motion',
      motion: { kind: 'still', since: 1, preset: null, measured: true },
    };
    expect(follow(arrived)).toEqual({ 4: at(40) });
    expect(follow(arrived, position, still, stored)).toEqual({ 4: at(41) });
    expect(follow(arrived, position, stored)).toEqual({});
  });
});
