import { describe, expect, test } from 'vitest';
import { createConferoSession, type ConferoOptions } from '../../../drivers/televic-confero/session.ts';
import {
  createConferoDevice,
  defaultSimulation,
  type ConferoSimulation,
} from '../../../simulators/televic-confero/device.ts';
import { openHttpHall, webServer, type HttpHallOptions } from '../http-hall.ts';

const open = (
  options: Partial<ConferoOptions> = {},
  simulation: Partial<ConferoSimulation> = {},
  hall: HttpHallOptions = {},
) =>
  openHttpHall(
    createConferoSession({
      token: defaultSimulation.token,
      manual: 'request',
      minimumKey: 'minimum-id',
      ...options,
    }),
    (device) => createConferoDevice(device, { ...defaultSimulation, ...simulation }),
    hall,
  );
const isPoll = (line: string): boolean => line.startsWith('GET /api/notification/events');

describe('getting to know the room', () => {
  test('every call carries the token; the first poll asks for whatever comes next', async () => {
    const hall = await open();
    for (const { headers } of hall.calls) expect(headers['authorization']).toBe('Bearer saalregie-uebt');
    expect(hall.asked().filter(isPoll)).toEqual([
      'GET /api/notification/events?include-filter=Discussion,Meeting,Room',
    ]);
    expect(hall.picture()).toMatchObject({
      seats: { 1: { present: true, name: 'Vorsitz', chair: true }, 2: { name: 'Jörg Weiß', chair: false } },
      mode: 'auto',
      maxOpen: 4,
    });
    hall.driver.stop();
  });

  test('a wrong token is told, and not tried again at once', async () => {
    const hall = await open({ token: 'falsch' });
    expect(hall.health()).toMatchObject({ link: 'down', status: { level: 'fault', code: 'wrong-password' } });
    const asked = hall.calls.length;
    await hall.clock.advance(30_000);
    expect(hall.calls).toHaveLength(asked);
    hall.driver.stop();
  });

  test('something else at this address is told apart', async () => {
    const hall = await open({}, {}, { intercept: webServer });
    await hall.clock.advance(6000);
    expect(hall.health().status?.code).toBe('wrong-device');
    hall.driver.stop();
  });

  test.each(['none', 'not-licensed'])(
    'a meeting that is %s takes the names, and nothing else',
    async (state) => {
      const hall = await open();
      hall.device.fault('meeting', { state });
      await hall.clock.advance(200);
      expect(hall.picture().seats[2]).toEqual({ present: true, chair: false });
      expect(await hall.command({ type: 'open', seat: 2 })).toMatchObject({ ok: true });
      expect(hall.health()).toMatchObject({ garbage: 0, status: { code: 'ready' } });
      hall.driver.stop();
    },
  );

  test('a smaller controller without meetings and a plan of the room', async () => {
    const hall = await open(
      {},
      {},
      {
        intercept: ({ path }) =>
          path === '/api/meeting' || path === '/api/room/seats/discussion'
            ? { status: 404, body: '' }
            : undefined,
      },
    );
    expect(hall.health()).toMatchObject({ garbage: 0, status: { code: 'ready' } });
    expect(hall.picture().seats[3]).toEqual({ present: true, chair: false });
    hall.driver.stop();
  });
});

describe('numbered events', () => {
  test.each(['minimum-id', 'minimal-id'] as const)(
    'a poll says from which event on, as %s',
    async (minimumKey) => {
      const hall = await open({ minimumKey });
      hall.asked();
      hall.device.press(2);
      await hall.clock.advance(100);
      // SeatChanged, then SpeakersChanged.
      expect(hall.asked().filter(isPoll)).toEqual([
        `GET /api/notification/events?include-filter=Discussion,Meeting,Room&${minimumKey}=2`,
        `GET /api/notification/events?include-filter=Discussion,Meeting,Room&${minimumKey}=3`,
      ]);
      expect(hall.picture().speakers).toEqual([2]);
      hall.driver.stop();
    },
  );

  test.each([
    { what: 'a gap that the controller tells of', discontinuity: true, id: 50 },
    { what: 'a number that was there before', discontinuity: false, id: 1 },
  ])('$what means that everything is read again', async ({ discontinuity, id }) => {
    let instead: string | undefined;
    const hall = await open(
      {},
      {},
      {
        intercept({ path }) {
          if (instead === undefined || !path.includes('notification')) return undefined;
          const body = instead;
          instead = undefined;
          return { status: 200, body };
        },
      },
    );
    instead = JSON.stringify({ discontinuity, id, module: 'Meeting', name: 'VotingResultsChanged' });
    hall.device.press(2);
    hall.asked();
    await hall.clock.advance(200);
    expect(hall.asked()).toContain('GET /api/room/seats/discussion');
    hall.driver.stop();
  });

  test('an event without a gap leaves everything else unasked', async () => {
    const hall = await open();
    hall.asked();
    hall.device.press(2);
    await hall.clock.advance(200);
    expect(hall.asked().filter((line) => !isPoll(line))).toEqual([]);
    hall.driver.stop();
  });

  test('after a poll without an answer numbers may begin anew', async () => {
    const hall = await open();
    for (let count = 0; count < 10; count++) hall.device.press(2);
    await hall.clock.advance(200);
    // The controller restarted and holds a poll for an event that is far away.
    hall.device.fault('forget', {});
    await hall.clock.advance(95_000);
    hall.device.press(3);
    await hall.clock.advance(100);
    expect(hall.picture().speakers).toEqual([3]);
    hall.driver.stop();
  });

  test('an empty poll is asked anew with the same number', async () => {
    const hall = await open();
    hall.device.press(2);
    await hall.clock.advance(100);
    hall.asked();
    await hall.clock.advance(31_000);
    expect(hall.asked().filter(isPoll)).toEqual([
      'GET /api/notification/events?include-filter=Discussion,Meeting,Room&minimum-id=3',
    ]);
    hall.driver.stop();
  });
});

describe('commands', () => {
  test('both fields of a seat are always sent, the other one as it stands', async () => {
    const hall = await open();
    hall.device.fault('set', { mode: 'request' });
    hall.device.press(2);
    await hall.clock.advance(200);
    expect(await hall.command({ type: 'close', seat: 2 })).toMatchObject({ ok: true });
    expect(hall.calls.findLast(({ method }) => method === 'PUT')).toMatchObject({
      path: '/api/discussion/seats/2',
      body: '{"microphoneOn":false,"requestingToSpeak":true}',
    });
    expect(hall.device.truth().requests).toEqual([2]);
    expect(await hall.command({ type: 'open', seat: 2 }, 100)).toEqual({
      ok: true,
      evidence: 'acknowledged',
    });
    hall.driver.stop();
  });

  test('204 at full microphones is no success: it is read back', async () => {
    const hall = await open();
    expect(await hall.command({ type: 'set', settings: { maxOpen: 1 } })).toMatchObject({ ok: true });
    hall.device.press(2);
    await hall.clock.advance(100);
    expect(await hall.command({ type: 'open', seat: 3 })).toMatchObject({ code: 'device-refused' });
    hall.driver.stop();
  });

  test('a seat that does not exist is refused at once', async () => {
    const hall = await open();
    expect(await hall.command({ type: 'open', seat: 99 }, 100)).toMatchObject({ code: 'device-refused' });
    hall.driver.stop();
  });

  test('the next is the first of the list; nobody waits: refused', async () => {
    const hall = await open();
    expect(await hall.command({ type: 'open-next' }, 0)).toMatchObject({ code: 'device-refused' });
    hall.device.fault('set', { mode: 'request' });
    for (const seat of [3, 2]) hall.device.press(seat);
    await hall.clock.advance(200);
    expect(await hall.command({ type: 'open-next' })).toMatchObject({ ok: true });
    expect(hall.device.truth()).toMatchObject({ speakers: [3], requests: [2] });
    hall.driver.stop();
  });

  test.each(['request', 'operator'] as const)(
    'manual is %s, with the options of that mode and no other',
    async (manual) => {
      const hall = await open({ manual });
      expect(await hall.command({ type: 'set', settings: { mode: 'manual' } })).toMatchObject({ ok: true });
      const put = hall.calls.find(({ path, method }) => method === 'PUT' && path.endsWith('/settings'));
      const body = JSON.parse(put?.body ?? '') as { microphoneMode: string; options: object };
      expect(body.microphoneMode).toBe(manual);
      expect('microphoneActivationType' in body.options).toBe(false);
      expect(await hall.command({ type: 'set', settings: { mode: 'fifo' } })).toMatchObject({ ok: true });
      expect(hall.picture().mode).toBe('fifo');
      expect(await hall.command({ type: 'set', settings: { mode: 'voice' } })).toMatchObject({ ok: true });
      expect(hall.picture().mode).toBe('voice');
      hall.driver.stop();
    },
  );

  test('what the API has no call for is said at once', async () => {
    const hall = await open();
    for (const command of [
      { type: 'add-reply', seat: 2 },
      { type: 'order-requests', seats: [3, 2] },
      { type: 'set', settings: { maxOpen: 101 } },
    ] as const)
      expect(await hall.command(command, 0)).toMatchObject({ code: 'device-unsupported' });
    hall.driver.stop();
  });
});
