/**
 * What the line loses, what the device forgets and what a crash of ours leaves: no vote is lost that the device
 * still has, none counts twice, and none is made up. On every conference system whose units vote, as voting.test.ts.
 */
import { describe, expect, test } from 'vitest';
import { closing, done, idle, last, opening, resuming, yesNoAbstain } from './vote-hall.ts';
import { play, type Scene, type SceneOptions } from './vote-scenes.ts';
import { voteSystems, type SharedFault } from './vote-systems.ts';

describe.each(voteSystems)('$name', (system) => {
  const { paces, readAfterCrash } = system;
  const scene = (name: string, run: (scene: Scene) => Promise<void>, options: SceneOptions = {}): void =>
    test(name, () => play(system, run, options));
  /** Of systems whose model can be made to do so. */
  const given = (fault: SharedFault, name: string, run: (scene: Scene) => Promise<void>): void => {
    if (system.faults.includes(fault)) scene(name, run);
  };

  given('lose-votes', 'presses that nobody heard of are found by reading', async (hall) => {
    await hall.opens();
    hall.suffers('lose-votes', { count: 2 });
    hall.press([2, 0], [3, 1]);
    await hall.clock.advance(2500);
    hall.expectTold(system.findsLostWhileOpen ? { 2: 0, 3: 1 } : {});
    await hall.closes();
    hall.expectCounted({ 2: 0, 3: 1 });
  });

  given('double-votes', 'what is told twice is one cast, and what changes is another', async (hall) => {
    hall.suffers('double-votes');
    await hall.opens();
    await hall.pressAndTell([2, 0]);
    hall.expectTold({ 2: 0 });
    await hall.pressAndTell([2, 1]);
    await hall.closes();
    hall.expectCounted({ 2: 1 });
    expect(hall.casts.map(({ option }) => option)).toEqual(
      { 'at-once': [0, 1], 'after-close': [1], totals: [] }[system.tells],
    );
  });

  given('swap-votes', 'what is told in the wrong order ends right', async (hall) => {
    await hall.opens();
    await hall.pressAndTell([2, 0]);
    for (const fault of ['double-votes', 'swap-votes']) hall.suffers(fault);
    hall.press([2, 1], [2, 2]);
    await hall.clock.advance(200);
    await hall.closes();
    hall.expectCounted({ 2: 2 });
  });

  const { lateVote } = system;
  if (lateVote)
    scene('a vote that is named only after the close is waited for', async (hall) => {
      await hall.opens();
      hall.suffers('double-votes');
      hall.suffers('late-vote', { seat: 4, key: 2 });
      expect(await hall.command(closing('b1'), lateVote.closesIn)).toEqual(done);
      expect(last(hall)).toEqual({ ballot: 'b1', phase: 'closed', totals: null });
      hall.expectTold(lateVote.isToldEarly ? { 4: 1 } : {});
      // Not before all of it is read.
      expect(await hall.command(opening('b1'), 1)).toMatchObject({ ok: false, code: 'device-busy' });
      await hall.clock.advance(lateVote.drainsIn);
      hall.expectCounted({ 4: 1 });
      expect(hall.casts).toHaveLength(system.tells === 'totals' ? 0 : 1);
    });

  scene(
    'a link that dies in mid-ballot: it is open again, and the votes are whole at the end',
    async (hall) => {
      await hall.opens();
      await hall.pressAndTell([1, 0], [2, 0]);
      hall.expectTold({ 1: 0, 2: 0 });
      hall.cut();
      hall.press([2, 1], [3, 0]);
      await hall.clock.advance(paces.returns);
      hall.expectTold(system.readsWhileOpen ? { 1: 0, 2: 1, 3: 0 } : { 1: 0, 2: 0 });
      // Told anew, and not as idle in between: nobody has to open it again.
      expect(hall.phases()).toEqual(['idle', 'open', 'open']);
      await hall.pressAndTell([4, 2]);
      hall.expectTold(system.readsWhileOpen ? { 1: 0, 2: 1, 3: 0, 4: 2 } : { 1: 0, 2: 0, 4: 2 });
      await hall.closes();
      hall.expectCounted({ 1: 0, 2: 1, 3: 0, 4: 2 });
      // What was told before the link died is not told once more.
      expect(hall.casts.filter(({ keypad }) => keypad === '1')).toHaveLength(
        system.tells === 'totals' ? 0 : 1,
      );
      expect(hall.starts()).toBe(1);
    },
  );

  scene('a link that dies at the close: it is closed and read back after the reconnect', async (hall) => {
    await hall.opens();
    if (system.faults.includes('lose-votes')) hall.suffers('lose-votes');
    hall.press([2, 0]);
    const closed = hall.submit(closing('b1'));
    hall.cut();
    expect(await closed).toMatchObject({ ok: false, effect: 'unknown' });
    await hall.clock.advance(paces.returns + paces.drains);
    hall.expectCounted({ 2: 0 });
    expect(hall.device.truth().votes?.open).toBe(false);
  });

  const withoutPower = {
    nothing: 'has no vote of ours: nothing is open',
    results: 'runs no vote: what it has of ours is read back',
    'not-asked': 'is not asked until the close, which finds nothing',
  };
  scene(`a device that was without power ${withoutPower[system.afterPower]}`, async (hall) => {
    await hall.opens();
    hall.press([2, 0]);
    hall.cut();
    hall.device.coldStart();
    hall.press([3, 0]);
    await hall.clock.advance(paces.returns);
    switch (system.afterPower) {
      case 'results':
        await hall.clock.advance(paces.drains);
        hall.expectCounted({ 2: 0 });
        return;
      case 'not-asked':
        expect(await hall.command(closing('b1'), paces.drainsAtWorst)).toEqual(done);
        expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: null });
        return;
      case 'nothing':
        expect(hall.phases()).toEqual(['idle', 'open', 'idle']);
        expect(hall.casts).toEqual([]);
        expect(await hall.opens()).toEqual(done);
        expect(hall.device.truth().votes).toEqual({ open: true, pressed: {} });
    }
  });

  const { replaced } = system;
  if (replaced)
    scene(
      'a vote of somebody else in the place of ours, while the link is down, is not ours',
      async (hall) => {
        await hall.opens();
        await hall.pressAndTell([2, 0]);
        hall.cut();
        for (const fault of replaced.by) hall.suffers(fault);
        hall.press([3, 0]);
        await hall.clock.advance(paces.returns);
        if (replaced.leaves === 'results') {
          await hall.clock.advance(paces.drains);
          hall.expectCounted({ 2: 0 });
          return;
        }
        expect(hall.phases()).toEqual(['idle', 'open', 'idle']);
        expect(hall.votes('b1')).toEqual(system.tells === 'totals' ? {} : { 2: 0 });
        expect(await hall.command(opening('b1'), paces.takesOver)).toEqual(done);
        expect(hall.device.truth().votes).toEqual({ open: true, pressed: {} });
      },
    );

  const { beginning } = system;
  if (beginning)
    scene(
      'an answer that never came: nothing is begun a second time',
      async (hall) => {
        expect(await hall.command(opening('b1'), beginning.opensIn)).toEqual(done);
        expect(hall.said.filter((one) => beginning.said.test(one))).toHaveLength(1);
        expect(hall.starts()).toBe(1);
      },
      { losesAnswer: (said) => beginning.said.test(said) },
    );

  describe('after a crash of ours', () => {
    const isTotals = system.tells === 'totals';
    test.each([
      ['resumed', resuming('b1')],
      ...(system.isMarked ? [['known by its mark', opening('b1')] as const] : []),
    ] as const)('a ballot that is opened again goes on, with all that was pressed (%s)', async (_, again) => {
      await play(system, async (hall) => {
        await hall.opens();
        hall.press([2, 0]);
        await hall.restart();
        const before = hall.casts.length;
        hall.press([3, 1]);
        expect(last(hall)).toEqual(idle);
        expect(await hall.opens(again)).toEqual(done);
        await hall.pressAndTell([4, 2]);
        hall.expectTold(system.readsWhileOpen ? { 2: 0, 3: 1, 4: 2 } : { 4: 2 });
        await hall.closes();
        hall.expectCounted({ 2: 0, 3: 1, 4: 2 });
        // Ours know nothing of what was told before: each vote is told once more, and once.
        expect(
          hall.casts
            .slice(before)
            .map(({ keypad }) => keypad)
            .sort(),
        ).toEqual(isTotals ? [] : ['2', '3', '4']);
        expect([hall.starts(), hall.stops()]).toEqual([1, 1]);
      });
    });

    scene('another ballot takes no votes over', async (hall) => {
      await hall.opens();
      await hall.pressAndTell([2, 0]);
      await hall.restart();
      expect(await hall.command(opening('b2'), paces.takesOver)).toEqual(done);
      hall.press([3, 0]);
      await hall.closes(closing('b2'));
      hall.expectCounted({ 3: 0 }, 'b2');
    });

    scene(
      'a ballot that is then closed takes no more votes, and is drained if it can be read',
      async (hall) => {
        await hall.opens();
        await hall.pressAndTell([2, 2]);
        await hall.restart();
        const before = hall.casts.length;
        expect(await hall.command(closing('b1'), paces.drainsAtWorst)).toEqual(done);
        expect(hall.device.truth().votes?.open).toBe(false);
        const { phase, isTold } = readAfterCrash.withoutOptions;
        if (isTold) hall.expectCounted({ 2: 2 });
        else expect(last(hall)).toEqual({ ballot: 'b1', phase, totals: null });
        expect(hall.casts.slice(before)).toMatchObject(
          isTold && !isTotals ? [{ ballot: 'b1', keypad: '2', option: 2 }] : [],
        );
      },
    );

    test.each([
      ['still runs', readAfterCrash.running],
      ['was stopped meanwhile', readAfterCrash.stopped],
    ] as const)('with its options, one that %s', async (which, { phase, isTold }) => {
      await play(system, async (hall) => {
        await hall.opens();
        if (system.faults.includes('lose-votes')) hall.suffers('lose-votes');
        hall.press([2, 2], [3, 0]);
        if (which !== 'still runs') hall.suffers('stop-vote');
        await hall.restart();
        const before = hall.casts.length;
        const command = { ...closing('b1'), options: yesNoAbstain };
        expect(await hall.command(command, paces.drainsAtWorst)).toEqual(done);
        expect(hall.device.truth().votes?.open).toBe(false);
        if (isTold) hall.expectCounted({ 2: 2, 3: 0 });
        else expect(last(hall)).toEqual({ ballot: 'b1', phase, totals: null });
        expect(hall.casts).toHaveLength(before + (isTold && !isTotals ? 2 : 0));
      });
    });
  });
});
