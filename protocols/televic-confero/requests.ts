/**
 * Televic Confero Customer API (Plixus with Confero, WAP G4), HTTP 9080 or HTTPS 9443 with a bearer token:
 * what a client asks. Source: clients in the field and a simulator, written against the vendor's OpenAPI
 * 7.18. Voting: voting.ts. Left out here: meetings of our own, audio, recording, devices.
 */
import type { HeardCall, HttpCall } from '../http.ts';
import { parseTarget } from '../http.ts';
import { booleanIn, isJsonObject, parseJson } from '../json.ts';
import { eventIdIn, seatIn, settingsIn, settingsJson, type Settings } from './words.ts';

export type ConferoRequest =
  | { readonly type: 'get-seats' | 'get-room-seats' | 'get-speakers' | 'get-requests' }
  | { readonly type: 'get-settings' | 'get-meeting' }
  /** Both at once: a body with one of them is refused. */
  | {
      readonly type: 'set-seat';
      readonly seat: number;
      readonly microphoneOn: boolean;
      readonly requesting: boolean;
    }
  | { readonly type: 'clear-speakers' | 'clear-delegates' | 'clear-requests' }
  | { readonly type: 'set-settings'; readonly settings: Settings }
  /** The next event of these modules from this number on; absent: the next that happens. */
  | { readonly type: 'poll'; readonly modules: readonly string[]; readonly minimumId?: number };

export type HeardConferoRequest =
  | ConferoRequest
  | { readonly type: 'unknown'; readonly path: string }
  | { readonly type: 'malformed'; readonly reason: string };

/** One document writes the parameter in another way than the rest. */
export interface RequestOptions {
  readonly minimumKey: 'minimum-id' | 'minimal-id';
}
export const defaultRequests: RequestOptions = { minimumKey: 'minimum-id' };

const gets = {
  'get-seats': 'discussion/seats',
  'get-room-seats': 'room/seats/discussion',
  'get-speakers': 'discussion/speakers',
  'get-requests': 'discussion/requests',
  'get-settings': 'discussion/settings',
  'get-meeting': 'meeting',
} as const;
const deletes = {
  'clear-speakers': 'discussion/speakers',
  'clear-delegates': 'discussion/speakers/delegates',
  'clear-requests': 'discussion/requests',
} as const;

/** The header that every call carries: without it nothing is carried out. */
export const authorization = (token: string): Readonly<Record<string, string>> => ({
  Authorization: `Bearer ${token}`,
});

export function encodeConferoRequest(
  request: ConferoRequest,
  options: RequestOptions = defaultRequests,
): HttpCall {
  switch (request.type) {
    case 'set-seat': {
      const { seat, microphoneOn, requesting } = request;
      const body = JSON.stringify({ microphoneOn, requestingToSpeak: requesting });
      return { method: 'PUT', path: `/api/discussion/seats/${seat}`, body };
    }
    case 'clear-speakers':
    case 'clear-delegates':
    case 'clear-requests':
      return { method: 'DELETE', path: `/api/${deletes[request.type]}` };
    case 'set-settings':
      return {
        method: 'PUT',
        path: '/api/discussion/settings',
        body: JSON.stringify(settingsJson(request.settings)),
      };
    case 'poll': {
      const from = request.minimumId === undefined ? '' : `&${options.minimumKey}=${request.minimumId}`;
      const filter = request.modules.join(',');
      return { method: 'GET', path: `/api/notification/events?include-filter=${filter}${from}` };
    }
    default:
      return { method: 'GET', path: `/api/${gets[request.type]}` };
  }
}

const maxBodyLength = 100_000;
const malformed = (reason: string): HeardConferoRequest => ({ type: 'malformed', reason });

export function parseConferoRequest({ method, path, body = '' }: HeardCall): HeardConferoRequest {
  const target = parseTarget(path);
  const unknown = { type: 'unknown', path: path.slice(0, 200) } as const;
  if (target?.segments[0] !== 'api') return unknown;
  if (body.length > maxBodyLength) return malformed('Body too long');
  const call = target.segments.slice(1).join('/');
  switch (method) {
    case 'GET':
      if (call === 'notification/events') return parsePoll(target.query);
      return typed(gets, call) ?? unknown;
    case 'DELETE':
      return typed(deletes, call) ?? unknown;
    case 'PUT':
      return parsePut(call, body) ?? unknown;
    default:
      return unknown;
  }
}

function typed<Type extends string>(
  paths: Readonly<Record<Type, string>>,
  call: string,
): { readonly type: Type } | undefined {
  const found = Object.entries(paths).find(([, known]) => known === call);
  return found && { type: found[0] as Type };
}

function parsePoll(query: ReadonlyMap<string, string>): HeardConferoRequest {
  const filter = query.get('include-filter');
  if (!filter || !/^\w{1,40}(,\w{1,40}){0,40}$/.test(filter)) return malformed('include-filter is required');
  const written = query.get('minimum-id') ?? query.get('minimal-id');
  const poll = { type: 'poll', modules: filter.split(',') } as const;
  if (written === undefined) return poll;
  const minimumId = eventIdIn(written);
  return minimumId === undefined ? malformed('Invalid minimum-id') : { ...poll, minimumId };
}

function parsePut(call: string, body: string): HeardConferoRequest | undefined {
  const seatText = /^discussion\/seats\/([^/]+)$/.exec(call)?.[1];
  if (seatText === undefined && call !== 'discussion/settings') return undefined;
  const parsed = parseJson(body);
  if (!parsed.ok || !isJsonObject(parsed.message)) return malformed('Invalid JSON');
  if (seatText === undefined) {
    const settings = settingsIn(parsed.message);
    return settings ? { type: 'set-settings', settings } : malformed('Invalid discussion settings');
  }
  const seat = seatIn(seatText);
  if (seat === undefined) return malformed('Unknown seat');
  const microphoneOn = booleanIn(parsed.message['microphoneOn']);
  const requesting = booleanIn(parsed.message['requestingToSpeak']);
  if (microphoneOn === undefined) return malformed('Missing json field: microphoneOn');
  if (requesting === undefined) return malformed('Missing json field: requestingToSpeak');
  return { type: 'set-seat', seat, microphoneOn, requesting };
}
