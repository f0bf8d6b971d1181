import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeWapAnswer, parseWapAnswer } from '../../../protocols/bosch-dicentis-wireless/answers.ts';
import { encodeWapRequest, parseWapRequest } from '../../../protocols/bosch-dicentis-wireless/requests.ts';
import {
  discussIn,
  discussionMode,
  microphoneMode,
  resources,
  withMode,
  type Discuss,
} from '../../../protocols/bosch-dicentis-wireless/words.ts';
import { answers, requests } from '../../golden/bosch-dicentis-wireless.ts';
import { answerLaws, requestLaws } from '../http-laws.ts';

const get = (resource: (typeof resources)[number]) => ({ type: 'get', resource, polling: false }) as const;
const read = (resource: (typeof resources)[number], body: string) =>
  parseWapAnswer(get(resource), { status: 200, body });

describe('golden frames', () => {
  test.each(requests)('a client asks %j', (call, request) => {
    expect(encodeWapRequest(request)).toEqual(call);
    expect(parseWapRequest(call)).toEqual(request);
  });
  test.each(answers)('asked for %j the unit says %j', (asked, answer, message) => {
    expect(encodeWapAnswer(message)).toEqual(answer);
    expect(parseWapAnswer(asked, answer)).toEqual({ ok: true, message });
  });
});

describe('laws', () => {
  requestLaws(
    'requests',
    encodeWapRequest,
    parseWapRequest,
    fc.constantFrom(...requests.map(([, request]) => request)),
  );
  for (const resource of resources) {
    const messages = answers.flatMap(([asked, , message]) =>
      asked.type === 'get' && asked.resource === resource ? [message] : [],
    );
    if (messages.length > 0)
      answerLaws(
        `answers about ${resource}`,
        encodeWapAnswer,
        (answer) => parseWapAnswer(get(resource), answer),
        fc.constantFrom(...messages),
      );
  }
});

describe('what clients ask', () => {
  test('an empty body shifts as an empty list does', () => {
    expect(parseWapRequest({ method: 'POST', path: '/api/speakers' })).toEqual({ type: 'shift' });
  });
  test.each([
    ['/api/speakers', '[0]', '0'],
    ['/api/speakers', '[1,65536]', '65536'],
    ['/api/waiting-list', '["3"]', '"3"'],
    ['/api/priority', '[2.5]', '2.5'],
  ])('%s %s names a seat that cannot be', (path, body, seat) => {
    expect(parseWapRequest({ method: 'POST', path, body })).toEqual({ type: 'invalid-seat', seat });
  });
  test('a seat that cannot be in a path', () => {
    expect(parseWapRequest({ method: 'DELETE', path: '/api/speakers/65536' })).toEqual({
      type: 'invalid-seat',
      seat: '65536',
    });
  });
  test.each([
    ['POST', '/api/speakers', '{"id":3}'],
    ['POST', '/api/speakers', '[3'],
    ['POST', '/api/login', '{"username":"admin"}'],
    ['PUT', '/api/system/status', '{"state":3}'],
    ['PUT', '/api/discuss', '{"mode":4,"maxOpenMics":4,"waitingListSize":20}'],
    ['PUT', '/api/discuss', '{"mode":0,"maxOpenMics":26,"waitingListSize":20}'],
    ['POST', '/api/speakers', `[${'1,'.repeat(60_000)}1]`],
  ])('%s %s with a wrong body', (method, path, body) => {
    expect(parseWapRequest({ method, path, body })).toEqual({ type: 'malformed' });
  });
  test.each([
    ['GET', '/api/cameras'],
    ['GET', '/seats'],
    ['PATCH', '/api/seats'],
    ['DELETE', '/api/speakers/three'],
    ['GET', '/api/%ZZ'],
  ])('%s %s is no call of ours', (method, path) => {
    expect(parseWapRequest({ method, path })).toEqual({ type: 'unknown', path });
  });
});

describe('what units answer', () => {
  test.each(['', '  ', '[]', '[]\r\n', 'null'])('an empty list may come as %j', (body) => {
    expect(read('speakers', body)).toEqual({ ok: true, message: { type: 'speakers', speakers: [] } });
  });
  test('fields of newer firmware are ignored, and a unit without battery is one without', () => {
    const body =
      '[{"id":3,"name":"Seat 3","connected":false,"unitId":500,"extra_seat":false,"batteryStatus":null,"signalLevel":null}]';
    expect(read('seats', body)).toMatchObject({
      message: { seats: [{ seat: 3, connected: false, batteryStatus: null, cameraId: -1 }] },
    });
  });
  test('seats outside 1..65535 and entries without a seat are left out', () => {
    expect(read('waiting-list', '[{"id":0},{"id":65536},{"name":"x"},7,{"id":9}]')).toMatchObject({
      message: { waiters: [{ seat: 9 }] },
    });
  });
  test('names are bounded and cleaned', () => {
    const body = JSON.stringify([{ id: 1, name: 'ß'.repeat(500), seatName: ' Platz\u0007 1 ' }]);
    expect(read('speakers', body)).toMatchObject({
      message: { speakers: [{ name: `${'ß'.repeat(119)}…`, seatName: 'Platz 1' }] },
    });
  });
  test.each([
    ['speakers', '{"a":1}'],
    ['seats', '[1'],
    ['discuss', '[]'],
    ['discuss', '{"mode":0}'],
    ['system/status', '{"state":"on"}'],
    ['system-info', '[]'],
  ] as const)('about %s %j makes no sense', (resource, body) => {
    expect(read(resource, body).ok).toBe(false);
  });
  test('a list without an end is refused', () => {
    expect(read('speakers', JSON.stringify(Array.from({ length: 1001 }, () => ({ id: 1 })))).ok).toBe(false);
  });
  test('a login without a usable session makes no sense', () => {
    const login = { type: 'login', override: false, username: 'a', password: 'b' } as const;
    for (const body of ['{}', '[]', '{"id":1,"sid":"a\\r\\nb"}', '{"id":1,"sid":7}'])
      expect(parseWapAnswer(login, { status: 200, body }).ok).toBe(false);
  });
  test('an error keeps its status whatever its body is', () => {
    expect(parseWapAnswer(get('seats'), { status: 502, body: '<html>' })).toEqual({
      ok: true,
      message: { type: 'error', status: 502 },
    });
  });
});

test('settings of the discussion travel whole: what is not understood comes back as it was', () => {
  const discuss = discussIn({ mode: 1, maxOpenMics: 3, waitingListSize: 0, autoShift: true, later: [1, 2] });
  expect(discuss).toMatchObject({ rest: { later: [1, 2] } });
  if (!discuss) return;
  const { body = '' } = encodeWapRequest({ type: 'set-discuss', discuss: { ...discuss, maxOpenMics: 5 } });
  expect(JSON.parse(body)).toEqual({
    mode: 1,
    maxOpenMics: 5,
    waitingListSize: 0,
    autoShift: true,
    later: [1, 2],
  });
});

describe('modes', () => {
  const discuss = (mode: number, autoShift = true): Discuss => ({
    mode,
    maxOpenMics: 1,
    waitingListSize: 0,
    autoShift,
    rest: {},
  });
  test('mean what the maker says of them', () => {
    const of = (mode: number) => microphoneMode(discuss(mode), true);
    expect([0, 1, 2, 3, 4].map(of)).toEqual(['auto', 'fifo', 'voice', 'auto', null]);
  });
  test('Open without automatic shift is manual, unless the option says that it is not', () => {
    expect(microphoneMode(discuss(0, false), true)).toBe('manual');
    expect(microphoneMode(discuss(0, false), false)).toBe('auto');
    expect(withMode(discuss(1), 'manual', true)).toMatchObject({
      mode: discussionMode.open,
      autoShift: false,
    });
    expect(withMode(discuss(1), 'manual', false)).toBeUndefined();
    expect(withMode(discuss(0, false), 'auto', true)).toMatchObject({ mode: 0, autoShift: true });
    expect(withMode(discuss(1, false), 'auto', false)).toMatchObject({ mode: 0, autoShift: false });
    expect(withMode(discuss(0), 'fifo', true)).toMatchObject({ mode: discussionMode.override });
    expect(withMode(discuss(0), 'voice', true)).toMatchObject({ mode: discussionMode.voice });
  });
});
