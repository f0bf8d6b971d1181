import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodeWapVotingAnswer,
  encodeWapVotingRequest,
  parseWapVotingAnswer,
  parseWapVotingRequest,
} from '../../../protocols/bosch-dicentis-wireless/voting.ts';
import { votingAnswers, votingRequests } from '../../golden/bosch-dicentis-wireless-voting.ts';
import { answerLaws, requestLaws } from '../http-laws.ts';

const read = { type: 'get-results', polling: false } as const;
const results = (body: string) => parseWapVotingAnswer(read, { status: 200, body });

describe('golden frames', () => {
  test.each(votingRequests)('a client asks %j', (call, request) => {
    expect(encodeWapVotingRequest(request)).toEqual(call);
    expect(parseWapVotingRequest(call)).toEqual(request);
  });
  test.each(votingAnswers)('asked for %j the unit says %j', (asked, answer, message) => {
    expect(encodeWapVotingAnswer(message)).toEqual(answer);
    expect(parseWapVotingAnswer(asked, answer)).toEqual({ ok: true, message });
  });
});

describe('laws', () => {
  requestLaws(
    'requests',
    encodeWapVotingRequest,
    (call) => parseWapVotingRequest(call) ?? { type: 'unknown' },
    fc.constantFrom(...votingRequests.map(([, request]) => request)),
  );
  const messages = votingAnswers.flatMap(([asked, , message]) => (asked.type === read.type ? [message] : []));
  answerLaws(
    'results',
    encodeWapVotingAnswer,
    (answer) => parseWapVotingAnswer(read, answer),
    fc.constantFrom(...messages),
  );
});

test.each([
  ['/api/voting', '{}'],
  ['/api/voting', '{"mode":6,"subject":"","resultsSettings":{"individuals":true,"interimResultsMode":0}}'],
  [
    '/api/voting',
    `{"mode":4,"subject":"${'x'.repeat(142)}","resultsSettings":{"individuals":true,"interimResultsMode":0}}`,
  ],
  ['/api/voting', '{"mode":4,"subject":"","resultsSettings":{}}'],
  ['/api/voting/state', '{"state":3}'],
  ['/api/voting/state', '[]'],
  ['/api/voting/state', 'x'],
])('a PUT to %s of %s is malformed', (path, body) => {
  expect(parseWapVotingRequest({ method: 'PUT', path, body })).toEqual({ type: 'malformed' });
});

test.each([
  ['GET', '/api/votings'],
  ['POST', '/api/voting'],
  ['PUT', '/api/voting/results'],
  ['GET', '/voting'],
])('%s %s is no call of this subject', (method, path) => {
  expect(parseWapVotingRequest({ method, path })).toBeUndefined();
});

test('who has not voted, or nobody knows what, is left out; words may be of either case', () => {
  const individuals =
    '[{"id":1,"result":"Yes"},{"id":2,"result":"notVoted"},{"id":3,"result":1},{"id":0,"result":"no"},{"id":4},null]';
  expect(results(`{"state":1,"mode":4,"results":[],"individuals":${individuals}}`)).toMatchObject({
    message: { results: { subject: '', individuals: [{ seat: 1, vote: 'yes' }] } },
  });
});

test.each([
  '{}',
  '{"state":5,"mode":4,"results":[],"individuals":[]}',
  '{"state":1,"mode":9,"results":[],"individuals":[]}',
  '{"state":1,"mode":4,"individuals":[]}',
  '{"state":1,"mode":4,"results":[],"individuals":{}}',
  '[]',
  '',
])('the results %j make no sense', (body) => {
  expect(results(body).ok).toBe(false);
});

test('lists without an end are refused', () => {
  const endless = JSON.stringify(Array.from({ length: 1001 }, () => null));
  expect(results(`{"state":1,"mode":4,"results":[],"individuals":${endless}}`).ok).toBe(false);
  expect(results(`{"state":1,"mode":4,"results":${endless},"individuals":[]}`).ok).toBe(false);
});
