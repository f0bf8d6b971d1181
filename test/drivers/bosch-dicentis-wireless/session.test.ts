import { describe, expect, test } from 'vitest';
import { createWapSession, type WapOptions } from '../../../drivers/bosch-dicentis-wireless/session.ts';
import {
  createWapDevice,
  defaultSimulation,
  type WapSimulation,
} from '../../../simulators/bosch-dicentis-wireless/device.ts';
import { openHttpHall, webServer, type HttpHallOptions } from '../http-hall.ts';

const open = (
  options: Partial<WapOptions> = {},
  simulation: Partial<WapSimulation> = {},
  hall: HttpHallOptions = {},
) =>
  openHttpHall(
    createWapSession({
      username: defaultSimulation.username,
      password: defaultSimulation.password,
      override: true,
      discuss: true,
      manualOpen: true,
      fullList: 'refuse',
      cards: false,
      ...options,
    }),
    (device) => createWapDevice(device, { ...defaultSimulation, ...simulation }),
    hall,
  );
const isPoll = (line: string): boolean => line.endsWith('?isPolling=true');

describe('logging in', () => {
  test('logs in once, carries the session in its own header, and polls each list on its path', async () => {
    const hall = await open();
    const [login, ...others] = hall.calls;
    expect(login).toMatchObject({ method: 'POST', path: '/api/login' });
    expect(login?.headers).toEqual({ 'content-type': 'application/json' });
    expect(JSON.parse(login?.body ?? '')).toMatchObject({ override: true, username: 'saalregie' });
    for (const { headers } of others) expect(headers['bosch-sid']).toMatch(/^[0-9a-f]{32}$/);
    expect(hall.asked().filter(isPoll)).toEqual([
      'GET /api/speakers?isPolling=true',
      'GET /api/waiting-list?isPolling=true',
      'GET /api/seats?isPolling=true',
    ]);
    expect(hall.picture()).toMatchObject({
      seats: { 1: { present: true, name: 'Vorsitz', chair: true }, 2: { name: 'Jörg Weiß', chair: false } },
      mode: 'auto',
      maxOpen: 4,
      maxRequests: 20,
    });
    hall.driver.stop();
  });

  test('a wrong password is told, and not tried again at once', async () => {
    const hall = await open({ password: 'falsch' });
    expect(hall.health()).toMatchObject({ link: 'down', status: { level: 'fault', code: 'wrong-password' } });
    await hall.clock.advance(30_000);
    expect(hall.calls).toHaveLength(1);
    hall.driver.stop();
  });

  test('somebody else is logged in and may not be thrown out', async () => {
    const hall = await open({ override: false });
    hall.cut();
    hall.device.fault('take-over', {});
    await hall.clock.advance(3000);
    expect(hall.health().status).toMatchObject({ level: 'fault', code: 'kicked' });
    hall.driver.stop();
  });

  test('a session that somebody took over is not taken back at once', async () => {
    const hall = await open();
    hall.device.fault('take-over', {});
    await hall.clock.advance(6000);
    expect(hall.health().status).toMatchObject({ level: 'fault', code: 'kicked' });
    const logins = hall.calls.filter(({ path }) => path === '/api/login');
    expect(logins.map(({ body }) => (JSON.parse(body) as { override: boolean }).override)).toEqual([
      true,
      false,
    ]);
    hall.driver.stop();
  });

  test('an expired session is made anew, and everything is read again', async () => {
    const hall = await open();
    hall.device.fault('expire', {});
    hall.device.press(2);
    await hall.clock.advance(6000);
    expect(hall.asked().filter((line) => line === 'POST /api/login')).toHaveLength(2);
    expect(hall.picture().speakers).toEqual([2]);
    expect(hall.health().status?.code).toBe('ready');
    hall.driver.stop();
  });

  test('a login that takes 48 s is waited for', async () => {
    let slow = true;
    const hall = await open({}, {}, { isMute: ({ path }) => slow && path === '/api/login' });
    await hall.clock.advance(46_000);
    expect(hall.health()).toMatchObject({ link: 'up', losses: 0, status: { code: 'synchronising' } });
    slow = false;
    await hall.clock.advance(25_000);
    expect(hall.health().status?.code).toBe('ready');
    hall.driver.stop();
  });

  test('something else at this address is told apart', async () => {
    const hall = await open({}, {}, { intercept: webServer });
    await hall.clock.advance(6000);
    expect(hall.health().status?.code).toBe('wrong-device');
    hall.driver.stop();
  });
});

describe('polls', () => {
  test('an answer without news after 50 s is normal', async () => {
    const hall = await open();
    await hall.clock.advance(120_000);
    expect(hall.health()).toMatchObject({ losses: 0, garbage: 0, status: { code: 'ready' } });
    expect(hall.events).toHaveLength(1);
    hall.driver.stop();
  });

  test('what happens between two polls is looked after', async () => {
    // The poll that follows the first news comes too late for the second.
    let polls = 0;
    const hall = await open(
      {},
      {},
      { isMute: ({ path }) => path === '/api/speakers?isPolling=true' && ++polls === 2 },
    );
    hall.device.press(2);
    hall.device.press(3);
    await hall.clock.advance(1000);
    expect(hall.picture().speakers).toEqual([2, 3]);
    hall.driver.stop();
  });
});

describe('commands', () => {
  test('a write that is carried out a moment later is seen to be done', async () => {
    const hall = await open({}, { writeLagMs: 500 });
    expect(await hall.command({ type: 'open', seat: 2 }, 700)).toMatchObject({ ok: true });
    hall.driver.stop();
  });

  test('a seat that does not exist is refused by the unit', async () => {
    const hall = await open();
    expect(await hall.command({ type: 'open', seat: 99 }, 100)).toMatchObject({ code: 'device-refused' });
    hall.driver.stop();
  });

  test('at full microphones we open nobody’s by closing another’s, unless told to', async () => {
    const full = async (fullList: 'refuse' | 'replace') => {
      const hall = await open({ fullList });
      hall.device.fault('set', { maxOpen: 1 });
      hall.device.press(2);
      await hall.clock.advance(10_500);
      const result = await hall.command({ type: 'open', seat: 3 });
      const { speakers } = hall.device.truth();
      hall.driver.stop();
      return { result, speakers };
    };
    expect(await full('refuse')).toEqual({
      result: { ok: false, code: 'device-refused', effect: 'none' },
      speakers: [2],
    });
    expect(await full('replace')).toMatchObject({ result: { ok: true }, speakers: [3] });
  });

  test('the chair opens at full microphones all the same', async () => {
    const hall = await open();
    hall.device.fault('set', { maxOpen: 1 });
    hall.device.press(2);
    await hall.clock.advance(10_500);
    expect(await hall.command({ type: 'open', seat: 1 })).toMatchObject({ ok: true });
    hall.driver.stop();
  });

  test('closing the delegates leaves the chair and the waiting list', async () => {
    const hall = await open();
    hall.device.press(2);
    hall.device.press(1);
    hall.device.fault('set', { mode: 'request' });
    hall.device.press(3);
    await hall.clock.advance(1000);
    hall.asked();
    expect(await hall.command({ type: 'close-delegates' })).toMatchObject({ ok: true });
    expect(hall.asked().filter((line) => line.startsWith('DELETE'))).toEqual(['DELETE /api/speakers/2']);
    expect(hall.device.truth()).toMatchObject({ speakers: [1], requests: [3] });
    hall.driver.stop();
  });

  test('requests where the mode has none are refused', async () => {
    const hall = await open();
    expect(await hall.command({ type: 'set', settings: { mode: 'fifo' } })).toMatchObject({ ok: true });
    expect(await hall.command({ type: 'add-request', seat: 2 }, 100)).toMatchObject({
      code: 'device-refused',
    });
    hall.driver.stop();
  });

  test('settings go out whole, with what we do not understand', async () => {
    const hall = await open();
    expect(await hall.command({ type: 'set', settings: { mode: 'manual', maxOpen: 2 } })).toMatchObject({
      ok: true,
    });
    const put = hall.calls.find(({ method }) => method === 'PUT');
    expect(put).toMatchObject({ path: '/api/discuss' });
    expect(JSON.parse(put?.body ?? '')).toMatchObject({
      mode: 0,
      autoShift: false,
      maxOpenMics: 2,
      waitingListSize: 20,
      ambient: true,
    });
    expect(hall.picture()).toMatchObject({ mode: 'manual', maxOpen: 2 });
    expect(await hall.command({ type: 'set', settings: { maxOpen: 26 } }, 0)).toMatchObject({
      code: 'device-unsupported',
    });
    hall.driver.stop();
  });

  test('without the undescribed call there are no modes, and nothing asks for it', async () => {
    const hall = await open({ discuss: false });
    expect(hall.asked().filter((line) => line.includes('discuss'))).toEqual([]);
    expect(hall.picture().mode).toBeNull();
    expect(await hall.command({ type: 'set', settings: { maxOpen: 2 } }, 0)).toMatchObject({
      code: 'device-unsupported',
    });
    hall.driver.stop();
  });

  test('firmware that does not know the call works without modes', async () => {
    const hall = await open({}, { discuss: false });
    expect(hall.health()).toMatchObject({ garbage: 0, status: { code: 'ready' } });
    expect(hall.picture().mode).toBeNull();
    hall.driver.stop();
  });

  test('where Open without shift is not manual, there is no manual mode', async () => {
    const hall = await open({ manualOpen: false });
    expect(await hall.command({ type: 'set', settings: { mode: 'manual' } }, 0)).toMatchObject({
      code: 'device-unsupported',
    });
    hall.driver.stop();
  });
});

describe('who sits there', () => {
  const participant = { id: 7, name: 'Ida Beispiel', seat: 3, nfc: '04:A1:B2:C3:D4:10' };

  test.each([
    { cards: true, login: participant.nfc },
    { cards: false, login: undefined },
  ])(
    'a participant has the seat’s name, and is logged in where cards count: $cards',
    async ({ cards, login }) => {
      const hall = await open({ cards });
      hall.device.fault('participant', participant);
      await hall.clock.advance(10_500);
      expect(hall.picture().seats[3]?.name).toBe('Ida Beispiel');
      expect(hall.picture().seats[3]?.login).toBe(login);
      hall.driver.stop();
    },
  );

  test('a system in standby says so', async () => {
    const hall = await open();
    hall.device.fault('power', { state: 1 });
    await hall.clock.advance(10_500);
    expect(hall.health().status).toEqual({ level: 'fault', code: 'power-off' });
    expect(hall.picture().seats[2]?.present).toBe(false);
    hall.driver.stop();
  });
});
