/**
 * obs-websocket 5.x (rpcVersion 1), JSON form: the frame of every message (obs-websocket
 * docs/generated/protocol.md, "Message Types"). What the requests and events inside carry is read in
 * responses.ts, output-responses.ts and events.ts. Left out: MessagePack, vendor requests.
 */
import type { Parsed } from '../codec.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export const rpcVersion = 1;
export const jsonSubprotocol = 'obswebsocket.json';
export const defaultPort = 4455;

/** protocol.md, "WebSocketOpCode". */
export const opCode = {
  hello: 0,
  identify: 1,
  identified: 2,
  reidentify: 3,
  event: 5,
  request: 6,
  requestResponse: 7,
  requestBatch: 8,
  requestBatchResponse: 9,
} as const;

/** protocol.md, "WebSocketCloseCode". */
export const closeCode = {
  messageDecodeError: 4002,
  missingDataField: 4003,
  invalidDataFieldType: 4004,
  invalidDataFieldValue: 4005,
  unknownOpCode: 4006,
  notIdentified: 4007,
  alreadyIdentified: 4008,
  authenticationFailed: 4009,
  unsupportedRpcVersion: 4010,
  /** Somebody kicked this client in OBS: it must not come back by itself at once. */
  sessionInvalidated: 4011,
} as const;

/** protocol.md, "RequestStatus": the ones met here. */
export const requestStatus = {
  success: 100,
  unknownRequestType: 204,
  /** Starting, exiting or changing the scene collection: ask again later. */
  notReady: 207,
  missingRequestField: 300,
  missingRequestData: 301,
  invalidRequestField: 400,
  outputRunning: 500,
  outputNotRunning: 501,
  studioModeActive: 505,
  studioModeNotActive: 506,
  resourceNotFound: 600,
  resourceAlreadyExists: 601,
  invalidResourceType: 602,
  /** Also the answer to a mute request for an input that has no sound (OBS 29.0.2). */
  invalidResourceState: 604,
  invalidInputKind: 605,
  resourceNotConfigurable: 606,
  /** A circle of scenes, among others. */
  resourceCreationFailed: 700,
  cannotAct: 703,
} as const;

/** protocol.md, "EventSubscription": bits of what a client wants to hear. */
export const eventSubscription = {
  none: 0,
  general: 1 << 0,
  config: 1 << 1,
  scenes: 1 << 2,
  inputs: 1 << 3,
  transitions: 1 << 4,
  filters: 1 << 5,
  outputs: 1 << 6,
  sceneItems: 1 << 7,
  mediaInputs: 1 << 8,
  ui: 1 << 10,
  /** Twenty a second: sent only to who asks for them. */
  inputVolumeMeters: 1 << 16,
  /** What a client gets that asks for nothing. */
  all: 0x7ff,
} as const;

/** protocol.md, "RequestBatchExecutionType": one after the other, as fast as possible. */
export const serialRealtime = 0;

export interface RequestStatus {
  readonly ok: boolean;
  readonly code: number;
  readonly comment?: string;
}

export interface ObsRequest {
  readonly requestType: string;
  readonly requestData?: JsonObject;
}

export interface ObsResult extends RequestStatus {
  readonly requestType: string;
  readonly data?: JsonObject;
}

export interface Hello {
  readonly type: 'hello';
  readonly obsWebSocketVersion: string;
  readonly rpcVersion: number;
  /** Present where a password is asked for. */
  readonly authentication?: { readonly challenge: string; readonly salt: string };
}

/** What OBS sends. */
export type ServerMessage =
  | Hello
  | { readonly type: 'identified'; readonly negotiatedRpcVersion: number }
  | { readonly type: 'event'; readonly eventType: string; readonly intent: number; readonly data: JsonObject }
  | { readonly type: 'response'; readonly id: string; readonly result: ObsResult }
  | { readonly type: 'batch-response'; readonly id: string; readonly results: readonly ObsResult[] };

/** What a client sends. */
export type ClientMessage =
  | {
      readonly type: 'identify';
      readonly rpcVersion: number;
      readonly authentication?: string;
      readonly eventSubscriptions?: number;
    }
  | { readonly type: 'reidentify'; readonly eventSubscriptions?: number }
  | { readonly type: 'request'; readonly id: string; readonly request: ObsRequest }
  | {
      readonly type: 'batch';
      readonly id: string;
      readonly haltOnFailure: boolean;
      readonly requests: readonly ObsRequest[];
    };

/** Longer texts are garbage: a screenshot of 640×360 stays far below, a scene list too. Characters. */
export const maxMessageLength = 8 * 1024 * 1024;
/** Requests in one batch and entries in one list that are looked at. */
export const maxEntries = 1024;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
export const flagOf = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined;

/** The data of an answer. */
export type Data = JsonObject | undefined;

/** Entries of a list that make sense, as many as are looked at. */
export function listOf<Entry>(
  value: unknown,
  read: (entry: JsonObject) => Entry | undefined,
): Entry[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const out: Entry[] = [];
  for (const entry of value.slice(0, maxEntries)) {
    const one = isObject(entry) ? read(entry) : undefined;
    if (one !== undefined) out.push(one);
  }
  return out;
}

const bad = (reason: string): { readonly ok: false; readonly reason: string } => ({ ok: false, reason });

/** One text frame → op code and payload; anything else is a reason, never an exception. */
export function parseFrame(text: unknown): Parsed<{ readonly op: number; readonly d: JsonObject }> {
  if (typeof text !== 'string') return bad('not a text frame');
  if (text.length > maxMessageLength) return bad('too long');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return bad('not JSON');
  }
  if (!isObject(value)) return bad('not an object');
  const op = numberOf(value['op']);
  if (op === undefined || !isObject(value['d'])) return bad('no op or no d');
  return { ok: true, message: { op, d: value['d'] } };
}

function parseStatus(value: unknown): RequestStatus | undefined {
  if (!isObject(value)) return undefined;
  const ok = flagOf(value['result']);
  const code = numberOf(value['code']);
  const comment = textOf(value['comment']);
  if (ok === undefined || code === undefined) return undefined;
  return { ok, code, ...(comment === undefined ? {} : { comment }) };
}

function parseResult(value: unknown): ObsResult | undefined {
  if (!isObject(value)) return undefined;
  const requestType = textOf(value['requestType']);
  const status = parseStatus(value['requestStatus']);
  if (requestType === undefined || !status) return undefined;
  const data = value['responseData'];
  return { requestType, ...status, ...(isObject(data) ? { data } : {}) };
}

function parseHello(d: JsonObject): Parsed<ServerMessage> {
  const version = textOf(d['obsWebSocketVersion']);
  const rpc = numberOf(d['rpcVersion']);
  if (version === undefined || rpc === undefined) return bad('hello without versions');
  const authentication = d['authentication'];
  const common = { type: 'hello', obsWebSocketVersion: version, rpcVersion: rpc } as const;
  if (authentication === undefined) return { ok: true, message: common };
  if (!isObject(authentication)) return bad('hello with odd authentication');
  const challenge = textOf(authentication['challenge']);
  const salt = textOf(authentication['salt']);
  if (challenge === undefined || salt === undefined) return bad('hello with odd authentication');
  return { ok: true, message: { ...common, authentication: { challenge, salt } } };
}

/** What OBS sent, as text of one WebSocket frame. */
export function parseServerMessage(text: unknown): Parsed<ServerMessage> {
  const frame = parseFrame(text);
  if (!frame.ok) return frame;
  const { op, d } = frame.message;
  switch (op) {
    case opCode.hello:
      return parseHello(d);
    case opCode.identified: {
      const negotiated = numberOf(d['negotiatedRpcVersion']);
      if (negotiated === undefined) return bad('identified without version');
      return { ok: true, message: { type: 'identified', negotiatedRpcVersion: negotiated } };
    }
    case opCode.event: {
      const eventType = textOf(d['eventType']);
      if (eventType === undefined) return bad('event without type');
      const data = isObject(d['eventData']) ? d['eventData'] : {};
      return {
        ok: true,
        message: { type: 'event', eventType, intent: numberOf(d['eventIntent']) ?? 0, data },
      };
    }
    case opCode.requestResponse: {
      const id = textOf(d['requestId']);
      const result = parseResult(d);
      if (id === undefined || !result) return bad('response without id, type or status');
      return { ok: true, message: { type: 'response', id, result } };
    }
    case opCode.requestBatchResponse: {
      const id = textOf(d['requestId']);
      if (id === undefined || !Array.isArray(d['results']))
        return bad('batch response without id or results');
      const results: ObsResult[] = [];
      for (const entry of d['results'].slice(0, maxEntries)) {
        const result = parseResult(entry);
        if (!result) return bad('batch response with an odd result');
        results.push(result);
      }
      return { ok: true, message: { type: 'batch-response', id, results } };
    }
    default:
      return bad(`op ${op}`);
  }
}

const resultJson = (result: ObsResult): JsonObject => ({
  requestType: result.requestType,
  requestStatus: {
    result: result.ok,
    code: result.code,
    ...(result.comment === undefined ? {} : { comment: result.comment }),
  },
  ...(result.data === undefined ? {} : { responseData: result.data }),
});

const frame = (op: number, d: JsonObject): string => JSON.stringify({ op, d });

export function encodeServerMessage(message: ServerMessage): string {
  switch (message.type) {
    case 'hello': {
      const { type: _type, ...d } = message;
      return frame(opCode.hello, d);
    }
    case 'identified':
      return frame(opCode.identified, { negotiatedRpcVersion: message.negotiatedRpcVersion });
    case 'event':
      return frame(opCode.event, {
        eventType: message.eventType,
        eventIntent: message.intent,
        eventData: message.data,
      });
    case 'response':
      return frame(opCode.requestResponse, { requestId: message.id, ...resultJson(message.result) });
    case 'batch-response':
      return frame(opCode.requestBatchResponse, {
        requestId: message.id,
        results: message.results.map(resultJson),
      });
  }
}

export function encodeClientMessage(message: ClientMessage): string {
  const { op, d } = clientFrame(message);
  return frame(op, d);
}

/** Op code and payload of what a client sends, for a library that makes the text itself. */
export function clientFrame(message: ClientMessage): { readonly op: number; readonly d: JsonObject } {
  switch (message.type) {
    case 'identify': {
      const { type: _type, ...d } = message;
      return { op: opCode.identify, d };
    }
    case 'reidentify': {
      const { type: _type, ...d } = message;
      return { op: opCode.reidentify, d };
    }
    case 'request':
      return { op: opCode.request, d: { requestId: message.id, ...message.request } };
    case 'batch':
      return {
        op: opCode.requestBatch,
        d: {
          requestId: message.id,
          haltOnFailure: message.haltOnFailure,
          executionType: serialRealtime,
          requests: message.requests,
        },
      };
  }
}
