/**
 * Where a stream arrives: ffmpeg as RTMP server, writing what it is sent to a file, behind a line of our own that can
 * be cut or held. What leaked is judged from that file alone.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { freePort, isListening } from '../running.ts';

export interface Receiver {
  /** As OBS wants it: `rtmp://127.0.0.1:PORT/live`. */
  readonly server: string;
  readonly key: string;
  /** Bytes of the present recording. */
  bytes(): number;
  /** Takes the next stream into a new file. */
  next(): Promise<void>;
  /** The line to the server is gone, and stays so until `mend`. */
  cut(): void;
  mend(): void;
  /** Ends the present recording; the file that holds it. */
  finish(): Promise<string>;
  stop(): Promise<void>;
}

export async function openReceiver(folder: string): Promise<Receiver> {
  let take = 0;
  let ffmpeg: ChildProcess | null = null;
  let behind = 0;
  let isCut = false;
  const sockets = new Set<Socket>();

  // OBS keeps one address; behind it every recording has a server of its own.
  const line = createServer((from) => {
    if (isCut) return from.destroy();
    const to = connect({ host: '127.0.0.1', port: behind });
    for (const socket of [from, to]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        from.destroy();
        to.destroy();
      });
    }
    from.pipe(to);
    to.pipe(from);
    return undefined;
  }).listen(0, '127.0.0.1');
  await once(line, 'listening');
  const { port } = line.address() as AddressInfo;
  const fileOf = (number: number): string => join(folder, `take-${number}.flv`);

  async function end(): Promise<void> {
    const process = ffmpeg;
    ffmpeg = null;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const gone = once(process, 'exit');
    // Asked politely it writes what it has.
    process.kill('SIGINT');
    const impatient = setTimeout(() => process.kill('SIGKILL'), 5000);
    await gone;
    clearTimeout(impatient);
  }

  return {
    server: `rtmp://127.0.0.1:${port}/live`,
    key: 'only-for-this-test',
    bytes() {
      try {
        return statSync(fileOf(take)).size;
      } catch {
        return 0;
      }
    },
    async next() {
      await end();
      isCut = false;
      take++;
      behind = await freePort();
      const from = `rtmp://127.0.0.1:${behind}/live/only-for-this-test`;
      ffmpeg = spawn(
        'ffmpeg',
        [
          '-loglevel',
          // A stream that is broken off is an error to it, and the point of the test.
          'fatal',
          '-listen',
          '1',
          '-f',
          'flv',
          '-i',
          from,
          '-c',
          'copy',
          '-flush_packets',
          '1',
          '-y',
          fileOf(take),
        ],
        { stdio: ['ignore', 'ignore', 'inherit'] },
      );
      // It takes one connection and no more: whether it listens is asked of the kernel, not by a knock.
      await listens(behind);
    },
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      isCut = false;
    },
    async finish() {
      await end();
      return fileOf(take);
    },
    async stop() {
      await end();
      for (const socket of sockets) socket.destroy();
      line.close();
    },
  };
}

/** `/proc/net/tcp`: a listening socket is in state 0A. */
async function listens(port: number): Promise<void> {
  const { readFile } = await import('node:fs/promises');
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  for (let tries = 0; tries < 200; tries++) {
    const table = await readFile('/proc/net/tcp', 'utf8');
    if (table.split('\n').some((row) => row.includes(`:${hex} 00000000:0000 0A`))) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`ffmpeg does not listen: ${await isListening(port)}`);
}
