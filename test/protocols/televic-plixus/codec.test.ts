import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodePlixusAnswer, parsePlixusAnswer } from '../../../protocols/televic-plixus/answers.ts';
import {
  encodePlixusRequest,
  parsePlixusRequest,
  type PlixusRequest,
} from '../../../protocols/televic-plixus/requests.ts';
import { delegateName, microphoneMode, type Settings } from '../../../protocols/televic-plixus/words.ts';
import { answers, requests } from '../../golden/televic-plixus.ts';
import { answerLaws, requestLaws } from '../http-laws.ts';

const nextEvent = { type: 'next-event', client: 'a' } as const;
const read = (asked: PlixusRequest, body: string) => parsePlixusAnswer(asked, { status: 200, body });

describe('golden frames', () => {
  test.each(requests)('a client asks %j', (call, request) => {
    expect(encodePlixusRequest(request)).toEqual(call);
    expect(parsePlixusRequest(call)).toEqual(request);
  });
  test.each(answers)('asked for %j the unit says %j', (asked, answer, message) => {
    expect(encodePlixusAnswer(message)).toEqual(answer);
    expect(parsePlixusAnswer(asked, answer)).toEqual({ ok: true, message });
  });
});

describe('laws', () => {
  requestLaws(
    'requests',
    encodePlixusRequest,
    parsePlixusRequest,
    fc.constantFrom(...requests.map(([, request]) => request)),
  );
  for (const type of new Set(answers.map(([asked]) => asked.type))) {
    const asked = answers.find(([one]) => one.type === type)?.[0];
    const messages = answers.flatMap(([one, , message]) => (one.type === type ? [message] : []));
    if (asked)
      answerLaws(
        `answers to ${type}`,
        encodePlixusAnswer,
        (answer) => parsePlixusAnswer(asked, answer),
        fc.constantFrom(...messages),
      );
  }
});

describe('what clients ask', () => {
  test.each([
    ['PUT', '/api/v1/discussion/seats/0/microphone', ''],
    ['PUT', '/api/v1/discussion/seats/65536/request', ''],
    ['GET', '/api/v1/discussion/seats/x', ''],
    ['PUT', '/api/v1/discussion/requests', '{"seatIds":[1,0]}'],
    ['PUT', '/api/v1/discussion/requests', '[1]'],
    ['PUT', '/api/v1/discussion/settings', '{"microphoneMode":"loud","maximumNumberOfSpeakers":4}'],
    ['PUT', '/api/v1/discussion/settings', '{"microphoneMode":"request","maximumNumberOfSpeakers":0}'],
  ])('%s %s %s is wrong', (method, path, body) => {
    expect(parsePlixusRequest({ method, path, body })).toEqual({ type: 'malformed' });
  });
  test.each([
    ['POST', '/api/v1/voting/sessions'],
    ['GET', '/api/v1/discussion/seats/7/microphone'],
    ['PUT', '/api/v1/discussion/seats/7'],
    ['GET', '/api/notification//nextevent'],
    ['GET', '/v1/discussion/seats'],
  ])('%s %s is no call of ours', (method, path) => {
    expect(parsePlixusRequest({ method, path })).toEqual({ type: 'unknown', path });
  });
});

describe('what units answer', () => {
  test('fields of newer firmware are ignored, older ones that lack the muting are read', () => {
    const body =
      '[{"seatNumber":4,"microphoneState":"off","isRequestingToSpeak":true,"isRequestingToReply":false,"role":"lectern","level":3}]';
    expect(read({ type: 'get-seats' }, body)).toEqual({
      ok: true,
      message: {
        type: 'seats',
        states: [
          {
            seat: 4,
            microphoneOn: false,
            requesting: true,
            replying: false,
            role: 'delegate',
            muted: false,
          },
        ],
      },
    });
  });
  test('seats outside 1..65535 are left out of lists', () => {
    expect(read({ type: 'get-speakers' }, '[0,1,65535,65536,"x",null]')).toMatchObject({
      message: { seats: [1, 65_535] },
    });
    expect(read({ type: 'get-seats' }, '[{"seatNumber":0,"microphoneState":"on"}]')).toMatchObject({
      message: { states: [] },
    });
  });
  test('labels and names are bounded and cleaned', () => {
    const seats = JSON.stringify({ seats: [{ id: 1, label: 'ß'.repeat(500), reordered: false }] });
    expect(read({ type: 'get-room-seats' }, seats)).toMatchObject({
      message: { seats: [{ label: `${'ß'.repeat(119)}…` }] },
    });
    const delegates = JSON.stringify({
      delegates: [{ id: '1', firstName: ' Jörg\u0007', lastName: 'Weiß' }],
    });
    expect(read({ type: 'get-delegates' }, delegates)).toMatchObject({
      message: { delegates: [{ firstName: 'Jörg', lastName: 'Weiß' }] },
    });
    expect(delegateName({ id: '1', firstName: 'Jörg', lastName: 'Weiß' })).toBe('Jörg Weiß');
  });
  test.each([
    [{ type: 'connect' }, '{}'],
    [{ type: 'connect' }, '{"connectionId":"a b"}'],
    [{ type: 'get-speakers' }, '{"seatIds":[1]}'],
    [{ type: 'get-room-seats' }, '[]'],
    [{ type: 'get-seat', seat: 1 }, '{"seatNumber":1,"microphoneState":"loud"}'],
    [nextEvent, '{"name":"SpeakerListChanged","moduleName":"Discussion","data":{}}'],
    [nextEvent, '{"name":"BadgeEvent","moduleName":"Room","data":{"id":"1","event":"sideways","seat":1}}'],
    [nextEvent, '{"moduleName":"Discussion"}'],
    [nextEvent, ''],
  ] as const)('asked for %j, %j makes no sense', (asked, body) => {
    expect(read(asked, body).ok).toBe(false);
  });
  test('lists without an end are refused', () => {
    expect(read({ type: 'get-speakers' }, JSON.stringify(Array.from({ length: 2001 }, () => 1))).ok).toBe(
      false,
    );
    expect(read({ type: 'get-speakers' }, `"${'x'.repeat(1_000_001)}"`).ok).toBe(false);
  });
});

test('settings travel whole: what is not understood comes back as it was', () => {
  const body =
    '{"microphoneMode":"group","maximumNumberOfSpeakers":2,"voxThreshold":-30,"canPushToMute":true,"later":[1]}';
  const parsed = read({ type: 'get-settings' }, body);
  expect(parsed).toMatchObject({ message: { settings: { mode: 'group' } } });
  if (!parsed.ok || parsed.message.type !== 'settings') return;
  const { body: sent = '' } = encodePlixusRequest({
    type: 'set-settings',
    settings: parsed.message.settings,
  });
  expect(JSON.parse(sent)).toMatchObject({ voxThreshold: -30, canPushToMute: true, later: [1] });
});

test('modes mean what the maker says of them', () => {
  const of = (settings: Partial<Settings>) =>
    microphoneMode({
      mode: 'request',
      maxSpeakers: 4,
      override: false,
      replies: false,
      rest: {},
      ...settings,
    });
  expect(of({ mode: 'directAccess' })).toBe('auto');
  expect(of({ mode: 'directAccess', override: true })).toBe('fifo');
  expect(of({ mode: 'request' })).toBe('manual');
  expect(of({ mode: 'other' })).toBe('manual');
  expect(of({ mode: 'handsFree' })).toBe('voice');
  expect(of({ mode: 'group', rest: { microphoneActivationType: 'vox' } })).toBe('voice');
});
