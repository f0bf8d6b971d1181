/** The simulator on its own broker, with the driver on a real socket; and what its keypads do not do. */
import { afterEach, expect, test } from 'vitest';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import { mqttKeypadsConfigSchema } from '../../../drivers/mqtt-keypads/config.ts';
import { mqttKeypadsKind } from '../../../drivers/mqtt-keypads/driver.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { applyVotingEvent, notVoting, type Cast } from '../../../protocols/models/voting.ts';
import { encodeKeypad, type KeypadMessage } from '../../../protocols/mqtt-keypads/topics.ts';
import type { TopicMessage } from '../../../protocols/mqtt-buttons/topics.ts';
import type { VotesTruth } from '../../../simulators/device.ts';
import { createMqttKeypads } from '../../../simulators/mqtt-keypads/device.ts';
import { serve } from '../../../simulators/mqtt-keypads/serve.ts';
import { createWorld } from '../../../simulators/world/world.ts';
import { optionsOf } from '../../drivers/sunvote/voting-hall.ts';
import { eventually } from '../../running.ts';

const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

test('a whole ballot over its broker, with a relay that breaks bytes up', async () => {
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
  simulator.fault('split', { bytes: 7 });
  let state = notVoting;
  const casts: Cast[] = [];
  const driver = mqttKeypadsKind.create(
    mqttKeypadsConfigSchema.parse({ id: 'voting', kind: 'mqtt-keypads', ...simulator.client }),
    {
      clock,
      emit(event) {
        state = applyVotingEvent(state, event);
        if (event.type !== 'cast') return;
        casts.push(event);
        void driver.submit({ type: 'acknowledge-cast', receipt: event.receipt, stored: true });
      },
      onHealth: () => undefined,
    },
  );
  ends.push(() => driver.stop());
  const votes = (): VotesTruth => (simulator.truth() as { votes: VotesTruth }).votes;
  driver.start();
  await eventually('the driver is ready', () => driver.health().status?.code === 'ready');
  const open = { type: 'open-ballot', ballot: 'b-1', title: 'T', options: optionsOf(3) } as const;
  expect(await driver.submit(open)).toEqual({ ok: true, evidence: 'acknowledged' });
  await eventually('the device takes votes', () => votes().open);
  for (const seat of [1, 2, 3]) simulator.pressKey?.(String(seat), seat);
  await eventually('three presses are told', () => casts.length >= 3);
  expect(await driver.submit({ type: 'close-ballot', ballot: 'b-1' })).toMatchObject({ ok: true });
  await eventually('all is drained', () => state.phase === 'drained');
  expect(votes()).toEqual({ open: false, pressed: { 1: 1, 2: 2, 3: 3 } });
  expect(Object.fromEntries(casts.map(({ keypad, option }) => [keypad, option]))).toEqual({
    1: 0,
    2: 1,
    3: 2,
  });
});

function openKeypads() {
  const clock = createVirtualClock();
  const said: TopicMessage[] = [];
  const hall = createMqttKeypads({
    seats: [1, 2].map((seat) => ({ seat, name: '', chair: false })),
    clock,
    random: () => 0.5,
    onMicrophone: () => undefined,
    prefix: 'saal',
  });
  const line = hall.accept({ send: (message) => void said.push(message), close: () => undefined });
  return {
    clock,
    hall,
    tell: (message: KeypadMessage) => line?.received(encodeKeypad('saal', message)),
    presses: () => said.splice(0).filter(({ topic }) => topic.endsWith('/press')),
  };
}

const notice = { ballot: 'b-1', phase: 'open', title: '', options: optionsOf(2) } as const;
const accepted = { type: 'accepted', keypad: '1', ballot: 'b-1', boot: '88888888', press: 1 } as const;

test('a keypad takes no key without a ballot, after it, or that means no option', async () => {
  const { hall, tell, presses } = openKeypads();
  hall.pressKey('1', 1);
  tell({ type: 'ballot', notice });
  hall.pressKey('1', 3);
  hall.pressKey('3', 1);
  tell({ type: 'ballot', notice: { ...notice, phase: 'closed' } });
  hall.pressKey('1', 1);
  expect(presses()).toEqual([]);
  expect(hall.truth().votes).toEqual({ open: false, pressed: {} });
  expect(hall.fault('nonsense', {})).toMatchObject({ ok: false });
});

test('it repeats a press every second until that very press is accepted', async () => {
  const { clock, hall, tell, presses } = openKeypads();
  tell({ type: 'ballot', notice });
  hall.pressKey('1', 1);
  clock.advanceSync(2500);
  expect(presses()).toHaveLength(3);
  for (const other of [{ ballot: 'b-0' }, { boot: '99999999' }, { press: 2 }, { keypad: '2' }])
    tell({ ...accepted, ...other, refused: null });
  clock.advanceSync(1000);
  expect(presses()).toHaveLength(1);
  tell({ ...accepted, refused: null });
  clock.advanceSync(3000);
  expect(presses()).toEqual([]);
  hall.end();
  expect(clock.pending()).toBe(0);
});

test('a press that is refused does not count, and is not repeated', async () => {
  const { clock, hall, tell, presses } = openKeypads();
  tell({ type: 'ballot', notice });
  hall.pressKey('1', 1);
  tell({ ...accepted, refused: 'not-counted' });
  presses();
  clock.advanceSync(3000);
  expect(presses()).toEqual([]);
  expect(hall.truth().votes.pressed).toEqual({});
});
