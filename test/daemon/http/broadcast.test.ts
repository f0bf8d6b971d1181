/** Captions in, files of a recording out, and the look at the stream's server: over HTTP, as others use them. */
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import {
  createEndings,
  devicesReady,
  eventually,
  pins,
  readView,
  sendCommand,
  signIn,
  startDaemonProcess,
  startHall,
  temporaryFolder,
  type Hall,
} from '../../running.ts';

const endings = createEndings();
afterAll(() => endings.run());
const captionsPin = 'untertitel-1';

let url: string;
let operator: string;
let chair: string;
let hall: Hall;

beforeAll(async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endings.add(null, () => void server.close());
  const { port } = server.address() as AddressInfo;
  closeServer = async () => {
    server.close();
    await once(server, 'close');
  };
  hall = endings.add(await startHall({ seats: 6, cameras: 1 }), (it) => it.close());
  const config = {
    ...hall.config,
    broadcast: {
      ...hall.config.broadcast,
      recording: { allowed: true },
      captions: { lagMs: 300 },
      stream: { server: `rtmp://127.0.0.1:${port}/live` },
    },
    access: { pins: { ...pins, captions: captionsPin } },
  };
  const daemon = endings.add(
    await startDaemonProcess({ config, dataDir: join(temporaryFolder(endings), 'data') }),
    (it) => it.stop(),
  );
  url = daemon.url;
  operator = await signIn(url, 'operator');
  chair = await signIn(url, 'chair');
  await devicesReady(url, operator);
});
let closeServer: () => Promise<void> = () => Promise.resolve();

const say = async (text: string, pin: string | null = captionsPin, final = true) => {
  const response = await fetch(`${url}/api/captions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(pin === null ? {} : { authorization: `Bearer ${pin}` }),
    },
    body: JSON.stringify({ text, final }),
  });
  return { status: response.status, body: (await response.json()) as { taken?: boolean; error?: string } };
};
const captions = async (): Promise<unknown> =>
  ((await (await fetch(`${url}/api/views/display`)).json()) as { captions?: string[] }).captions;

describe('captions', () => {
  test('are taken from whoever has their PIN, and from nobody else', async () => {
    for (const pin of [null, 'falsch', pins.operator]) expect((await say('x', pin)).status).toBe(401);
    expect(await say('x')).toEqual({ status: 200, body: { taken: false } });
  });

  test('and that PIN opens nothing else', async () => {
    const authorization = `Bearer ${captionsPin}`;
    for (const path of ['/api/views/operator', '/api/views/chair', '/api/recordings/r1/chapters.vtt'])
      expect((await fetch(`${url}${path}`, { headers: { authorization } })).status, path).toBe(401);
  });

  test('are shown in the public part only, and gone with it', async () => {
    await sendCommand(url, operator, 'broadcast/open', { confirmed: true });
    await eventually('the lag has passed', async () => (await say('Guten Abend')).body.taken);
    expect(await captions()).toEqual(['Guten Abend']);
    await sendCommand(url, operator, 'broadcast/non-public');
    expect(await captions()).toBeUndefined();
    expect((await say('geheim')).body).toEqual({ taken: false });
    await sendCommand(url, operator, 'broadcast/prepare');
    await sendCommand(url, operator, 'broadcast/open', { confirmed: true });
    expect(await captions()).toBeUndefined();
  });

  test('come by WebSocket as well, with the PIN in the first message; a wrong one, rubbish and a flood end it', async () => {
    const connect = async (): Promise<{ socket: WebSocket; answers: unknown[]; closed: Promise<number> }> => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/api/captions/live`);
      const answers: unknown[] = [];
      socket.on('message', (data: Buffer) => answers.push(JSON.parse(data.toString())));
      const closed = once(socket, 'close').then(([code]) => Number(code));
      await once(socket, 'open');
      return { socket, answers, closed };
    };
    const good = await connect();
    good.socket.send(JSON.stringify({ pin: captionsPin }));
    await eventually('a line is taken', async () => {
      good.socket.send(JSON.stringify({ text: 'Zweite Zeile' }));
      return good.answers.some((each) => JSON.stringify(each) === '{"taken":true}');
    });
    for (const first of [
      JSON.stringify({ pin: 'falsch' }),
      'kein JSON',
      JSON.stringify({ text: 'ohne PIN' }),
    ]) {
      const bad = await connect();
      bad.socket.send(first);
      expect(await bad.closed).toBe(1008);
    }
    for (let count = 0; count < 60; count++) good.socket.send(JSON.stringify({ text: 'Flut' }));
    expect(await good.closed).toBe(1008);
  });
});

describe('a recording', () => {
  const file = (name: string, cookie: string | null, recording = 'r1') =>
    fetch(`${url}/api/recordings/${recording}/${name}`, { headers: cookie === null ? {} : { cookie } });

  test('has its chapters and captions as files, for the operator and the clerk', async () => {
    expect((await sendCommand(url, operator, 'broadcast/start-recording')).status).toBe(200);
    await eventually(
      'it is told',
      async () => (await readView(url, operator)).broadcast.recording.chapters.length === 1,
    );
    for (const person of ['vorsitz', ...[1, 2, 3, 4, 5].map((seat) => `mitglied-${seat}`)])
      await sendCommand(url, operator, 'people/consent', { person, recording: true });
    await eventually('a line is taken', async () => (await say('Zur Sache')).body.taken);
    await hall.control('POST', '/seats/2/press');
    await eventually('2 speaks', async () => (await readView(url, operator)).open.includes(2));
    await sendCommand(url, operator, 'broadcast/stop-recording');
    const [vtt, json, text, said] = await Promise.all(
      ['chapters.vtt', 'chapters.json', 'chapters.txt', 'captions.vtt'].map((name) => file(name, operator)),
    );
    expect(vtt?.headers.get('content-type')).toMatch(/^text\/vtt/);
    expect(await vtt?.text()).toMatch(/^WEBVTT\n/);
    if (!json) throw new Error('no chapters');
    const { chapters } = (await json.json()) as { chapters: { title: string }[] };
    expect(chapters.map(({ title }) => title)).toContain((await readView(url, operator)).seats['2']?.name);
    expect(await text?.text()).toMatch(/^0:00 /);
    await eventually('the line is in the file', async () =>
      (await (await file('captions.vtt', operator)).text()).includes('Zur Sache'),
    );
    expect(said?.status).toBe(200);
    await hall.control('POST', '/seats/2/release');
  });

  test('is nobody else’s, and one that does not exist is none', async () => {
    expect((await file('chapters.vtt', null)).status).toBe(401);
    expect((await file('chapters.vtt', chair)).status).toBe(403);
    expect((await file('chapters.vtt', operator, 'r99')).status).toBe(404);
    expect((await file('secret.txt', operator)).status).toBe(400);
  });
});

test('the look at the stream’s server finds it, and finds it gone', async () => {
  const found = async (): Promise<string | undefined> => {
    expect((await sendCommand(url, operator, 'broadcast/probe')).status).toBe(200);
    return (await readView(url, operator)).broadcast.preflight.find(({ id }) => id === 'reachable')?.state;
  };
  expect(await found()).toBe('ok');
  await closeServer();
  expect(await found()).toBe('fault');
});
