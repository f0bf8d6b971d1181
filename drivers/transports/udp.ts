/** UDP as datagrams to and from one peer. Datagrams of others are ignored. "Up" means only that the socket is bound. */
import { createSocket } from 'node:dgram';
import type { Transport } from './transport.ts';

export function createUdpTransport(options: {
  readonly host: string;
  readonly port: number;
}): Transport<Uint8Array, Uint8Array> {
  return {
    connect(sink) {
      let over = false;
      const socket = createSocket('udp4');
      const end = (reason: string): void => {
        if (over) return;
        over = true;
        socket.close();
        sink.down(reason);
      };
      socket.on('error', (error) => {
        // An unreachable port is a fact about now, not the end of the socket: the session's silence rules decide.
        if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') end(error.message);
      });
      socket.on('message', (data) => {
        if (!over) sink.received(data);
      });
      // Connected sockets let the kernel drop datagrams of anybody else.
      socket.connect(options.port, options.host, () => {
        if (!over) sink.up();
      });
      return {
        send(data) {
          // Errors of a single datagram arrive through the callback; loss is the session's business.
          if (!over) socket.send(data, () => undefined);
        },
        close: () => end('closed'),
      };
    },
  };
}
