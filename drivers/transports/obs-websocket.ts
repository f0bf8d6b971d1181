/**
 * OBS over obs-websocket 5.x, and the only owner of the library obs-websocket-js (5.0.8). Two connections:
 * one for requests without any event subscription, because OBS answers about 42 ms late on one that has
 * them, and one for events. The library does handshake and authentication; it has no time limits and never
 * settles a call after a disconnect, so its `call` is not used: messages pass as they are, and deadlines
 * are the session's. "Up" when every connection is identified, down when one of them ends.
 */
import { OBSWebSocket, OBSWebSocketError } from 'obs-websocket-js/json';
import {
  clientFrame,
  closeCode,
  parseServerMessage,
  rpcVersion,
  type ClientMessage,
  type ServerMessage,
} from '../../protocols/obs-websocket/messages.ts';
import type { Refusal, Transport } from './transport.ts';

/** What a session sends: the library speaks Hello and Identify itself. */
export type ObsSent = Extract<ClientMessage, { type: 'request' | 'batch' }>;
export type ObsReceived =
  | Extract<ServerMessage, { type: 'event' | 'response' | 'batch-response' }>
  | { readonly type: 'garbage'; readonly reason: string };

export interface ObsTransportOptions {
  readonly host: string;
  readonly port: number;
  readonly password?: string;
  /** Bits of `eventSubscription`; 0: one connection for requests only. */
  readonly eventSubscriptions: number;
  readonly connectTimeoutMs?: number;
}

/** More unsent bytes than this and the link counts as stuck. */
const maxUnsentBytes = 1024 * 1024;
/** How long a closing handshake may take before the socket is torn down: a frozen OBS never answers it. */
const closeLimitMs = 500;

const refusals: ReadonlyMap<number, Refusal> = new Map<number, Refusal>([
  [closeCode.authenticationFailed, 'wrong-password'],
  [closeCode.unsupportedRpcVersion, 'wrong-version'],
  [closeCode.sessionInvalidated, 'kicked'],
]);

type Listener = (message: ObsReceived) => void;

/** The library's client with its ears open: every message goes to the listener before the library looks at it. */
class TappedClient extends OBSWebSocket {
  readonly #listener: Listener;

  constructor(listener: Listener) {
    super();
    this.#listener = listener;
  }

  /** Sends a request or batch under our own id. */
  post(message: ObsSent): void {
    const { op, d } = clientFrame(message);
    // As the library's own `message`, minus its promise: a closed socket is reported by `ConnectionClosed`.
    if (this.identified) this.socket?.send(JSON.stringify({ op, d }));
  }

  get unsentBytes(): number {
    return this.socket?.bufferedAmount ?? 0;
  }

  /** Says goodbye, and tears the socket down when nobody answers. */
  leave(): void {
    const { socket } = this;
    if (!socket) return;
    socket.close();
    if (!('terminate' in socket) || typeof socket.terminate !== 'function') return;
    const terminate = socket.terminate.bind(socket) as () => void;
    const timer = setTimeout(terminate, closeLimitMs);
    timer.unref();
    this.once('ConnectionClosed', () => clearTimeout(timer));
  }

  protected override async decodeMessage(
    text: string,
  ): ReturnType<InstanceType<typeof OBSWebSocket>['decodeMessage']> {
    const parsed = parseServerMessage(text);
    if (!parsed.ok) {
      this.#listener({ type: 'garbage', reason: parsed.reason });
      throw new Error(parsed.reason);
    }
    const { message } = parsed;
    if (message.type !== 'hello' && message.type !== 'identified') this.#listener(message);
    return super.decodeMessage(text);
  }
}

export function createObsTransport(options: ObsTransportOptions): Transport<ObsSent, ObsReceived> {
  // An IPv6 address needs brackets in a URL.
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  const url = `ws://${host}:${options.port}`;
  const subscriptions = options.eventSubscriptions === 0 ? [0] : [0, options.eventSubscriptions];

  return {
    connect(sink) {
      let over = false;
      let identified = 0;
      const clients = subscriptions.map(
        () =>
          new TappedClient((message) => {
            if (!over && identified === subscriptions.length) sink.received(message);
          }),
      );
      const timer = setTimeout(() => end('no connection in time'), options.connectTimeoutMs ?? 3000);

      function end(reason: string, refusal?: Refusal): void {
        if (over) return;
        over = true;
        clearTimeout(timer);
        for (const client of clients) client.leave();
        sink.down(reason, refusal);
      }

      function failed(error: unknown): void {
        const code = error instanceof OBSWebSocketError ? error.code : 0;
        const text = error instanceof Error ? error.message : 'failed';
        end(text === '' ? `closed with code ${code}` : text, refusals.get(code));
      }

      for (const [index, client] of clients.entries()) {
        client.on('ConnectionClosed', failed);
        client
          .connect(url, options.password, { rpcVersion, eventSubscriptions: subscriptions[index] ?? 0 })
          .then(() => {
            identified++;
            if (over || identified < subscriptions.length) return;
            clearTimeout(timer);
            sink.up();
          }, failed);
      }

      return {
        send(message) {
          const requests = clients[0];
          if (over || !requests || identified < subscriptions.length) return;
          requests.post(message);
          if (requests.unsentBytes > maxUnsentBytes) end('the other side does not read');
        },
        close: () => end('closed'),
      };
    },
  };
}
