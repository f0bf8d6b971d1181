/**
 * ONVIF over HTTP: SOAP around the messages, credentials made anew for each of them, and the XML parser. All
 * that goes on over time (what is asked when, what is asked again) is the session's. And the search for
 * cameras, which is the one thing that is sent to everybody.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import type { PullPoint } from '../../protocols/onvif/answers.ts';
import {
  discoveryAddress,
  encodeProbe,
  parseProbeMatches,
  type Found,
} from '../../protocols/onvif/discovery.ts';
import { encodeEnvelope, parseEnvelope, type UsernameToken } from '../../protocols/onvif/envelope.ts';
import { encodeRequest, operations, type OnvifRequest } from '../../protocols/onvif/requests.ts';
import { dateTime } from '../../protocols/onvif/times.ts';
import { namespaces, type XmlElement } from '../../protocols/xml.ts';
import type { HttpExchange, HttpRequest } from '../session.ts';
import { createHttpTransport, type HttpTransportOptions } from './http.ts';
import type { Transport } from './transport.ts';
import { parseXml } from './xml.ts';

/** Longer than a hundred presets and profiles; a parser is not fed more. */
const maxDocumentLength = 500_000;

/** One question; ends in exactly one `OnvifReply` with its id. */
export interface OnvifCall {
  readonly id: number;
  readonly path: string;
  readonly request: OnvifRequest;
  /** The subscription it is about. */
  readonly pullPoint: PullPoint | null;
  /**
   * `anonymous`: without credentials. Otherwise the time now by the camera's clock, ms since 1970, because a
   * camera refuses what seems old to it; null: not known, then this PC's time is tried.
   */
  readonly createdAt: number | null | 'anonymous';
  readonly timeoutMs: number;
}

export interface OnvifReply {
  readonly id: number;
  readonly result:
    | {
        readonly ok: true;
        readonly status: number;
        /** The message in the SOAP body; null: no SOAP. */
        readonly body: XmlElement | null;
      }
    | { readonly ok: false; readonly reason: 'timeout' | 'broken' };
}

export interface OnvifTransportOptions extends HttpTransportOptions {
  readonly username: string;
  readonly password: string;
}

/** `http` is what carries it; another one only in tests. */
export function createOnvifTransport(
  options: OnvifTransportOptions,
  http: Transport<HttpRequest, HttpExchange> = createHttpTransport(options),
): Transport<OnvifCall, OnvifReply> {
  return {
    connect(sink) {
      const link = http.connect({
        up: () => sink.up(),
        down: (reason, refusal, detail) => sink.down(reason, refusal, detail),
        received: (exchange) => sink.received(replyOf(exchange)),
        unanswered: (exchange) => sink.unanswered(replyOf(exchange)),
      });
      return {
        send: (call) => link.send(requestOf(call, options)),
        close: () => link.close(),
      };
    },
  };
}

function replyOf({ id, result }: HttpExchange): OnvifReply {
  if (!result.ok) return { id, result };
  const envelope = parseEnvelope(parseXml(result.body, maxDocumentLength));
  return { id, result: { ok: true, status: result.status, body: envelope?.body ?? null } };
}

function requestOf(call: OnvifCall, { username, password }: OnvifTransportOptions): HttpRequest {
  const { prefix, name, action = `${namespaces[prefix]}/${name}` } = operations[call.request.type];
  const { createdAt, pullPoint } = call;
  const token = createdAt === 'anonymous' ? null : usernameToken(username, password, createdAt ?? Date.now());
  const addressing = pullPoint && {
    action,
    to: pullPoint.address,
    referenceParameters: pullPoint.referenceParameters,
  };
  return {
    id: call.id,
    method: 'POST',
    path: call.path,
    headers: { 'Content-Type': `application/soap+xml; charset=utf-8; action="${action}"` },
    body: encodeEnvelope(encodeRequest(call.request), { token, addressing }),
    timeoutMs: call.timeoutMs,
  };
}

function usernameToken(username: string, password: string, createdAtMs: number): UsernameToken {
  const nonce = randomBytes(20);
  const created = dateTime(createdAtMs);
  const digest = createHash('sha1').update(nonce).update(created).update(password).digest('base64');
  return { username, digest, nonce: nonce.toString('base64'), created };
}

export interface DiscoverOptions {
  readonly listenMs: number;
  /** The address of ours to search from, on a PC with several networks. */
  readonly from?: string;
  /** Whom to ask instead of everybody. */
  readonly to?: { readonly host: string; readonly port: number };
}

const maxFound = 256;
/** A datagram may be lost: the question goes out once more. */
const askAgainMs = 200;

/** The cameras that answer within `listenMs`, each once. Rejects when this PC cannot ask. */
export function discover(options: DiscoverOptions): Promise<readonly Found[]> {
  const { host, port } = options.to ?? discoveryAddress;
  const messageId = `urn:uuid:${randomUUID()}`;
  const probe = encodeProbe(messageId);
  const found = new Map<string, Found>();
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    const timers: NodeJS.Timeout[] = [];
    const end = (finish: () => void): void => {
      for (const timer of timers) clearTimeout(timer);
      socket.close();
      finish();
    };
    const ask = (): void => socket.send(probe, port, host, () => undefined);
    socket.once('error', (error) => end(() => reject(error)));
    socket.on('message', (data) => {
      for (const match of parseProbeMatches(parseXml(data.toString('utf8'), maxDocumentLength), messageId))
        if (found.size < maxFound) found.set(match.endpoint, match);
    });
    socket.bind(0, options.from, () => {
      if (options.from !== undefined) socket.setMulticastInterface(options.from);
      timers.push(
        setTimeout(ask, askAgainMs),
        setTimeout(() => end(() => resolve([...found.values()])), options.listenMs),
      );
      ask();
    });
  });
}
