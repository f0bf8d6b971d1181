/**
 * Bosch DICENTIS Wireless (DCNM-WAP) REST API v1.7, HTTP port 80: what a client asks. Source: clients and a
 * simulator in the field, written against firmware 1.73. Votes: voting.ts. Left out: audio, cameras, network.
 */
import type { HeardCall, HttpCall } from '../http.ts';
import { parseTarget } from '../http.ts';
import { isJsonObject, listIn, parseJson } from '../json.ts';
import {
  discussIn,
  discussJson,
  maxSeats,
  powerIn,
  resources,
  seatIn,
  type Discuss,
  type PowerState,
  type Resource,
} from './words.ts';

export type WapRequest =
  | {
      readonly type: 'login';
      /** Ends the session another client has under this name; without it that is a 409. */
      readonly override: boolean;
      readonly username: string;
      readonly password: string;
    }
  | { readonly type: 'logout' }
  /** With `polling` the answer comes when something has changed, or after about 50 s. */
  | { readonly type: 'get'; readonly resource: Resource; readonly polling: boolean }
  | {
      readonly type: 'add-speakers' | 'add-waiters' | 'add-priority';
      readonly seats: readonly number[];
    }
  /** Whoever waits first gets the floor. */
  | { readonly type: 'shift' }
  | { readonly type: 'remove-speaker' | 'remove-waiter' | 'remove-priority'; readonly seat: number }
  | { readonly type: 'clear-speakers' | 'clear-waiters' }
  | { readonly type: 'set-power'; readonly state: PowerState }
  | { readonly type: 'set-discuss'; readonly discuss: Discuss };

export type HeardWapRequest =
  | WapRequest
  | { readonly type: 'unknown'; readonly path: string }
  /** A known call whose body makes no sense. */
  | { readonly type: 'malformed' }
  /** A known call for a seat that cannot be; `seat` as it was written. */
  | { readonly type: 'invalid-seat'; readonly seat: string };

const listPaths = { speaker: 'speakers', waiter: 'waiting-list', priority: 'priority' } as const;

export function encodeWapRequest(request: WapRequest): HttpCall {
  switch (request.type) {
    case 'login': {
      const { override, username, password } = request;
      return { method: 'POST', path: '/api/login', body: JSON.stringify({ override, username, password }) };
    }
    case 'logout':
      return { method: 'POST', path: '/api/logout' };
    case 'get':
      return { method: 'GET', path: `/api/${request.resource}${request.polling ? '?isPolling=true' : ''}` };
    case 'add-speakers':
      return { method: 'POST', path: '/api/speakers', body: JSON.stringify(request.seats) };
    case 'add-waiters':
      return { method: 'POST', path: '/api/waiting-list', body: JSON.stringify(request.seats) };
    case 'add-priority':
      return { method: 'POST', path: '/api/priority', body: JSON.stringify(request.seats) };
    case 'shift':
      return { method: 'POST', path: '/api/speakers', body: '[]' };
    case 'remove-speaker':
      return { method: 'DELETE', path: `/api/${listPaths.speaker}/${request.seat}` };
    case 'remove-waiter':
      return { method: 'DELETE', path: `/api/${listPaths.waiter}/${request.seat}` };
    case 'remove-priority':
      return { method: 'DELETE', path: `/api/${listPaths.priority}/${request.seat}` };
    case 'clear-speakers':
      return { method: 'DELETE', path: '/api/speakers' };
    case 'clear-waiters':
      return { method: 'DELETE', path: '/api/waiting-list' };
    case 'set-power':
      return { method: 'PUT', path: '/api/system/status', body: JSON.stringify({ state: request.state }) };
    case 'set-discuss':
      return { method: 'PUT', path: '/api/discuss', body: JSON.stringify(discussJson(request.discuss)) };
  }
}

const maxBodyLength = 100_000;
const malformed = { type: 'malformed' } as const;

export function parseWapRequest({ method, path, body = '' }: HeardCall): HeardWapRequest {
  const target = parseTarget(path);
  const unknown = { type: 'unknown', path: path.slice(0, 200) } as const;
  if (target?.segments[0] !== 'api') return unknown;
  if (body.length > maxBodyLength) return malformed;
  const [, ...rest] = target.segments;
  const call = rest.join('/');
  if (method === 'GET') {
    const resource = resources.find((known) => known === call);
    return resource === undefined
      ? unknown
      : { type: 'get', resource, polling: target.query.get('ispolling') === 'true' };
  }
  if (method === 'POST') return parsePost(call, body) ?? unknown;
  if (method === 'DELETE') return parseDelete(call) ?? unknown;
  if (method === 'PUT') return parsePut(call, body) ?? unknown;
  return unknown;
}

function parsePost(call: string, body: string): HeardWapRequest | undefined {
  switch (call) {
    case 'login':
      return parseLogin(body);
    case 'logout':
      return { type: 'logout' };
    case 'speakers':
      // An empty body shifts as an empty list does.
      return body.trim() === '' ? { type: 'shift' } : parseSeats('add-speakers', body);
    case 'waiting-list':
      return parseSeats('add-waiters', body);
    case 'priority':
      return parseSeats('add-priority', body);
    default:
      return undefined;
  }
}

function parseLogin(body: string): HeardWapRequest {
  const parsed = parseJson(body);
  if (!parsed.ok || !isJsonObject(parsed.message)) return malformed;
  const { username, password, override } = parsed.message;
  if (typeof username !== 'string' || typeof password !== 'string') return malformed;
  return { type: 'login', override: override === true, username, password };
}

function parseSeats(type: 'add-speakers' | 'add-waiters' | 'add-priority', body: string): HeardWapRequest {
  const parsed = parseJson(body);
  const listed = parsed.ok ? listIn(parsed.message, maxSeats, (seat) => ({ seat })) : undefined;
  if (!listed) return malformed;
  const seats: number[] = [];
  for (const { seat } of listed) {
    const number = typeof seat === 'number' ? seatIn(seat) : undefined;
    if (number === undefined) return { type: 'invalid-seat', seat: JSON.stringify(seat).slice(0, 20) };
    seats.push(number);
  }
  return seats.length === 0 && type === 'add-speakers' ? { type: 'shift' } : { type, seats };
}

function parseDelete(call: string): HeardWapRequest | undefined {
  if (call === 'speakers') return { type: 'clear-speakers' };
  if (call === 'waiting-list') return { type: 'clear-waiters' };
  const match = /^(speakers|waiting-list|priority)\/(-?\d{1,15})$/.exec(call);
  if (!match?.[2]) return undefined;
  const seat = seatIn(match[2]);
  if (seat === undefined) return { type: 'invalid-seat', seat: match[2] };
  if (match[1] === 'speakers') return { type: 'remove-speaker', seat };
  return { type: match[1] === 'priority' ? 'remove-priority' : 'remove-waiter', seat };
}

function parsePut(call: string, body: string): HeardWapRequest | undefined {
  if (call !== 'system/status' && call !== 'discuss') return undefined;
  const parsed = parseJson(body);
  if (!parsed.ok || !isJsonObject(parsed.message)) return malformed;
  if (call === 'discuss') {
    const discuss = discussIn(parsed.message);
    return discuss ? { type: 'set-discuss', discuss } : malformed;
  }
  const state = powerIn(parsed.message['state']);
  return state === undefined ? malformed : { type: 'set-power', state };
}
