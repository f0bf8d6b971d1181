/** The base alone, spoken to in the facts' own bytes; and the driver on it over a real serial line. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import { sunvoteConfigSchema } from '../../../drivers/sunvote/config.ts';
import { sunvoteKind } from '../../../drivers/sunvote/driver.ts';
import { hex } from '../../../protocols/bytes.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { applyVotingEvent, notVoting, type Cast } from '../../../protocols/models/voting.ts';
import type { VotesTruth } from '../../../simulators/device.ts';
import { createSunvoteBase } from '../../../simulators/sunvote/device.ts';
import { serve } from '../../../simulators/sunvote/serve.ts';
import { createWorld } from '../../../simulators/world/world.ts';
import { optionsOf } from '../../drivers/sunvote/voting-hall.ts';
import { sunvoteReplyFrames } from '../../golden/sunvote.ts';
import { hasPrograms } from '../../programs.ts';
import { eventually } from '../../running.ts';

const empty = sunvoteReplyFrames[0]?.[0] ?? '';
const start = 'f5aaaa0c150100c1020502060100b75f';
const clear = 'f5aaaa0c150100c2000000000000ab33';
const stop = 'f5aaaa0c150100c30000000000001352';
const poll = 'f5aaaa0c150100c40000000000000a16';
const wake = `f5aaaa1915c700c500${'00'.repeat(18)}9b7f`;

function openBase() {
  const base = createSunvoteBase({
    seats: Array.from({ length: 20 }, (_, index) => ({ seat: index + 1, name: '', chair: false })),
    clock: createVirtualClock(),
    random: () => 0.5,
    onMicrophone: () => undefined,
  });
  let heard = '';
  const line = base.accept({
    send: (data) => {
      heard += Buffer.from(data).toString('hex');
    },
    close: () => undefined,
  });
  return {
    base,
    say(...frames: readonly string[]) {
      heard = '';
      for (const frame of frames) line?.received(hex(frame));
      return heard;
    },
  };
}

describe('the base', () => {
  test('tells its id, its channel and its range', () => {
    const { say } = openBase();
    expect(say('f5aaaa0c1100000f0c00000000007ad9').slice(8, 28)).toBe('9101000f0c0101140000');
    expect(say('f5aaaa0c15000000060000000000db07').slice(8, 28)).toBe('95010000060001001400');
  });

  test('says a press in the facts’ bytes, again and again until its status byte is echoed', () => {
    const { base, say } = openBase();
    say(start, clear, poll, wake);
    base.pressKey('12', 1);
    const press = say(poll);
    expect(press).toMatch(/^f5aaaa20950100c40100000c01000000000c0000/);
    expect(say(poll)).toBe(press);
    expect(say(`f5aaaa19150100c507${'00'.repeat(18)}b25e`, poll)).toBe(press);
    const acknowledgement = `150100c501${'00'.repeat(18)}`;
    expect(say(`f5aaaa19${acknowledgement}${crc(acknowledgement)}`, poll)).toBe(empty);
  });

  test('takes no press without a vote, asleep, from outside of its range, or of a key that keypads have not', () => {
    const { base, say } = openBase();
    base.pressKey('1', 1);
    say(start, clear);
    base.pressKey('1', 1);
    say(wake);
    base.pressKey('21', 1);
    base.pressKey('2', 7);
    base.pressKey('x', 1);
    expect(say(poll)).toBe(empty);
    expect(base.truth().votes).toEqual({ open: true, pressed: {} });
    say(stop);
    base.pressKey('1', 1);
    expect(say(poll)).toBe(empty);
  });

  test('sends codes that mean nothing where one selection is the most', () => {
    const { base, say } = openBase();
    say('f5aaaa0c150100c1020502010100' + crc('150100c1020502010100'), clear, wake);
    base.pressKey('1', 1);
    expect(say(poll).slice(24, 26)).toBe('d4');
  });

  test('hears nothing with a wrong checksum, or meant for another base', () => {
    const { say } = openBase();
    expect(say('f5aaaa0c150100c40000000000000a17')).toBe('');
    expect(say('f5aaaa0c150200c4000000000000' + crc('150200c4000000000000'))).toBe('');
  });

  test('has forgotten everything after a power cut but its range', () => {
    const { base, say } = openBase();
    say(start, clear, wake);
    base.pressKey('1', 1);
    base.coldStart();
    expect(say(poll)).toBe(empty);
    expect(base.truth().votes).toEqual({ open: false, pressed: {} });
  });

  test('names its faults', () => {
    expect(openBase().base.fault('nonsense', {})).toMatchObject({ ok: false });
  });
});

/** By the definition, bit by bit over the hex text: not by our own table of it. */
function crc(payload: string): string {
  const bits = [...hex(payload)].flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (byte >> bit) & 1));
  let rest = 0;
  for (const bit of [...bits, ...Array.from({ length: 16 }, () => 0)]) {
    const carry = rest >> 15;
    rest = ((rest << 1) | bit) & 0xffff;
    if (carry === 1) rest ^= 0x1021;
  }
  return rest.toString(16).padStart(4, '0');
}

const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

describe.skipIf(!hasPrograms('serial tests', ['socat']))('on a serial line', () => {
  test('a ballot is opened, pressed and drained, and the port survives a base without power', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'saalregie-line-'));
    ends.push(() => rmSync(directory, { recursive: true, force: true }));
    const clock = createSystemClock();
    const seats = [1, 2, 3].map((seat) => ({ seat, name: '', x: seat, y: 0, chair: false }));
    const base = await serve({
      world: createWorld({ clock, seed: 1, seats }),
      clock,
      id: 'voting',
      host: '127.0.0.1',
      port: 0,
      pty: join(directory, 'line'),
    });
    ends.push(() => base.close());
    let state = notVoting;
    const casts: Cast[] = [];
    const config = sunvoteConfigSchema.parse({
      id: 'voting',
      kind: 'sunvote',
      ...base.client,
      readMs: 60,
    });
    const driver = sunvoteKind.create(config, {
      clock,
      emit(event) {
        state = applyVotingEvent(state, event);
        if (event.type === 'cast') {
          casts.push(event);
          void driver.submit({ type: 'acknowledge-cast', receipt: event.receipt, stored: true });
        }
      },
      onHealth: () => undefined,
    });
    ends.push(() => driver.stop());
    const votes = (): VotesTruth => (base.truth() as { votes: VotesTruth }).votes;
    driver.start();
    await eventually('the driver is ready', () => driver.health().status?.code === 'ready');
    const open = { type: 'open-ballot', ballot: 'b-1', title: 'T', options: optionsOf(3) } as const;
    expect(await driver.submit(open)).toEqual({ ok: true, evidence: 'acknowledged' });
    base.fault('split', { bytes: 5 });
    for (const seat of [1, 2, 3]) base.pressKey?.(String(seat), seat);
    await eventually('three presses are told', () => casts.length >= 3);
    base.reboot();
    await eventually('the loss is told', () => driver.health().losses === 1);
    await eventually(
      'it is ready again and the ballot stands open',
      () => driver.health().status?.code === 'ready' && votes().open,
    );
    const resumed = casts.length;
    await eventually('a keypad that woke up is heard', () => {
      // Asleep until the next wake.
      base.pressKey?.('2', 1);
      return casts.length > resumed;
    });
    expect(await driver.submit({ type: 'close-ballot', ballot: 'b-1' })).toMatchObject({ ok: true });
    await eventually('all is drained', () => state.phase === 'drained');
    const last = Object.fromEntries(casts.map(({ keypad, option }) => [keypad, option]));
    expect(last).toEqual({ 1: 0, 2: 0, 3: 2 });
    expect(votes().open).toBe(false);
  });
});
