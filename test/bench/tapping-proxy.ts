/** A TCP proxy in front of an OBS that notes the moment at which a scene change arrives, and passes all on. */
import { connect, createServer, type Socket } from 'node:net';

export interface TappingProxy {
  readonly port: number;
  /** Resolves with `performance.now()` of the next arrival of a scene change. */
  nextSceneChange(): Promise<number>;
  close(): void;
}

const timeoutMs = 3000;

export async function createTappingProxy(targetPort: number): Promise<TappingProxy> {
  let waiting: ((at: number) => void) | null = null;
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const target = connect({ host: '127.0.0.1', port: targetPort, noDelay: true });
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        target.destroy();
      });
    }
    client.on('data', (data: Buffer) => {
      const at = performance.now();
      if (waiting && isSceneChange(data)) {
        const resolve = waiting;
        waiting = null;
        resolve(at);
      }
      target.write(data);
    });
    target.on('data', (data: Buffer) => client.write(data));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    nextSceneChange: () =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('no scene change in 3 s')), timeoutMs);
        waiting = (at) => {
          clearTimeout(timer);
          resolve(at);
        };
      }),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

const wanted = Buffer.from('"SetCurrentProgramScene"');

/** Clients mask their frames: unmasks each whole frame of the chunk and looks for the request. */
function isSceneChange(data: Buffer): boolean {
  for (let at = 0; at + 6 <= data.length;) {
    let length = (data[at + 1] ?? 0) & 0x7f;
    let head = 2;
    if (length === 126) {
      length = data.readUInt16BE(at + 2);
      head = 4;
    } else if (length === 127) return false;
    const mask = data.subarray(at + head, at + head + 4);
    const start = at + head + 4;
    const clear = data.subarray(start, start + length).map((byte, index) => byte ^ (mask[index % 4] ?? 0));
    if (Buffer.from(clear).includes(wanted)) return true;
    at = start + length;
  }
  return false;
}
