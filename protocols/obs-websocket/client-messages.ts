/**
 * The server's reading of what a client sends (protocol.md, "Message Types"): a failure is the close code
 * with which OBS ends the connection. Used by the simulator.
 */
import {
  closeCode,
  flagOf,
  isObject,
  maxEntries,
  numberOf,
  opCode,
  parseFrame,
  textOf,
  type ClientMessage,
  type JsonObject,
  type ObsRequest,
} from './messages.ts';

export type ParsedClientMessage =
  | { readonly ok: true; readonly message: ClientMessage }
  | { readonly ok: false; readonly close: number; readonly reason: string };

const refuse = (close: number, reason: string): ParsedClientMessage => ({ ok: false, close, reason });

function parseRequest(value: JsonObject): ObsRequest | undefined {
  const requestType = textOf(value['requestType']);
  if (requestType === undefined) return undefined;
  const data = value['requestData'];
  return { requestType, ...(isObject(data) ? { requestData: data } : {}) };
}

function subscriptionsOf(d: JsonObject): { readonly eventSubscriptions?: number } {
  const bits = numberOf(d['eventSubscriptions']);
  return bits === undefined ? {} : { eventSubscriptions: bits };
}

/** What a client sent, as text of one WebSocket frame. */
export function parseClientMessage(text: unknown): ParsedClientMessage {
  const frame = parseFrame(text);
  if (!frame.ok) return refuse(closeCode.messageDecodeError, frame.reason);
  const { op, d } = frame.message;
  switch (op) {
    case opCode.identify: {
      const rpcVersion = numberOf(d['rpcVersion']);
      if (rpcVersion === undefined) return refuse(closeCode.missingDataField, 'no rpcVersion');
      const authentication = textOf(d['authentication']);
      return {
        ok: true,
        message: {
          type: 'identify',
          rpcVersion,
          ...(authentication === undefined ? {} : { authentication }),
          ...subscriptionsOf(d),
        },
      };
    }
    case opCode.reidentify:
      return { ok: true, message: { type: 'reidentify', ...subscriptionsOf(d) } };
    case opCode.request: {
      const id = textOf(d['requestId']);
      const request = parseRequest(d);
      if (id === undefined || !request)
        return refuse(closeCode.missingDataField, 'no requestId or requestType');
      return { ok: true, message: { type: 'request', id, request } };
    }
    case opCode.requestBatch: {
      const id = textOf(d['requestId']);
      const list = d['requests'];
      if (id === undefined || !Array.isArray(list))
        return refuse(closeCode.missingDataField, 'no requestId or requests');
      const requests: ObsRequest[] = [];
      for (const entry of list.slice(0, maxEntries)) {
        const request = isObject(entry) ? parseRequest(entry) : undefined;
        if (!request) return refuse(closeCode.invalidDataFieldType, 'odd request in a batch');
        requests.push(request);
      }
      return {
        ok: true,
        message: { type: 'batch', id, haltOnFailure: flagOf(d['haltOnFailure']) ?? false, requests },
      };
    }
    default:
      return refuse(closeCode.unknownOpCode, `op ${op}`);
  }
}
