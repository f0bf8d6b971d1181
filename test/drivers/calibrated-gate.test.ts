/** What the gate reports of a finished move, and what a calibration changes about whom it believes. */
import { describe, expect, test } from 'vitest';
import { gateNeeds } from '../../drivers/camera-gate-needs.ts';
import { createGate, type GateState } from '../../drivers/camera-gate-state.ts';
import { stepGate, type GateInput } from '../../drivers/camera-gate.ts';
import { calibrated, defaultGateKnobs, type GateKnobs } from '../../drivers/camera-gate-knobs.ts';
import type {
  CameraCalibration,
  CameraEvent,
  CameraPosition,
  MoveReport,
} from '../../protocols/models/camera.ts';

const at = (panDegrees: number): CameraPosition => ({ panDegrees, tiltDegrees: 0, zoom: 0 });

function gateAt(knobs: GateKnobs = defaultGateKnobs) {
  let state: GateState = createGate();
  let now = 1000;
  const events: CameraEvent[] = [];
  const feed = (input: GateInput, afterMs = 0): void => {
    now += afterMs;
    const step = stepGate(state, input, now, knobs);
    state = step.state;
    events.push(...step.events);
  };
  return {
    feed,
    poll: (position: CameraPosition | null, status: 'idle' | 'moving' | null = 'idle', afterMs = 200): void =>
      feed({ type: 'poll', sentAt: now + afterMs - 10, status, position }, afterMs),
    events,
    motion: () => state.motion,
    needs: () => gateNeeds(state, now, knobs),
    report: (): MoveReport | undefined =>
      events.flatMap((event) => (event.type === 'move-report' ? [event.report] : [])).at(-1),
  };
}

const calibration = (change: Partial<CameraCalibration> = {}): CameraCalibration => ({
  id: 'c1',
  witnesses: { completion: true, status: true, position: true },
  maxTravelMs: null,
  videoLatencyMs: null,
  targets: [],
  ...change,
});

describe('the report of a move', () => {
  test('tells when each witness spoke, counted from the order', () => {
    const gate = gateAt();
    gate.feed({ type: 'move', preset: 4 });
    gate.feed({ type: 'accepted' }, 30);
    gate.poll(at(0), 'idle', 170); // before it has begun
    gate.poll(at(5), 'moving');
    gate.poll(at(10), 'moving');
    gate.feed({ type: 'completed' }, 100);
    gate.poll(at(12), 'idle', 100);
    for (let times = 0; times < 5; times++) gate.poll(at(12));
    expect(gate.motion()).toMatchObject({ kind: 'still', preset: 4 });
    expect(gate.report()).toEqual({
      from: null,
      preset: 4,
      acceptedMs: 30,
      completedMs: 700,
      idleMs: 800,
      lastChangeMs: 800,
      // The poll before it was asked 10 ms before its answer at 600.
      movedAfterMs: 590,
      stillMs: 1200,
      position: at(12),
    });
    // It is told before STILL is, so that whoever waits for STILL has it.
    expect(gate.events.findIndex(({ type }) => type === 'move-report')).toBe(gate.events.length - 2);
  });

  test('an idle that comes before the motion is told as what it is', () => {
    const gate = gateAt({
      ...defaultGateKnobs,
      witnesses: { completion: false, status: false, position: true },
    });
    gate.feed({ type: 'move', preset: 4 });
    gate.feed({ type: 'accepted' }, 30);
    for (const pan of [0, 5, 10, 12, 12, 12, 12]) gate.poll(at(pan), 'idle');
    expect(gate.report()).toMatchObject({
      completedMs: null,
      idleMs: 230,
      lastChangeMs: 830,
      movedAfterMs: 620,
    });
  });

  test('there is none of a move that was refused, or by somebody else', () => {
    const gate = gateAt();
    gate.feed({ type: 'move', preset: 4 });
    gate.feed({ type: 'refused' }, 30);
    for (let times = 0; times < 6; times++) gate.poll(at(12));
    gate.poll(at(20));
    for (let times = 0; times < 6; times++) gate.poll(at(20));
    expect(gate.motion()).toMatchObject({ kind: 'still' });
    expect(gate.report()).toBeUndefined();
  });
});

describe('a calibration in use', () => {
  test('takes away the word of a witness, never gives one that the camera does not have', () => {
    const none = { completion: false, status: false, position: false };
    const all = { completion: true, status: true, position: true };
    const offered = { ...defaultGateKnobs, witnesses: { ...none, position: true } };
    expect(calibrated(offered, calibration({ witnesses: all })).witnesses).toEqual(offered.witnesses);
    expect(calibrated(offered, calibration({ witnesses: none })).witnesses).toEqual(none);
    expect(calibrated(offered, null)).toBe(offered);
  });

  test('an end signal that lies is not waited for, and does not end anything', () => {
    const lying = calibration({
      witnesses: { completion: false, status: false, position: false },
      maxTravelMs: 2000,
    });
    const gate = gateAt();
    gate.feed({ type: 'calibration', calibration: lying });
    gate.feed({ type: 'move', preset: 4 });
    gate.feed({ type: 'accepted' }, 20);
    gate.feed({ type: 'completed' }, 20);
    for (let ms = 0; ms < 2800; ms += 200) gate.poll(null, null);
    // Half as long again as the slowest move that was measured.
    expect(gate.motion().kind).toBe('moving');
    gate.poll(null, null);
    gate.poll(null, null);
    expect(gate.motion()).toMatchObject({ kind: 'still', preset: 4, measured: false });
  });

  test('brings its places along, and keeps them over a lost link', () => {
    const gate = gateAt();
    gate.feed({
      type: 'calibration',
      calibration: calibration({ targets: [{ preset: 4, position: at(30) }], videoLatencyMs: 80 }),
    });
    expect(gate.events).toEqual([
      { type: 'video-latency', videoLatencyMs: 80 },
      { type: 'calibrated', id: 'c1' },
    ]);
    gate.feed({ type: 'link-lost' });
    gate.feed({ type: 'move', preset: 4 });
    gate.feed({ type: 'accepted' }, 20);
    gate.feed({ type: 'completed' }, 400);
    for (let times = 0; times < 10; times++) gate.poll(at(12));
    expect(gate.events).toContainEqual({ type: 'preset-moved', preset: 4 });
    expect(gate.motion()).not.toMatchObject({ preset: 4, kind: 'still' });
  });

  test('a drive still takes as long as somebody drives', () => {
    const offered = { ...defaultGateKnobs, maxTravelMs: Infinity };
    expect(calibrated(offered, calibration({ maxTravelMs: 2000 })).maxTravelMs).toBe(Infinity);
    expect(calibrated(defaultGateKnobs, calibration({ maxTravelMs: 2000 })).maxTravelMs).toBe(2000);
  });
});
