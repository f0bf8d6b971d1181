/** The base alone, spoken to in the facts' own bytes; and the driver on it over a real socket. */
import { afterEach, describe, expect, test } from 'vitest';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import { iclickerConfigSchema } from '../../../drivers/iclicker/config.ts';
import { iclickerKind } from '../../../drivers/iclicker/driver.ts';
import { concat, hex } from '../../../protocols/bytes.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { applyVotingEvent, notVoting, type Cast } from '../../../protocols/models/voting.ts';
import type { VotesTruth } from '../../../simulators/device.ts';
import { createIclickerBase, remoteAt } from '../../../simulators/iclicker/device.ts';
import { serve } from '../../../simulators/iclicker/serve.ts';
import { createWorld } from '../../../simulators/world/world.ts';
import { optionsOf } from '../../drivers/sunvote/voting-hall.ts';
import { eventually } from '../../running.ts';

const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function openBase(base: 'v1' | 'v2') {
  const clock = createVirtualClock();
  const device = createIclickerBase({
    base,
    seats: Array.from({ length: 40 }, (_, index) => ({ seat: index + 1, name: '', chair: false })),
    clock,
    random: () => 0,
    onMicrophone: () => undefined,
  });
  const heard: string[] = [];
  const line = device.accept({
    send(report) {
      expect(report.length).toBe(64);
      heard.push(Buffer.from(report).toString('hex'));
    },
    close: () => undefined,
  });
  return {
    device,
    clock,
    heard: () => heard.splice(0),
    say(...commands: readonly string[]) {
      for (const command of commands) line?.received(concat(Uint8Array.of(0), hex(command.padEnd(128, '0'))));
      return heard.splice(0).map((report) => report.replace(/0+$/, ''));
    },
  };
}

describe('the base', () => {
  test('acknowledges with three bytes, and stale memory behind them', () => {
    const { device, say } = openBase('v2');
    expect(say('01102141')).toEqual(['0110aa']);
    say('0111');
    device.pressKey('3', 1);
    expect(say('0112').at(-1)).toBe('0112aac00003');
    expect(say('0115')).toEqual(['0115aac00003', '011504052141010266']);
  });

  test('answers nothing for five seconds after the extended frequency', async () => {
    const { clock, say } = openBase('v2');
    expect(say('012a214105')).toEqual(['012aaa']);
    expect(say('0112')).toEqual([]);
    await clock.advance(5000);
    expect(say('0112')).toEqual(['0112aa']);
  });

  test('takes no report of another length or number, and no word that it does not know', () => {
    const { device, heard } = openBase('v2');
    const line = device.accept({ send: () => undefined, close: () => undefined });
    line?.received(hex('0112'.padEnd(128, '0')));
    line?.received(hex(`01${'0112'.padEnd(128, '0')}`));
    line?.received(hex(`00${'0199'.padEnd(128, '0')}`));
    expect(heard()).toEqual([]);
  });

  test('takes a press only while a vote runs, of a remote and a key that there are', () => {
    const { device, say, heard } = openBase('v2');
    device.pressKey('1', 1);
    say('0111');
    for (const [keypad, key] of [
      ['41', 1],
      ['1', 6],
      ['1', 0],
      ['x', 1],
    ] as const)
      device.pressKey(keypad, key);
    expect(heard()).toEqual([]);
    device.pressKey('1', 2);
    expect(heard()[0]).toMatch(/^021382c0000100/);
    say('0116');
    device.pressKey('1', 3);
    expect(heard()).toEqual([]);
    expect(device.truth().votes).toEqual({ open: false, pressed: { [remoteAt(1)]: 2 } });
  });

  test('v2 says an earlier press of another remote again, in the second half of a report', () => {
    const { device, say, heard } = openBase('v2');
    say('0111');
    device.pressKey('1', 1);
    device.pressKey('2', 2);
    expect(heard()[1]).toBe(`${'021382c0000200'.padEnd(64, '0')}${'021381c0000100'.padEnd(64, '0')}`);
  });

  test('v1 hands over its records from a place on, fourteen in a report, and forgets them when it is told', () => {
    const { device, say } = openBase('v1');
    say('01110005');
    for (let seat = 1; seat <= 15; seat++) device.pressKey(String(seat), 1);
    const [acknowledged, first, second] = say('0117010004');
    expect(acknowledged).toBe('0117aa');
    expect(first).toMatch(/^0218010f000e0e61c0000161c00002/);
    expect(second).toMatch(/^021800010e0f0161c0000f/);
    expect(say('0117010e04')).toHaveLength(2);
    say('0116', '011705');
    expect(say('0117010004')[1]).toBe('0218');
  });

  test('v1 does not start by the words of v2, nor know its protocol', () => {
    const { device, say } = openBase('v1');
    say('0111');
    expect(device.truth().votes.open).toBe(false);
    expect(say('012d')).toEqual([]);
  });

  test('knows its faults by name', () => {
    const { device } = openBase('v2');
    const answer = device.fault('bogus', {});
    expect(answer).toMatchObject({ ok: false });
    if (!answer.ok) for (const name of answer.known) expect(device.fault(name, {}).ok, name).toBe(true);
  });
});

test('a whole ballot over TCP, in pieces, with the driver as it is', { timeout: 30_000 }, async () => {
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
  const driver = iclickerKind.create(
    iclickerConfigSchema.parse({ id: 'voting', kind: 'iclicker', ...simulator.client }),
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
  const votes = (): VotesTruth => (simulator.truth() as { votes: VotesTruth }).votes;
  driver.start();
  await eventually('the driver is ready', () => driver.health().status?.code === 'ready');
  const open = { type: 'open-ballot', ballot: 'b-1', title: 'T', options: optionsOf(3) } as const;
  expect(await driver.submit(open)).toEqual({ ok: true, evidence: 'acknowledged' });
  for (const seat of [1, 2, 3]) simulator.pressKey?.(String(seat), seat);
  await eventually('three presses are told', () => casts.length >= 3);
  expect(await driver.submit({ type: 'close-ballot', ballot: 'b-1' })).toMatchObject({ ok: true });
  await eventually('all is drained', () => state.phase === 'drained');
  expect(Object.fromEntries(casts.map(({ keypad, option }) => [keypad, (option ?? -1) + 1]))).toEqual(
    votes().pressed,
  );
  expect(driver.health().garbage).toBe(0);
});
