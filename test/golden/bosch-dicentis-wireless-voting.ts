/**
 * Voting of the DICENTIS Wireless REST API v1.7, from a client and a simulator in the field (firmware 1.73; facts
 * section 4.2), with the messages they mean.
 */
import type { HttpAnswer, HttpCall } from '../../protocols/http.ts';
import type { WapVotingAnswer, WapVotingRequest } from '../../protocols/bosch-dicentis-wireless/voting.ts';

const read = { type: 'get-results', polling: false } as const;
const set = {
  type: 'set-voting',
  mode: 4,
  subject: 'Budget',
  individuals: true,
  interimResultsMode: 0,
} as const;
const open = { type: 'set-round-state', state: 1 } as const;

export const votingRequests: readonly (readonly [HttpCall, WapVotingRequest])[] = [
  [
    { method: 'GET', path: '/api/voting' },
    { type: 'get-voting', polling: false },
  ],
  [
    { method: 'GET', path: '/api/voting/state' },
    { type: 'get-round-state', polling: false },
  ],
  [{ method: 'GET', path: '/api/voting/results' }, read],
  [
    { method: 'GET', path: '/api/voting/results?isPolling=true' },
    { type: 'get-results', polling: true },
  ],
  [
    {
      method: 'PUT',
      path: '/api/voting',
      body: '{"mode":4,"subject":"Budget","resultsSettings":{"individuals":true,"interimResultsMode":0}}',
    },
    set,
  ],
  [{ method: 'PUT', path: '/api/voting/state', body: '{"state":1}' }, open],
  [
    { method: 'PUT', path: '/api/voting/state', body: '{"state":0}' },
    { type: 'set-round-state', state: 0 },
  ],
];

const ok = (body: string): HttpAnswer => ({ status: 200, body });
const refused = (details: string): HttpAnswer => ({
  status: 400,
  body: `{"error":{"code":400,"description":"Bad Request","details":"${details}"}}`,
});

/** What was asked, what the unit answers, what that means. */
export const votingAnswers: readonly (readonly [WapVotingRequest, HttpAnswer, WapVotingAnswer])[] = [
  [set, ok(''), { type: 'done' }],
  [open, ok(''), { type: 'done' }],
  [
    open,
    refused('Cannot change state from 1 to 1'),
    { type: 'error', status: 400, details: 'Cannot change state from 1 to 1' },
  ],
  [
    set,
    refused('Cannot gather individual results without participants or identification'),
    {
      type: 'error',
      status: 400,
      details: 'Cannot gather individual results without participants or identification',
    },
  ],
  [{ type: 'get-round-state', polling: false }, ok('{"state":2}'), { type: 'round-state', state: 2 }],
  [
    { type: 'get-voting', polling: false },
    ok('{"mode":0,"subject":"","resultsSettings":{"individuals":false,"interimResultsMode":1}}'),
    { type: 'voting', mode: 0, subject: '', individuals: false, interimResultsMode: 1 },
  ],
  [
    read,
    ok(
      '{"state":0,"results":[{"name":"present","value":3},{"name":"yes","value":1},{"name":"no","value":1},{"name":"abstain","value":0},{"name":"notVoted","value":1}],"mode":4,"subject":"Budget","individuals":[{"id":2,"participantId":7,"name":"Eva Muster","seatName":"Seat 2","result":"yes"},{"id":3,"participantId":65535,"name":"Seat 3","seatName":"Seat 3","result":"no"}]}',
    ),
    {
      type: 'results',
      results: {
        state: 0,
        mode: 4,
        subject: 'Budget',
        counts: [
          { vote: 'yes', count: 1 },
          { vote: 'no', count: 1 },
          { vote: 'abstain', count: 0 },
        ],
        present: 3,
        notVoted: 1,
        individuals: [
          { seat: 2, participantId: 7, name: 'Eva Muster', seatName: 'Seat 2', vote: 'yes' },
          { seat: 3, name: 'Seat 3', seatName: 'Seat 3', vote: 'no' },
        ],
      },
    },
  ],
  [read, { status: 401, body: '' }, { type: 'no-session' }],
];
