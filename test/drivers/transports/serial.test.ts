/** A serial line on a real tty: a pair of ptys made by socat. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, watch } from 'node:fs';
import { closeSync, constants, existsSync, openSync, readSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createSerialTransport } from '../../../drivers/transports/serial.ts';
import { hasPrograms } from '../../programs.ts';
import { connectTo } from './listener.ts';

const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface Pair {
  readonly near: string;
  /** The far end, as a file. */
  readonly far: number;
  readonly socat: ChildProcess;
}

async function openPair(): Promise<Pair> {
  const directory = mkdtempSync(join(tmpdir(), 'saalregie-pty-'));
  const [near, far] = [join(directory, 'near'), join(directory, 'far')];
  const appeared = new Promise<void>((resolve) => {
    const watcher = watch(directory, () => {
      if (!existsSync(near) || !existsSync(far)) return;
      watcher.close();
      resolve();
    });
  });
  const socat = spawn('socat', [`PTY,link=${near},raw,echo=0`, `PTY,link=${far},raw,echo=0`]);
  const ended = new Promise<void>((resolve) => socat.once('exit', () => resolve()));
  ends.push(async () => {
    socat.kill();
    await ended;
    rmSync(directory, { recursive: true });
  });
  await appeared;
  const file = openSync(far, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  ends.push(() => closeSync(file));
  return { near, far: file, socat };
}

function connect(path: string) {
  const connection = connectTo(createSerialTransport({ path, baud: 9600 }));
  ends.push(() => connection.link.close());
  return connection;
}

/** What has arrived at the far end, once so many bytes are there. */
async function readFar(file: number, length: number): Promise<string> {
  const buffer = Buffer.alloc(1000);
  let at = 0;
  while (at < length) {
    try {
      at += readSync(file, buffer, at, buffer.length - at, null);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  return buffer.subarray(0, at).toString('latin1');
}

describe.skipIf(!hasPrograms('serial lines', ['socat']))('on a tty', () => {
  test('bytes both ways, control characters and all, nothing echoed', async () => {
    const { near, far } = await openPair();
    const { link, received, until, isUp } = connect(near);
    await until(isUp);
    link.send(Uint8Array.of(0xe6, 0xf1, 0x00, 0x0d, 0x0a, 0x03, 0x11));
    expect(await readFar(far, 7)).toBe('\u00e6\u00f1\u0000\r\n\u0003\u0011');
    writeSync(far, Buffer.from([0x02, 0x0d, 0xff, 0x13]));
    const bytes = (): number[] => received.flatMap((data) => [...data]);
    await until(() => bytes().length === 4);
    expect(bytes()).toEqual([0x02, 0x0d, 0xff, 0x13]);
  });

  test('the adapter is pulled out: down', async () => {
    const { near, socat } = await openPair();
    const connection = connect(near);
    await connection.until(connection.isUp);
    socat.kill();
    await connection.until(() => connection.down() !== null);
  });

  test('no such port: down, and never up', async () => {
    const connection = connect('/dev/saalregie-no-such-port');
    await connection.until(() => connection.down() !== null);
    expect(connection.isUp()).toBe(false);
    expect(connection.down()?.reason).toMatch(/no-such-port|No such file/);
  });

  test('closed by us and opened again', async () => {
    const { near, far } = await openPair();
    // The pair ends with its last reader: this one stays.
    const holder = openSync(near, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
    ends.push(() => closeSync(holder));
    const first = connect(near);
    await first.until(first.isUp);
    first.link.close();
    expect(first.down()?.reason).toBe('closed');
    const second = connect(near);
    await second.until(second.isUp);
    second.link.send(Uint8Array.of(0x41));
    expect(await readFar(far, 1)).toBe('A');
  });
});
