/**
 * A device that reports by opening TCP connections to a port of ours, one for each report or for several.
 * Only connections from the device's own address are read, few at a time, each for a short while, and what
 * comes on one is cut into messages by the protocol's codec with its bound. Nothing is ever sent back. The
 * port it got is reported first (`listening`): the device has to be told it.
 */
import { lookup } from 'node:dns';
import { createServer, type Socket } from 'node:net';
import { noBytes, type StreamCodec } from '../../protocols/codec.ts';
import type { LinkSink, Transport } from './transport.ts';

export type Pushed<Message> =
  | { readonly type: 'listening'; readonly port: number }
  | { readonly type: 'message'; readonly message: Message }
  /** Bytes that are no message, or a message that broke off. */
  | { readonly type: 'garbage'; readonly count: number };

export interface PushedOptions<Message> {
  /** 0: any free one, and the same again after the link was lost. */
  readonly port: number;
  /** The address of ours to listen on; absent: all. */
  readonly host?: string | undefined;
  /** The device's name or address. */
  readonly from: string;
  readonly codec: Pick<StreamCodec<Message>, 'decode'>;
}

const maxConnections = 8;
/** A report is a few hundred bytes long and comes at once. */
const maxBytesPerConnection = 256 * 1024;
const idleMs = 10_000;

export function createPushedTransport<Message>(
  options: PushedOptions<Message>,
): Transport<never, Pushed<Message>> {
  let preferred = options.port;
  return {
    connect(sink) {
      let over = false;
      let expected: readonly string[] = [];
      const sockets = new Set<Socket>();
      const server = createServer((socket) => {
        const isDevice = expected.includes(plainAddress(socket.remoteAddress));
        if (over || !isDevice || sockets.size >= maxConnections) {
          socket.destroy();
          return;
        }
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
        read(socket, options.codec, sink, () => over);
      });
      const end = (reason: string): void => {
        if (over) return;
        over = true;
        for (const socket of sockets) socket.destroy();
        server.close();
        sink.down(reason);
      };
      server.on('error', (error) => {
        // The free port of last time may be somebody else's by now.
        preferred = options.port;
        end(error.message);
      });
      lookup(options.from, { all: true }, (error, addresses) => {
        if (over) return;
        if (error) {
          end(error.message);
          return;
        }
        expected = addresses.map(({ address }) => plainAddress(address));
        server.listen(preferred, options.host, () => {
          const bound = server.address();
          if (over || typeof bound !== 'object' || !bound) return;
          preferred = bound.port;
          sink.up();
          sink.received({ type: 'listening', port: bound.port });
        });
      });
      return { send: () => undefined, close: () => end('closed') };
    },
  };
}

/** IPv4 addresses as such, also where the listener speaks IPv6. */
const plainAddress = (address: string | undefined): string => (address ?? '').replace(/^::ffff:/i, '');

function read<Message>(
  socket: Socket,
  codec: Pick<StreamCodec<Message>, 'decode'>,
  sink: LinkSink<Pushed<Message>>,
  isOver: () => boolean,
): void {
  let pending = noBytes;
  let length = 0;
  const garbage = (count: number): void => {
    if (count > 0 && !isOver()) sink.received({ type: 'garbage', count });
  };
  socket.setTimeout(idleMs, () => socket.destroy());
  socket.on('data', (chunk: Uint8Array) => {
    if (isOver()) return;
    length += chunk.length;
    const decoded = codec.decode(pending, chunk);
    pending = decoded.pending;
    for (const message of decoded.messages) if (!isOver()) sink.received({ type: 'message', message });
    garbage(decoded.garbage);
    if (length > maxBytesPerConnection) socket.destroy();
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    if (pending.length > 0) garbage(1);
  });
}
