import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodeCoConAnswer,
  parseCoConAnswer,
  type CoConAnswer,
} from '../../../protocols/televic-cocon/answers.ts';
import { encodeJsonBody } from '../../../protocols/televic-cocon/bodies.ts';
import { delegateName } from '../../../protocols/televic-cocon/delegates.ts';
import { encodeCoConRequest, parseCoConRequest } from '../../../protocols/televic-cocon/requests.ts';
import { microphoneMode } from '../../../protocols/televic-cocon/words.ts';
import {
  activationBody,
  answerTexts,
  connectBody,
  readTexts,
  requestPaths,
} from '../../golden/televic-cocon.ts';
import { answerLaws, requestLaws } from '../http-laws.ts';

const heard = (path: string) => parseCoConRequest({ method: 'GET', path });
/** An answer whose inner text is `text`. */
const read = (text: string, status = 200) => parseCoConAnswer({ status, body: JSON.stringify(text) });

describe('golden frames', () => {
  test.each(requestPaths)('a client asks %j', (path, request) => {
    expect(encodeCoConRequest(request)).toEqual({ method: 'GET', path });
    expect(heard(path)).toEqual(request);
  });
  test.each(answerTexts)('the server says %j', (text, answer) => {
    expect(encodeCoConAnswer(answer)).toEqual({ status: 200, body: JSON.stringify(text) });
    expect(read(text)).toEqual({ ok: true, message: answer });
  });
  test.each(readTexts)('the server may say %j', (text, answer) => {
    expect(read(text)).toEqual({ ok: true, message: answer });
    const { status, body } = encodeCoConAnswer(answer);
    expect(parseCoConAnswer({ status, body })).toEqual({ ok: true, message: answer });
  });
  test('a body is a JSON string around JSON, to the byte', () => {
    const id = '3f5b8afe-6efb-4428-8762-e39d42a0762d';
    expect(encodeCoConAnswer({ type: 'connected', id }).body).toBe(connectBody);
    expect(encodeCoConAnswer({ type: 'activation', activation: 'Toggle' }).body).toBe(activationBody);
    // Where clients in the field cut the id out of the inner text.
    expect((JSON.parse(connectBody) as string).slice(22, 58)).toBe(id);
  });
});

describe('laws', () => {
  const requests = fc.constantFrom(...requestPaths.map(([, request]) => request));
  requestLaws('requests', encodeCoConRequest, parseCoConRequest, requests);
  const plain: readonly CoConAnswer[] = [
    { type: 'result', code: -1 },
    { type: 'timeout' },
    { type: 'unknown-session' },
    { type: 'text', status: 200, text: 'There is no running voting' },
    { type: 'text', status: 404, text: 'not licensed' },
  ];
  const answers = fc.constantFrom(...plain, ...[...answerTexts, ...readTexts].map(([, answer]) => answer));
  answerLaws('answers', (answer: CoConAnswer) => encodeCoConAnswer(answer), parseCoConAnswer, answers);
});

describe('what the document leaves open', () => {
  test.each(['"0"', '0'])('a result comes as %s', (body) => {
    expect(parseCoConAnswer({ status: 200, body })).toEqual({
      ok: true,
      message: { type: 'result', code: 0 },
    });
  });
  test('a result is written as the option says', () => {
    const answer = { type: 'result', code: -1 } as const;
    expect(encodeCoConAnswer(answer, { integers: 'number', timeout: 'text' }).body).toBe('-1');
    expect(encodeCoConAnswer(answer, { integers: 'string', timeout: 'text' }).body).toBe('"-1"');
  });
  test('an empty long poll is known by its status, and by its body where that says so', () => {
    const timeout = { ok: true, message: { type: 'timeout' } };
    expect(encodeCoConAnswer({ type: 'timeout' })).toEqual({
      status: 408,
      body: 'Notification request timeout',
    });
    const asJson = encodeCoConAnswer({ type: 'timeout' }, { integers: 'string', timeout: 'json' });
    expect(asJson).toEqual({ status: 408, body: '{"Notification" : "Error 408"}' });
    expect(parseCoConAnswer(asJson)).toEqual(timeout);
    expect(parseCoConAnswer({ status: 200, body: asJson.body })).toEqual(timeout);
    expect(parseCoConAnswer({ status: 408, body: '' })).toEqual(timeout);
  });
  test('a session that the server does not know', () => {
    expect(encodeCoConAnswer({ type: 'unknown-session' })).toEqual({
      status: 400,
      body: '{"Notification" : "Error 400"}',
    });
    for (const body of ['{"Notification" : "Error 400"}', '', 'Bad Request'])
      expect(parseCoConAnswer({ status: 400, body })).toEqual({
        ok: true,
        message: { type: 'unknown-session' },
      });
  });
  test('JSON that is not wrapped in a string is read as well', () => {
    const text = '{"GetState":{"State":{"Speakers":[5],"Requests":[4],"Replies":[]}}}';
    expect(parseCoConAnswer({ status: 200, body: text })).toMatchObject({ message: { speakers: [5] } });
  });
  test('both spellings of the parting, and of the key of an id', () => {
    for (const path of ['/CoCon/Disonnect/?Id=a-1', '/CoCon/Disconnect/?id=a-1'])
      expect(heard(path)).toEqual({ type: 'disconnect', id: 'a-1' });
  });
});

describe('reading what comes from outside', () => {
  test.each([
    '/CoCon/Microphone/SetState/?State=On&SeatNr=0',
    '/CoCon/Microphone/SetState/?State=On&SeatNr=65536',
    '/CoCon/Microphone/SetState/?State=Loud&SeatNr=1',
    '/CoCon/Microphone/SetState/',
    '/CoCon/Microphone/SetMicrophoneMode/?Mode=Operator&MaxNrActive=many',
    '/CoCon/Microphone/SetMicrophoneMode/?Mode=Operator&AllowRequest=perhaps',
    '/CoCon/Room/SetSeatPriority/?SeatNumber=3&Priority=King',
    '/CoCon/Notification/id=',
    `/CoCon/Notification/id=${'a'.repeat(65)}`,
  ])('%j has wrong parameters', (path) => {
    expect(heard(path)).toEqual({ type: 'malformed' });
  });
  test.each(['/CoCon/Voting/GetVotingState', '/CoCon', '/', '/CoCon/%ZZ', '/cocon/Connect'])(
    '%j is no call of ours',
    (path) => {
      expect(heard(path)).toEqual({ type: 'unknown', path });
    },
  );
  test('only GET is known', () => {
    expect(parseCoConRequest({ method: 'POST', path: '/CoCon/Connect' }).type).toBe('unknown');
  });
  test('a parameter that is absent leaves the setting alone', () => {
    expect(heard('/CoCon/Microphone/SetMicrophoneMode/?Mode=Vox')).toEqual({
      type: 'set-mode',
      mode: { mode: 'Vox' },
    });
  });
  test('seats outside 1..65535 are left out of lists', () => {
    expect(
      read('{"MicrophoneState":{"Speakers":[0,1,65535,65536,-1,"7",2.5,null],"Requests":[],"Replies":[]}}'),
    ).toMatchObject({ message: { speakers: [1, 65_535, 7] } });
  });
  test('fields of newer firmware are ignored', () => {
    expect(
      read('{"MicrophoneState":{"Speakers":[6],"Requests":[],"Replies":[],"Waiting":[9],"Extra":{"a":1}}}'),
    ).toEqual({ ok: true, message: { type: 'lists-changed', speakers: [6], requests: [], replies: [] } });
  });
  test.each([
    '{"MicrophoneState":{"Speakers":[6]}}',
    '{"MicrophoneState":7}',
    '{"MicrophoneMode":{"Mode":"Shout"}}',
    '{"UnitStateChanged":{"Id":9,"State":2}}',
    '{"Connect":false}',
    '{"Connect":true,"id":"no spaces allowed"}',
    '{}',
    '[]',
    'null',
  ])('%j makes no sense', (text) => {
    expect(read(text).ok).toBe(false);
  });
  test('lists without an end are refused', () => {
    const text = JSON.stringify({
      MicrophoneState: { Speakers: Array.from({ length: 6000 }, () => 1), Requests: [], Replies: [] },
    });
    expect(read(text).ok).toBe(false);
    expect(parseCoConAnswer({ status: 200, body: `"${'x'.repeat(4_000_001)}"` }).ok).toBe(false);
  });
  test('a name of 500 characters is cut, one with control characters cleaned', () => {
    const seats = (name: string): string =>
      JSON.stringify({
        GetAllSeats: { Seats: [{ IsChairMan: false, SeatId: '1', SeatName: name, UnitId: '' }] },
      });
    const cutName = read(seats('ä'.repeat(500)));
    expect(cutName).toMatchObject({ message: { seats: [{ name: `${'ä'.repeat(119)}…` }] } });
    expect(read(seats(' Jörg\u0000\tWeiß '))).toMatchObject({ message: { seats: [{ name: 'Jörg Weiß' }] } });
  });
  test('addresses and birthdays of delegates are not read', () => {
    const personal = readTexts.map(([text]) => read(text)).map((parsed) => JSON.stringify(parsed));
    expect(personal.join('')).not.toMatch(/Route Principale|Bourrignon|2803/);
  });
});

test('a delegate is shown by first, middle and last name', () => {
  const delegate = { id: 1, title: 'Dr.', firstName: 'Eva', lastName: 'Muster', groups: [] };
  expect(delegateName(delegate)).toBe('Eva Muster');
  expect(delegateName({ ...delegate, middleName: 'B.' })).toBe('Eva B. Muster');
  expect(delegateName({ ...delegate, firstName: '', lastName: '' })).toBeUndefined();
});

test('modes mean what the maker says of them', () => {
  expect(microphoneMode({ mode: 'DirectSpeak' })).toBe('auto');
  expect(microphoneMode({ mode: 'DirectSpeak', fifo: true })).toBe('fifo');
  expect(microphoneMode({ mode: 'Request', fifo: true })).toBe('manual');
  expect(microphoneMode({ mode: 'OnlyRequest' })).toBe('manual');
  expect(microphoneMode({ mode: 'Operator' })).toBe('manual');
  expect(microphoneMode({ mode: 'Vox' })).toBe('voice');
  expect(microphoneMode({ mode: 'Request', activation: 'Vox' })).toBe('voice');
});

test('inner JSON keeps non-ASCII letters as they are', () => {
  expect(encodeJsonBody({ a: 'ß' })).toBe(String.raw`"{\"a\":\"ß\"}"`);
});
