/**
 * Frames of voting in the Televic Plixus Core REST API 1.0, written by hand from the maker's OpenAPI description
 * (Voting, Events) and its example of a session, with the messages they mean.
 */
import type { HttpAnswer, HttpCall } from '../../protocols/http.ts';
import type {
  PlixusVotingAnswer,
  PlixusVotingEvent,
  PlixusVotingRequest,
} from '../../protocols/televic-plixus/voting.ts';

const vote = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const options = [
  { number: 2, description: 'yes', color: 'green', abstain: false },
  { number: 3, description: 'abstain', color: 'yellow', abstain: true },
  { number: 4, description: 'no', color: 'red', abstain: false },
] as const;
const optionsJson =
  '[{"number":2,"description":"yes","color":"green","abstain":false,"ledColor":"green"},{"number":3,"description":"abstain","color":"yellow","abstain":true,"ledColor":"yellow"},{"number":4,"description":"no","color":"red","abstain":false,"ledColor":"red"}]';
const settings = '{"hideIndividualVotingResults":false,"hideVotingResultsForParticipantsDuringVote":true}';
const sessions = '/api/v1/voting/sessions';

export const votingRequests: readonly (readonly [HttpCall, PlixusVotingRequest])[] = [
  [{ method: 'GET', path: sessions }, { type: 'list-votes' }],
  [
    {
      method: 'POST',
      path: sessions,
      body: `{"title":"Start to vote!","options":${optionsJson},"settings":${settings}}`,
    },
    { type: 'schedule-vote', title: 'Start to vote!', options },
  ],
  ...(['start', 'stop', 'pause', 'resume', 'reschedule', 'close'] as const).map(
    (action) =>
      [
        { method: 'POST', path: `${sessions}/${vote}/${action}` },
        { type: 'vote-action', vote, action },
      ] as const,
  ),
  [
    { method: 'GET', path: `${sessions}/${vote}/results` },
    { type: 'get-results', vote },
  ],
  [
    { method: 'PUT', path: `${sessions}/${vote}/externalvote`, body: '{"seat":3,"option":2}' },
    { type: 'external-vote', vote, seat: 3, option: 2 },
  ],
];

const session = { id: vote, state: 'running', title: 'Start to vote!', options } as const;
const sessionJson = `{"id":"${vote}","state":"running","options":${optionsJson},"title":"Start to vote!","settings":${settings}}`;
const results = {
  id: vote,
  voted: 2,
  notVoted: 13,
  total: 15,
  counts: [
    { option: 2, count: 1 },
    { option: 4, count: 1 },
  ],
  individual: [
    { option: 2, delegate: '10' },
    { option: 4, delegate: '11' },
  ],
} as const;
const resultsJson = `{"voted":2,"notVoted":13,"total":15,"optionResults":[{"option":2,"result":1},{"option":4,"result":1}],"participantOptions":[{"option":2,"delegate":"10"},{"option":4,"delegate":"11"}],"id":"${vote}","participantsVoted":["10","11"]}`;
const { individual: _individual, ...secret } = results;
const secretJson = `{"voted":2,"notVoted":13,"total":15,"optionResults":[{"option":2,"result":1},{"option":4,"result":1}],"id":"${vote}","participantsVoted":[]}`;
const ok = (body: string): HttpAnswer => ({ status: 200, body });
const start = { type: 'vote-action', vote, action: 'start' } as const;
const read = { type: 'get-results', vote } as const;

/** What was asked, what the unit answers, what that means. */
export const votingAnswers: readonly (readonly [PlixusVotingRequest, HttpAnswer, PlixusVotingAnswer])[] = [
  [{ type: 'list-votes' }, ok(`{"sessions":[${sessionJson}]}`), { type: 'votes', votes: [session] }],
  [{ type: 'schedule-vote', title: 'x', options }, ok(`{"id":"${vote}"}`), { type: 'scheduled', vote }],
  [start, { status: 204, body: '' }, { type: 'done' }],
  [read, ok(resultsJson), { type: 'results', results }],
  [read, ok(secretJson), { type: 'results', results: secret }],
  [
    { type: 'external-vote', vote, seat: 3, option: 2 },
    { status: 400, body: 'Vote not possible.' },
    { type: 'error', status: 400, text: 'Vote not possible.' },
  ],
];

const timestamp = '2026-11-25T18:00:00';
export const votingEvents: readonly (readonly [HttpAnswer, PlixusVotingEvent])[] = [
  [
    ok(
      `{"name":"VotingSessionStateChanged","moduleName":"Voting","timestamp":"${timestamp}","data":{"session":${sessionJson}}}`,
    ),
    { type: 'vote-changed', vote: session },
  ],
  [
    ok(`{"name":"VotingResults","moduleName":"Voting","timestamp":"${timestamp}","data":${resultsJson}}`),
    { type: 'results-changed', results },
  ],
];
