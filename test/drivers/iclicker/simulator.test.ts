/** The driver against the base's simulator, joined in memory: nothing counted twice or for another, and what may be lost. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIclickerSession } from '../../../drivers/iclicker/session.ts';
import type { Outcome } from '../../../protocols/models/outcome.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createIclickerBase, remoteAt } from '../../../simulators/iclicker/device.ts';
import { createRandom } from '../../../simulators/world/random.ts';
import { openVotingHall, optionsOf, type VotingHall } from '../sunvote/voting-hall.ts';

type Generation = 'v1' | 'v2';
type Base = ReturnType<typeof createIclickerBase>;

async function openHall(generation: Generation, options: { seats?: number; seed?: number } = {}) {
  const { seats = 5, seed = 1 } = options;
  const clock = createVirtualClock();
  const base = createIclickerBase({
    base: generation,
    seats: Array.from({ length: seats }, (_, index) => ({ seat: index + 1, name: '', chair: false })),
    clock,
    random: createRandom(seed),
    onMicrophone: () => undefined,
  });
  const session = createIclickerSession({ base: generation, frequency: 'AA', sequence: 'continues' });
  const hall = await openVotingHall(session, base, clock);
  return { base, hall };
}

const optionOf = (key: number, options = 3): number | null => (key >= 1 && key <= options ? key - 1 : null);

/** What the base counted, as options. */
const counted = (base: Base, options = 3): Record<string, number | null> =>
  Object.fromEntries(
    Object.entries(base.truth().votes.pressed)
      .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
      .map(([keypad, key]) => [keypad, optionOf(key, options)]),
  );

const drained = (hall: VotingHall): boolean => hall.state().phase === 'drained';
const isOpen = (hall: VotingHall, base: Base): boolean =>
  hall.health().status?.code === 'ready' && hall.state().phase === 'open' && base.truth().votes.open;

async function closeAndDrain(hall: VotingHall, ballot: string): Promise<void> {
  await hall.close(ballot);
  await hall.until(() => drained(hall));
}

/** The ballot is opened as after a restart of ours, again and again as the daemon does. */
async function resume(hall: VotingHall, ballot: string): Promise<void> {
  const command = { type: 'open-ballot', ballot, title: 'T', options: optionsOf(3), resumed: true } as const;
  for (let attempt = 0; attempt < 10; attempt++) {
    await hall.until(() => hall.health().status?.code === 'ready');
    let result: Outcome | null = null;
    void hall.driver.submit(command).then((settled) => (result = settled));
    await hall.until(() => result !== null);
    if ((result as Outcome | null)?.ok) return;
  }
  throw new Error('not opened');
}

describe.each(['v1', 'v2'] as const)('a whole ballot on a base %s', (generation) => {
  test('every seat presses, one changes its mind and back, and what is drained is what was pressed', async () => {
    const { base, hall } = await openHall(generation);
    expect(hall.state()).toEqual({ ballot: null, phase: 'idle', totals: null });
    await hall.open('b-1');
    for (const seat of [1, 2, 3, 4, 5]) base.pressKey(String(seat), (seat % 3) + 1);
    for (const key of [1, 2, 1]) base.pressKey(remoteAt(2), key);
    await closeAndDrain(hall, 'b-1');
    expect(base.truth().votes.open).toBe(false);
    expect(hall.result('b-1')).toMatchObject({ [remoteAt(1)]: 1, [remoteAt(2)]: 0, [remoteAt(5)]: 2 });
    expect(hall.result('b-1')).toEqual(counted(base));
    expect(hall.health()).toMatchObject({ garbage: 0, deadlines: 0, losses: 0 });
  });

  test('presses before the opening and after the close are nobody’s', async () => {
    const { base, hall } = await openHall(generation);
    base.pressKey('1', 1);
    await hall.open('b-1');
    await hall.close('b-1');
    base.pressKey('2', 1);
    await hall.until(() => drained(hall));
    await hall.clock.advance(5000);
    expect(hall.casts).toEqual([]);
  });

  test('the same ballot again is nothing new; five options are the most; the fourth key of three is none', async () => {
    const { base, hall } = await openHall(generation);
    await hall.open('b-1');
    const before = hall.events.length;
    await hall.open('b-1');
    expect(hall.events).toHaveLength(before);
    base.pressKey('1', 4);
    await closeAndDrain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual({ [remoteAt(1)]: null });
    await expect(hall.open('b-2', 6)).rejects.toThrow('device-unsupported');
  });

  test('what was on the radio while it was stopped still counts', async () => {
    const { base, hall } = await openHall(generation);
    await hall.open('b-1');
    await hall.close('b-1');
    base.fault('late', { keypad: remoteAt(3), key: 2 });
    await hall.until(() => drained(hall));
    expect(hall.result('b-1')).toEqual({ [remoteAt(3)]: 1 });
  });

  test('two ballots one after the other do not mix, though the base says earlier presses again', async () => {
    const { base, hall } = await openHall(generation);
    await hall.open('b-1');
    for (const seat of [1, 2, 3]) base.pressKey(String(seat), 1);
    await closeAndDrain(hall, 'b-1');
    base.fault('stale', { keypad: remoteAt(4), key: 1 });
    await hall.open('b-2');
    for (let round = 0; round < 10; round++) base.pressKey('5', (round % 2) + 1);
    base.fault('again', { keypad: remoteAt(4) });
    await closeAndDrain(hall, 'b-2');
    expect(hall.result('b-1')).toEqual({ [remoteAt(1)]: 0, [remoteAt(2)]: 0, [remoteAt(3)]: 0 });
    expect(hall.result('b-2')).toEqual({ [remoteAt(5)]: 1 });
  });

  test('a ballot that replaces one in mid-course takes nothing of it with it', async () => {
    const { base, hall } = await openHall(generation);
    await hall.open('b-1');
    base.pressKey('1', 1);
    base.pressKey('2', 1);
    await hall.open('b-2');
    base.pressKey('1', 2);
    await closeAndDrain(hall, 'b-2');
    expect(hall.result('b-2')).toEqual({ [remoteAt(1)]: 1 });
  });

  test('twice told is once counted, and a remote that no seat has is told as what it is', async () => {
    const { base, hall } = await openHall(generation);
    base.fault('double', {});
    await hall.open('b-1');
    base.pressKey('1', 1);
    base.pressKey('2', 2);
    base.fault('unknown-keypad', { key: 3 });
    base.fault('out-of-range', { keypad: remoteAt(3) });
    await closeAndDrain(hall, 'b-1');
    expect(hall.casts).toHaveLength(3);
    expect(hall.result('b-1')).toEqual({ [remoteAt(1)]: 0, [remoteAt(2)]: 1, EEEE0101: 2 });
  });

  test('a hundred who press in the same second', async () => {
    const { base, hall } = await openHall(generation, { seats: 100 });
    await hall.open('b-1');
    for (let seat = 1; seat <= 100; seat++) base.pressKey(String(seat), (seat % 3) + 1);
    await closeAndDrain(hall, 'b-1');
    expect(Object.keys(hall.result('b-1'))).toHaveLength(100);
    expect(hall.result('b-1')).toEqual(counted(base));
  });

  test('the base loses its power in mid-ballot: it goes on, what came before stays, and new presses count', async () => {
    const { base, hall } = await openHall(generation);
    await hall.open('b-1');
    for (const seat of [1, 2]) base.pressKey(String(seat), 1);
    await hall.clock.advance(1000);
    hall.cut();
    base.coldStart();
    await hall.until(() => isOpen(hall, base), 30_000);
    base.pressKey('1', 2);
    base.pressKey('3', 3);
    await closeAndDrain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual({ [remoteAt(1)]: 1, [remoteAt(2)]: 0, [remoteAt(3)]: 2 });
  });

  test('a restart of ours in mid-ballot: the same press has the same id, and the ballot goes on', async () => {
    const { base, hall } = await openHall(generation);
    await hall.open('b-1');
    base.pressKey('1', 1);
    await hall.clock.advance(1000);
    const [first] = hall.casts;
    hall.restart();
    await resume(hall, 'b-1');
    if (generation === 'v2') base.fault('again', { keypad: remoteAt(1) });
    await hall.clock.advance(1000);
    expect(hall.casts).toHaveLength(2);
    expect(hall.casts[1]?.id).toBe(first?.id);
    base.pressKey('1', 3);
    await closeAndDrain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual({ [remoteAt(1)]: 2 });
  });

  test('a restart of ours after the close: it is closed once more, and drained', async () => {
    const { base, hall } = await openHall(generation);
    await hall.open('b-1');
    base.pressKey('1', 1);
    await hall.close('b-1');
    hall.restart();
    await hall.until(() => hall.health().status?.code === 'ready');
    await closeAndDrain(hall, 'b-1');
    expect(hall.state()).toEqual({ ballot: 'b-1', phase: 'drained', totals: null });
    expect(hall.result('b-1')).toEqual({ [remoteAt(1)]: 0 });
  });
});

describe('what a base v2 says out of order', () => {
  test('a press told after a newer one does not take its place', async () => {
    const { base, hall } = await openHall('v2');
    await hall.open('b-1');
    base.fault('reordered', { keypad: remoteAt(1), key: 1 });
    base.pressKey('1', 2);
    await closeAndDrain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual({ [remoteAt(1)]: 1 });
  });

  test('a lost report is repaired when the base says the press again', async () => {
    const { base, hall } = await openHall('v2');
    await hall.open('b-1');
    base.fault('lose', { count: 1 });
    base.pressKey('1', 2);
    expect(hall.casts).toEqual([]);
    base.fault('again', { keypad: remoteAt(1) });
    await closeAndDrain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual({ [remoteAt(1)]: 1 });
  });
});

describe('the records of a base v1', () => {
  test('what was pressed while the link was away comes, and nothing twice', async () => {
    const { base, hall } = await openHall('v1');
    await hall.open('b-1');
    base.pressKey('1', 1);
    await hall.clock.advance(1000);
    hall.refuse(true);
    hall.cut();
    base.pressKey('1', 2);
    base.pressKey('2', 3);
    await hall.clock.advance(3000);
    hall.refuse(false);
    await hall.until(() => isOpen(hall, base));
    await hall.clock.advance(500);
    expect(hall.casts).toHaveLength(3);
    await closeAndDrain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual(counted(base));
  });

  test('with 255 it is full, which is a fault that is shown; the next ballot has room again', async () => {
    const { base, hall } = await openHall('v1');
    await hall.open('b-1');
    for (let round = 0; round < 300; round++) base.pressKey(String((round % 5) + 1), (round % 2) + 1);
    await hall.clock.advance(8000);
    expect(hall.health().status).toEqual({ level: 'fault', code: 'not-ready', detail: '255' });
    await closeAndDrain(hall, 'b-1');
    expect(hall.result('b-1')).toEqual(counted(base));
    await hall.open('b-2');
    expect(hall.health().status?.code).toBe('ready');
  });
});

type Act =
  | { readonly act: 'press'; readonly seat: number; readonly key: number }
  | { readonly act: 'wait'; readonly ms: number }
  | { readonly act: 'cut' }
  | { readonly act: 'restart' }
  | { readonly act: 'fault'; readonly name: string; readonly seat: number; readonly on: boolean };

const key = fc.integer({ min: 1, max: 5 });
const seat = fc.integer({ min: 1, max: 8 });
const actsWith = (faults: readonly string[], cuts: boolean): fc.Arbitrary<readonly Act[]> =>
  fc.array(
    fc.oneof(
      { weight: 12, arbitrary: fc.record({ act: fc.constant('press' as const), seat, key }) },
      { weight: 5, arbitrary: fc.record({ act: fc.constant('wait' as const), ms: fc.nat(900) }) },
      { weight: cuts ? 1 : 0, arbitrary: fc.record({ act: fc.constant('cut' as const) }) },
      { weight: cuts ? 1 : 0, arbitrary: fc.record({ act: fc.constant('restart' as const) }) },
      {
        weight: 3,
        arbitrary: fc.record({
          act: fc.constant('fault' as const),
          name: fc.constantFrom(...faults),
          seat,
          on: fc.boolean(),
        }),
      },
    ),
    { maxLength: 40 },
  );

async function evening(
  generation: Generation,
  acts: readonly Act[],
  late: readonly { readonly seat: number; readonly key: number }[],
  seed: number,
) {
  const { base, hall } = await openHall(generation, { seats: 8, seed });
  /** Keys that the base took, by remote. */
  const taken = new Map<string, number[]>();
  const take = (remote: string, pressedKey: number): void =>
    void taken.set(remote, [...(taken.get(remote) ?? []), pressedKey]);
  await hall.open('b-1');
  for (const one of acts) {
    if (one.act === 'press') {
      if (base.truth().votes.open) take(remoteAt(one.seat), one.key);
      base.pressKey(String(one.seat), one.key);
    } else if (one.act === 'wait') await hall.clock.advance(one.ms);
    else if (one.act === 'cut') hall.cut();
    else if (one.act === 'restart') {
      hall.restart();
      await resume(hall, 'b-1');
    } else {
      if (one.name === 'reordered' && base.truth().votes.open) take(remoteAt(one.seat), 1);
      base.fault(one.name, { on: one.on, count: 1, keypad: remoteAt(one.seat) });
    }
  }
  await hall.until(() => isOpen(hall, base), 60_000);
  await hall.close('b-1');
  for (const one of late) {
    base.fault('late', { keypad: remoteAt(one.seat), key: one.key });
    take(remoteAt(one.seat), one.key);
  }
  await hall.until(() => drained(hall), 60_000);
  return { base, hall, taken };
}

const lateOnes = fc.array(fc.record({ seat, key }), { maxLength: 3 });
const parameters = { seed: 20_261_128, numRuns: 200 };

test('200 seeded evenings with a base v1, a bad line and cuts: never another result than the base’s own', async () => {
  await fc.assert(
    fc.asyncProperty(
      actsWith(['lose', 'deaf', 'double', 'out-of-range'], true),
      lateOnes,
      fc.nat(999),
      async (acts, late, seed) => {
        const { base, hall } = await evening('v1', acts, late, seed);
        expect(hall.result('b-1')).toEqual(counted(base));
      },
    ),
    parameters,
  );
});

test('200 seeded evenings with a base v2 whose reports all arrive: never another result than the base’s own', async () => {
  await fc.assert(
    fc.asyncProperty(
      actsWith(['double', 'again', 'reordered', 'out-of-range'], false),
      lateOnes,
      fc.nat(999),
      async (acts, late, seed) => {
        const { base, hall } = await evening('v2', acts, late, seed);
        expect(hall.result('b-1')).toEqual(counted(base));
      },
    ),
    parameters,
  );
});

test('200 seeded evenings with a base v2, lost reports and cuts: nothing is invented or counted for another', async () => {
  await fc.assert(
    fc.asyncProperty(
      actsWith(['lose', 'deaf', 'double', 'again', 'out-of-range'], true),
      lateOnes,
      fc.nat(999),
      async (acts, late, seed) => {
        const { hall, taken } = await evening('v2', acts, late, seed);
        for (const [remote, option] of Object.entries(hall.result('b-1')))
          expect((taken.get(remote) ?? []).map((each) => optionOf(each))).toContain(option);
      },
    ),
    parameters,
  );
});
