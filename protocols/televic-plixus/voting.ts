/**
 * Voting of the Televic Plixus Core REST API 1.0: sessions that are scheduled, started, stopped and closed, their
 * results, and the votes of others put into the unit's count. Source: the maker's OpenAPI description (Voting).
 * A secret session leaves out who voted what; none such is ever scheduled here.
 */
import type { Parsed } from '../codec.ts';
import type { HeardCall, HttpAnswer, HttpCall } from '../http.ts';
import { parseTarget } from '../http.ts';
import { integerIn, isJsonObject, listIn, parseJson, type JsonObject } from '../json.ts';
import { readSeatName } from '../models/seat-name.ts';
import { isIn, maxSeats, seatIn } from './words.ts';

export const sessionStates = ['scheduled', 'starting', 'running', 'paused', 'ending', 'closed'] as const;
export type SessionState = (typeof sessionStates)[number];
export const ledColors = ['red', 'green', 'blue', 'yellow', 'white', 'cyan', 'magenta'] as const;
export type LedColor = (typeof ledColors)[number];
export const sessionActions = ['start', 'stop', 'pause', 'resume', 'reschedule', 'close'] as const;
export type SessionAction = (typeof sessionActions)[number];

/** One key. */
export interface PlixusOption {
  /** Of the button, 1..5; units with three buttons have 2, 3 and 4. */
  readonly number: number;
  readonly description: string;
  readonly color: LedColor;
  readonly abstain: boolean;
}

export interface PlixusVote {
  readonly id: string;
  readonly state: SessionState;
  readonly title: string;
  readonly options: readonly PlixusOption[];
}

export interface PlixusResults {
  readonly id: string;
  readonly voted: number;
  readonly notVoted: number;
  readonly total: number;
  readonly counts: readonly { readonly option: number; readonly count: number }[];
  /** Who voted what, by the delegate's id; absent: the session is secret. */
  readonly individual?: readonly { readonly option: number; readonly delegate: string }[];
}

export type PlixusVotingRequest =
  | { readonly type: 'list-votes' }
  | { readonly type: 'schedule-vote'; readonly title: string; readonly options: readonly PlixusOption[] }
  | { readonly type: 'vote-action'; readonly vote: string; readonly action: SessionAction }
  | { readonly type: 'get-results'; readonly vote: string }
  | {
      readonly type: 'external-vote';
      readonly vote: string;
      readonly seat: number;
      readonly option: number;
    };

export type PlixusVotingAnswer =
  | { readonly type: 'votes'; readonly votes: readonly PlixusVote[] }
  | { readonly type: 'scheduled'; readonly vote: string }
  | { readonly type: 'results'; readonly results: PlixusResults }
  | { readonly type: 'done' }
  | { readonly type: 'error'; readonly status: number; readonly text: string };

export type PlixusVotingEvent =
  | { readonly type: 'vote-changed'; readonly vote: PlixusVote }
  | { readonly type: 'results-changed'; readonly results: PlixusResults };

/** The module whose events these are. */
export const votingModule = 'Voting';
export const maxVotingOptions = 5;
const maxVotes = 1000;
const maxBodyLength = 1_000_000;
const sessions = '/api/v1/voting/sessions';
const idIn = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w.-]{1,64}$/.test(value) ? value : undefined;
const countIn = (value: unknown): number => integerIn(value, [0, 1_000_000]) ?? 0;
const numberIn = (value: unknown): number | undefined => integerIn(value, [0, 255]);

export function encodePlixusVotingRequest(request: PlixusVotingRequest): HttpCall {
  switch (request.type) {
    case 'list-votes':
      return { method: 'GET', path: sessions };
    case 'schedule-vote':
      return {
        method: 'POST',
        path: sessions,
        body: JSON.stringify({
          title: request.title,
          options: request.options.map(optionJson),
          settings: { hideIndividualVotingResults: false, hideVotingResultsForParticipantsDuringVote: true },
        }),
      };
    case 'vote-action':
      return { method: 'POST', path: `${sessions}/${request.vote}/${request.action}` };
    case 'get-results':
      return { method: 'GET', path: `${sessions}/${request.vote}/results` };
    case 'external-vote': {
      const body = JSON.stringify({ seat: request.seat, option: request.option });
      return { method: 'PUT', path: `${sessions}/${request.vote}/externalvote`, body };
    }
  }
}

/** undefined: no call of this module. */
export function parsePlixusVotingRequest({
  method,
  path,
  body = '',
}: HeardCall): PlixusVotingRequest | { readonly type: 'malformed' } | undefined {
  const segments = parseTarget(path)?.segments;
  if (segments?.slice(0, 4).join('/') !== sessions.slice(1)) return undefined;
  const [id, call, ...more] = segments.slice(4);
  if (id === undefined) {
    if (method === 'GET') return { type: 'list-votes' };
    return method === 'POST' ? (scheduleIn(body) ?? { type: 'malformed' }) : undefined;
  }
  const vote = idIn(id);
  if (vote === undefined || more.length > 0) return undefined;
  if (method === 'GET' && call === 'results') return { type: 'get-results', vote };
  if (method === 'POST' && isIn(sessionActions, call)) return { type: 'vote-action', vote, action: call };
  if (method !== 'PUT' || call !== 'externalvote') return undefined;
  const parsed = parseJson(body);
  const value = parsed.ok && isJsonObject(parsed.message) ? parsed.message : {};
  const [seat, option] = [seatIn(value['seat']), numberIn(value['option'])];
  return seat === undefined || option === undefined
    ? { type: 'malformed' }
    : { type: 'external-vote', vote, seat, option };
}

function scheduleIn(body: string): PlixusVotingRequest | undefined {
  const parsed = body.length > maxBodyLength ? undefined : parseJson(body);
  if (!parsed?.ok || !isJsonObject(parsed.message)) return undefined;
  const title = readSeatName(parsed.message['title']);
  const options = listIn(parsed.message['options'], maxVotingOptions, optionIn);
  if (title === undefined || !options || options.length === 0) return undefined;
  return { type: 'schedule-vote', title, options };
}

const optionJson = ({ number, description, color, abstain }: PlixusOption): JsonObject => ({
  number,
  description,
  color,
  abstain,
  ledColor: color,
});

function optionIn(value: unknown): PlixusOption | undefined {
  const number = isJsonObject(value) ? numberIn(value['number']) : undefined;
  if (!isJsonObject(value) || number === undefined) return undefined;
  const color = value['ledColor'] ?? value['color'];
  return {
    number,
    description: readSeatName(value['description']) ?? '',
    color: isIn(ledColors, color) ? color : 'white',
    abstain: value['abstain'] === true,
  };
}

function voteIn(value: unknown): PlixusVote | undefined {
  if (!isJsonObject(value)) return undefined;
  const [id, state] = [idIn(value['id']), value['state']];
  const options = listIn(value['options'] ?? [], 64, optionIn);
  if (id === undefined || !isIn(sessionStates, state) || !options) return undefined;
  return { id, state, title: readSeatName(value['title']) ?? '', options };
}

const voteJson = ({ id, state, title, options }: PlixusVote): JsonObject => ({
  id,
  state,
  options: options.map(optionJson),
  title,
  settings: { hideIndividualVotingResults: false, hideVotingResultsForParticipantsDuringVote: true },
});

function resultsIn(value: unknown): PlixusResults | undefined {
  const id = isJsonObject(value) ? idIn(value['id']) : undefined;
  if (!isJsonObject(value) || id === undefined) return undefined;
  const counts = listIn(value['optionResults'] ?? [], 64, (entry) => {
    const option = isJsonObject(entry) ? numberIn(entry['option']) : undefined;
    return isJsonObject(entry) && option !== undefined
      ? { option, count: countIn(entry['result']) }
      : undefined;
  });
  // The description calls the id a text and shows a number.
  const individual = listIn(value['participantOptions'], maxSeats, (entry) => {
    const option = isJsonObject(entry) ? numberIn(entry['option']) : undefined;
    const delegate = isJsonObject(entry) ? entry['delegate'] : undefined;
    const id = typeof delegate === 'number' ? String(delegate) : readSeatName(delegate);
    return option === undefined || id === undefined ? undefined : { option, delegate: id };
  });
  if (!counts || (value['participantOptions'] !== undefined && !individual)) return undefined;
  return {
    id,
    voted: countIn(value['voted']),
    notVoted: countIn(value['notVoted']),
    total: countIn(value['total']),
    counts,
    ...(individual ? { individual } : {}),
  };
}

const resultsJson = ({ id, voted, notVoted, total, counts, individual }: PlixusResults): JsonObject => ({
  voted,
  notVoted,
  total,
  optionResults: counts.map(({ option, count }) => ({ option, result: count })),
  participantOptions: individual,
  id,
  participantsVoted: individual?.map(({ delegate }) => delegate) ?? [],
});

export function parsePlixusVotingAnswer(
  asked: PlixusVotingRequest,
  { status, body }: HttpAnswer,
): Parsed<PlixusVotingAnswer> {
  if (body.length > maxBodyLength) return { ok: false, reason: 'too long' };
  if (status < 200 || status >= 300)
    return { ok: true, message: { type: 'error', status, text: readSeatName(body) ?? '' } };
  if (asked.type === 'vote-action' || asked.type === 'external-vote')
    return { ok: true, message: { type: 'done' } };
  const parsed = parseJson(body);
  if (!parsed.ok) return parsed;
  const value = isJsonObject(parsed.message) ? parsed.message : {};
  switch (asked.type) {
    case 'list-votes': {
      const votes = listIn(value['sessions'], maxVotes, voteIn);
      return votes ? { ok: true, message: { type: 'votes', votes } } : { ok: false, reason: 'odd sessions' };
    }
    case 'schedule-vote': {
      const vote = idIn(value['id']);
      return vote === undefined
        ? { ok: false, reason: 'a session without an id' }
        : { ok: true, message: { type: 'scheduled', vote } };
    }
    case 'get-results': {
      const results = resultsIn(value);
      return results
        ? { ok: true, message: { type: 'results', results } }
        : { ok: false, reason: 'odd results' };
    }
  }
}

const ok = (value: unknown): HttpAnswer => ({ status: 200, body: JSON.stringify(value) });

export function encodePlixusVotingAnswer(answer: PlixusVotingAnswer): HttpAnswer {
  switch (answer.type) {
    case 'votes':
      return ok({ sessions: answer.votes.map(voteJson) });
    case 'scheduled':
      return ok({ id: answer.vote });
    case 'results':
      return ok(resultsJson(answer.results));
    case 'done':
      return { status: 204, body: '' };
    case 'error':
      return { status: answer.status, body: answer.text };
  }
}

/** What a long poll brought; undefined: nothing about votes, or nonsense. */
export function parsePlixusVotingEvent({ status, body }: HttpAnswer): PlixusVotingEvent | undefined {
  if (status !== 200 || body.length > maxBodyLength) return undefined;
  const parsed = parseJson(body);
  const value = parsed.ok && isJsonObject(parsed.message) ? parsed.message : {};
  const data = value['data'];
  if (!isJsonObject(data)) return undefined;
  switch (value['name']) {
    case 'VotingSessionStateChanged': {
      const vote = voteIn(data['session']);
      return vote && { type: 'vote-changed', vote };
    }
    case 'VotingResults': {
      const results = resultsIn(data);
      return results && { type: 'results-changed', results };
    }
    default:
      return undefined;
  }
}

export function encodePlixusVotingEvent(event: PlixusVotingEvent, timestamp: string): HttpAnswer {
  const [name, data] =
    event.type === 'vote-changed'
      ? ['VotingSessionStateChanged', { session: voteJson(event.vote) }]
      : ['VotingResults', resultsJson(event.results)];
  return ok({ name, moduleName: votingModule, timestamp, data });
}
