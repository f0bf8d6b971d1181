import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { get } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../protocols/clock.ts';
import { servePicture, type PictureServer } from '../../simulators/picture.ts';
import { standardChamber } from '../../simulators/world/chamber.ts';
import { renderJpeg } from '../../simulators/world/render.ts';

const ffmpeg = '/usr/bin/ffmpeg';
const servers: PictureServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(frame: () => Uint8Array): Promise<PictureServer> {
  const server = await servePicture({ host: '127.0.0.1', port: 0, framesPerSecond: 50, frame });
  servers.push(server);
  return server;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe('the picture server', () => {
  it('makes frames only while somebody watches', async () => {
    let made = 0;
    const server = await start(() => Uint8Array.of(0xff, 0xd8, made++ & 0xff));
    expect(made).toBe(0);
    const request = get({ host: '127.0.0.1', port: server.port, path: '/' });
    let bytes = 0;
    request.on('response', (response) => response.on('data', (data: Buffer) => (bytes += data.length)));
    request.on('error', () => undefined);
    await until(() => bytes > 300);
    request.destroy();
    let last = -1;
    // Nobody is left: after the frames under way the count stands still.
    await until(() => {
      const same = made === last;
      last = made;
      return same;
    });
    expect(made).toBeGreaterThan(2);
  });

  it('skips frames for a reader that does not read, and bounds the readers', async () => {
    let made = 0;
    const large = new Uint8Array(500_000);
    const server = await start(() => {
      made++;
      return large;
    });
    const request = get({ host: '127.0.0.1', port: server.port, path: '/' });
    request.on('error', () => undefined);
    const before = process.memoryUsage().arrayBuffers;
    await until(() => made > 60);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    request.destroy();
  });

  it('serves one frame as a JPEG and refuses everything else', async () => {
    const server = await start(() => Uint8Array.of(1, 2, 3));
    const url = `http://127.0.0.1:${server.port}`;
    const one = await fetch(`${url}/frame.jpg`);
    expect(one.headers.get('content-type')).toBe('image/jpeg');
    expect([...new Uint8Array(await one.arrayBuffer())]).toEqual([1, 2, 3]);
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
  });

  const missing = !existsSync(ffmpeg);
  if (missing && process.env['CI'] === 'true') throw new Error('ffmpeg is missing');
  it.skipIf(missing)('is read by ffmpeg as mpjpeg (needs ffmpeg)', async () => {
    const clock = createVirtualClock();
    const { world } = standardChamber({ seats: 12, cameras: 1, seed: 1, clock });
    const server = await start(() => renderJpeg(world, 'camera-1'));
    const url = `http://127.0.0.1:${server.port}/`;
    const child = spawn(ffmpeg, [
      '-v',
      'error',
      '-f',
      'mpjpeg',
      '-i',
      url,
      '-frames:v',
      '10',
      '-f',
      'rawvideo',
      '-pix_fmt',
      'gray',
      'pipe:1',
    ]);
    let bytes = 0;
    let errors = '';
    child.stdout.on('data', (data: Buffer) => (bytes += data.length));
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, errors, bytes }).toEqual({ code: 0, errors: '', bytes: 10 * 640 * 360 });
  });
});
