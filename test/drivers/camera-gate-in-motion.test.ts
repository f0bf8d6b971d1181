/** The STILL gate held against cameras of the virtual chamber that move, lose and lie as seeds decide. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gateNeeds } from '../../drivers/camera-gate-needs.ts';
import { createGate } from '../../drivers/camera-gate-state.ts';
import { stepGate, type GateInput } from '../../drivers/camera-gate.ts';
import { defaultGateKnobs, type GateKnobs } from '../../drivers/camera-gate-knobs.ts';
import { createVirtualClock, type VirtualClock } from '../../protocols/clock.ts';
import type { CameraBody } from '../../simulators/world/camera.ts';
import { createRandom } from '../../simulators/world/random.ts';
import { createWorld } from '../../simulators/world/world.ts';

interface Knobs {
  readonly speed: number;
  readonly acceleration: number;
  readonly zoomSeconds: number;
  readonly settleMs: number;
  readonly startDelayMs: number;
  readonly completion: 'after-move' | 'at-once' | 'never' | 'lost-sometimes';
  readonly trustCompletion: boolean;
  readonly status: boolean;
  readonly pollMs: number;
  readonly pollLoss: number;
  readonly seed: number;
}

const anyKnobs = fc.record<Knobs>({
  // Integers: doubles would nearly all lie close to their lower end.
  speed: fc.integer({ min: 2, max: 300 }),
  acceleration: fc.integer({ min: 30, max: 1200 }),
  zoomSeconds: fc.integer({ min: 5, max: 80 }).map((tenths) => tenths / 10),
  settleMs: fc.integer({ min: 0, max: 200 }),
  startDelayMs: fc.integer({ min: 0, max: 240 }),
  completion: fc.constantFrom('after-move', 'at-once', 'never', 'lost-sometimes'),
  trustCompletion: fc.boolean(),
  status: fc.boolean(),
  pollMs: fc.integer({ min: 20, max: 300 }),
  pollLoss: fc.integer({ min: 0, max: 50 }).map((percent) => percent / 100),
  seed: fc.nat(),
});
/** A camera believed to signal its arrivals that never does needs another witness. */
const knobs = anyKnobs.map((any): Knobs =>
  any.completion === 'never' && any.trustCompletion ? { ...any, status: true } : any,
);

/** Drives one camera through random recalls, strangers and losses; returns what the gate claimed wrongly, and how late it was. */
function drive(
  setting: Knobs,
  stepWith: typeof stepGate,
): { readonly lies: string[]; readonly lateMs: number[] } {
  const clock: VirtualClock = createVirtualClock();
  const random = createRandom(setting.seed);
  const world = createWorld({ clock, seed: setting.seed, seats: [] });
  const camera: CameraBody = world.addCamera('camera-1', {
    mount: { x: 0, y: 0, z: 2, facingDegrees: 0 },
    head: {
      degreesPerSecond: [setting.speed],
      presetPanDegreesPerSecond: setting.speed,
      presetTiltDegreesPerSecond: setting.speed,
      degreesPerSecondSquared: setting.acceleration,
      zoomSeconds: setting.zoomSeconds,
    },
    settleMs: setting.settleMs,
  });
  for (let preset = 1; preset <= 6; preset++)
    camera.setPreset(preset, {
      panDegrees: random() * 120 - 60,
      tiltDegrees: random() * 30 - 10,
      zoom: random(),
    });
  const gateKnobs: GateKnobs = {
    ...defaultGateKnobs,
    settleMs: 150,
    maxTravelMs: 90_000,
    witnesses: {
      completion: setting.trustCompletion && setting.completion !== 'at-once',
      status: setting.status,
      position: true,
    },
  };
  let state = createGate(camera.presets);
  let move = 0;
  const lies: string[] = [];
  const feed = (input: GateInput): void => {
    const step = stepWith(state, input, clock.now(), gateKnobs);
    state = step.state;
    for (const event of step.events)
      if (event.type === 'motion' && event.motion.kind === 'still') {
        if (camera.isMoving()) lies.push(`moving at ${clock.now()}`);
        const wanted = event.motion.preset === null ? undefined : camera.presets.get(event.motion.preset);
        if (wanted && Math.abs(wanted.panDegrees - camera.position().panDegrees) > 0.3)
          lies.push(`elsewhere at ${clock.now()}`);
      }
  };
  const pollOnce = (): void => {
    if (random() >= setting.pollLoss) {
      const status = setting.status ? (clock.now() < camera.motorsStopAt() ? 'moving' : 'idle') : null;
      feed({ type: 'poll', sentAt: clock.now(), status, position: camera.position() });
    } else feed({ type: 'tick' });
    const needs = gateNeeds(state, clock.now(), gateKnobs);
    if (needs === 'completion') feed({ type: 'completion-lost' });
    if (needs === 'reissue') {
      const again = move;
      feed({ type: 'accepted' });
      clock.after(20, () => again === move && feed({ type: 'completed' }));
    }
    clock.after(setting.pollMs, pollOnce);
  };
  pollOnce();
  clock.advanceSync(2000);
  const lateMs: number[] = [];
  for (let round = 0; round < 12; round++) {
    const preset = 1 + Math.floor(random() * 6);
    const mine = ++move;
    feed({ type: 'move', preset });
    feed({ type: 'accepted' });
    clock.after(setting.startDelayMs, () => {
      if (mine !== move) return;
      camera.recall(preset);
      const lasting = setting.completion === 'at-once' ? 1 : camera.motorsStopAt() - clock.now() + 20;
      const lost =
        setting.completion === 'never' || (setting.completion === 'lost-sometimes' && random() < 0.5);
      if (!lost) clock.after(Math.max(1, lasting), () => mine === move && feed({ type: 'completed' }));
    });
    const shape = random();
    // Replaced by the next recall on the way, or pushed by a stranger, or left alone.
    if (shape < 0.25) {
      clock.advanceSync(setting.startDelayMs + random() * 600);
      continue;
    }
    clock.advanceSync(setting.startDelayMs + 10);
    clock.advanceSync(Math.max(0, camera.motorsStopAt() - clock.now()));
    const arrived = clock.now();
    for (let waited = 0; waited < 40_000 && state.motion.kind !== 'still'; waited += 20)
      clock.advanceSync(20);
    if (state.motion.kind === 'still') lateMs.push(clock.now() - Math.max(arrived, camera.motorsStopAt()));
    else lies.push(`never still after ${arrived}`);
    if (shape < 0.5) {
      camera.moveTo({ panDegrees: random() * 100 - 50 }, { pan: setting.speed });
      clock.advanceSync(random() * 3000);
    }
  }
  return { lies, lateMs };
}

describe('the STILL gate against moving cameras of any kind', () => {
  it('never says STILL of a camera that moves or stands elsewhere, and always gets there', () => {
    fc.assert(
      fc.property(knobs, (setting) => {
        expect(drive(setting, stepGate).lies).toEqual([]);
      }),
      { seed: 4711, numRuns: 150 },
    );
  });
  it('is STILL within a second of the arrival of an honest camera', () => {
    const honest = fc.record({ setting: knobs }).map(({ setting }): Knobs => ({
      ...setting,
      completion: 'after-move',
      pollLoss: 0,
      pollMs: 20 + (setting.pollMs % 200),
    }));
    fc.assert(
      fc.property(honest, (setting) => {
        for (const late of drive(setting, stepGate).lateMs) expect(late).toBeLessThanOrEqual(1000);
      }),
      { seed: 4712, numRuns: 60 },
    );
  });
  it('would be caught by this test if it believed the first idle poll', () => {
    const gullible: typeof stepGate = (state, input, now, gateKnobs) => {
      const step = stepGate(state, input, now, gateKnobs);
      if (input.type !== 'poll' || input.status === 'moving' || step.state.motion.kind !== 'moving')
        return step;
      const motion = { kind: 'still', since: now, preset: null, measured: true } as const;
      return { state: { ...step.state, motion }, events: [...step.events, { type: 'motion', motion }] };
    };
    const found = fc.check(
      fc.property(knobs, (setting) => drive(setting, gullible).lies.length === 0),
      { seed: 4711, numRuns: 50 },
    );
    expect(found.failed).toBe(true);
  });
});
