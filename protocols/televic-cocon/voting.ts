/**
 * Voting of the Televic CoCon API (the Room Server alone has it): a vote is an agenda item made from a template,
 * one state for whichever item is active, and results by the item's number in the database. Source: CoCon API
 * Description v6.9, and for the spelling of single votes two clients in the field. No secret template is written.
 */
import type { Parsed } from '../codec.ts';
import type { HeardCall, HttpAnswer, HttpCall, Target } from '../http.ts';
import { parseTarget } from '../http.ts';
import { booleanIn, integerIn, isJsonObject, listIn, type JsonObject } from '../json.ts';
import { readSeatName } from '../models/seat-name.ts';
import { defaultBodies, encodeJsonBody, encodeResult, parseBody, type BodyOptions } from './bodies.ts';
import { readTemplate, templateQuery, type TemplateOption } from './templates.ts';
import { idIn, isIn, maxSeats, seatIn } from './words.ts';

export const votingActions = ['Start', 'Stop', 'Pause', 'Resume', 'Restart', 'Clear'] as const;
export type VotingAction = (typeof votingActions)[number];
/** `Stop`: the active item is no vote. */
export const votingStates = ['VotingIdle', 'VotingStarted', 'VotingPaused', 'VotingStopped', 'Stop'] as const;
export type VotingStateWord = (typeof votingStates)[number];
export const toldStates = ['Start', 'Stop', 'Pause', 'Clear'] as const;
export type ToldState = (typeof toldStates)[number];
export interface VotingItem {
  readonly idInDb: number;
  /** Its place in the agenda, e.g. `2.1`. */
  readonly place: string;
  readonly title: string;
  readonly state: 'notstarted' | 'active' | 'ended';
  readonly options: readonly { readonly id: number; readonly name: string }[];
}

export interface SingleVote {
  /** 0: nobody is known at that seat. */
  readonly delegateId: number;
  /** Of the item's options; several where several may be chosen. `[0]`: the choice is hidden. */
  readonly optionIds: readonly number[];
  /** Absent in the document's events, there in those of the field. */
  readonly seat?: number;
}

export type CoConVotingRequest =
  | { readonly type: 'get-voting-state' | 'get-agenda' }
  | { readonly type: 'set-voting-state'; readonly action: VotingAction }
  | { readonly type: 'add-template'; readonly title: string; readonly options: readonly TemplateOption[] }
  | { readonly type: 'delete-template' | 'add-instant-vote'; readonly title: string }
  | { readonly type: 'activate-item'; readonly place: string }
  | { readonly type: 'get-individual' | 'get-general'; readonly id: number };

export type CoConVotingAnswer =
  | { readonly type: 'voting-state'; readonly state: VotingStateWord }
  | { readonly type: 'instant-vote'; readonly result: boolean }
  | { readonly type: 'agenda'; readonly items: readonly VotingItem[] }
  | { readonly type: 'individual'; readonly id: number; readonly votes: readonly SingleVote[] }
  | {
      readonly type: 'general';
      readonly id: number;
      readonly voted: number;
      readonly total: number;
      readonly counts: readonly { readonly optionId: number; readonly count: number }[];
    }
  | { readonly type: 'result'; readonly code: number }
  | { readonly type: 'text'; readonly status: number; readonly text: string };

export type CoConVotingEvent =
  | {
      readonly type: 'voting-state-changed';
      readonly id: number;
      readonly state: ToldState;
      readonly template: string;
    }
  | { readonly type: 'individual'; readonly id: number; readonly votes: readonly SingleVote[] };

const plainPaths = {
  'get-voting-state': 'Voting/GetVotingState',
  'get-agenda': 'Meeting_Agenda/GetAgendaItemInformationInRunningMeeting',
} as const;

export const encodeCoConVotingRequest = (request: CoConVotingRequest): HttpCall => ({
  method: 'GET',
  path: `/CoCon/${pathOf(request)}`,
});

function pathOf(request: CoConVotingRequest): string {
  switch (request.type) {
    case 'set-voting-state':
      return `Voting/SetVotingState/?State=${request.action}`;
    case 'add-template':
      return `Voting/AddVotingTemplate/?${templateQuery(request.title, request.options)}`;
    case 'delete-template':
      return `Voting/DeleteVotingTemplate/?Title=${encodeURIComponent(request.title)}`;
    case 'add-instant-vote':
      return `Voting/AddInstantVote/?VotingTemplate=${encodeURIComponent(request.title)}`;
    case 'activate-item':
      return `Meeting_Agenda/SetActiveAgendaItemById/?Id=${encodeURIComponent(request.place)}`;
    case 'get-individual':
      return `Voting/GetIndividualVotingResults/?Id=${request.id}`;
    case 'get-general':
      return `Voting/GetGeneralVotingResults/?Id=${request.id}`;
    default:
      return plainPaths[request.type];
  }
}

/** undefined: no call of this subject. */
export function parseCoConVotingRequest({
  method,
  path,
}: HeardCall): CoConVotingRequest | { readonly type: 'malformed' } | undefined {
  const target = parseTarget(path);
  if (method !== 'GET' || target?.segments[0] !== 'CoCon') return undefined;
  const call = target.segments.slice(1).join('/');
  const plain = Object.entries(plainPaths).find(([, known]) => known === call);
  if (plain) return { type: plain[0] as keyof typeof plainPaths };
  const read = Object.hasOwn(readers, call) ? readers[call] : undefined;
  return read && (read(target.query) ?? { type: 'malformed' });
}

type Query = Target['query'];
const titled = (
  type: 'delete-template' | 'add-instant-vote',
  title: string | undefined,
): CoConVotingRequest | undefined => (title ? { type, title } : undefined);
function numbered(type: 'get-individual' | 'get-general', query: Query): CoConVotingRequest | undefined {
  const id = idIn(query.get('id'));
  return id === undefined ? undefined : { type, id };
}
const readers: Readonly<Record<string, (query: Query) => CoConVotingRequest | undefined>> = {
  'Voting/SetVotingState'(query) {
    const action = query.get('state');
    return isIn(votingActions, action) ? { type: 'set-voting-state', action } : undefined;
  },
  'Voting/AddVotingTemplate'(query) {
    const template = readTemplate(query);
    return template && { type: 'add-template', ...template };
  },
  'Voting/DeleteVotingTemplate': (query) => titled('delete-template', query.get('title')),
  'Voting/AddInstantVote': (query) => titled('add-instant-vote', query.get('votingtemplate')),
  'Meeting_Agenda/SetActiveAgendaItemById'(query) {
    const place = query.get('id');
    return place === undefined || !/^[\d.]{1,20}$/.test(place) ? undefined : { type: 'activate-item', place };
  },
  'Voting/GetIndividualVotingResults': (query) => numbered('get-individual', query),
  'Voting/GetGeneralVotingResults': (query) => numbered('get-general', query),
};

export function parseCoConVotingAnswer({ status, body }: HttpAnswer): Parsed<CoConVotingAnswer> {
  const parsed = parseBody(body);
  if (!parsed) return { ok: false, reason: 'too long' };
  if (parsed.type === 'integer') return { ok: true, message: { type: 'result', code: parsed.value } };
  if (status < 200 || status >= 300 || parsed.type === 'text') {
    const text = parsed.type === 'text' ? parsed.text : '';
    return { ok: true, message: { type: 'text', status, text } };
  }
  const message = isJsonObject(parsed.value) ? namedIn(parsed.value) : undefined;
  return message ? { ok: true, message } : { ok: false, reason: 'no voting' };
}

function namedIn(value: JsonObject): CoConVotingAnswer | undefined {
  const [name] = Object.keys(value);
  const inner = name === undefined ? undefined : value[name];
  if (!isJsonObject(inner)) return undefined;
  switch (name) {
    case 'GetVotingState': {
      const state = inner['State'];
      return isIn(votingStates, state) ? { type: 'voting-state', state } : undefined;
    }
    case 'AddInstantVote': {
      const result = booleanIn(inner['Result']);
      return result === undefined ? undefined : { type: 'instant-vote', result };
    }
    case 'GetAgendaItemInformationInRunningMeeting': {
      const items = itemsIn(inner['AgendaItems'], 0);
      return items && { type: 'agenda', items };
    }
    case 'IndividualVotingResults':
    case 'GetIndividualVotingResults':
      return individualIn(inner);
    case 'GetGeneralVotingResults':
      return generalIn(inner);
    default:
      return undefined;
  }
}

const maxItems = 500;
const maxDepth = 4;
const itemStates = ['notstarted', 'active', 'ended'] as const;

/** Votes only, those below other items too. */
function itemsIn(value: unknown, depth: number): readonly VotingItem[] | undefined {
  const nested = listIn(value, maxItems, (entry) => {
    if (!isJsonObject(entry)) return undefined;
    const children = depth < maxDepth ? (itemsIn(entry['Children'], depth + 1) ?? []) : [];
    const item = itemIn(entry);
    return item ? [item, ...children] : children;
  });
  return nested?.flat().slice(0, maxItems);
}

function itemIn(entry: JsonObject): VotingItem | undefined {
  const idInDb = idIn(entry['IdInDb']);
  const written = entry['State'];
  const state = typeof written === 'string' ? written.toLowerCase() : written;
  if (entry['Type'] !== 'VotingAgendaItem' || idInDb === undefined || !isIn(itemStates, state))
    return undefined;
  const options = listIn(entry['VotingOptions'], 64, (option) => {
    const id = isJsonObject(option) ? idIn(option['Id']) : undefined;
    return isJsonObject(option) && id !== undefined
      ? { id, name: readSeatName(option['Name']) ?? '' }
      : undefined;
  });
  return {
    idInDb,
    place: readSeatName(entry['Id']) ?? '',
    title: readSeatName(entry['Title']) ?? '',
    state,
    options: options ?? [],
  };
}

function individualIn(
  inner: JsonObject,
): (CoConVotingAnswer & CoConVotingEvent & { type: 'individual' }) | undefined {
  const id = idIn(inner['Id']);
  const votes = listIn(inner['VotingResults'], maxSeats, (entry) => {
    if (!isJsonObject(entry)) return undefined;
    const option = entry['VotingOptionId'] ?? entry['VotingOptionID'];
    const optionIds = listIn(Array.isArray(option) ? option : [option], 64, idIn);
    const seat = seatIn(entry['SeatNumber']);
    const delegateId = idIn(entry['DelegateId'] ?? entry['DelegateID']) ?? 0;
    return optionIds && optionIds.length > 0 && (delegateId > 0 || seat !== undefined)
      ? { delegateId, optionIds, ...(seat === undefined ? {} : { seat }) }
      : undefined;
  });
  return id === undefined || !votes ? undefined : { type: 'individual', id, votes };
}

function generalIn(inner: JsonObject): CoConVotingAnswer | undefined {
  const id = idIn(inner['Id']);
  const results = inner['VotingResults'];
  if (id === undefined || !isJsonObject(results)) return undefined;
  const voted = countIn(results['Voted']);
  const counts = listIn(results['Options'] ?? [], 64, (entry) => {
    const optionId = isJsonObject(entry) ? idIn(entry['Id']) : undefined;
    const count = isJsonObject(entry) ? countIn(entry['Votes']) : undefined;
    return optionId === undefined || count === undefined ? undefined : { optionId, count };
  });
  if (voted === undefined || !counts) return undefined;
  return { type: 'general', id, voted, total: countIn(results['Total']) ?? voted, counts };
}

const countIn = (value: unknown): number | undefined =>
  isJsonObject(value) ? integerIn(value['Count'], [0, 1_000_000]) : undefined;

export function encodeCoConVotingAnswer(
  answer: CoConVotingAnswer,
  options: BodyOptions = defaultBodies,
): HttpAnswer {
  const ok = (value: JsonObject): HttpAnswer => ({ status: 200, body: encodeJsonBody(value) });
  switch (answer.type) {
    case 'result':
      return encodeResult(answer.code, options);
    case 'text':
      return { status: answer.status, body: answer.text };
    case 'voting-state':
      return ok({ GetVotingState: { State: answer.state } });
    case 'instant-vote':
      return ok({ AddInstantVote: { Result: answer.result } });
    case 'agenda':
      return ok({
        GetAgendaItemInformationInRunningMeeting: { AgendaItems: answer.items.map(itemJson) },
      });
    case 'individual':
      return ok(individualJson(answer));
    case 'general':
      return ok({
        GetGeneralVotingResults: { Id: answer.id, VotingResults: generalJson(answer) },
      });
  }
}

const itemJson = ({ idInDb, place, title, state, options }: VotingItem): JsonObject => ({
  Id: place,
  Title: title,
  Description: '',
  Type: 'VotingAgendaItem',
  State: state,
  VotingOptions: options.map(({ id, name }) => ({ Id: id, Name: name, Color: '#FF008000' })),
  Children: [],
  IdInDb: idInDb,
});

const individualJson = ({
  id,
  votes,
}: {
  readonly id: number;
  readonly votes: readonly SingleVote[];
}): JsonObject => ({
  IndividualVotingResults: {
    Id: id,
    VotingResults: votes.map(({ delegateId, optionIds, seat }) => ({
      DelegateId: delegateId,
      VotingOptionId: optionIds.length === 1 ? optionIds[0] : optionIds,
      SeatNumber: seat,
    })),
  },
});

const counted = (count: number): JsonObject => ({ Count: count, Weight: count });
const generalJson = ({
  voted,
  total,
  counts,
}: CoConVotingAnswer & { readonly type: 'general' }): JsonObject => ({
  Total: counted(total),
  Voted: counted(voted),
  NotVoted: counted(total - voted),
  Options: counts.map(({ optionId, count }) => ({
    Id: optionId,
    Name: '',
    Color: '#FF008000',
    Votes: counted(count),
  })),
  AuthorityAssigned: { Present: 0, Voted: 0, Register: 0 },
});

/** What a long poll brought; undefined: nothing about votes, or nonsense. */
export function parseCoConVotingEvent({ status, body }: HttpAnswer): CoConVotingEvent | undefined {
  const parsed = status === 200 ? parseBody(body) : undefined;
  if (parsed?.type !== 'json' || !isJsonObject(parsed.value)) return undefined;
  const { VotingState: told, IndividualVotingResults: individual } = parsed.value;
  if (isJsonObject(individual)) return individualIn(individual);
  const id = isJsonObject(told) ? idIn(told['Id']) : undefined;
  const state = isJsonObject(told) ? told['State'] : undefined;
  if (!isJsonObject(told) || id === undefined || !isIn(toldStates, state)) return undefined;
  return {
    type: 'voting-state-changed',
    id,
    state,
    template: readSeatName(told['VotingTemplate']) ?? '',
  };
}

/** `printed`: single votes spelled as in the document's chapter on events. */
export function encodeCoConVotingEvent(event: CoConVotingEvent, printed = false): HttpAnswer {
  const ok = (value: JsonObject): HttpAnswer => ({ status: 200, body: encodeJsonBody(value) });
  if (event.type === 'voting-state-changed')
    return ok({ VotingState: { Id: event.id, State: event.state, VotingTemplate: event.template } });
  if (!printed) return ok(individualJson(event));
  const votes = event.votes.map(({ delegateId, optionIds }) => ({
    DelegateID: delegateId,
    VotingOptionID: optionIds.length === 1 ? optionIds[0] : optionIds,
  }));
  return ok({ IndividualVotingResults: { Id: event.id, VotingResults: votes } });
}
