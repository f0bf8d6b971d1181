import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeMessage, parseMessage } from '../../../protocols/bosch-dicentis/answers.ts';
import { encodeRequest, noSuchEvent, readRequest } from '../../../protocols/bosch-dicentis/requests.ts';
import { answerFrames, refusals, requestFrames } from '../../golden/bosch-dicentis.ts';

const list = (entry: object): string =>
  JSON.stringify({ messageId: 1, operation: 'GetDiscussionList', parameters: { discussionList: [entry] } });
const seats = (...all: unknown[]): string =>
  JSON.stringify({ messageId: 1, operation: 'GetSeats', parameters: { seats: all } });

describe('golden frames', () => {
  test.each(requestFrames)('a client says %s', (frame, messageId, request) => {
    expect(encodeRequest(messageId, request)).toBe(frame);
    expect(readRequest(frame)).toEqual({ type: 'request', messageId, operation: request.operation, request });
  });

  test.each(answerFrames)('the server says %s', (frame, message) => {
    expect(parseMessage(frame)).toEqual({ ok: true, message });
    expect(parseMessage(encodeMessage(message))).toEqual({ ok: true, message });
  });

  test.each(answerFrames.filter(([, message]) => message.type !== 'done'))(
    'the simulator says %s to the letter',
    (frame, message) => {
      const token = message.type === 'login' && message.loggedIn ? { token: '..', userId: '..' } : {};
      expect(encodeMessage(message, 'parameters', { ...token, referenceTime: 4711 })).toBe(frame);
    },
  );

  test.each(refusals)('the server answers %s with its own words', (frame, message) => {
    expect(readRequest(frame)).toMatchObject({ type: 'refused', message });
  });

  test('an event name that the server does not have is named with its place', () => {
    expect(noSuchEvent('bogus', 1)).toBe(
      `Error converting value "bogus" to type 'SynopticControl.Common.ConferenceEvent'. Path 'parameters.events[1]'.`,
    );
  });

  test('what is no JSON closes the connection', () => {
    expect(readRequest('{not json')).toEqual({ type: 'close' });
  });
});

describe('reading what servers and clients in the field send', () => {
  test('operation names are of either case and the answer repeats the client’s', () => {
    expect(readRequest('{"messageId":4,"operation":"getseats","parameters":{}}')).toEqual({
      type: 'request',
      messageId: 4,
      operation: 'getseats',
      request: { operation: 'GetSeats' },
    });
    expect(parseMessage('{"messageId":4,"operation":"GETSEATS","parameters":{"seats":[]}}')).toMatchObject({
      ok: true,
      message: { type: 'seats', seats: [] },
    });
  });

  test('answers whose content stands in another member are read where the config says so', () => {
    const frame = '{"messageId":4,"operation":"GetSeats","result":{"seats":[{"seatId":"a"}]}}';
    expect(parseMessage(frame, 'result')).toMatchObject({ ok: true, message: { type: 'seats' } });
    expect(parseMessage(frame).ok).toBe(false);
  });

  test('seat ids stay text: a number is kept as its digits', () => {
    expect(parseMessage(seats({ seatId: 70000 }, { seatId: '{8B2F}' }))).toMatchObject({
      message: { seats: [{ seatId: '70000' }, { seatId: '{8B2F}' }] },
    });
  });

  test.each([{}, { seatId: '' }, { seatId: 1.5 }, { seatId: 'x'.repeat(129) }, null, 7])(
    'a seat of an unreadable id, %j, is left out',
    (seat) => {
      expect(parseMessage(seats(seat, { seatId: 'ok' }))).toMatchObject({
        message: { seats: [{ seatId: 'ok' }] },
      });
    },
  );

  test('a name of 500 characters is bounded', () => {
    expect(parseMessage(seats({ seatId: 'a', screenLine: 'x'.repeat(500) }))).toMatchObject({
      message: { seats: [{ screenLine: `${'x'.repeat(119)}…` }] },
    });
  });

  test('members of newer versions are ignored, entries of an unknown sort left out', () => {
    const entry = { seatId: 'a', microphoneState: 'Mute', speakerType: 'IsSpeaker', totalSpeechTime: 3 };
    expect(parseMessage(list(entry))).toMatchObject({
      message: {
        entries: [{ seatId: 'a', microphoneState: 'mute', speakerType: 'isSpeaker', isFirst: false }],
      },
    });
    expect(parseMessage(list({ ...entry, speakerType: 'isJuggler' }))).toMatchObject({
      message: { entries: [] },
    });
    expect(parseMessage(list({ ...entry, seatId: '' }))).toMatchObject({ message: { entries: [] } });
  });

  test.each([
    '',
    '7',
    'null',
    '{"operation":"event","parameters":{}}',
    '{"messageId":-1,"operation":"event","parameters":{"events":[]}}',
    '{"messageId":1,"operation":"","parameters":{}}',
    '{"messageId":0,"operation":"event","parameters":{"events":"x"}}',
    '{"messageId":1,"operation":"Login","parameters":{}}',
    '{"messageId":1,"operation":"GetSeats","parameters":{}}',
    '{"messageId":1,"operation":"GetSeats","parameters":[]}',
    `{"messageId":1,"operation":"${'x'.repeat(101)}","parameters":{}}`,
  ])('the server would not say %j', (frame) => {
    expect(parseMessage(frame).ok).toBe(false);
  });

  test('more seats than any building has are refused as a whole', () => {
    expect(parseMessage(seats(...Array.from({ length: 5001 }, (_, at) => ({ seatId: at })))).ok).toBe(false);
  });

  test('any text and any JSON can be read without a throw', () => {
    const text = fc.oneof(fc.string(), fc.json(), fc.constantFrom(...answerFrames.map(([frame]) => frame)));
    fc.assert(
      fc.property(text, fc.nat(200), (frame, length) => {
        for (const piece of [frame, frame.slice(0, length)]) {
          expect(typeof parseMessage(piece).ok).toBe('boolean');
          expect(typeof readRequest(piece).type).toBe('string');
        }
      }),
      { seed: 11, numRuns: 500 },
    );
    const odd = fc.record({
      messageId: fc.nat(),
      operation: fc.constantFrom(
        'Login',
        'GetSeats',
        'GetDiscussionList',
        'GetPermissions',
        'RegisterEvents',
        'GrantSpeech',
      ),
      parameters: fc.jsonValue(),
    });
    fc.assert(
      fc.property(odd, (frame) => {
        expect(typeof parseMessage(JSON.stringify(frame)).ok).toBe('boolean');
        expect(typeof readRequest(JSON.stringify(frame)).type).toBe('string');
      }),
      { seed: 12, numRuns: 500 },
    );
  });
});
