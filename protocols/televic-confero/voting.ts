/**
 * Voting of the Televic Confero Customer API: one vote of the open meeting is started and stopped by actions, and
 * the results of the last one can be read. Source: clients in the field. How single votes look in them is taken
 * from the same maker's description of the Core API (meetings without an agenda); both spellings are read.
 */
import type { Parsed } from '../codec.ts';
import type { HeardCall, HttpAnswer, HttpCall } from '../http.ts';
import { parseTarget } from '../http.ts';
import { integerIn, isJsonObject, listIn, parseJson, type JsonObject } from '../json.ts';
import { readSeatName } from '../models/seat-name.ts';
import { isIn, maxSeats } from './words.ts';

export const buttons = ['++', '+', '0', '-', '--'] as const;
export type Button = (typeof buttons)[number];
export const colors = ['red', 'green', 'blue', 'yellow', 'white', 'cyan', 'magenta'] as const;
export type Color = (typeof colors)[number];

export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly color: Color;
  readonly button: Button;
}

export interface ConferoResults {
  readonly votingId: string;
  readonly title: string;
  /** On units in the field all 0 until the vote is stopped. */
  readonly counts: readonly { readonly choice: string; readonly count: number }[];
  /** Those whose choice is not hidden. */
  readonly individual: readonly { readonly choice: string; readonly participant: string }[];
}

export type ConferoVotingRequest =
  | { readonly type: 'get-voting-results' }
  | {
      readonly type: 'start-voting';
      readonly meetingId: string;
      readonly title: string;
      readonly choices: readonly Choice[];
    }
  | { readonly type: 'stop-voting'; readonly meetingId: string; readonly votingId: string };

export type ConferoVotingAnswer =
  | { readonly type: 'results'; readonly results: ConferoResults }
  | { readonly type: 'started'; readonly votingId: string }
  | { readonly type: 'stopped' }
  | { readonly type: 'wrong-token' }
  | { readonly type: 'error'; readonly status: number; readonly text: string };

export const maxVotingOptions = buttons.length;
const maxBodyLength = 1_000_000;
const maxChoices = 64;
const resultsPath = '/api/meeting/voting-results';
const actionsPath = '/api/meeting/actions';
const idIn = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w.-]{1,64}$/.test(value) ? value : undefined;
const hexColors: Readonly<Record<Color, string>> = {
  red: '#FF0000',
  green: '#00FF00',
  blue: '#0000FF',
  yellow: '#FFFF00',
  white: '#FFFFFF',
  cyan: '#00FFFF',
  magenta: '#FF00FF',
};

export function encodeConferoVotingRequest(request: ConferoVotingRequest): HttpCall {
  switch (request.type) {
    case 'get-voting-results':
      return { method: 'GET', path: resultsPath };
    case 'start-voting': {
      const { meetingId, title, choices } = request;
      const voting = {
        votingTitle: title,
        votingDescription: '',
        choices: choices.map(choiceJson),
        resultVisibility: 'Public',
        showResultsRealtime: false,
      };
      const body = JSON.stringify({ kind: 'StartVotingAction', meetingId, voting });
      return { method: 'POST', path: actionsPath, body };
    }
    case 'stop-voting': {
      const { meetingId, votingId } = request;
      const body = JSON.stringify({ kind: 'StopVotingAction', meetingId, votingId });
      return { method: 'POST', path: actionsPath, body };
    }
  }
}

const choiceJson = ({ id, title, color, button }: Choice, index: number): JsonObject => ({
  number: index + 1,
  choiceId: id,
  label: title,
  choiceTitle: title,
  color,
  hexColor: hexColors[color],
  button,
});

function choiceIn(value: unknown): Choice | undefined {
  if (!isJsonObject(value)) return undefined;
  const [id, { color, button }] = [idIn(value['choiceId']), value];
  return id === undefined || !isIn(colors, color) || !isIn(buttons, button)
    ? undefined
    : { id, title: readSeatName(value['choiceTitle']) ?? '', color, button };
}

/** undefined: no call of this subject. */
export function parseConferoVotingRequest({
  method,
  path,
  body = '',
}: HeardCall): ConferoVotingRequest | { readonly type: 'malformed' } | undefined {
  const call = parseTarget(path)?.segments.join('/');
  if (method === 'GET' && call === resultsPath.slice(1)) return { type: 'get-voting-results' };
  if (method !== 'POST' || call !== actionsPath.slice(1)) return undefined;
  const parsed = body.length > maxBodyLength ? undefined : parseJson(body);
  const value = parsed?.ok && isJsonObject(parsed.message) ? parsed.message : {};
  const meetingId = idIn(value['meetingId']);
  if (meetingId === undefined) return { type: 'malformed' };
  if (value['kind'] === 'StopVotingAction') {
    const votingId = idIn(value['votingId']);
    return votingId === undefined ? { type: 'malformed' } : { type: 'stop-voting', meetingId, votingId };
  }
  const voting = value['kind'] === 'StartVotingAction' ? value['voting'] : undefined;
  if (!isJsonObject(voting)) return { type: 'malformed' };
  const title = readSeatName(voting['votingTitle']);
  const choices = listIn(voting['choices'], maxVotingOptions, choiceIn);
  return title === undefined || !choices || choices.length === 0
    ? { type: 'malformed' }
    : { type: 'start-voting', meetingId, title, choices };
}

export function resultsIn(value: unknown): ConferoResults | undefined {
  const votingId = isJsonObject(value) ? idIn(value['votingId']) : undefined;
  if (!isJsonObject(value) || votingId === undefined) return undefined;
  const counts = listIn(value['global'] ?? [], maxChoices, (entry) => {
    const choice = isJsonObject(entry) ? idIn(entry['choiceId'] ?? entry['optionId']) : undefined;
    const count = isJsonObject(entry) ? integerIn(entry['count'], [0, 1_000_000]) : undefined;
    return choice === undefined || count === undefined ? undefined : { choice, count };
  });
  const individual = listIn(value['individual'] ?? [], maxSeats, (entry) => {
    if (!isJsonObject(entry)) return undefined;
    const choice = idIn(entry['choiceId'] ?? entry['votingChoiceId']);
    const participant = readSeatName(entry['participantId']);
    return choice === undefined || participant === undefined ? undefined : { choice, participant };
  });
  if (!counts || !individual) return undefined;
  return { votingId, title: readSeatName(value['votingTitle']) ?? '', counts, individual };
}

export const resultsJson = ({ votingId, title, counts, individual }: ConferoResults): JsonObject => ({
  votingId,
  votingTitle: title,
  global: counts.map(({ choice, count }) => ({ choiceId: choice, choiceTitle: '', count })),
  individual: individual.map(({ choice, participant }) => ({
    kind: 'public',
    choiceId: choice,
    participantId: participant,
  })),
});

export function parseConferoVotingAnswer(
  asked: ConferoVotingRequest,
  { status, body }: HttpAnswer,
): Parsed<ConferoVotingAnswer> {
  if (body.length > maxBodyLength) return { ok: false, reason: 'too long' };
  if (status === 401 || status === 403) return { ok: true, message: { type: 'wrong-token' } };
  if (status < 200 || status >= 300)
    return { ok: true, message: { type: 'error', status, text: readSeatName(body) ?? '' } };
  if (asked.type === 'stop-voting') return { ok: true, message: { type: 'stopped' } };
  const parsed = parseJson(body);
  if (asked.type === 'start-voting') {
    // The id alone, with or without quotes.
    const votingId = idIn(parsed.ok ? parsed.message : body.trim());
    return votingId === undefined
      ? { ok: false, reason: 'a vote without an id' }
      : { ok: true, message: { type: 'started', votingId } };
  }
  const results = parsed.ok ? resultsIn(parsed.message) : undefined;
  return results ? { ok: true, message: { type: 'results', results } } : { ok: false, reason: 'odd results' };
}

export function encodeConferoVotingAnswer(answer: ConferoVotingAnswer): HttpAnswer {
  switch (answer.type) {
    case 'results':
      return { status: 200, body: JSON.stringify(resultsJson(answer.results)) };
    case 'started':
      return { status: 200, body: answer.votingId };
    case 'stopped':
      return { status: 204, body: '' };
    case 'wrong-token':
      return { status: 401, body: '' };
    case 'error':
      return { status: answer.status, body: answer.text };
  }
}

/** The results that a long poll brought; `null`: they changed, and have to be read; undefined: something else. */
export function parseConferoVotingEvent({ status, body }: HttpAnswer): ConferoResults | null | undefined {
  if (status !== 200 || body.length > maxBodyLength) return undefined;
  const parsed = parseJson(body);
  if (!parsed.ok || !isJsonObject(parsed.message)) return undefined;
  const { module, name, data } = parsed.message;
  return module === 'Meeting' && name === 'VotingResultsChanged' ? (resultsIn(data) ?? null) : undefined;
}
