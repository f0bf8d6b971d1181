import { describe, expect, test } from 'vitest';
import { statusIntervalMs } from '../../../drivers/shure-dis-ccu/session.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { joinUnit, type JoinedUnit } from './in-memory.ts';

async function connected(options: { firmware?: 'old' | 'new' } = {}) {
  const clock = createVirtualClock();
  const joined = joinUnit({ clock, ...options });
  joined.driver.start();
  await clock.advance(10);
  return { clock, ...joined };
}

const expectSame = ({ known, unit }: Pick<JoinedUnit, 'known' | 'unit'>): void => {
  const { speakers, requests, replies } = unit.truth();
  expect(known()).toMatchObject({ speakers, requests, replies });
};

describe('what the unit reports', () => {
  test('the first status block becomes one snapshot with seats, names, mode, limits and lists', async () => {
    const { events, health } = await connected();
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: 'snapshot',
      state: { mode: 'auto', maxOpen: 4, maxOpenTotal: 5, maxRequests: 50, interrupt: 'none', speakers: [] },
    });
    const [snapshot] = events;
    expect(snapshot?.type === 'snapshot' && snapshot.state.seats[7]).toEqual({
      present: true,
      name: 'Mitglied 7',
    });
    expect(health()).toMatchObject({ link: 'up', status: { level: 'ok', code: 'ready' } });
  });

  test('a pressed button is an event at once, and a status block repeats nothing', async () => {
    const { clock, unit, events } = await connected();
    unit.press(3);
    expect(events.at(-1)).toEqual({ type: 'lists', speakers: [3] });
    const before = events.length;
    await clock.advance(3 * statusIntervalMs);
    expect(events.length).toBe(before);
  });

  test('a report lost on the way is healed by the next block', async () => {
    const { clock, unit, known, loseNext } = await connected();
    unit.press(3);
    loseNext();
    unit.release(3);
    expect(known().speakers).toEqual([3]);
    await clock.advance(statusIntervalMs + 10);
    expect(known().speakers).toEqual([]);
  });

  test('a unit that loses its cable and its name later are seat changes', async () => {
    const { unit, known, events } = await connected();
    unit.connect(4, false);
    expect(known().seats[4]).toEqual({ present: false, name: 'Mitglied 4' });
    unit.connect(4, true);
    unit.rename(4, 'Mitglied Vier');
    expect(events.at(-1)).toEqual({
      type: 'seat-changed',
      seat: 4,
      state: { present: true, name: 'Mitglied Vier' },
    });
  });

  test('old firmware leaves the name out on later changes, and it is kept', async () => {
    const { unit, known } = await connected({ firmware: 'old' });
    unit.connect(4, false);
    expect(known().seats[4]).toEqual({ present: false, name: 'Mitglied 4' });
  });

  test('garbage is counted and survived', async () => {
    const { sendRaw, unit, health, known } = await connected();
    sendRaw(Uint8Array.from({ length: 300 }, (_, index) => (index * 7919) % 256));
    sendRaw(new TextEncoder().encode('\r\n'));
    expect(health().garbage).toBeGreaterThan(0);
    unit.press(2);
    expect(known().speakers).toEqual([2]);
  });
});

describe('commands and their evidence', () => {
  test('an echoed command is acknowledged', async () => {
    const { driver, known } = await connected();
    await expect(driver.submit({ type: 'open', seat: 3 })).resolves.toEqual({
      ok: true,
      evidence: 'acknowledged',
    });
    expect(known().speakers).toEqual([3]);
  });

  test('silence because it is so already is read back and is a success', async () => {
    const { clock, driver, unit } = await connected();
    unit.press(3);
    const answer = driver.submit({ type: 'open', seat: 3 });
    await clock.advance(1000);
    await expect(answer).resolves.toEqual({ ok: true, evidence: 'read-back' });
  });

  test('silence because the list is full is read back and is a refusal without effect', async () => {
    const { clock, driver, unit } = await connected();
    await driver.submit({ type: 'set', settings: { maxOpen: 1 } });
    unit.press(3);
    const answer = driver.submit({ type: 'open', seat: 4 });
    await clock.advance(1000);
    await expect(answer).resolves.toEqual({ ok: false, code: 'device-refused', effect: 'none' });
    expect(unit.truth().speakers).toEqual([3]);
  });

  test('a command whose unit fell silent ends at its deadline with the effect unknown', async () => {
    const { clock, driver, silence } = await connected();
    silence(true);
    const answer = driver.submit({ type: 'open', seat: 3 });
    await clock.advance(3100);
    await expect(answer).resolves.toEqual({ ok: false, code: 'device-deadline', effect: 'unknown' });
  });

  test('modes, limits, interrupting, priorities and both lists are set and proved', async () => {
    const { driver, unit, known } = await connected();
    const settings = {
      mode: 'manual',
      withReplies: true,
      interrupt: 'lower-priority',
      maxOpen: 2,
      maxOpenTotal: 3,
      maxRequests: 20,
      maxReplies: 9,
    } as const;
    expect(await driver.submit({ type: 'set', settings })).toMatchObject({ ok: true });
    expect(known()).toMatchObject(settings);
    expect(await driver.submit({ type: 'set-priority', seat: 5, priority: 4 })).toMatchObject({ ok: true });
    expect(known().priorities[5]).toBe(4);
    unit.press(5);
    expect(known().requests).toEqual([5]);
    expect(await driver.submit({ type: 'add-reply', seat: 6 })).toMatchObject({ ok: true });
    expect(known().replies).toEqual([6]);
    expect(await driver.submit({ type: 'end-reply', seat: 6 })).toMatchObject({ ok: true });
    expect(await driver.submit({ type: 'add-request', seat: 7 })).toMatchObject({ ok: true });
    expect(await driver.submit({ type: 'end-all-requests' })).toMatchObject({ ok: true });
    expect(known().requests).toEqual([]);
  });

  test('the next in the queue is opened', async () => {
    const { clock, driver, unit, known } = await connected();
    await driver.submit({ type: 'set', settings: { mode: 'manual' } });
    unit.press(8);
    unit.press(4);
    const answer = driver.submit({ type: 'open-next' });
    await clock.advance(1000);
    await expect(answer).resolves.toMatchObject({ ok: true });
    expect(known()).toMatchObject({ speakers: [8], requests: [4] });
  });

  test('the reply list is nothing that old firmware has', async () => {
    const { driver } = await connected({ firmware: 'old' });
    await expect(driver.submit({ type: 'add-reply', seat: 3 })).resolves.toEqual({
      ok: false,
      code: 'device-unsupported',
      effect: 'none',
    });
  });
});

describe('the link', () => {
  test('two status requests without an answer end it, and it comes back with a fresh snapshot', async () => {
    const { clock, unit, silence, health, known, events } = await connected();
    silence(true);
    unit.press(6);
    await clock.advance(3 * statusIntervalMs + 10);
    expect(health().losses).toBe(1);
    silence(false);
    await clock.advance(6000);
    expect(health()).toMatchObject({ link: 'up', status: { code: 'ready' } });
    expect(events.filter((event) => event.type === 'snapshot')).toHaveLength(2);
    expectSame({ known, unit });
  });

  test('a cut cable settles what waits and replays nothing', async () => {
    const { clock, driver, unit, silence, cut } = await connected();
    silence(true);
    const answer = driver.submit({ type: 'open', seat: 3 });
    cut();
    await expect(answer).resolves.toEqual({ ok: false, code: 'device-offline', effect: 'unknown' });
    unit.release(3);
    silence(false);
    await clock.advance(5000);
    expect(unit.truth().speakers).toEqual([]);
  });

  test('without a link a command fails at once', async () => {
    const joined = joinUnit({ clock: createVirtualClock() });
    await expect(joined.driver.submit({ type: 'close-all' })).resolves.toEqual({
      ok: false,
      code: 'device-offline',
      effect: 'none',
    });
  });

  test('after any order of presses, commands and cuts the record agrees with the unit', async () => {
    const seed = 20_261_123;
    let random = seed;
    const next = (below: number): number => {
      random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((random / 2 ** 32) * below);
    };
    const { clock, driver, unit, known, cut, loseNext } = await connected();
    for (let round = 0; round < 400; round++) {
      const seat = 1 + next(10);
      const acts = [
        () => unit.press(seat),
        () => unit.release(seat),
        () => void driver.submit({ type: 'open', seat }),
        () => void driver.submit({ type: 'close', seat }),
        () => void driver.submit({ type: 'open-next' }),
        () => void driver.submit({ type: 'set', settings: { mode: next(2) ? 'manual' : 'auto' } }),
        loseNext,
        () => (next(10) === 0 ? cut() : undefined),
      ];
      acts[next(acts.length)]?.();
      await clock.advance(next(300));
    }
    await clock.advance(20_000);
    expectSame({ known, unit });
  });
});
