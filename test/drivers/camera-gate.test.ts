import { describe, expect, it } from 'vitest';
import { gateNeeds, nextGateCheckMs } from '../../drivers/camera-gate-needs.ts';
import { createGate, type GateState } from '../../drivers/camera-gate-state.ts';
import { stepGate, type GateInput } from '../../drivers/camera-gate.ts';
import { defaultGateKnobs, type GateKnobs } from '../../drivers/camera-gate-knobs.ts';
import type { CameraEvent, CameraPosition } from '../../protocols/models/camera.ts';

const here: CameraPosition = { panDegrees: 0, tiltDegrees: 0, zoom: 0 };
const there: CameraPosition = { panDegrees: 30, tiltDegrees: -5, zoom: 0.5 };

/** A gate, the time, and short words for what happens to it. */
function gateAt(
  targets: ReadonlyMap<number, CameraPosition> = new Map(),
  knobs: GateKnobs = defaultGateKnobs,
) {
  let state: GateState = createGate(targets);
  let now = 10_000;
  const events: CameraEvent[] = [];
  const feed = (input: GateInput): void => {
    const step = stepGate(state, input, now, knobs);
    state = step.state;
    events.push(...step.events);
  };
  const poll = (
    position: CameraPosition | null,
    status: 'idle' | 'moving' | null = 'idle',
    afterMs = 110,
  ): void => {
    now += afterMs;
    feed({ type: 'poll', sentAt: now - 5, status, position });
  };
  return {
    feed,
    poll,
    /** Polls every 110 ms for so long. */
    polls(ms: number, position: CameraPosition | null, status: 'idle' | 'moving' | null = 'idle') {
      for (let passed = 0; passed < ms; passed += 110) poll(position, status);
    },
    pass(ms: number) {
      now += ms;
      feed({ type: 'tick' });
    },
    events,
    kind: () => state.motion.kind,
    motion: () => state.motion,
    state: () => state,
    now: () => now,
    needs: () => gateNeeds(state, now, knobs),
    nextCheckMs: () => nextGateCheckMs(state, now, knobs),
  };
}

/** Standing at `here`, then on the way to preset 4, which the camera accepted. */
function underway(
  targets: ReadonlyMap<number, CameraPosition> = new Map([[4, there]]),
  knobs = defaultGateKnobs,
) {
  const gate = gateAt(targets, knobs);
  gate.polls(600, here);
  gate.feed({ type: 'move', preset: 4 });
  gate.feed({ type: 'accepted' });
  return gate;
}

describe('the STILL gate', () => {
  it('knows nothing at first, and STILL only after two equal polls and the settling', () => {
    const gate = gateAt();
    expect(gate.kind()).toBe('unknown');
    gate.poll(here);
    gate.poll(here);
    expect(gate.kind()).toBe('unknown');
    gate.poll(here);
    gate.poll(here);
    expect(gate.motion()).toMatchObject({ kind: 'still', preset: null, measured: true });
  });
  it('counts as moving from the command on, before the camera says anything', () => {
    const gate = gateAt();
    gate.polls(600, here);
    gate.feed({ type: 'move', preset: 4 });
    expect(gate.motion()).toMatchObject({ kind: 'moving', preset: 4 });
  });
  it('arrives when all five conditions hold', () => {
    const gate = underway();
    gate.polls(400, here, 'moving');
    gate.feed({ type: 'completed' });
    gate.polls(400, there);
    expect(gate.motion()).toMatchObject({ kind: 'still', preset: 4, measured: true });
  });
  it('1: does not believe in standing still before the camera can have started', () => {
    const gate = underway(new Map());
    gate.feed({ type: 'completed' });
    gate.polls(200, here);
    expect(gate.state().standing).toBeNull();
  });
  it('1: does not count polls of a move the camera has not accepted', () => {
    const gate = gateAt(new Map([[4, here]]));
    gate.feed({ type: 'move', preset: 4 });
    gate.polls(3000, here);
    expect(gate.kind()).toBe('moving');
  });
  it('2: waits for the end signal while it is trusted', () => {
    const gate = underway();
    gate.polls(3000, there);
    expect(gate.kind()).toBe('moving');
    expect(gate.needs()).toBe('completion');
    gate.feed({ type: 'completion-lost' });
    expect(gate.motion()).toMatchObject({ kind: 'still', preset: 4 });
  });
  it('2: waives a lost end signal after the longest travel only with status and position at the target', () => {
    const gate = underway();
    gate.polls(10_200, there);
    expect(gate.kind()).toBe('still');
    const blind = underway(new Map([[4, there]]), {
      ...defaultGateKnobs,
      witnesses: { completion: true, status: false, position: true },
    });
    blind.polls(12_000, there, null);
    expect(blind.kind()).toBe('unknown');
  });
  it('2: stops waiting for a signal that was lost three times in a row', () => {
    const gate = underway();
    for (let visit = 0; visit < 3; visit++) {
      gate.polls(1000, there);
      gate.feed({ type: 'completion-lost' });
      expect(gate.kind()).toBe('still');
      gate.feed({ type: 'move', preset: 4 });
      gate.feed({ type: 'accepted' });
    }
    gate.polls(800, there);
    expect(gate.kind()).toBe('still');
  });
  it('3: does not arrive while any flag says moving', () => {
    const gate = underway();
    gate.feed({ type: 'completed' });
    gate.polls(3000, there, 'moving');
    expect(gate.kind()).toBe('moving');
  });
  it('4: does not arrive beside the target, and says that the preset was stored over', () => {
    const gate = underway();
    gate.feed({ type: 'completed' });
    gate.polls(2500, { ...there, panDegrees: 31 });
    expect(gate.events).toContainEqual({ type: 'preset-moved', preset: 4 });
    expect(gate.kind()).toBe('unknown');
  });
  it('4: needs the two polls to be 100 ms apart', () => {
    const gate = underway();
    gate.feed({ type: 'completed' });
    gate.polls(300, here, 'moving');
    gate.poll(there, 'idle', 50);
    for (let times = 0; times < 5; times++) gate.poll(there, 'idle', 18);
    expect(gate.state().standing?.confirmedAt).toBeNull();
  });
  it('4: starts anew when the position changes between polls', () => {
    const gate = underway();
    gate.feed({ type: 'completed' });
    for (let step = 0; step < 40; step++) gate.poll({ ...there, panDegrees: 30 + (step % 2) * 0.1 });
    expect(gate.kind()).toBe('moving');
  });
  it('5: waits for the settling after the second poll', () => {
    const gate = underway(new Map([[4, there]]), { ...defaultGateKnobs, settleMs: 2000 });
    gate.feed({ type: 'completed' });
    gate.polls(300, here, 'moving');
    gate.polls(1900, there);
    expect(gate.kind()).toBe('moving');
    gate.polls(500, there);
    expect(gate.kind()).toBe('still');
  });
  it('learns a target on the first visit and holds the next visit against it', () => {
    const gate = underway(new Map());
    gate.polls(300, here, 'moving');
    gate.feed({ type: 'completed' });
    gate.polls(600, there);
    expect(gate.state().targets.get(4)).toEqual(there);
  });
  it('is a fault after the longest travel time, until the next move', () => {
    const gate = underway();
    gate.polls(11_000, { ...here, panDegrees: 12 }, 'moving');
    expect(gate.kind()).toBe('unknown');
    expect(gate.state().faulty).toBe(true);
    gate.feed({ type: 'move', preset: 4 });
    expect(gate.state().faulty).toBe(false);
  });
  it('expires when polling fails for more than a second, and comes back at the same preset', () => {
    const gate = underway();
    gate.feed({ type: 'completed' });
    gate.polls(900, there);
    expect(gate.kind()).toBe('still');
    gate.pass(gate.nextCheckMs() ?? 0);
    expect(gate.kind()).toBe('unknown');
    gate.polls(500, there);
    expect(gate.motion()).toMatchObject({ kind: 'still', preset: 4 });
  });
  it('reports a stranger, and forgets the preset', () => {
    const gate = underway();
    gate.feed({ type: 'completed' });
    gate.polls(900, there);
    gate.poll({ ...there, panDegrees: 30.5 });
    expect(gate.events.slice(-2)).toMatchObject([
      { type: 'foreign-move' },
      { type: 'motion', motion: { kind: 'moving', preset: null } },
    ]);
    gate.polls(600, { ...there, panDegrees: 35 });
    expect(gate.motion()).toMatchObject({ kind: 'still', preset: null });
  });
  it('is unknown when the link is lost', () => {
    const gate = underway();
    gate.feed({ type: 'link-lost' });
    expect(gate.kind()).toBe('unknown');
  });
  it('marks a camera without any witness as timed, not measured, after 1.5 times the longest travel', () => {
    const witnesses = { completion: false, status: false, position: false };
    const gate = underway(new Map(), { ...defaultGateKnobs, maxTravelMs: 4000, witnesses });
    gate.polls(5900, null, null);
    expect(gate.kind()).toBe('moving');
    gate.polls(400, null, null);
    expect(gate.motion()).toMatchObject({ kind: 'still', preset: 4, measured: false });
  });
  it('lets the mechanics settle behind an end signal that is the only witness', () => {
    const witnesses = { completion: true, status: false, position: false };
    const gate = underway(new Map(), { ...defaultGateKnobs, settleMs: 400, witnesses });
    gate.polls(2000, null, null);
    gate.feed({ type: 'completed' });
    gate.polls(300, null, null);
    expect(gate.kind()).toBe('moving');
    gate.polls(300, null, null);
    expect(gate.motion()).toMatchObject({ kind: 'still', preset: 4 });
  });
  it('asks for the move once more when the lost end signal was the only witness', () => {
    const witnesses = { completion: true, status: false, position: false };
    const gate = underway(new Map(), { ...defaultGateKnobs, witnesses });
    gate.polls(9000, null, null);
    expect(gate.needs()).toBeNull();
    gate.polls(1500, null, null);
    expect(gate.needs()).toBe('reissue');
  });
});

describe('the STILL gate on its way to a known target', () => {
  const known = new Map([[4, there]]);
  const position = { completion: false, status: false, position: true };
  const byPosition: GateKnobs = { ...defaultGateKnobs, witnesses: position };

  it('needs no third poll where the polls that agree span the settling', () => {
    const gate = underway(known, byPosition);
    gate.polls(400, here, null);
    gate.poll(there, null, 160);
    gate.poll(there, null, 160);
    expect(gate.kind()).toBe('moving');
    gate.pass(gate.nextCheckMs() ?? 0);
    expect(gate.motion()).toMatchObject({ kind: 'still', preset: 4 });
  });
  it('needs one where it was not expected to stop, as that may be a pause', () => {
    const gate = underway(new Map(), byPosition);
    gate.polls(400, { ...here, panDegrees: 5 }, null);
    gate.poll(there, null, 160);
    gate.poll(there, null, 160);
    gate.pass(gate.nextCheckMs() ?? 0);
    expect(gate.kind()).toBe('moving');
    gate.poll(there, null, 160);
    expect(gate.kind()).toBe('still');
  });
  it('counts the spacing of parts from the first part of one poll to the first of the next', () => {
    const gate = underway(known, byPosition);
    gate.pass(400);
    // Three questions take so long that from the last answer to the next question there is no pause.
    const slowPoll = (): void => {
      gate.pass(300);
      const now = gate.now();
      gate.feed({ type: 'poll', sentAt: now - 290, receivedAt: now - 200, status: null, position: there });
    };
    slowPoll();
    slowPoll();
    expect(gate.motion()).toMatchObject({ kind: 'still', preset: 4 });
  });
  it('believes in the end of a move that takes less than the least time, once it is seen elsewhere', () => {
    const gate = underway(known, byPosition);
    gate.poll(there, null, 60);
    gate.poll(there, null, 155);
    gate.pass(110);
    expect(gate.motion()).toMatchObject({ kind: 'still', preset: 4 });
  });
  it('takes being there for the acknowledgement that was lost', () => {
    const gate = gateAt(known, byPosition);
    gate.polls(600, here, null);
    gate.feed({ type: 'move', preset: 4 });
    gate.polls(600, there, null);
    expect(gate.motion()).toMatchObject({ kind: 'still', preset: 4 });
  });
  it('but not when it was there before, or nobody knows where it was', () => {
    const before = gateAt(new Map([[4, here]]), byPosition);
    before.polls(600, here, null);
    before.feed({ type: 'move', preset: 4 });
    before.polls(3000, here, null);
    expect(before.kind()).toBe('moving');
    const unknown = gateAt(known, byPosition);
    unknown.feed({ type: 'move', preset: 4 });
    unknown.polls(3000, there, null);
    expect(unknown.kind()).toBe('moving');
  });
  it('remembers where it was through a move that was overtaken', () => {
    const gate = gateAt(
      new Map([
        [4, there],
        [5, here],
      ]),
      byPosition,
    );
    gate.polls(600, here, null);
    gate.feed({ type: 'move', preset: 5 });
    gate.feed({ type: 'move', preset: 4 });
    gate.polls(600, there, null);
    expect(gate.motion()).toMatchObject({ kind: 'still', preset: 4 });
  });
  it('keeps what it saw at the target when a withheld acknowledgement comes at last', () => {
    const gate = gateAt(known);
    gate.polls(600, here);
    gate.feed({ type: 'move', preset: 4 });
    gate.polls(400, there);
    gate.feed({ type: 'accepted' });
    gate.feed({ type: 'completed' });
    expect(gate.motion()).toMatchObject({ kind: 'still', preset: 4 });
  });
});

describe('the STILL gate of a camera that does not tell where it is', () => {
  const witnesses = { completion: true, status: true, position: false };
  const lazy: GateKnobs = { ...defaultGateKnobs, tMinMs: 2000, witnesses };

  it('knows that the move has begun once the status of a camera that stood says so', () => {
    const gate = underway(new Map(), lazy);
    gate.polls(300, null, 'moving');
    gate.feed({ type: 'completed' });
    gate.polls(400, null);
    expect(gate.motion()).toMatchObject({ kind: 'still', preset: 4 });
  });
  it('but not of one that was moving anyway', () => {
    const gate = gateAt(new Map(), lazy);
    gate.poll(null, 'moving');
    gate.feed({ type: 'move', preset: 4 });
    gate.feed({ type: 'accepted' });
    gate.polls(300, null, 'moving');
    gate.feed({ type: 'completed' });
    gate.polls(800, null);
    expect(gate.kind()).toBe('moving');
  });
  it('believes an end signal before the least time only where a calibration has proven it', () => {
    const calibration = { id: 'c', witnesses, maxTravelMs: null, videoLatencyMs: null, targets: [] };
    for (const isProven of [true, false]) {
      const gate = gateAt(new Map(), lazy);
      gate.polls(600, null);
      if (isProven) gate.feed({ type: 'calibration', calibration });
      gate.feed({ type: 'move', preset: 4 });
      gate.feed({ type: 'accepted' });
      gate.pass(200);
      gate.feed({ type: 'completed' });
      gate.polls(600, null);
      expect(gate.kind()).toBe(isProven ? 'still' : 'moving');
    }
  });
});
