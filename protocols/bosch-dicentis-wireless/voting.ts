/**
 * Voting of the DICENTIS Wireless REST API: parameters are set for the next round, a round is opened, held and closed
 * by its state, and the results of the one that runs, or was the last, are read, with who voted what if that was asked
 * for. Source: a client and a simulator in the field, written against firmware 1.73.
 */
import type { Parsed } from '../codec.ts';
import type { HeardCall, HttpAnswer, HttpCall } from '../http.ts';
import { parseTarget } from '../http.ts';
import { integerIn, isJsonObject, listIn, parseJson, type JsonObject } from '../json.ts';
import { readSeatName } from '../models/seat-name.ts';
import { encodeWapAnswer, parseError, type WapAnswer } from './answers.ts';
import { maxSeats, noParticipant, participantIn, seatIn } from './words.ts';

/** By the mode's number; `dnpv`: does not take part in the vote. */
export const answersOfMode = [
  ['for', 'against'],
  ['for', 'against', 'abstain'],
  ['for', 'against', 'abstain', 'dnpv'],
  ['yes', 'no'],
  ['yes', 'no', 'abstain'],
  ['yes', 'no', 'abstain', 'dnpv'],
] as const;
export type Vote = (typeof answersOfMode)[number][number];
const votes: readonly Vote[] = ['for', 'against', 'yes', 'no', 'abstain', 'dnpv'];
const voteIn = (value: unknown): Vote | undefined => {
  const word = typeof value === 'string' ? value.toLowerCase() : undefined;
  return votes.find((vote) => vote === word);
};

/** Closed, open, held. */
export type RoundState = 0 | 1 | 2;
const stateIn = (value: unknown): RoundState | undefined => {
  const state = integerIn(value, [0, 2]);
  return state === undefined ? undefined : (state as RoundState);
};
const modeIn = (value: unknown): number | undefined => integerIn(value, [0, answersOfMode.length - 1]);

export const maxSubjectLength = 141;
const maxAnswers = 64;
const maxBodyLength = 100_000;

/** What the next round is to be. */
export interface RoundParameters {
  readonly mode: number;
  readonly subject: string;
  /** Who voted what is told. */
  readonly individuals: boolean;
  /** 0: single votes too, while it runs. Needs `individuals`. */
  readonly interimResultsMode: number;
}

export interface RoundResults {
  readonly state: RoundState;
  readonly mode: number;
  readonly subject: string;
  readonly counts: readonly { readonly vote: Vote; readonly count: number }[];
  readonly present: number;
  readonly notVoted: number;
  readonly individuals: readonly IndividualVote[];
}

export interface IndividualVote {
  readonly seat: number;
  /** Absent: nobody who is known. */
  readonly participantId?: number;
  readonly name: string;
  readonly seatName: string;
  readonly vote: Vote;
}

const paths = {
  'get-voting': 'voting',
  'get-round-state': 'voting/state',
  'get-results': 'voting/results',
} as const;

export type WapVotingRequest =
  /** With `polling` the answer comes when something has changed, or after about 50 s. */
  | { readonly type: keyof typeof paths; readonly polling: boolean }
  | ({ readonly type: 'set-voting' } & RoundParameters)
  | { readonly type: 'set-round-state'; readonly state: RoundState };

export type WapVotingAnswer =
  | { readonly type: 'results'; readonly results: RoundResults }
  | ({ readonly type: 'voting' } & RoundParameters)
  | { readonly type: 'round-state'; readonly state: RoundState }
  | { readonly type: 'done' }
  | (WapAnswer & { readonly type: 'no-session' | 'error' });

export function encodeWapVotingRequest(request: WapVotingRequest): HttpCall {
  switch (request.type) {
    case 'set-voting':
      return { method: 'PUT', path: '/api/voting', body: JSON.stringify(parametersJson(request)) };
    case 'set-round-state':
      return { method: 'PUT', path: '/api/voting/state', body: JSON.stringify({ state: request.state }) };
    default: {
      const { type, polling } = request;
      return { method: 'GET', path: `/api/${paths[type]}${polling ? '?isPolling=true' : ''}` };
    }
  }
}

const parametersJson = ({ mode, subject, individuals, interimResultsMode }: RoundParameters): JsonObject => ({
  mode,
  subject,
  resultsSettings: { individuals, interimResultsMode },
});

function parametersIn(value: unknown): RoundParameters | undefined {
  if (!isJsonObject(value) || !isJsonObject(value['resultsSettings'])) return undefined;
  const { subject, resultsSettings } = value;
  const { individuals } = resultsSettings;
  const mode = modeIn(value['mode']);
  const interimResultsMode = integerIn(resultsSettings['interimResultsMode'], [0, 255]);
  if (typeof subject !== 'string' || subject.length > maxSubjectLength) return undefined;
  return mode === undefined || interimResultsMode === undefined || typeof individuals !== 'boolean'
    ? undefined
    : { mode, subject, individuals, interimResultsMode };
}

/** undefined: no call of this subject. */
export function parseWapVotingRequest({
  method,
  path,
  body = '',
}: HeardCall): WapVotingRequest | { readonly type: 'malformed' } | undefined {
  const target = parseTarget(path);
  const [api, ...rest] = target?.segments ?? [];
  const call = rest.join('/');
  if (api !== 'api' || !target) return undefined;
  if (method === 'GET') {
    const polling = target.query.get('ispolling') === 'true';
    const types = Object.keys(paths) as (keyof typeof paths)[];
    const type = types.find((one) => paths[one] === call);
    return type && { type, polling };
  }
  if (method !== 'PUT' || (call !== 'voting' && call !== 'voting/state')) return undefined;
  const parsed = body.length > maxBodyLength ? undefined : parseJson(body);
  const value = parsed?.ok ? parsed.message : undefined;
  if (call === 'voting') {
    const parameters = parametersIn(value);
    return parameters ? { type: 'set-voting', ...parameters } : { type: 'malformed' };
  }
  const state = isJsonObject(value) ? stateIn(value['state']) : undefined;
  return state === undefined ? { type: 'malformed' } : { type: 'set-round-state', state };
}

export function parseWapVotingAnswer(
  asked: WapVotingRequest,
  { status, body }: HttpAnswer,
): Parsed<WapVotingAnswer> {
  if (status >= 300 || status < 200) return { ok: true, message: parseError(status, body) };
  if (asked.type === 'set-voting' || asked.type === 'set-round-state')
    return { ok: true, message: { type: 'done' } };
  const parsed = parseJson(body);
  if (!parsed.ok) return parsed;
  const message = messageIn(asked.type, parsed.message);
  return message ? { ok: true, message } : { ok: false, reason: `odd answer to ${asked.type}` };
}

function messageIn(asked: keyof typeof paths, value: unknown): WapVotingAnswer | undefined {
  switch (asked) {
    case 'get-voting': {
      const parameters = parametersIn(value);
      return parameters && { type: 'voting', ...parameters };
    }
    case 'get-round-state': {
      const state = isJsonObject(value) ? stateIn(value['state']) : undefined;
      return state === undefined ? undefined : { type: 'round-state', state };
    }
    case 'get-results': {
      const results = resultsIn(value);
      return results && { type: 'results', results };
    }
  }
}

function resultsIn(value: unknown): RoundResults | undefined {
  if (!isJsonObject(value)) return undefined;
  const { subject } = value;
  const [state, mode] = [stateIn(value['state']), modeIn(value['mode'])];
  const named = listIn(value['results'], maxAnswers, (entry) => {
    if (!isJsonObject(entry) || typeof entry['name'] !== 'string') return undefined;
    const count = integerIn(entry['value'], [0, 65_535]);
    return count === undefined ? undefined : { name: entry['name'].toLowerCase(), count };
  });
  const individuals = listIn(value['individuals'] ?? [], maxSeats, individualIn);
  if (state === undefined || mode === undefined || !named || !individuals) return undefined;
  const countOf = (name: string): number => named.find((one) => one.name === name)?.count ?? 0;
  return {
    state,
    mode,
    subject: typeof subject === 'string' ? subject.slice(0, maxSubjectLength) : '',
    counts: named.flatMap(({ name, count }) => {
      const vote = voteIn(name);
      return vote ? [{ vote, count }] : [];
    }),
    present: countOf('present'),
    notVoted: countOf('notvoted'),
    individuals,
  };
}

/** Left out: who has not voted. */
function individualIn(value: unknown): IndividualVote | undefined {
  if (!isJsonObject(value)) return undefined;
  const [seat, vote] = [seatIn(value['id']), voteIn(value['result'])];
  const participantId = participantIn(value['participantId']);
  if (seat === undefined || vote === undefined) return undefined;
  return {
    seat,
    ...(participantId === undefined ? {} : { participantId }),
    name: readSeatName(value['name']) ?? '',
    seatName: readSeatName(value['seatName']) ?? '',
    vote,
  };
}

export function encodeWapVotingAnswer(answer: WapVotingAnswer): HttpAnswer {
  switch (answer.type) {
    case 'results':
      return { status: 200, body: JSON.stringify(resultsJson(answer.results)) };
    case 'voting':
      return { status: 200, body: JSON.stringify(parametersJson(answer)) };
    case 'round-state':
      return { status: 200, body: JSON.stringify({ state: answer.state }) };
    default:
      return encodeWapAnswer(answer);
  }
}

const resultsJson = ({ state, mode, subject, counts, ...rest }: RoundResults): JsonObject => ({
  state,
  results: [
    { name: 'present', value: rest.present },
    ...counts.map(({ vote, count }) => ({ name: vote, value: count })),
    { name: 'notVoted', value: rest.notVoted },
  ],
  mode,
  subject,
  individuals: rest.individuals.map(({ seat, participantId, name, seatName, vote }) => ({
    id: seat,
    participantId: participantId ?? noParticipant,
    name,
    seatName,
    result: vote,
  })),
});
