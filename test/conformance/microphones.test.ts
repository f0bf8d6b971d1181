/**
 * One contract, run on every delegate microphone system over its real transport: systems × behaviours. What a
 * protocol has no means for is named in its kind (`notOffered`), and then asserted to be shown as missing.
 */
import { afterAll, describe, expect, test } from 'vitest';
import type { MicrophoneBehaviour } from '../../drivers/behaviours.ts';
import { deviceKinds, type KindName } from '../../drivers/registry.ts';
import { chairSeat, notOffered, openHall, seatCount, type Hall, type HallOptions } from './hall.ts';

const chosen = process.env['SAALREGIE_SYSTEM'];
const kinds = (Object.keys(deviceKinds) as KindName[]).filter(
  (kind) => deviceKinds[kind].model === 'microphones' && (chosen === undefined || chosen === kind),
);
const systems = await Promise.all(kinds.map(async (kind) => ({ kind, lacks: await notOffered(kind) })));

describe.concurrent.each(systems)('$kind', ({ kind, lacks }) => {
  const open = new Set<Hall>();
  afterAll(async () => {
    for (const hall of open) await hall.close();
  });

  /** A hall for one test; it is closed after it. */
  async function inHall(
    options: Omit<HallOptions, 'kind'>,
    run: (hall: Hall) => Promise<void> | void,
  ): Promise<void> {
    const hall = await openHall({ kind, ...options });
    open.add(hall);
    try {
      await run(hall);
    } finally {
      open.delete(hall);
      await hall.close();
    }
  }
  const offers = (behaviour: MicrophoneBehaviour): boolean => lacks[behaviour] === undefined;

  /** Declares a test where the protocol offers what it needs. */
  function behaves(
    needs: readonly MicrophoneBehaviour[],
    name: string,
    run: (hall: Hall) => Promise<void> | void,
    options: Omit<HallOptions, 'kind'> = {},
  ): void {
    if (needs.every(offers)) test.concurrent(name, () => inHall(options, run));
  }

  test.concurrent('says what it lacks', () =>
    inHall({}, ({ capabilities }) => {
      const shown: Partial<Record<MicrophoneBehaviour, boolean>> = {
        open: capabilities.talkOn,
        close: capabilities.talkOff,
        request: capabilities.requestList,
        order: capabilities.order,
        names: capabilities.names,
        presence: capabilities.presence,
        mode: capabilities.modes.length > 0,
        'set-mode': capabilities.settings,
      };
      for (const [behaviour, offered] of Object.entries(shown))
        expect({ behaviour, offered }).toEqual({
          behaviour,
          offered: offers(behaviour as MicrophoneBehaviour),
        });
      for (const reason of Object.values(lacks)) expect(reason).toMatch(/^\d+(\.\d+)*: /);
    }),
  );

  behaves(
    ['snapshot', 'press'],
    'snapshot: who speaks when we come is known at once, with every seat',
    async ({ picture, events, untilTrue, capabilities }) => {
      await untilTrue();
      expect(events[0]?.type).toBe('snapshot');
      expect(picture().speakers).toEqual([3]);
      if (capabilities.presence)
        expect(Object.keys(picture().seats).map(Number)).toEqual(
          Array.from({ length: seatCount }, (_, index) => index + 1),
        );
      if (capabilities.names) expect(picture().seats[3]?.name).toBe('Mitglied 3');
    },
    { before: (simulator) => simulator.press?.(3) },
  );

  behaves(['press'], 'press: a button at the unit is seen, on and off', async ({ simulator, ...hall }) => {
    simulator.press?.(4);
    await hall.until(() => hall.picture().speakers.includes(4), 'seat 4 speaks');
    simulator.press?.(4);
    await hall.until(() => hall.picture().speakers.length === 0, 'nobody speaks');
  });

  behaves(['request', 'withdraw'], 'request and withdraw at the unit', async ({ simulator, ...hall }) => {
    hall.fault('set', { mode: 'request' });
    simulator.press?.(7);
    await hall.until(() => hall.picture().requests.includes(7), 'seat 7 asks');
    simulator.press?.(3);
    await hall.until(() => hall.picture().requests.length === 2, 'seat 3 asks');
    expect(hall.picture().speakers).toEqual([]);
    simulator.release?.(7);
    await hall.until(() => hall.picture().requests.length === 1, 'seat 7 does not');
    expect(hall.picture().requests).toEqual([3]);
  });

  behaves(
    ['order'],
    'order: the list is the unit’s own, also when we come late',
    async (hall) => {
      await hall.untilTrue();
      expect(hall.picture().requests).toEqual([9, 2, 5]);
    },
    {
      before(simulator) {
        simulator.fault('set', { mode: 'request' });
        for (const seat of [9, 2, 5]) simulator.press?.(seat);
      },
    },
  );

  behaves(['open', 'close'], 'on and off from us, with what is known of it', async (hall) => {
    const opened = await hall.driver.submit({ type: 'open', seat: 5 });
    expect(opened.ok).toBe(true);
    await hall.until(() => hall.truth().speakers.includes(5), 'seat 5 is open at the unit');
    await hall.untilTrue();
    expect(hall.picture().speakers).toEqual([5]);
    const closed = await hall.driver.submit({ type: 'close', seat: 5 });
    expect(closed.ok).toBe(true);
    await hall.untilTrue();
    expect(hall.truth().speakers).toEqual([]);
  });

  behaves(['max-open', 'press'], 'max open: the limit is kept, and we are told no', async (hall) => {
    hall.fault('set', { maxOpen: 2 });
    for (const seat of [2, 3, 4]) hall.simulator.press?.(seat);
    await hall.untilTrue();
    expect(hall.picture().speakers).toEqual([2, 3]);
    await hall.until(() => hall.picture().maxOpen === 2, 'the limit is known');
    if (!hall.capabilities.talkOn) return;
    const refused = await hall.driver.submit({ type: 'open', seat: 5 });
    expect(refused.ok).toBe(false);
    expect(hall.truth().speakers).toEqual([2, 3]);
  });

  behaves(
    ['chair', 'press', 'close'],
    'chair: theirs opens at a full list and outlives the delegates’',
    async (hall) => {
      hall.fault('set', { maxOpen: 1 });
      for (const seat of [2, chairSeat]) hall.simulator.press?.(seat);
      await hall.until(() => hall.picture().speakers.length === 2, 'chair and delegate speak');
      expect((await hall.driver.submit({ type: 'close-delegates' })).ok).toBe(true);
      await hall.until(() => hall.picture().speakers.length === 1, 'the chair alone');
      expect(hall.truth().speakers).toEqual([chairSeat]);
      await hall.untilTrue();
    },
  );

  behaves(['mode'], 'mode: a change at the unit is seen', async (hall) => {
    const before = hall.picture().mode;
    hall.fault('set', { mode: 'request' });
    await hall.until(() => hall.picture().mode === 'manual', `the mode was ${before ?? 'unknown'}`);
  });

  behaves(['mode', 'set-mode'], 'mode: we change it and know that it is so', async (hall) => {
    expect(await hall.driver.submit({ type: 'set', settings: { mode: 'manual' } })).toMatchObject({
      ok: true,
    });
    await hall.until(() => hall.picture().mode === 'manual', 'manual');
    expect(hall.truth()['mode']).toSatisfy((mode) => JSON.stringify(mode).match(/request|manual/) !== null);
  });

  behaves(['names'], 'names: renamed while we look, with umlauts, and 500 characters long', async (hall) => {
    hall.fault('rename', { seat: 4, name: 'Jörg Weiß' });
    await hall.until(() => hall.picture().seats[4]?.name === 'Jörg Weiß', 'the new name');
    hall.fault('rename', { seat: 4, name: 'X'.repeat(500) });
    await hall.until(() => hall.picture().seats[4]?.name?.startsWith('XXXXXX') ?? false, 'the long name');
    expect(hall.picture().seats[4]?.name?.length).toBeLessThanOrEqual(120);
    await hall.untilTrue();
  });

  behaves(['presence', 'press'], 'a unit is lost while its microphone is open, and found', async (hall) => {
    hall.simulator.press?.(6);
    await hall.until(() => hall.picture().speakers.includes(6), 'seat 6 speaks');
    hall.fault('lose-seat', { seat: 6, lost: true });
    await hall.until(() => hall.picture().seats[6]?.present === false, 'seat 6 is lost');
    await hall.until(() => hall.picture().speakers.length === 0, 'and does not speak');
    hall.fault('lose-seat', { seat: 6, lost: false });
    await hall.until(() => hall.picture().seats[6]?.present === true, 'seat 6 is back');
  });

  behaves(['press'], 'the central unit reboots: no old news, then the truth', async (hall) => {
    hall.simulator.press?.(3);
    await hall.until(() => hall.picture().speakers.includes(3), 'seat 3 speaks');
    hall.simulator.reboot();
    await hall.untilTrue();
    expect(hall.picture().speakers).toEqual([]);
    hall.simulator.press?.(8);
    // While it boots, a press is nothing that anybody hears of.
    await hall.untilTrue();
  });

  behaves(['press', 'snapshot'], 'a link cut in the middle of a message', async (hall) => {
    hall.fault('cut');
    hall.simulator.press?.(3);
    await hall.untilTrue();
    hall.simulator.press?.(4);
    await hall.until(() => hall.picture().speakers.includes(4), 'seat 4 speaks');
    await hall.untilTrue();
  });

  behaves(['open', 'answer'], 'an answer just before the deadline is an answer', async (hall) => {
    hall.fault('delay', { ms: 2600 });
    expect(await hall.driver.submit({ type: 'open', seat: 5 })).toMatchObject({ ok: true });
    hall.fault('delay', { ms: 0 });
    await hall.untilTrue();
  });

  behaves(
    ['close', 'answer'],
    'no answer: the command ends, the effect is unknown, and it heals',
    async (hall) => {
      hall.fault('silent');
      expect(await hall.driver.submit({ type: 'close', seat: 5 })).toMatchObject({
        ok: false,
        effect: 'unknown',
      });
      hall.simulator.press?.(7);
      await hall.until(() => hall.health().status?.code !== 'ready', 'somebody notices');
      hall.fault('silent', { on: false });
      await hall.untilTrue();
    },
  );

  behaves(['press'], 'garbage between messages is counted and survived', async (hall) => {
    hall.fault('garbage', { bytes: 200 });
    for (const seat of [2, 3]) hall.simulator.press?.(seat);
    await hall.until(() => hall.health().garbage > 0 || hall.health().losses > 0, 'garbage is noticed');
    await hall.untilTrue();
    hall.simulator.press?.(2);
    await hall.untilTrue();
  });

  behaves(['press'], 'messages that arrive byte by byte', async (hall) => {
    hall.fault('split', { bytes: 1 });
    for (const seat of [2, 3, 4, 3]) hall.simulator.press?.(seat);
    await hall.until(() => hall.picture().speakers.length === 2, 'two speak');
    await hall.untilTrue();
  });

  behaves(['press'], 'two hundred events in one second', async (hall) => {
    for (let round = 0; round < 200; round++) hall.simulator.press?.(2 + (round % 7));
    await hall.untilTrue();
    hall.simulator.press?.(2);
    await hall.until(
      () => hall.picture().speakers.includes(2) === hall.truth().speakers.includes(2),
      'still',
    );
    await hall.untilTrue();
  });

  behaves(
    ['press'],
    'an answer that nobody asked for, a seat that cannot be, fields nobody knows',
    async (hall) => {
      for (const name of ['unasked', 'out-of-range', 'extra-fields']) hall.fault(name);
      hall.simulator.press?.(2);
      await hall.until(() => hall.picture().speakers.includes(2), 'seat 2 speaks');
      await hall.untilTrue();
      const numbers = Object.keys(hall.picture().seats).map(Number);
      expect(numbers.every((seat) => Number.isInteger(seat) && seat >= 1 && seat <= 65_535)).toBe(true);
    },
  );

  behaves(['press'], 'a seat that the config does not know, and one named twice', async (hall) => {
    hall.fault('unknown-seat');
    hall.fault('repeat');
    hall.simulator.press?.(2);
    await hall.until(() => hall.picture().speakers.includes(2), 'seat 2 speaks');
    const { speakers } = hall.picture();
    expect(new Set(speakers).size).toBe(speakers.length);
    // Seat 500 is nobody's, and speaks all the same.
    await hall.until(() => hall.picture().speakers.some((seat) => seat >= 300), 'an unassigned seat speaks');
  });
});

test('every system has a row', () => {
  expect(kinds.length).toBeGreaterThanOrEqual(chosen === undefined ? 1 : 1);
});
