import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodeConferoAnswer,
  parseConferoAnswer,
  participantName,
} from '../../../protocols/televic-confero/answers.ts';
import {
  authorization,
  encodeConferoRequest,
  parseConferoRequest,
  type ConferoRequest,
} from '../../../protocols/televic-confero/requests.ts';
import { microphoneMode, withMode, type Settings } from '../../../protocols/televic-confero/words.ts';
import { answers, requests } from '../../golden/televic-confero.ts';
import { answerLaws, requestLaws } from '../http-laws.ts';

const poll = { type: 'poll', modules: ['Discussion'] } as const;
const read = (asked: ConferoRequest, body: string) => parseConferoAnswer(asked, { status: 200, body });

describe('golden frames', () => {
  test.each(requests)('a client asks %j', (call, request) => {
    expect(encodeConferoRequest(request)).toEqual(call);
    expect(parseConferoRequest(call)).toEqual(request);
  });
  test.each(answers)('asked for %j the controller says %j', (asked, answer, message) => {
    expect(encodeConferoAnswer(message)).toEqual(answer);
    expect(parseConferoAnswer(asked, answer)).toEqual({ ok: true, message });
  });
});

describe('laws', () => {
  requestLaws(
    'requests',
    (request: ConferoRequest) => encodeConferoRequest(request),
    parseConferoRequest,
    fc.constantFrom(...requests.map(([, request]) => request)),
  );
  for (const type of new Set(answers.map(([asked]) => asked.type))) {
    const asked = answers.find(([one]) => one.type === type)?.[0];
    const messages = answers.flatMap(([one, , message]) => (one.type === type ? [message] : []));
    if (asked)
      answerLaws(
        `answers to ${type}`,
        encodeConferoAnswer,
        (answer) => parseConferoAnswer(asked, answer),
        fc.constantFrom(...messages),
      );
  }
});

describe('what clients ask', () => {
  test('the token travels as a bearer', () => {
    expect(authorization('abc')).toEqual({ Authorization: 'Bearer abc' });
  });
  test('both spellings of the first wanted event are understood; the option chooses the written one', () => {
    const request = { ...poll, minimumId: 7 } as const;
    const call = encodeConferoRequest(request, { minimumKey: 'minimal-id' });
    expect(call.path).toBe('/api/notification/events?include-filter=Discussion&minimal-id=7');
    expect(parseConferoRequest(call)).toEqual(request);
  });
  test('a seat is set with both fields or not at all', () => {
    const put = (body: string, seat = '3') =>
      parseConferoRequest({ method: 'PUT', path: `/api/discussion/seats/${seat}`, body });
    expect(put('{"microphoneOn":true}')).toEqual({
      type: 'malformed',
      reason: 'Missing json field: requestingToSpeak',
    });
    expect(put('{"requestingToSpeak":true}')).toMatchObject({ type: 'malformed' });
    expect(put('[')).toMatchObject({ type: 'malformed' });
    for (const seat of ['0', '65536', 'x'])
      expect(put('{"microphoneOn":true,"requestingToSpeak":false}', seat)).toMatchObject({
        type: 'malformed',
      });
  });
  test.each([
    ['GET', '/api/notification/events'],
    ['GET', '/api/notification/events?include-filter=Discussion&minimum-id=-1'],
    ['GET', '/api/notification/events?include-filter=a b'],
    ['PUT', '/api/discussion/settings'],
  ])('%s %s lacks something', (method, path) => {
    expect(parseConferoRequest({ method, path, body: '{}' })).toMatchObject({ type: 'malformed' });
  });
  test.each([
    ['GET', '/api/recording/state'],
    ['POST', '/api/meeting'],
    ['PUT', '/api/audio/loudspeakervolume'],
    ['DELETE', '/api/meeting'],
    ['GET', '/'],
  ])('%s %s is no call of ours', (method, path) => {
    expect(parseConferoRequest({ method, path })).toEqual({ type: 'unknown', path });
  });
});

describe('what controllers answer', () => {
  test('fields of newer firmware are ignored, seats outside 1..65535 left out', () => {
    const seat =
      '{"seatNumber":4,"microphoneOn":true,"requestingToSpeak":false,"role":"lectern","muted":true}';
    const outside = seat.replace('4', '65536');
    expect(read({ type: 'get-seats' }, `[${seat},${outside},{},null]`)).toEqual({
      ok: true,
      message: {
        type: 'seats',
        seats: [{ seat: 4, microphoneOn: true, requesting: false, role: 'delegate' }],
      },
    });
    expect(read({ type: 'get-speakers' }, '[0,1,65535,65536,"x"]')).toMatchObject({
      message: { seats: [1, 65_535] },
    });
  });
  test('a meeting without a number is one too, and a name is bounded', () => {
    const body = JSON.stringify({
      title: 'x',
      participants: [{ participantId: '1', firstName: 'Ä'.repeat(500), lastName: '\u0007 B', presence: {} }],
    });
    const parsed = read({ type: 'get-meeting' }, body);
    expect(parsed).toMatchObject({
      message: { participants: [{ firstName: `${'Ä'.repeat(119)}…`, lastName: 'B' }] },
    });
    expect(participantName({ id: '1', firstName: 'Eva', lastName: '' })).toBe('Eva');
  });
  test('whoever takes part from afar has no seat', () => {
    const presence = { kind: 'RemoteParticipantPresence', seatNumber: 3 };
    const body = JSON.stringify({ participants: [{ participantId: '1', presence }] });
    expect(read({ type: 'get-meeting' }, body)).toMatchObject({
      message: { participants: [{ id: '1', firstName: '', lastName: '' }] },
    });
  });
  test('a refusal is read as words and as an object', () => {
    for (const body of ['{"message":"Unknown seat"}', 'Unknown seat'])
      expect(parseConferoAnswer({ type: 'get-speakers' }, { status: 400, body })).toEqual({
        ok: true,
        message: { type: 'error', status: 400, text: 'Unknown seat' },
      });
  });
  test.each([
    ['{"id":1,"module":"Discussion","name":"SpeakersChanged"}'],
    ['{"id":1,"module":"Discussion","name":"SeatChanged","data":{"seatNumber":0}}'],
    ['{"id":-1,"module":"Discussion","name":"x"}'],
    ['{"id":1,"name":"x"}'],
    ['[]'],
    [''],
  ])('%j is no event', (body) => {
    expect(read(poll, body).ok).toBe(false);
  });
  test('lists without an end are refused', () => {
    expect(read({ type: 'get-speakers' }, JSON.stringify(Array.from({ length: 2001 }, () => 1))).ok).toBe(
      false,
    );
    expect(read({ type: 'get-speakers' }, `"${'x'.repeat(1_000_001)}"`).ok).toBe(false);
  });
});

describe('settings', () => {
  const settings = (mode: Settings['mode'], options: Settings['options'] = {}): Settings => ({
    mode,
    maxSpeakers: 4,
    options,
  });
  test('modes mean what the maker says of them', () => {
    expect(microphoneMode(settings('directSpeak'))).toBe('auto');
    expect(microphoneMode(settings('directSpeak', { speakerOverrideAllowed: true }))).toBe('fifo');
    expect(microphoneMode(settings('request'))).toBe('manual');
    expect(microphoneMode(settings('operator'))).toBe('manual');
    expect(microphoneMode(settings('group', { microphoneActivationType: 'vox' }))).toBe('voice');
    expect(microphoneMode(settings('handsFree'))).toBe('voice');
  });
  test('another mode takes along what it knows and nothing else', () => {
    const before = settings('request', { ledColorOn: 'green', cancelRequestAllowed: false, later: 1 });
    expect(withMode(before, 'directSpeak')).toEqual({
      mode: 'directSpeak',
      maxSpeakers: 4,
      options: {
        microphoneActivationType: 'toggle',
        speakerOverrideAllowed: false,
        switchOffAllowed: true,
        ledColorOn: 'green',
        ledColorOff: 'off',
      },
    });
    expect(withMode(before, 'request')).toBe(before);
  });
});
