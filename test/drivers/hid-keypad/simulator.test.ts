/** The driver against keypads joined in memory, one link for each: what is told is counted, what is lost is lost, nothing is made up. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHidKeypadSession } from '../../../drivers/hid-keypad/session.ts';
import { runSession } from '../../../drivers/run-session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import { createSeveralTransport } from '../../../drivers/transports/several.ts';
import type { LinkSink, Transport } from '../../../drivers/transports/transport.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { applyVotingEvent, notVoting, type VotingEvent } from '../../../protocols/models/voting.ts';
import type { Line } from '../../../simulators/device.ts';
import { createHidKeypad } from '../../../simulators/hid-keypad/device.ts';
import { createCount, optionsOf } from '../sunvote/voting-hall.ts';

type Keypad = ReturnType<typeof createHidKeypad>;

/** A keypad on a cable that can be pulled. */
function onCable(keypad: Keypad) {
  let sink: LinkSink<Uint8Array> | null = null;
  let line: Line<Uint8Array> | null = null;
  let isPlugged = true;
  let attempts = 0;
  const transport: Transport<never, Uint8Array> = createMemoryTransport<never, Uint8Array>({
    opened(opened) {
      attempts++;
      if (!isPlugged) return opened.down('not plugged in');
      sink = opened;
      line = keypad.accept({ send: (report) => opened.received(report), close: () => undefined });
      opened.up();
    },
    received: () => undefined,
    closed: () => line?.closed(),
  });
  return {
    transport,
    attempts: () => attempts,
    plug(plugged: boolean) {
      isPlugged = plugged;
      if (plugged) return;
      line?.closed();
      const old = sink;
      [sink, line] = [null, null];
      old?.down('not plugged in');
    },
  };
}

async function openHall(seats: number) {
  const clock = createVirtualClock();
  const ids = Array.from({ length: seats }, (_, index) => String(index + 1));
  const keypads = new Map(ids.map((id) => [id, createHidKeypad({ clock }, id)]));
  const cables = new Map([...keypads].map(([id, keypad]) => [id, onCable(keypad)]));
  const count = createCount('b-1');
  let state = notVoting;
  const driver = runSession({
    session: createHidKeypadSession(ids),
    transport: createSeveralTransport(
      [...cables].map(([id, { transport }]) => ({ id, transport })),
      clock,
    ),
    clock,
    emit(event: VotingEvent) {
      state = applyVotingEvent(state, event);
      if (event.type !== 'cast') return;
      count.take(event);
      void driver.submit({ type: 'acknowledge-cast', receipt: event.receipt, stored: true });
    },
    onHealth: () => undefined,
    maxOpenCommands: 256,
  });
  driver.start();
  await clock.advance(10);
  return {
    clock,
    driver,
    keypads,
    attempts: () => [...cables.values()].reduce((sum, cable) => sum + cable.attempts(), 0),
    plug: (id: string, plugged: boolean) => cables.get(id)?.plug(plugged),
    press: (id: string, key: number) => keypads.get(id)?.pressKey(id, key),
    fault: (id: string, name: string, parameters: Record<string, unknown> = {}) =>
      keypads.get(id)?.fault(name, parameters),
    open: () => driver.submit({ type: 'open-ballot', ballot: 'b-1', title: 'T', options: optionsOf(3) }),
    async drain() {
      await driver.submit({ type: 'close-ballot', ballot: 'b-1' });
      await clock.advance(100);
      expect(state).toEqual({ ballot: 'b-1', phase: 'drained', totals: null });
    },
    result: () => count.result(),
    /** What was pressed last on each keypad, as options. */
    pressed: () =>
      Object.fromEntries(
        [...keypads.values()].flatMap((keypad) =>
          Object.entries(keypad.truth().votes.pressed).map(([id, key]) => [
            id,
            key >= 1 && key <= 3 ? key - 1 : null,
          ]),
        ),
      ),
  };
}

test('every seat presses, one changes its mind, reports come twice, and what is drained is what was pressed', async () => {
  const hall = await openHall(100);
  expect(hall.driver.health().status?.code).toBe('ready');
  expect(await hall.open()).toMatchObject({ ok: true });
  hall.fault('3', 'double');
  for (let seat = 1; seat <= 100; seat++) hall.press(String(seat), (seat % 4) + 1);
  for (const key of [1, 2, 1]) hall.press('3', key);
  hall.fault('4', 'two-keys', { key: 1, other: 3 });
  hall.fault('5', 'top-row', { key: 2 });
  hall.fault('6', 'out-of-range');
  hall.fault('6', 'roll-over');
  hall.fault('6', 'short');
  await hall.drain();
  expect(Object.keys(hall.result())).toHaveLength(100);
  expect(hall.result()).toEqual(hall.pressed());
  expect(hall.result()).toMatchObject({ 3: 0, 4: null, 5: 1 });
  expect(hall.driver.health().garbage).toBe(1);
});

test('a keypad that is pulled out is missed and comes back by itself; what was pressed meanwhile is gone', async () => {
  const hall = await openHall(3);
  await hall.open();
  hall.press('1', 1);
  await hall.clock.advance(3000);
  hall.plug('2', false);
  expect(hall.driver.health()).toMatchObject({ link: 'up', status: { code: 'keypad-missing', detail: '2' } });
  hall.press('2', 1);
  hall.press('3', 3);
  hall.plug('2', true);
  await hall.clock.advance(1000);
  expect(hall.driver.health().status?.code).toBe('ready');
  expect(hall.result()).toEqual({ 1: 0, 3: 2 });
  hall.press('2', 2);
  await hall.drain();
  expect(hall.result()).toEqual({ 1: 0, 2: 1, 3: 2 });
});

test('a keypad that is not there is tried once a second; stopped, nothing is tried any more', async () => {
  const hall = await openHall(2);
  hall.plug('1', false);
  await hall.clock.advance(5000);
  expect(hall.attempts()).toBe(7);
  hall.driver.stop();
  hall.plug('1', true);
  await hall.clock.advance(10_000);
  expect(hall.attempts()).toBe(7);
  expect(hall.driver.health().link).toBe('stopped');
});

test('200 seeded evenings: what a keypad could tell is counted, and nothing else', async () => {
  const seat = fc.integer({ min: 1, max: 6 }).map(String);
  const act = fc.oneof(
    {
      weight: 10,
      arbitrary: fc.record({ act: fc.constant('press' as const), seat, key: fc.integer({ min: 1, max: 9 }) }),
    },
    { weight: 3, arbitrary: fc.record({ act: fc.constant('wait' as const), ms: fc.nat(1500) }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('plug' as const), seat, on: fc.boolean() }) },
    {
      weight: 3,
      arbitrary: fc.record({
        act: fc.constant('fault' as const),
        seat,
        name: fc.constantFrom('double', 'roll-over', 'out-of-range', 'short', 'lose'),
        on: fc.boolean(),
      }),
    },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 60 }), async (acts) => {
      const hall = await openHall(6);
      await hall.open();
      const lossy = new Set<string>();
      const told = new Map<string, number[]>();
      for (const one of acts) {
        if (one.act === 'wait') await hall.clock.advance(one.ms);
        else if (one.act === 'plug') {
          if (!one.on) lossy.add(one.seat);
          hall.plug(one.seat, one.on);
        } else if (one.act === 'fault') {
          if (one.name === 'lose') lossy.add(one.seat);
          hall.fault(one.seat, one.name, { on: one.on });
        } else {
          told.set(one.seat, [...(told.get(one.seat) ?? []), one.key]);
          hall.press(one.seat, one.key);
        }
      }
      await hall.drain();
      const option = (key: number): number | null => (key <= 3 ? key - 1 : null);
      for (const [id, choice] of Object.entries(hall.result()))
        expect((told.get(id) ?? []).map(option)).toContain(choice);
      for (const [id, keys] of told)
        if (!lossy.has(id)) expect(hall.result()[id]).toBe(option(keys.at(-1) ?? 0));
    }),
    { seed: 20_261_129, numRuns: 200 },
  );
});
