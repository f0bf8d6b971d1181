/**
 * Voting of the Televic Confero Customer API, from clients in the field, with the messages they mean. Single votes:
 * in the form of the same maker's Core API (meetings without an agenda), which calls the choice by another name.
 */
import type { HttpAnswer, HttpCall } from '../../protocols/http.ts';
import type { ConferoVotingAnswer, ConferoVotingRequest } from '../../protocols/televic-confero/voting.ts';

const meetingId = 'd5a1c2a0-0000-4000-8000-000000000001';
const votingId = '9b2f0c1e-5a44-4d0e-8a55-e07fc1f90ae7';
const choices = [{ id: '1', title: 'Yes', color: 'green', button: '+' }] as const;
const actions = '/api/meeting/actions';
const read = { type: 'get-voting-results' } as const;
const start = { type: 'start-voting', meetingId, title: 'Budget', choices } as const;
const stop = { type: 'stop-voting', meetingId, votingId } as const;

export const votingRequests: readonly (readonly [HttpCall, ConferoVotingRequest])[] = [
  [{ method: 'GET', path: '/api/meeting/voting-results' }, read],
  [
    {
      method: 'POST',
      path: actions,
      body: `{"kind":"StartVotingAction","meetingId":"${meetingId}","voting":{"votingTitle":"Budget","votingDescription":"","choices":[{"number":1,"choiceId":"1","label":"Yes","choiceTitle":"Yes","color":"green","hexColor":"#00FF00","button":"+"}],"resultVisibility":"Public","showResultsRealtime":false}}`,
    },
    start,
  ],
  [
    {
      method: 'POST',
      path: actions,
      body: `{"kind":"StopVotingAction","meetingId":"${meetingId}","votingId":"${votingId}"}`,
    },
    stop,
  ],
];

const ok = (body: string): HttpAnswer => ({ status: 200, body });
const counts = [
  { choice: '1', count: 1 },
  { choice: '2', count: 0 },
] as const;
const global =
  '"global":[{"choiceId":"1","choiceTitle":"","count":1},{"choiceId":"2","choiceTitle":"","count":0}]';

/** What was asked, what the controller answers, what that means. */
export const votingAnswers: readonly (readonly [ConferoVotingRequest, HttpAnswer, ConferoVotingAnswer])[] = [
  [start, ok(votingId), { type: 'started', votingId }],
  [stop, { status: 204, body: '' }, { type: 'stopped' }],
  [
    read,
    ok(`{"votingId":"${votingId}","votingTitle":"Budget",${global},"individual":[]}`),
    { type: 'results', results: { votingId, title: 'Budget', counts, individual: [] } },
  ],
  [
    read,
    ok(
      `{"votingId":"${votingId}","votingTitle":"Budget",${global},"individual":[{"kind":"public","choiceId":"1","participantId":"seat-3"}]}`,
    ),
    {
      type: 'results',
      results: {
        votingId,
        title: 'Budget',
        counts,
        individual: [{ choice: '1', participant: 'seat-3' }],
      },
    },
  ],
  [read, { status: 412, body: 'No vote' }, { type: 'error', status: 412, text: 'No vote' }],
  [read, { status: 500, body: '' }, { type: 'error', status: 500, text: '' }],
  [read, { status: 401, body: '' }, { type: 'wrong-token' }],
];
