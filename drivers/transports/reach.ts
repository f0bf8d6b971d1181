/**
 * Looks whether the stream's server can be reached: a connection that is closed at once, only to the address that the
 * config names, and only when somebody asks.
 */
import { connect } from 'node:net';

const defaultPorts: Readonly<Record<string, number>> = {
  'rtmp:': 1935,
  'rtmps:': 443,
  'http:': 80,
  'https:': 443,
};

const limitMs = 5000;

/** null: it cannot be found out for this kind of address (SRT answers no stranger). Never rejects. */
export function reach(server: string): Promise<boolean | null> {
  const { protocol, hostname, port } = new URL(server);
  const known = defaultPorts[protocol];
  if (known === undefined) return Promise.resolve(null);
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replaceAll(/[[\]]/g, ''),
      port: port === '' ? known : Number(port),
    });
    const end = (isReached: boolean): void => {
      socket.destroy();
      resolve(isReached);
    };
    socket.setTimeout(limitMs, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
