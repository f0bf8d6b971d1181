/**
 * Televic Plixus Core REST API 1.0, HTTP on the central unit: what a client asks. Source: the maker's OpenAPI
 * description. A single microphone, request or reply can only be toggled: whoever asks must know how it
 * stands. Voting: voting.ts. Left out here: meetings of our own, audio, interpretation, recording, users.
 */
import type { HeardCall, HttpCall } from '../http.ts';
import { parseTarget } from '../http.ts';
import { isJsonObject, parseJson } from '../json.ts';
import { seatIn, seatsIn, settingsIn, settingsJson, type Settings } from './words.ts';

export type Toggle = 'microphone' | 'request' | 'reply';

export type PlixusRequest =
  | { readonly type: 'connect' }
  | { readonly type: 'next-event'; readonly client: string }
  | { readonly type: 'subscribe'; readonly client: string; readonly module: string }
  | { readonly type: 'get-seats' | 'get-speakers' | 'get-requests' | 'get-replies' | 'get-settings' }
  | { readonly type: 'get-room-seats' | 'get-delegates' }
  | { readonly type: 'get-seat'; readonly seat: number }
  | { readonly type: 'toggle'; readonly seat: number; readonly what: Toggle }
  /** Everybody who speaks or wants to, the chair included. */
  | { readonly type: 'clear-all' }
  | { readonly type: 'clear-delegates' | 'clear-requests' }
  | { readonly type: 'next' | 'previous' }
  /** The request list in this order. */
  | { readonly type: 'order-requests'; readonly seats: readonly number[] }
  | { readonly type: 'order-replies'; readonly seats: readonly number[] }
  | { readonly type: 'set-settings'; readonly settings: Settings };

export type HeardPlixusRequest =
  PlixusRequest | { readonly type: 'unknown'; readonly path: string } | { readonly type: 'malformed' };

type Plain = readonly [method: HttpCall['method'], path: string];
const plain = {
  connect: ['POST', 'notification/connect'],
  'get-seats': ['GET', 'v1/discussion/seats'],
  'get-speakers': ['GET', 'v1/discussion/speakers'],
  'get-requests': ['GET', 'v1/discussion/requests'],
  'get-replies': ['GET', 'v1/discussion/replies'],
  'get-settings': ['GET', 'v1/discussion/settings'],
  'get-room-seats': ['GET', 'v1/room/seats/discussion'],
  'get-delegates': ['GET', 'v1/meeting/delegates'],
  'clear-all': ['DELETE', 'v1/discussion/speakers'],
  'clear-delegates': ['DELETE', 'v1/discussion/speakers/delegates'],
  'clear-requests': ['DELETE', 'v1/discussion/requests'],
  next: ['PUT', 'v1/discussion/speakers/next'],
  previous: ['PUT', 'v1/discussion/speakers/previous'],
} as const satisfies Record<string, Plain>;

export function encodePlixusRequest(request: PlixusRequest): HttpCall {
  switch (request.type) {
    case 'next-event':
      return { method: 'GET', path: `/api/notification/${encodeURIComponent(request.client)}/nextevent` };
    case 'subscribe': {
      const client = encodeURIComponent(request.client);
      return { method: 'POST', path: `/api/notification/${client}/modules/${request.module}/subscribe` };
    }
    case 'get-seat':
      return { method: 'GET', path: `/api/v1/discussion/seats/${request.seat}` };
    case 'toggle':
      return { method: 'PUT', path: `/api/v1/discussion/seats/${request.seat}/${request.what}` };
    case 'order-requests':
    case 'order-replies': {
      const list = request.type === 'order-requests' ? 'requests' : 'replies';
      const body = JSON.stringify({ seatIds: request.seats });
      return { method: 'PUT', path: `/api/v1/discussion/${list}`, body };
    }
    case 'set-settings':
      return {
        method: 'PUT',
        path: '/api/v1/discussion/settings',
        body: JSON.stringify(settingsJson(request.settings)),
      };
    default: {
      const [method, path] = plain[request.type];
      return { method, path: `/api/${path}` };
    }
  }
}

const maxBodyLength = 100_000;
const malformed = { type: 'malformed' } as const;

export function parsePlixusRequest({ method, path, body = '' }: HeardCall): HeardPlixusRequest {
  const target = parseTarget(path);
  const unknown = { type: 'unknown', path: path.slice(0, 200) } as const;
  if (target?.segments[0] !== 'api') return unknown;
  if (body.length > maxBodyLength) return malformed;
  const call = target.segments.slice(1).join('/');
  const simple = Object.entries(plain).find(([, known]) => known[0] === method && known[1] === call);
  if (simple) return { type: simple[0] as keyof typeof plain };
  return (
    parseNotification(method, call) ?? parseSeat(method, call) ?? parseBody(method, call, body) ?? unknown
  );
}

function parseNotification(method: string, call: string): HeardPlixusRequest | undefined {
  const event = /^notification\/([\w-]{1,64})\/nextevent$/.exec(call);
  if (event?.[1] && method === 'GET') return { type: 'next-event', client: event[1] };
  const subscription = /^notification\/([\w-]{1,64})\/modules\/(\w{1,64})\/subscribe$/.exec(call);
  return subscription?.[1] && subscription[2] && method === 'POST'
    ? { type: 'subscribe', client: subscription[1], module: subscription[2] }
    : undefined;
}

function parseSeat(method: string, call: string): HeardPlixusRequest | undefined {
  const match = /^v1\/discussion\/seats\/([^/]+)(?:\/(microphone|request|reply))?$/.exec(call);
  if (!match) return undefined;
  const what = match[2] as Toggle | undefined;
  if (method !== (what ? 'PUT' : 'GET')) return undefined;
  const seat = seatIn(match[1]);
  if (seat === undefined) return malformed;
  return what ? { type: 'toggle', seat, what } : { type: 'get-seat', seat };
}

function parseBody(method: string, call: string, body: string): HeardPlixusRequest | undefined {
  const what = /^v1\/discussion\/(requests|replies|settings)$/.exec(call)?.[1];
  if (method !== 'PUT' || what === undefined) return undefined;
  const parsed = parseJson(body);
  if (!parsed.ok || !isJsonObject(parsed.message)) return malformed;
  if (what === 'settings') {
    const settings = settingsIn(parsed.message);
    return settings ? { type: 'set-settings', settings } : malformed;
  }
  const ids = parsed.message['seatIds'];
  const seats = seatsIn(ids);
  // A list with a seat that cannot be is another list than the one that was meant.
  if (!seats || !Array.isArray(ids) || seats.length !== ids.length) return malformed;
  return { type: what === 'requests' ? 'order-requests' : 'order-replies', seats };
}
