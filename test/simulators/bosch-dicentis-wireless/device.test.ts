import { describe, expect, test } from 'vitest';
import {
  createWapDevice,
  defaultSimulation,
  type WapSimulation,
} from '../../../simulators/bosch-dicentis-wireless/device.ts';
import { connectTo } from '../http-client.ts';

const json = { 'content-type': 'application/json' };
const loginBody = (override: boolean, password = defaultSimulation.password): string =>
  JSON.stringify({ override, username: defaultSimulation.username, password });

function unit(simulation: Partial<WapSimulation> = {}) {
  const client = connectTo((options) =>
    createWapDevice(options, { ...defaultSimulation, writeLagMs: 0, ...simulation }),
  );
  const login = (override = true): string => {
    const answer = client.ask('POST /api/login', loginBody(override), json);
    return (JSON.parse(answer?.body ?? '{}') as { sid?: string }).sid ?? '';
  };
  const sid = login();
  const ask = (line: string, body?: string) => client.ask(line, body, { ...json, 'bosch-sid': sid });
  return { ...client, login, sid, ask };
}
const error = (code: number, description: string, details?: string): string =>
  JSON.stringify({ error: { code, description, ...(details === undefined ? {} : { details }) } });

describe('sessions', () => {
  test('a login gives a session, in the body and as a cookie', () => {
    const { ask } = connectTo((options) => createWapDevice(options));
    const answer = ask('POST /api/login', loginBody(true), json);
    expect(answer?.body).toMatch(/^\{"id":1,"sid":"[0-9a-f]{32}"\}$/);
    expect(answer?.headers?.['set-cookie']).toMatch(/^sid=[0-9a-f]{32}; Path=\/$/);
  });
  test('wrong password 401, somebody logged in 409, no JSON 400', () => {
    const client = connectTo((options) => createWapDevice(options));
    expect(client.ask('POST /api/login', loginBody(true, 'x'), json)).toMatchObject({
      status: 401,
      body: error(401, 'Unauthorized'),
    });
    client.ask('POST /api/login', loginBody(false), json);
    expect(client.ask('POST /api/login', loginBody(false), json)).toMatchObject({
      status: 409,
      body: error(409, 'Conflict', 'User already logged in'),
    });
    expect(client.ask('POST /api/login', loginBody(true))?.status).toBe(400);
  });
  test('the header or the cookie carry it; a header named sid does not, and nothing does after an override', () => {
    const { device, sid, login, ask } = unit();
    const status = (headers: Readonly<Record<string, string>>): number => {
      let seen = 0;
      device.request({ method: 'GET', path: '/api/speakers', headers, body: '' }, (answer) => {
        seen = answer.status;
      });
      return seen;
    };
    expect(status({ 'bosch-sid': sid })).toBe(200);
    expect(status({ cookie: `a=b; sid=${sid}` })).toBe(200);
    expect(status({ sid })).toBe(401);
    login(true);
    expect(ask('GET /api/speakers')).toMatchObject({ status: 401, body: '' });
  });
  test('ten idle minutes end it', async () => {
    const { ask, clock } = unit();
    await clock.advance(590_000);
    expect(ask('GET /api/speakers')?.status).toBe(200);
    await clock.advance(601_000);
    expect(ask('GET /api/speakers')?.status).toBe(401);
  });
});

describe('lists', () => {
  test('to the byte', () => {
    const { ask, device } = unit();
    device.press(2);
    expect(ask('GET /api/speakers')?.body).toBe(
      '[{"id":2,"participantId":65535,"name":"Jörg Weiß","seatName":"Jörg Weiß","prio":false,"micOn":true,"prioOn":false}]',
    );
    device.fault('lose-seat', { seat: 3, lost: true });
    expect(JSON.parse(ask('GET /api/seats')?.body ?? '')).toMatchObject([
      { id: 1, prio: true, connected: true, batteryStatus: 14 },
      { id: 2 },
      { id: 3, connected: false, batteryStatus: null },
    ]);
  });
  test('adding, removing, shifting, and what is refused', () => {
    const { ask, device } = unit();
    expect(ask('POST /api/speakers', '[]')).toMatchObject({
      status: 400,
      body: error(400, 'Bad Request', 'No waiter to shift'),
    });
    expect(ask('POST /api/speakers', '[99]')?.body).toBe(error(400, 'Bad Request', 'Invalid seat id 99'));
    expect(ask('DELETE /api/speakers/2')?.body).toBe(
      error(400, 'Bad Request', 'Speaker not found in speakers list'),
    );
    expect(ask('POST /api/speakers', '[2]')).toMatchObject({ status: 200, body: '' });
    expect(ask('DELETE /api/speakers/2')?.status).toBe(200);
    device.fault('set', { mode: 'request' });
    expect(ask('POST /api/waiting-list', '[3]')?.status).toBe(200);
    expect(ask('POST /api/speakers', '[]')?.status).toBe(200);
    expect(device.truth()).toMatchObject({ speakers: [3], requests: [] });
    expect(ask('POST /api/speakers', '{"id":2}')?.body).toBe(
      error(400, 'Bad Request', 'Invalid request body type'),
    );
  });
  test('a full list drops its oldest speaker who is not the chair', () => {
    const { ask, device } = unit();
    device.fault('set', { maxOpen: 1 });
    for (const seat of [1, 2]) device.press(seat);
    ask('POST /api/speakers', '[3]');
    expect(device.truth()).toMatchObject({ speakers: [1, 3], mode: 'queue' });
  });
  test('a mode without a waiting list has none: a bare 500', () => {
    const { ask, device } = unit();
    device.fault('set', { mode: 'override' });
    expect(ask('POST /api/waiting-list', '[2]')).toMatchObject({
      status: 500,
      body: error(500, 'Internal Server Error'),
    });
  });
  test('priority is the chair’s, and outlives the clearing of the list', () => {
    const { ask, device } = unit();
    expect(ask('POST /api/priority', '[2]')?.body).toBe(
      error(400, 'Bad Request', 'Seat is not a chairman seat'),
    );
    ask('POST /api/priority', '[1]');
    device.press(2);
    ask('DELETE /api/speakers');
    expect(device.truth().speakers).toEqual([1]);
    expect(ask('DELETE /api/priority/1')?.status).toBe(200);
    expect(device.truth().speakers).toEqual([]);
  });
  test('a write is carried out after its answer', async () => {
    const { ask, clock } = unit({ writeLagMs: 20 });
    ask('POST /api/speakers', '[2]');
    expect(ask('GET /api/speakers')?.body).toBe('[]');
    await clock.advance(25);
    expect(ask('GET /api/speakers')?.body).not.toBe('[]');
  });
});

describe('polls', () => {
  test('held until the list changes, or 50 s; then the current data', async () => {
    const { ask, device, answers, clock } = unit();
    expect(ask('GET /api/speakers?isPolling=true')).toBeUndefined();
    expect(ask('GET /api/waiting-list?isPolling=true')).toBeUndefined();
    device.press(2);
    expect(answers.at(-1)?.body).toContain('"id":2');
    const before = answers.length;
    await clock.advance(49_000);
    expect(answers).toHaveLength(before);
    await clock.advance(2000);
    expect(answers.at(-1)).toMatchObject({ status: 200, body: '[]' });
  });
  test('a second poll on the same path releases the first', () => {
    const { ask, answers } = unit();
    ask('GET /api/speakers?isPolling=true');
    const before = answers.length;
    ask('GET /api/speakers?isPolling=true');
    expect(answers).toHaveLength(before + 1);
  });
  test('a client that hangs up takes its timer along', () => {
    const { open, sid, clock } = unit();
    const gone = open('GET /api/seats?isPolling=true', { 'bosch-sid': sid });
    expect(clock.pending()).toBe(1);
    gone();
    expect(clock.pending()).toBe(0);
  });
});
