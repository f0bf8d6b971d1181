/**
 * One client of the simulated OBS: Hello, Identify, then requests and events (protocol.md, "Connection
 * steps"), with the close codes of the real one. Text frames only.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import { authenticationOf } from '../../protocols/obs-websocket/authentication.ts';
import { parseClientMessage } from '../../protocols/obs-websocket/client-messages.ts';
import {
  closeCode,
  encodeServerMessage,
  eventSubscription,
  opCode,
  parseFrame,
  rpcVersion,
  type ClientMessage,
  type JsonObject,
  type ServerMessage,
} from '../../protocols/obs-websocket/messages.ts';
import type { ObsModel } from './model.ts';

export interface Connection {
  event(eventType: string, intent: number, data: JsonObject): void;
  /** While frozen nothing is read or written; afterwards everything that came meanwhile is handled. */
  freeze(frozen: boolean): void;
  sendText(text: string): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** Messages kept for a frozen OBS; a real one keeps what fits into the socket. */
const maxBacklog = 1000;

/** Half a character, written as an escape: OBS's reader takes no such JSON. */
const loneSurrogate =
  /\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f][0-9a-f]{2})|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}/i;

const sha256Base64 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64');

export function createConnection(socket: WebSocket, model: ObsModel, password: string | null): Connection {
  const salts = { challenge: randomBytes(32).toString('base64'), salt: randomBytes(32).toString('base64') };
  let identified = false;
  let subscriptions = 0;
  let frozen = false;
  const inbox: string[] = [];
  const outbox: string[] = [];

  function sendText(text: string): void {
    if (frozen) {
      if (outbox.length < maxBacklog) outbox.push(text);
    } else if (socket.readyState === socket.OPEN) socket.send(text);
  }
  const send = (message: ServerMessage): void => sendText(encodeServerMessage(message));
  const close = (code: number, reason: string): void => socket.close(code, reason);

  const hearsMeters = (bits: number): boolean => (bits & eventSubscription.inputVolumeMeters) !== 0;
  function subscribe(bits: number): void {
    if (hearsMeters(bits) !== hearsMeters(subscriptions)) model.meters.listen(hearsMeters(bits));
    subscriptions = bits;
  }

  function identify(message: Extract<ClientMessage, { type: 'identify' }>): void {
    if (identified) return close(closeCode.alreadyIdentified, 'You are already Identified.');
    if (message.rpcVersion !== rpcVersion)
      return close(
        closeCode.unsupportedRpcVersion,
        'Your requested RPC version is not supported by this server.',
      );
    identified = true;
    subscribe(message.eventSubscriptions ?? eventSubscription.all);
    send({ type: 'identified', negotiatedRpcVersion: rpcVersion });
  }

  function handle(text: string): void {
    if (loneSurrogate.test(text)) return close(closeCode.messageDecodeError, 'Unable to decode Json');
    const frame = parseFrame(text);
    if (!identified && frame.ok) {
      // In this order: who somebody is comes before whether the message is whole.
      const { op, d } = frame.message;
      if (op !== opCode.identify)
        return close(closeCode.notIdentified, 'You attempted to send a non-`Identify` message first.');
      if (password !== null && d['authentication'] !== authenticationOf(password, salts, sha256Base64))
        return close(closeCode.authenticationFailed, 'Authentication failed.');
    }
    const parsed = parseClientMessage(text);
    if (!parsed.ok) return close(parsed.close, parsed.reason);
    const { message } = parsed;
    if (message.type === 'identify') return identify(message);
    switch (message.type) {
      case 'reidentify':
        subscribe(message.eventSubscriptions ?? subscriptions);
        return send({ type: 'identified', negotiatedRpcVersion: rpcVersion });
      case 'request':
        return model.request(message.request, (result) => send({ type: 'response', id: message.id, result }));
      case 'batch':
        return model.batch(message.requests, message.haltOnFailure, (results) =>
          send({ type: 'batch-response', id: message.id, results }),
        );
    }
  }

  socket.on('message', (data, isBinary) => {
    if (isBinary) return close(closeCode.messageDecodeError, 'Your message is not text.');
    const text = Array.isArray(data)
      ? Buffer.concat(data).toString()
      : Buffer.from(data as Buffer).toString();
    if (!frozen) handle(text);
    else if (inbox.length < maxBacklog) inbox.push(text);
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => subscribe(0));
  send({
    type: 'hello',
    obsWebSocketVersion: model.studio.version,
    rpcVersion,
    ...(password === null ? {} : { authentication: salts }),
  });

  return {
    event(eventType, intent, data) {
      if (identified && (subscriptions & intent) !== 0) send({ type: 'event', eventType, intent, data });
    },
    freeze(value) {
      frozen = value;
      if (frozen) return;
      for (const text of outbox.splice(0)) sendText(text);
      for (const text of inbox.splice(0)) handle(text);
    },
    sendText,
    close,
    terminate: () => socket.terminate(),
  };
}
