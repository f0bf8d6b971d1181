/**
 * One contract of votes, run on every conference system whose units vote: systems × scenes, in memory. Where
 * systems differ it is a fact of their row (vote-systems.ts), and asserted as such. What the line loses and what
 * a crash leaves is in voting-losses.test.ts, evenings by chance in voting-evenings.test.ts.
 */
import { describe, expect, test } from 'vitest';
import { deviceKinds, type AnyKind } from '../../drivers/registry.ts';
import type { BallotOption } from '../../protocols/models/voting.ts';
import { play, type Scene, type SceneOptions } from './vote-scenes.ts';
import { closing, done, idle, last, opening, yesNoAbstain } from './vote-hall.ts';
import { sharedFaults, voteSystems } from './vote-systems.ts';

describe.each(voteSystems)('$name', (system) => {
  const { paces } = system;
  const scene = (name: string, run: (scene: Scene) => Promise<void>, options: SceneOptions = {}): void =>
    test(name, () => play(system, run, options));

  test('promises what its row says', async () => {
    const kind: AnyKind = await deviceKinds[system.kind].load();
    if (kind.model !== 'microphones') throw new Error('no conference system');
    const config = kind.config.parse({
      id: 'm',
      kind: system.kind,
      address: `${system.lineScheme}://192.0.2.10`,
      ...system.config,
    });
    const isSingle = system.tells !== 'totals';
    expect(kind.voting?.(config)).toMatchObject({
      individualVotes: isSingle,
      maxOptions: system.maxOptions,
      changeable: true,
      delivery: isSingle ? 'reported-once' : 'totals-only',
      accepted: 'by-device',
      readBack: system.readsBack,
      externalVotes: system.takesExternalVotes,
    });
    expect(kind.capabilities(config)).toMatchObject({ voting: true, individualVotes: isSingle });
  });

  scene('can suffer what its row says', async ({ device }) => {
    const answer = device.fault('nothing of this name', {});
    const known = answer.ok ? [] : answer.known;
    expect(sharedFaults.filter((name) => known.includes(name))).toEqual(
      sharedFaults.filter((name) => system.faults.includes(name)),
    );
  });

  scene('a ballot is opened, pressed on, closed and drained', async (hall) => {
    expect(hall.states).toEqual([idle]);
    expect(hall.aboutVotes()).toEqual([]);
    expect(await hall.opens()).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'open', totals: null });
    expect(hall.device.truth().votes).toEqual({ open: true, pressed: {} });
    await hall.pressAndTell([1, 0], [2, 1], [3, 2], [2, 0]);
    hall.expectTold({ 1: 0, 2: 0, 3: 2 });
    expect(await hall.closes()).toEqual(done);
    const doubts = system.doubtsClose ? ['closed', 'open'] : [];
    expect(hall.phases()).toEqual(['idle', 'open', ...doubts, 'closed', 'drained']);
    expect(hall.states.at(-2)).toEqual({ ballot: 'b1', phase: 'closed', totals: null });
    hall.expectCounted({ 1: 0, 2: 0, 3: 2 });
    expect(hall.device.truth().votes?.open).toBe(false);
    expect(Object.keys(hall.device.truth().votes?.pressed ?? {})).toEqual(['1', '2', '3']);
    expect([hall.starts(), hall.stops()]).toEqual([1, 1]);
  });

  scene('the last press counts; each other option is told once, the same one again is not', async (hall) => {
    await hall.opens();
    for (const option of [1, 1, 0, 2, 2]) await hall.pressAndTell([2, option]);
    const told = hall.casts.map(({ keypad, option }) => [keypad, option]);
    expect(told).toEqual(system.tells === 'at-once' ? [1, 0, 2].map((option) => ['2', option]) : []);
    await hall.closes();
    hall.expectCounted({ 2: 2 });
    expect(hall.casts).toHaveLength({ 'at-once': 3, 'after-close': 1, totals: 0 }[system.tells]);
  });

  scene(
    'a hundred press together: each press is one cast, and acknowledged at once',
    async (hall) => {
      await hall.opens();
      const votes = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [index + 1, index % 3]));
      for (const [seat, option] of Object.entries(votes)) hall.press([Number(seat), option]);
      await hall.clock.advance(2000);
      hall.expectTold(votes);
      await hall.closes();
      hall.expectCounted(votes);
      expect(hall.casts).toHaveLength(system.tells === 'totals' ? 0 : 100);
      expect(new Set(hall.casts.map(({ receipt }) => receipt)).size).toBe(hall.casts.length);
      expect(hall.casts.every(({ id }) => id === null)).toBe(true);
    },
    { seats: 100 },
  );

  scene('nobody votes: drained all the same', async (hall) => {
    await hall.opens();
    expect(await hall.closes()).toEqual(done);
    hall.expectCounted({});
  });

  scene('nothing is told before it is open, and nothing after it is drained', async (hall) => {
    const strays = system.faults.includes('stray-vote');
    hall.press([2, 0]);
    if (strays) hall.suffers('stray-vote', { seat: 2, key: 1 });
    await hall.clock.advance(3000);
    expect(hall.states).toEqual([idle]);
    await hall.opens();
    await hall.clock.advance(paces.tells);
    hall.expectTold({});
    await hall.closes();
    const { length } = hall.states;
    hall.press([3, 0]);
    if (strays) hall.suffers('stray-vote', { seat: 2, key: 1 });
    await hall.clock.advance(3000);
    hall.expectCounted({});
    expect(hall.states).toHaveLength(length);
    expect(hall.casts).toEqual([]);
  });

  scene('the same opened or closed again is done at once, and nothing is said', async (hall) => {
    await hall.opens();
    const whileOpen = hall.aboutVotes().length;
    expect(await hall.command(opening('b1'), 10)).toEqual(done);
    expect(hall.aboutVotes()).toHaveLength(whileOpen);
    await hall.closes();
    const { length } = hall.aboutVotes();
    expect(await hall.command(closing('b1'), 10)).toEqual(done);
    expect(hall.aboutVotes()).toHaveLength(length);
    hall.expectCounted({});
  });

  scene(
    system.isOnce
      ? 'drained and wanted open again: refused, no second count takes the place of the first'
      : 'drained and wanted open again, it is another vote of the device for the same ballot',
    async (hall) => {
      await hall.opens();
      hall.press([2, 0]);
      await hall.closes();
      hall.expectCounted({ 2: 0 });
      const again = await hall.opens();
      if (system.isOnce) {
        expect(again).toMatchObject({ ok: false, code: 'device-refused' });
        expect(hall.device.truth().votes?.open).toBe(false);
        hall.expectCounted({ 2: 0 });
        return;
      }
      expect(again).toEqual(done);
      expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'open' });
      expect(hall.device.truth().votes).toEqual({ open: true, pressed: {} });
      hall.press([3, 1]);
      await hall.closes();
      // Single votes of both are the ballot's; totals are those of the last.
      hall.expectCounted(system.tells === 'totals' ? { 3: 1 } : { 2: 0, 3: 1 });
    },
  );

  scene('another ends the one before, and its votes are nobody’s of the new one', async (hall) => {
    const isStale = system.faults.includes('stale-vote');
    await hall.opens();
    await hall.pressAndTell([2, 0]);
    hall.expectTold({ 2: 0 });
    if (isStale) hall.suffers('stale-vote');
    expect(await hall.command(opening('b2'), paces.takesOver)).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b2', phase: 'open', totals: null });
    if (isStale) hall.suffers('stale-vote');
    await hall.clock.advance(paces.tells);
    hall.expectTold({}, 'b2');
    await hall.pressAndTell([3, 1]);
    hall.expectTold({ 3: 1 }, 'b2');
    await hall.pressAndTell([2, 0]);
    hall.expectTold({ 2: 0 });
    await hall.closes(closing('b2'));
    hall.expectCounted({ 2: 0, 3: 1 }, 'b2');
  });

  scene('the close of another ballot is refused and ends nothing', async (hall) => {
    await hall.opens();
    await hall.pressAndTell([2, 0]);
    expect(await hall.command(closing('b2'), 100)).toMatchObject({ ok: false, code: 'device-refused' });
    await hall.pressAndTell([3, 1]);
    expect(hall.device.truth().votes?.open).toBe(true);
    expect(hall.phases()).toEqual(['idle', 'open']);
    await hall.closes();
    hall.expectCounted({ 2: 0, 3: 1 });
  });

  scene('a ballot that the device never had has nothing more to come', async (hall) => {
    expect(await hall.closes(closing('b9'))).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b9', phase: 'drained', totals: null });
    expect(hall.casts).toEqual([]);
    // Others cannot tell whose results they hold.
    if (!system.isMarked) return;
    await hall.opens();
    await hall.closes();
    hall.expectCounted({});
    expect(await hall.closes(closing('b9'))).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b9', phase: 'drained', totals: null });
    expect(hall.casts).toEqual([]);
  });

  scene('a vote that somebody else runs is ended for ours', async (hall) => {
    hall.suffers(system.othersVote);
    hall.press([2, 0]);
    await hall.clock.advance(paces.seesOthersIn);
    expect(hall.states).toEqual([idle]);
    expect(await hall.command(opening('b1'), paces.takesOver)).toEqual(done);
    expect(hall.device.truth().votes).toEqual({ open: true, pressed: {} });
    await hall.clock.advance(3000);
    hall.expectTold({});
    await hall.closes();
    hall.expectCounted({});
    expect(hall.casts).toEqual([]);
  });

  scene('one that somebody else stops is drained, without our asking where it is seen', async (hall) => {
    await hall.opens();
    hall.press([2, 1]);
    hall.suffers('stop-vote');
    if (system.seesStopIn === null) await hall.command(closing('b1'), paces.drains);
    else await hall.clock.advance(system.seesStopIn);
    hall.expectCounted({ 2: 1 });
    const again = await hall.opens();
    if (system.isOnce) {
      expect(again).toMatchObject({ ok: false, code: 'device-refused' });
      expect(hall.device.truth().votes?.open).toBe(false);
      expect(await hall.command(closing('b1'), 100)).toEqual(done);
      hall.expectCounted({ 2: 1 });
      return;
    }
    // Wanted open all the same: the device votes once more, for the same ballot.
    expect(again).toEqual(done);
    expect(hall.device.truth().votes).toEqual({ open: true, pressed: {} });
    hall.press([3, 0]);
    await hall.closes();
    hall.expectCounted(system.tells === 'totals' ? { 3: 0 } : { 2: 1, 3: 0 });
  });

  if (system.faults.includes('cancel-vote'))
    scene(
      'one that somebody else cancels is not open any more; wanted again, it is voted anew',
      async (hall) => {
        await hall.opens();
        hall.press([2, 1]);
        hall.suffers('cancel-vote');
        await hall.clock.advance(500);
        expect(last(hall)).toEqual(idle);
        expect(await hall.opens()).toEqual(done);
        expect(hall.device.truth().votes).toEqual({ open: true, pressed: {} });
        await hall.pressAndTell([3, 0]);
        await hall.closes();
        if (system.tells === 'totals') hall.expectCounted({ 3: 0 });
        else expect(hall.votes('b1')).toMatchObject({ 3: 0 });
      },
    );

  scene('a device that refuses is not open, and says so', async (hall) => {
    hall.suffers(system.refusal);
    expect(await hall.command(opening('b1'), paces.refuses)).toMatchObject({
      ok: false,
      code: 'device-refused',
    });
    expect(last(hall)).toEqual(idle);
    expect(hall.casts).toEqual([]);
  });

  const { nameless } = system;
  if (nameless)
    scene('results that name nobody give totals', async (hall) => {
      hall.suffers(nameless);
      await hall.opens();
      await hall.pressAndTell([1, 0], [2, 2], [3, 2]);
      await hall.command(closing('b1'), paces.drainsAtWorst);
      expect(hall.casts).toEqual([]);
      expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: [1, 0, 2] });
    });

  test.each([
    ['alone', false],
    ['with a vote of somebody else to be ended first', true],
  ])(
    'closed before it is open, at whatever moment, it does not stay open (%s)',
    async (_, isBesideAnother) => {
      for (let waitMs = 0; waitMs <= 150; waitMs += 5)
        await play(
          system,
          async (hall) => {
            if (isBesideAnother) {
              hall.suffers(system.othersVote);
              await hall.clock.advance(paces.seesOthersIn);
            }
            const opened = hall.submit(opening('b1'));
            await hall.clock.advance(waitMs);
            const before = hall.starts();
            expect(await hall.command(closing('b1'), paces.drainsAtWorst)).toEqual(done);
            await opened;
            expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
            expect(hall.starts()).toBe(before);
            if (!isBesideAnother || before > 0) expect(hall.device.truth().votes?.open).toBe(false);
            expect(hall.casts).toEqual([]);
          },
          { seed: 1 + waitMs },
        );
    },
  );

  const reordered = [yesNoAbstain[2], yesNoAbstain[1], yesNoAbstain[0]].filter(
    (option) => option !== undefined,
  );
  scene(
    'options of another order get their own votes',
    async (hall) => {
      await hall.opens();
      await hall.pressAndTell([1, 0], [2, 1], [3, 2], [4, 2]);
      hall.expectTold({ 1: 0, 2: 1, 3: 2, 4: 2 });
      await hall.closes();
      hall.expectCounted({ 1: 0, 2: 1, 3: 2, 4: 2 });
    },
    { options: reordered },
  );

  const names = (options: readonly BallotOption[]): string => options.map(({ label }) => label).join();
  for (const options of system.unfit)
    scene(`options without buttons cannot be voted on: ${names(options)}`, async (hall) => {
      expect(await hall.command(opening('b1', options), 100)).toMatchObject({
        ok: false,
        code: 'device-unsupported',
      });
      expect(hall.aboutVotes()).toEqual([]);
      expect(hall.states).toEqual([idle]);
    });

  scene(
    'a key that means nothing is no option, and a strange unit votes under a name of its own',
    async (hall) => {
      const { keypad, isToldAtOnce } = system.stranger;
      const strange = system.strangeKey === 'no-option' ? { 2: null } : {};
      await hall.opens();
      hall.suffers('wrong-key', { seat: 2 });
      hall.suffers('stranger', { key: 1 });
      hall.press([99, 0]);
      await hall.clock.advance(paces.tells);
      hall.expectTold(isToldAtOnce ? { ...strange, [keypad]: 0 } : strange);
      await hall.command(closing('b1'), paces.drainsAtWorst);
      hall.expectCounted({ ...strange, [keypad]: 0 });
    },
  );

  if (!system.takesExternalVotes)
    scene('votes from elsewhere cannot be put in', async (hall) => {
      await hall.opens();
      const external = { type: 'external-cast', ballot: 'b1', keypad: '2', option: 0 } as const;
      expect(await hall.command(external, 100)).toMatchObject({ ok: false, code: 'device-unsupported' });
      await hall.closes();
      hall.expectCounted({});
    });

  scene('microphones work during a vote as they do without', async (hall) => {
    const without = await hall.command({ type: 'open', seat: 4 }, paces.opens);
    expect(without).toMatchObject({ ok: true });
    await hall.opens();
    expect(await hall.command({ type: 'open', seat: 2 }, paces.opens)).toEqual(without);
    hall.device.press(3);
    await hall.clock.advance(Math.min(500, paces.tells));
    expect(hall.device.truth().speakers).toEqual([4, 2, 3]);
    expect(hall.microphones.at(-1)).toMatchObject({ type: 'lists', speakers: [4, 2, 3] });
    expect(hall.phases()).toEqual(['idle', 'open']);
  });
});

test('every kind whose units vote has a row', async () => {
  const voting: string[] = [];
  for (const [name, { model, load }] of Object.entries(deviceKinds)) {
    if (model !== 'microphones') continue;
    const kind: AnyKind = await load();
    if (kind.voting) voting.push(name);
  }
  expect(new Set(voteSystems.map(({ kind }) => kind))).toEqual(new Set(voting));
});
