/** The keypad alone, in the bytes of the facts; and a hall of them over real sockets with the driver. */
import { afterEach, expect, test } from 'vitest';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import { hidKeypadConfigSchema } from '../../../drivers/hid-keypad/config.ts';
import { hidKeypadKind } from '../../../drivers/hid-keypad/driver.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { applyVotingEvent, notVoting, type Cast } from '../../../protocols/models/voting.ts';
import type { VotesTruth } from '../../../simulators/device.ts';
import { createHidKeypad } from '../../../simulators/hid-keypad/device.ts';
import { serve } from '../../../simulators/hid-keypad/serve.ts';
import { createWorld } from '../../../simulators/world/world.ts';
import { optionsOf } from '../../drivers/sunvote/voting-hall.ts';
import { eventually } from '../../running.ts';

const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function plugIn() {
  const keypad = createHidKeypad({ clock: createVirtualClock() }, '7');
  const heard: string[] = [];
  const line = keypad.accept({
    send: (report) => heard.push(Buffer.from(report).toString('hex')),
    close: () => undefined,
  });
  return { keypad, line, heard: () => heard.splice(0) };
}

test('a key goes down and comes up again, whether or not a vote runs; others than its digits it has not', () => {
  const { keypad, heard } = plugIn();
  keypad.pressKey('7', 1);
  expect(heard()).toEqual(['0000590000000000', '0000000000000000']);
  keypad.pressKey('7', 10);
  keypad.pressKey('8', 1);
  keypad.pressKey('7', 1.5);
  expect(heard()).toEqual([]);
  expect(keypad.truth().votes).toEqual({ open: true, pressed: { 7: 1 } });
});

test('one cable leads to one PC, and what is pressed without it is lost', () => {
  const { keypad, line, heard } = plugIn();
  expect(keypad.accept({ send: () => undefined, close: () => undefined })).toBeNull();
  line?.closed();
  keypad.pressKey('7', 2);
  expect(heard()).toEqual([]);
});

test('its faults are known by name', () => {
  const { keypad } = plugIn();
  const answer = keypad.fault('bogus', {});
  expect(answer).toMatchObject({ ok: false });
  if (!answer.ok) for (const name of answer.known) expect(keypad.fault(name, {}).ok, name).toBe(true);
});

test('a hall of keypads over TCP, each on its own port, with the driver as it is', async () => {
  const clock = createSystemClock();
  const seats = [1, 2, 3].map((seat) => ({ seat, name: '', x: seat, y: 0, chair: false }));
  const simulator = await serve({
    world: createWorld({ clock, seed: 1, seats }),
    clock,
    id: 'voting',
    host: '127.0.0.1',
    port: 0,
  });
  ends.push(() => simulator.close());
  simulator.fault('split', { keypad: '2', bytes: 3 });
  let state = notVoting;
  const casts: Cast[] = [];
  const driver = hidKeypadKind.create(
    hidKeypadConfigSchema.parse({ id: 'voting', kind: 'hid-keypad', ...simulator.client }),
    {
      clock,
      emit(event) {
        state = applyVotingEvent(state, event);
        if (event.type === 'cast') casts.push(event);
      },
      onHealth: () => undefined,
    },
  );
  ends.push(() => driver.stop());
  driver.start();
  await eventually('the driver is ready', () => driver.health().status?.code === 'ready');
  const open = { type: 'open-ballot', ballot: 'b-1', title: 'T', options: optionsOf(3) } as const;
  expect(await driver.submit(open)).toEqual({ ok: true, evidence: 'sent' });
  for (const seat of [1, 2, 3]) simulator.pressKey?.(String(seat), seat);
  await eventually('three presses are told', () => casts.length >= 3);
  await driver.submit({ type: 'close-ballot', ballot: 'b-1' });
  await eventually('all is drained', () => state.phase === 'drained');
  const truth = simulator.truth() as { votes: VotesTruth };
  expect(Object.fromEntries(casts.map(({ keypad, option }) => [keypad, (option ?? -1) + 1]))).toEqual(
    truth.votes.pressed,
  );
});
