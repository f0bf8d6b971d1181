/** WebSocket as whole text messages. Binary messages and those over a megabyte end the link. */
import { WebSocket } from 'ws';
import { connectTls, isNotTls, type TlsOptions } from './tls.ts';
import type { Refusal, Transport } from './transport.ts';

const maxMessageBytes = 1024 * 1024;
const maxUnsentBytes = 256 * 1024;
const connectTimeoutMs = 3000;

export interface WebSocketOptions {
  readonly host: string;
  readonly port: number;
  /** Begins with a slash. */
  readonly path: string;
  readonly subprotocol?: string;
  /** Present: wss. */
  readonly tls?: TlsOptions;
}

export function createWebSocketTransport(options: WebSocketOptions): Transport<string, string> {
  const { tls, host, port } = options;
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    connect(sink) {
      let over = false;
      let socket: WebSocket | null = null;
      const timer = setTimeout(() => end('no connection in time'), connectTimeoutMs);
      const secured = tls
        ? connectTls({ host, port }, tls, ({ verdict, shown }) => {
            if (verdict === 'trusted') open();
            else end('the certificate is not trusted', 'unknown-certificate', shown);
          })
        : null;
      secured?.on('error', (error) =>
        isNotTls(error) ? end('no TLS at this address', 'wrong-device') : end(error.message),
      );
      secured?.on('close', () => end('closed by the other side'));

      function end(reason: string, refusal?: Refusal, detail?: string): void {
        if (over) return;
        over = true;
        clearTimeout(timer);
        if (socket) socket.terminate();
        secured?.destroy();
        sink.down(reason, refusal, detail);
      }

      function open(): void {
        if (over) return;
        const opened = new WebSocket(`ws://${authority}${options.path}`, options.subprotocol ?? [], {
          maxPayload: maxMessageBytes,
          perMessageDeflate: false,
          handshakeTimeout: connectTimeoutMs,
          // The judged connection itself, so that nobody can step in between.
          ...(secured ? { createConnection: () => secured } : {}),
        });
        socket = opened;
        opened.on('open', () => {
          clearTimeout(timer);
          if (!over) sink.up();
        });
        opened.on('message', (data: Buffer, isBinary) => {
          if (isBinary) end('a binary message');
          else if (!over) sink.received(data.toString('utf8'));
        });
        // Something that speaks HTTP but not this: another device at this address.
        opened.on('unexpected-response', () => end('no WebSocket at this address', 'wrong-device'));
        opened.on('error', (error) => end(error.message));
        opened.on('close', (code) => end(`closed with code ${code}`));
      }

      if (!tls) setImmediate(open);
      return {
        send(text) {
          if (over || socket?.readyState !== WebSocket.OPEN) return;
          socket.send(text);
          if (socket.bufferedAmount > maxUnsentBytes) end('the other side does not read');
        },
        close: () => end('closed'),
      };
    },
  };
}
