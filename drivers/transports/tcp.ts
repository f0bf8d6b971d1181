/** TCP as a byte stream. Nagle is off: a cut must not wait for the next packet. */
import { createConnection } from 'node:net';
import type { Transport } from './transport.ts';

/** More unsent bytes than this and the link counts as stuck: an answer would come too late to matter. */
const maxUnsentBytes = 256 * 1024;

export function createTcpTransport(options: {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs?: number;
}): Transport<Uint8Array, Uint8Array> {
  return {
    connect(sink) {
      let over = false;
      const socket = createConnection({ host: options.host, port: options.port, noDelay: true });
      const end = (reason: string): void => {
        if (over) return;
        over = true;
        socket.destroy();
        sink.down(reason);
      };
      socket.setTimeout(options.connectTimeoutMs ?? 3000);
      socket.once('connect', () => {
        socket.setTimeout(0);
        if (!over) sink.up();
      });
      socket.on('timeout', () => end('no connection in time'));
      socket.on('data', (data: Uint8Array) => {
        if (!over) sink.received(data);
      });
      socket.on('error', (error) => end(error.message));
      socket.on('close', () => end('closed by the other side'));
      return {
        send(data) {
          if (over || !socket.writable) return;
          socket.write(data);
          if (socket.writableLength > maxUnsentBytes) end('the other side does not read');
        },
        close: () => end('closed'),
      };
    },
  };
}
