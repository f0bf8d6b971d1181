import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodePlixusVotingAnswer,
  encodePlixusVotingEvent,
  encodePlixusVotingRequest,
  parsePlixusVotingAnswer,
  parsePlixusVotingEvent,
  parsePlixusVotingRequest,
} from '../../../protocols/televic-plixus/voting.ts';
import { votingAnswers, votingEvents, votingRequests } from '../../golden/televic-plixus-voting.ts';
import { answerLaws, requestLaws } from '../http-laws.ts';

const sessions = '/api/v1/voting/sessions';
const read = { type: 'get-results', vote: 'v1' } as const;

describe('golden frames', () => {
  test.each(votingRequests)('a client asks %j', (call, request) => {
    expect(encodePlixusVotingRequest(request)).toEqual(call);
    expect(parsePlixusVotingRequest(call)).toEqual(request);
  });
  test.each(votingAnswers)('asked for %j the unit says %j', (asked, answer, message) => {
    expect(encodePlixusVotingAnswer(message)).toEqual(answer);
    expect(parsePlixusVotingAnswer(asked, answer)).toEqual({ ok: true, message });
  });
  test.each(votingEvents)('a poll brings %j', (answer, event) => {
    expect(encodePlixusVotingEvent(event, '2026-11-25T18:00:00')).toEqual(answer);
    expect(parsePlixusVotingEvent(answer)).toEqual(event);
  });
});

describe('laws', () => {
  requestLaws(
    'requests',
    encodePlixusVotingRequest,
    (call) => parsePlixusVotingRequest(call) ?? { type: 'unknown' },
    fc.constantFrom(...votingRequests.map(([, request]) => request)),
  );
  for (const type of new Set(votingAnswers.map(([asked]) => asked.type))) {
    const asked = votingAnswers.find(([one]) => one.type === type)?.[0];
    const messages = votingAnswers.flatMap(([one, , message]) => (one.type === type ? [message] : []));
    if (asked)
      answerLaws(
        `answers to ${type}`,
        encodePlixusVotingAnswer,
        (answer) => parsePlixusVotingAnswer(asked, answer),
        fc.constantFrom(...messages),
      );
  }
});

describe('what clients ask', () => {
  test.each([
    ['POST', sessions, '{"title":"x","options":[]}'],
    ['POST', sessions, '{"options":[{"number":2}]}'],
    ['POST', sessions, `{"title":"x","options":[${Array(6).fill('{"number":2}').join(',')}]}`],
    ['PUT', `${sessions}/v1/externalvote`, '{"seat":0,"option":2}'],
    ['PUT', `${sessions}/v1/externalvote`, 'x'],
  ])('%s %s %s is wrong', (method, path, body) => {
    expect(parsePlixusVotingRequest({ method, path, body })).toEqual({ type: 'malformed' });
  });
  test.each([
    ['DELETE', sessions],
    ['POST', `${sessions}/v1/begin`],
    ['POST', `${sessions}/v1/start/now`],
    ['GET', `${sessions}/a%20b/results`],
    ['GET', '/api/v1/discussion/seats'],
  ])('%s %s is no call of this module', (method, path) => {
    expect(parsePlixusVotingRequest({ method, path })).toBeUndefined();
  });
});

describe('what units answer', () => {
  const results = (body: string) => parsePlixusVotingAnswer(read, { status: 200, body });

  test('a delegate’s id is a text, and a number in the maker’s example', () => {
    expect(results('{"id":"v1","voted":1,"participantOptions":[{"option":1,"delegate":10}]}')).toMatchObject({
      message: { results: { individual: [{ option: 1, delegate: '10' }] } },
    });
  });
  test('votes without a button or a delegate are left out, and so counted as missing', () => {
    const body =
      '{"id":"v1","voted":3,"participantOptions":[{"option":1},{"delegate":"7"},{"option":300,"delegate":"8"},null]}';
    expect(results(body)).toMatchObject({ message: { results: { voted: 3, individual: [] } } });
  });
  test.each([
    [{ type: 'list-votes' }, '[]'],
    [{ type: 'list-votes' }, '{"sessions":{}}'],
    [{ type: 'schedule-vote', title: 'x', options: [] }, '{"id":"a b"}'],
    [read, '{"voted":1}'],
    [read, '{"id":"v1","participantOptions":"none"}'],
    [read, ''],
  ] as const)('asked for %j, %j makes no sense', (asked, body) => {
    expect(parsePlixusVotingAnswer(asked, { status: 200, body }).ok).toBe(false);
  });
  test('lists without an end are refused', () => {
    const endless = JSON.stringify({
      id: 'v1',
      participantOptions: Array.from({ length: 2001 }, () => ({ option: 1, delegate: 'x' })),
    });
    expect(results(endless).ok).toBe(false);
    expect(results(`"${'x'.repeat(1_000_001)}"`).ok).toBe(false);
  });
  test.each([
    '{"name":"VotingResults","data":{}}',
    '{"name":"VotingSessionStateChanged","data":{"session":{"id":"v1","state":"lost"}}}',
    '{"name":"SpeakerListChanged","moduleName":"Discussion","data":{"seatIds":[1]}}',
    'x',
  ])('a poll that brings %j says nothing of votes', (body) => {
    expect(parsePlixusVotingEvent({ status: 200, body })).toBeUndefined();
  });
});
