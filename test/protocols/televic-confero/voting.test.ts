import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodeConferoVotingAnswer,
  encodeConferoVotingRequest,
  parseConferoVotingAnswer,
  parseConferoVotingEvent,
  parseConferoVotingRequest,
} from '../../../protocols/televic-confero/voting.ts';
import { votingAnswers, votingRequests } from '../../golden/televic-confero-voting.ts';
import { answerLaws, requestLaws } from '../http-laws.ts';

const read = { type: 'get-voting-results' } as const;
const start = { type: 'start-voting', meetingId: 'm', title: 't', choices: [] } as const;
const results = (body: string) => parseConferoVotingAnswer(read, { status: 200, body });

describe('golden frames', () => {
  test.each(votingRequests)('a client asks %j', (call, request) => {
    expect(encodeConferoVotingRequest(request)).toEqual(call);
    expect(parseConferoVotingRequest(call)).toEqual(request);
  });
  test.each(votingAnswers)('asked for %j the controller says %j', (asked, answer, message) => {
    expect(encodeConferoVotingAnswer(message)).toEqual(answer);
    expect(parseConferoVotingAnswer(asked, answer)).toEqual({ ok: true, message });
  });
});

describe('laws', () => {
  requestLaws(
    'requests',
    encodeConferoVotingRequest,
    (call) => parseConferoVotingRequest(call) ?? { type: 'unknown' },
    fc.constantFrom(...votingRequests.map(([, request]) => request)),
  );
  const messages = votingAnswers.flatMap(([asked, , message]) => (asked.type === read.type ? [message] : []));
  answerLaws(
    'results',
    encodeConferoVotingAnswer,
    (answer) => parseConferoVotingAnswer(read, answer),
    fc.constantFrom(...messages),
  );
});

test.each([
  '{}',
  '{"kind":"StartVotingAction","meetingId":"m"}',
  '{"kind":"StartVotingAction","meetingId":"m","voting":{"votingTitle":"t","choices":[]}}',
  '{"kind":"StartVotingAction","voting":{"votingTitle":"t","choices":[{"choiceId":"1","color":"green","button":"+"}]}}',
  '{"kind":"StopVotingAction","meetingId":"m"}',
  '{"kind":"DanceAction","meetingId":"m"}',
  'x',
])('the action %s is malformed', (body) => {
  expect(parseConferoVotingRequest({ method: 'POST', path: '/api/meeting/actions', body })).toEqual({
    type: 'malformed',
  });
});

test.each([
  ['GET', '/api/meeting'],
  ['PUT', '/api/meeting/actions'],
  ['POST', '/api/meeting/voting-results'],
])('%s %s is no call of this subject', (method, path) => {
  expect(parseConferoVotingRequest({ method, path })).toBeUndefined();
});

test('the id of a started vote comes with quotes or without; anything else is none', () => {
  const of = (body: string) => parseConferoVotingAnswer(start, { status: 200, body });
  expect(of('"abc-1"\n')).toEqual({ ok: true, message: { type: 'started', votingId: 'abc-1' } });
  expect(of(' abc-1 ')).toEqual({ ok: true, message: { type: 'started', votingId: 'abc-1' } });
  for (const body of ['', '{"id":"abc"}', '<html>', 'a b', 'x'.repeat(65)]) expect(of(body).ok).toBe(false);
});

test('single votes in the words of the Core API, and hidden ones', () => {
  const individual =
    '[{"kind":"public","votingChoiceId":"2","participantId":"7"},{"kind":"private","participantId":"8"},null]';
  expect(results(`{"votingId":"v","global":[],"individual":${individual}}`)).toMatchObject({
    message: { results: { individual: [{ choice: '2', participant: '7' }] } },
  });
});

test.each(['{}', '{"votingId":"v","global":3}', '{"votingId":"v","individual":{}}', '[]', ''])(
  'the results %j make no sense',
  (body) => {
    expect(results(body).ok).toBe(false);
  },
);

test('lists without an end are refused', () => {
  const endless = Array.from({ length: 2001 }, () => null);
  expect(results(JSON.stringify({ votingId: 'v', individual: endless })).ok).toBe(false);
  expect(results(`"${'x'.repeat(1_000_001)}"`).ok).toBe(false);
});

test('a poll brings results, the news that they changed, or something else', () => {
  const of = (event: object) => parseConferoVotingEvent({ status: 200, body: JSON.stringify(event) });
  const changed = { id: 1, module: 'Meeting', name: 'VotingResultsChanged' };
  expect(of({ ...changed, data: { votingId: 'v', global: [], individual: [] } })).toMatchObject({
    votingId: 'v',
  });
  expect(of(changed)).toBeNull();
  expect(of({ ...changed, data: { kind: 'EventVotingResultsChanged' } })).toBeNull();
  expect(of({ ...changed, name: 'MeetingStateChanged' })).toBeUndefined();
  expect(parseConferoVotingEvent({ status: 204, body: '' })).toBeUndefined();
});
