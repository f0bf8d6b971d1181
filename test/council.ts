/**
 * A daemon with a council whose members take part from elsewhere, and clients of their pages as a browser is one:
 * over TLS with the daemon's authority, by link and PIN, on the WebSocket. No hall is behind it.
 */
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { CastInput, Receipt, SeatMessage, SeatOwn, SeatShared } from '../protocols/api/seat.ts';
import type { ClerkView } from '../protocols/api/views.ts';
import { applyMergePatch } from '../ui/live/merge-patch.ts';
import { remoteCouncil } from './bench/remote-council.ts';
import type { ConfigInput } from '../daemon/cli/rehearsal-config.ts';
import {
  eventually,
  sendCommand,
  signIn,
  startDaemonProcess,
  temporaryFolder,
  type CommandReply,
  type DaemonProcess,
  type Endings,
} from './running.ts';

export const councilPin = { operator: '111111', chair: '222222', clerk: '333333' } as const;
export const personOf = (index: number): string => `mitglied-${index}`;

export interface Link {
  readonly url: string;
  readonly pin: string;
  readonly token: string;
}

export interface DoorReply {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly cookie: string;
}

export interface Council {
  readonly daemon: DaemonProcess;
  readonly dataDir: string;
  readonly clerk: string;
  readonly chair: string;
  /** As the clerk; throws unless it is done. */
  command(name: string, input?: unknown): Promise<void>;
  /** As chair or clerk, whatever the answer. */
  ask(name: string, input?: unknown, cookie?: string): Promise<CommandReply>;
  view(): Promise<ClerkView>;
  link(person: string): Promise<Link>;
  door(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<DoorReply>;
  /** From another loopback address: sign-ins are counted for each. */
  doorFrom(from: string, method: string, path: string, body?: unknown): Promise<DoorReply>;
  /** Signs in and returns the cookie. */
  enter(person: string): Promise<string>;
  page(cookie: string): Promise<MemberPage>;
  /** The same data folder, another process. */
  restart(kill?: NodeJS.Signals): Promise<void>;
  openBallot(question?: Record<string, unknown>): Promise<string>;
}

export interface MemberPage {
  shared(): SeatShared | null;
  own(): SeatOwn | null;
  readonly messages: readonly SeatMessage[];
  /** Sends a cast and waits for its answer; rejects when the line ends before. */
  cast(input: CastInput): Promise<Extract<SeatMessage, { type: 'receipt' | 'refused' }>>;
  wish(wish: string, input?: unknown): Promise<Extract<SeatMessage, { type: 'done' | 'refused' }>>;
  send(text: string): void;
  /** The daemon's word for why it ended, once it has. */
  readonly ended: Promise<string | null>;
  close(): void;
}

let casts = 0;
/** As a page makes them. */
export const castId = (): string => `cast-${process.pid}-${++casts}`;

export async function startCouncil(
  endings: Endings,
  options: {
    readonly size: number;
    readonly inRoom?: readonly number[];
    readonly change?: (config: ConfigInput) => ConfigInput;
  },
): Promise<Council> {
  const dataDir = join(temporaryFolder(endings), 'data');
  const plain = remoteCouncil(options.size);
  const config = options.change?.(plain) ?? plain;
  let daemon = await startDaemonProcess({ config, dataDir });
  endings.add(null, () => daemon.stop().then(() => undefined));
  const authority = readFileSync(join(dataDir, 'authority.pem'));
  let agent = new Agent({ ca: authority, keepAlive: true });
  endings.add(null, () => agent.destroy());
  let clerk = await signIn(daemon.url, 'clerk', councilPin.clerk);
  let chair = await signIn(daemon.url, 'chair', councilPin.chair);
  let ballots = 0;

  const doorUrl = (): string => daemon.membersUrl ?? '';
  const council: Council = {
    get daemon() {
      return daemon;
    },
    dataDir,
    get clerk() {
      return clerk;
    },
    get chair() {
      return chair;
    },
    async command(name, input = {}) {
      const { status, body } = await sendCommand(daemon.url, clerk, name, input);
      if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`);
    },
    ask: (name, input = {}, cookie = clerk) => sendCommand(daemon.url, cookie, name, input),
    async view() {
      const response = await fetch(`${daemon.url}/api/views/clerk`, { headers: { cookie: clerk } });
      if (!response.ok) throw new Error(`view: ${response.status} ${await response.text()}`);
      return (await response.json()) as ClerkView;
    },
    async link(person) {
      const response = await fetch(`${daemon.url}/api/members/${person}/link`, {
        method: 'POST',
        headers: { cookie: clerk },
      });
      if (!response.ok) throw new Error(`link: ${response.status} ${await response.text()}`);
      const { url, pin } = (await response.json()) as { url: string; pin: string };
      return { url, pin, token: url.split('#')[1] ?? '' };
    },
    door: (method, path, body, headers = {}) => askDoor(agent, `${doorUrl()}${path}`, method, body, headers),
    doorFrom: (from, method, path, body) => askDoor(agent, `${doorUrl()}${path}`, method, body, {}, from),
    async enter(person) {
      const { token, pin } = await council.link(person);
      const { status, body, cookie } = await council.door('POST', '/api/seat/session', { token, pin });
      if (status !== 200) throw new Error(`${person}: ${status} ${JSON.stringify(body)}`);
      return cookie;
    },
    page: (cookie) => openPage(endings, agent, doorUrl(), cookie),
    async restart(kill = 'SIGTERM') {
      daemon.kill(kill);
      await daemon.ended;
      agent.destroy();
      agent = new Agent({ ca: authority, keepAlive: true });
      daemon = await startDaemonProcess({ config, dataDir });
      clerk = await signIn(daemon.url, 'clerk', councilPin.clerk);
      chair = await signIn(daemon.url, 'chair', councilPin.chair);
    },
    async openBallot(question = {}) {
      const id = `b${++ballots}`;
      await council.command('ballot/open', {
        id,
        text: 'Das Konzept wird beschlossen.',
        kind: 'device',
        ...question,
      });
      return id;
    },
  };

  await council.command('sitting/prepare', {
    id: 'sitzung',
    body: 'rat',
    title: 'Sitzung',
    date: '2026-11-25',
    chair: personOf(0),
    items: [
      { id: 'top', number: '7', title: 'Radwege', isPublic: true },
      { id: 'zu', number: '8', title: 'Grundstück', isPublic: false },
    ],
  });
  for (let index = 0; index < options.size; index++)
    await council.command('attendance/set', {
      person: personOf(index),
      status: index === 0 || options.inRoom?.includes(index) ? 'room' : 'remote',
    });
  await council.command('sitting/open');
  await council.command('agenda/begin', { item: 'top' });
  return council;
}

function askDoor(
  agent: Agent,
  url: string,
  method: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
  from?: string,
): Promise<DoorReply> {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method,
        agent,
        ...(from === undefined ? {} : { localAddress: from }),
        headers: {
          ...(text === ''
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          ...headers,
        },
      },
      (response) => {
        let answer = '';
        response.on('data', (chunk: Buffer) => {
          answer += chunk.toString('utf8');
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: answer.startsWith('{') ? (JSON.parse(answer) as Record<string, unknown>) : { text: answer },
            cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

async function openPage(endings: Endings, agent: Agent, url: string, cookie: string): Promise<MemberPage> {
  const socket = new WebSocket(`${url.replace('https', 'wss')}/api/seat/live`, {
    agent,
    headers: { cookie },
  });
  endings.add(socket, (it) => it.terminate());
  const messages: SeatMessage[] = [];
  let shared: SeatShared | null = null;
  let own: SeatOwn | null = null;
  let reason: string | null = null;
  const waiting = new Map<string, { resolve: (message: never) => void; reject: (error: Error) => void }>();
  const ended = new Promise<string | null>((resolve) => {
    socket.once('close', () => {
      for (const { reject } of waiting.values()) reject(new Error('the line is gone'));
      resolve(reason);
    });
  });
  socket.on('error', () => socket.terminate());
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as SeatMessage;
    messages.push(message);
    switch (message.type) {
      case 'snapshot':
        shared = message.view;
        break;
      case 'delta':
        shared = applyMergePatch(shared, message.patch) as SeatShared;
        break;
      case 'own':
        ({ own } = message);
        break;
      case 'ended':
        reason = message.error;
        break;
      case 'heartbeat':
        break;
      case 'receipt':
        waiting.get(message.receipt.cast)?.resolve(message as never);
        waiting.delete(message.receipt.cast);
        break;
      case 'refused':
      case 'done':
        waiting.get(message.id)?.resolve(message as never);
        waiting.delete(message.id);
    }
  });
  const answerTo = <Answer>(id: string, text: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (socket.readyState !== socket.OPEN) {
        reject(new Error('the line is gone'));
        return;
      }
      waiting.set(id, { resolve, reject });
      socket.send(text);
    });
  let wishes = 0;
  await Promise.race([new Promise((resolve) => socket.once('open', resolve)), ended]);
  if (socket.readyState === socket.OPEN) {
    socket.send(JSON.stringify({ type: 'subscribe' }));
    await Promise.race([eventually('the page has its view', () => shared && own), ended]);
  }
  return {
    shared: () => shared,
    own: () => own,
    messages,
    cast: (input) => answerTo(input.cast, JSON.stringify({ type: 'cast', ...input })),
    wish(wish, input = {}) {
      const id = `w${++wishes}`;
      return answerTo(id, JSON.stringify({ type: 'wish', id, wish, input }));
    },
    send: (text) => socket.send(text),
    ended,
    close: () => socket.close(),
  };
}

export const receiptOf = (answer: SeatMessage): Receipt => {
  if (answer.type !== 'receipt') throw new Error(JSON.stringify(answer));
  return answer.receipt;
};
