/**
 * Datagrams that a device sends to whoever listens: to a port of ours, or to a multicast group. Nothing is
 * ever sent back. Datagrams of other hosts than `from` are dropped.
 */
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns';
import type { Transport } from './transport.ts';

export interface ListeningOptions {
  readonly port: number;
  /** The address of ours to listen on; with a group: the interface to join it on. */
  readonly host?: string;
  readonly group?: string;
  /** The device's name or address; absent: anybody's datagrams are taken. */
  readonly from?: string;
}

export function createListeningTransport(options: ListeningOptions): Transport<never, Uint8Array> {
  return {
    connect(sink) {
      let over = false;
      let expected: string | null = null;
      // Several programs on this PC may follow the same group.
      const socket = createSocket({ type: 'udp4', reuseAddr: options.group !== undefined });
      const end = (reason: string): void => {
        if (over) return;
        over = true;
        socket.close();
        sink.down(reason);
      };
      socket.on('error', (error) => end(error.message));
      socket.on('message', (data, { address }) => {
        if (!over && (expected === null || address === expected)) sink.received(data);
      });
      const bind = (): void => {
        if (over) return;
        socket.bind({ port: options.port, ...(options.group ? {} : { address: options.host }) }, () => {
          if (over) return;
          try {
            if (options.group) socket.addMembership(options.group, options.host);
          } catch (error) {
            end(error instanceof Error ? error.message : 'no multicast');
            return;
          }
          sink.up();
        });
      };
      if (options.from === undefined) setImmediate(bind);
      else
        lookup(options.from, { family: 4 }, (error, address) => {
          if (error) end(error.message);
          else {
            expected = address;
            bind();
          }
        });
      return { send: () => undefined, close: () => end('closed') };
    },
  };
}
