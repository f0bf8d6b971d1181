/** The live WebSocket as pages meet it: snapshot, gapless deltas, catching up, and who gets to see what. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Role } from '../../../protocols/api/commands.ts';
import { heartbeatMs } from '../../../protocols/api/timing.ts';
import {
  chairViewSchema,
  clerkViewSchema,
  displayViewSchema,
  operatorViewSchema,
  type View,
} from '../../../protocols/api/views.ts';
import { liveUrl, openLive, type LiveClient, type LiveOptions } from '../../live-client.ts';
import {
  createEndings,
  devicesReady,
  openPublicPart,
  sendCommand,
  signIn,
  startDaemonProcess,
  startHall,
  temporaryFolder,
  type DaemonProcess,
  type Hall,
} from '../../running.ts';

const endings = createEndings();
const perTest = createEndings();
let hall: Hall;
let daemon: DaemonProcess;
let operator: string;
let chair: string;
let clerk: string;

const schemas = {
  operator: operatorViewSchema,
  chair: chairViewSchema,
  clerk: clerkViewSchema,
  display: displayViewSchema,
} as const;

beforeAll(async () => {
  hall = endings.add(await startHall({ seats: 8, cameras: 1 }), (it) => it.close());
  daemon = endings.add(
    await startDaemonProcess({ config: hall.config, dataDir: join(temporaryFolder(endings), 'data') }),
    (it) => it.stop(),
  );
  operator = await signIn(daemon.url, 'operator');
  chair = await signIn(daemon.url, 'chair');
  clerk = await signIn(daemon.url, 'clerk');
  await devicesReady(daemon.url, operator);
});
afterAll(() => endings.run());
afterEach(() => perTest.run());

async function live<Name extends Role>(options: LiveOptions<Name>): Promise<LiveClient<Name>> {
  return perTest.add(await openLive(daemon.url, options), (it) => it.close());
}

const command = async (name: string, input: object = {}): Promise<void> => {
  const reply = await sendCommand(daemon.url, operator, name, input);
  if (reply.status !== 200) throw new Error(`${name}: ${reply.status} ${JSON.stringify(reply.body)}`);
};

/** The public part with an empty floor. */
async function openPublic(): Promise<void> {
  await openPublicPart(daemon.url, operator);
  await command('floor/mute-delegates');
}

describe('following a view', () => {
  test('starts with a snapshot; deltas without a gap then lead to what a fresh page sees', async () => {
    await openPublic();
    const first = await live({ view: 'operator', cookie: operator });
    expect(first.messages.map(({ type }) => type)).toEqual(['snapshot', 'heartbeat']);
    for (const seat of [1, 2, 3]) await hall.control('POST', `/seats/${seat}/press`);
    await first.until('three microphones are open', ({ open }) => open.length === 3);
    for (const seat of [2, 1, 3]) await hall.control('POST', `/seats/${seat}/release`);
    await first.until('all are closed', ({ open }) => open.length === 0);
    expect(first.messages.filter(({ type }) => type === 'delta').length).toBeGreaterThan(1);

    // At a quiet moment both must be the same to the last field.
    await first.until('the cameras stand', ({ cameras }) =>
      Object.values(cameras).every(({ motion }) => motion === 'still'),
    );
    const second = await live({ view: 'operator', cookie: operator });
    await first.until(
      'both have the same revision',
      () => first.position().revision >= second.position().revision,
    );
    await second.until(
      'both have the same revision',
      () => second.position().revision >= first.position().revision,
    );
    expect(second.view()).toEqual(first.view());
    expect(second.position()).toEqual(first.position());
  });

  test('a page that slept gets exactly the deltas it missed', async () => {
    const page = await live({ view: 'operator', cookie: operator });
    const other = await live({ view: 'operator', cookie: operator });
    const known = { ...page.position(), view: page.view() };
    page.close();
    await command('broadcast/sound-off');
    await other.until('the sound is off', ({ soundOff }) => soundOff);
    await command('broadcast/sound-on');
    const now = await other.until('the sound is left to the rules', ({ soundOff }) => !soundOff);
    const { revision } = other.position();
    expect(revision).toBeGreaterThan(known.revision + 1);

    const again = await live({ view: 'operator', cookie: operator, known });
    await again.until('it has caught up', () => again.position().revision >= revision);
    const revisions = again.messages.flatMap((message) =>
      message.type === 'delta' ? [message.revision] : [],
    );
    expect(again.messages.some(({ type }) => type === 'snapshot')).toBe(false);
    expect(revisions.slice(0, revision - known.revision)).toEqual(
      Array.from({ length: revision - known.revision }, (_, index) => known.revision + 1 + index),
    );
    expect(again.view().log.length).toBeGreaterThanOrEqual(now.log.length);
    expect(again.view().soundOff).toBe(false);
  });

  test('a page that missed nothing gets nothing but the heartbeat', async () => {
    const page = await live({ view: 'operator', cookie: operator });
    const known = { ...page.position(), view: page.view() };
    const again = await live({ view: 'operator', cookie: operator, known });
    expect(again.messages[0]?.type).toBe('heartbeat');
  });

  test('an epoch of another run, a revision from the future and one too old get a snapshot', async () => {
    const page = await live({ view: 'operator', cookie: operator });
    const { epoch, revision } = page.position();
    const view = page.view();
    for (const known of [
      { epoch: 'another-run', revision, view },
      { epoch, revision: revision + 1000, view },
      { epoch: '', revision: 0, view },
    ]) {
      const again = await live({ view: 'operator', cookie: operator, known });
      expect(again.messages[0]).toMatchObject({ type: 'snapshot', epoch });
    }
  });

  test('one connection changes its view by subscribing again', async () => {
    const socket = perTest.add(new WebSocket(liveUrl(daemon.url), { headers: { cookie: operator } }), (it) =>
      it.terminate(),
    );
    const roles: string[] = [];
    const done = new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString('utf8')) as { type: string; view?: View };
        if (message.view) roles.push(message.view.role);
        if (roles.length === 2) resolve();
      });
    });
    socket.on('open', () => {
      for (const view of ['display', 'operator']) socket.send(JSON.stringify({ type: 'subscribe', view }));
    });
    await done;
    expect(roles).toEqual(['display', 'operator']);
  });

  test('there is a heartbeat every second, also when nothing happens', async () => {
    const page = await live({ view: 'display' });
    const beats = (): number => page.messages.filter(({ type }) => type === 'heartbeat').length;
    const before = beats();
    const start = performance.now();
    await page.until('three more heartbeats', () => beats() >= before + 3, 5000);
    expect(performance.now() - start).toBeLessThan(3 * heartbeatMs + 500);
  });
});

describe('who may follow what', () => {
  test('a stranger follows the display and nothing else', async () => {
    for (const view of ['operator', 'chair'] as const) {
      const page = await live({ view });
      expect(page.messages).toEqual([{ type: 'ended', error: 'not-signed-in' }]);
      expect(await page.closed).toBe(1008);
    }
  });

  test('the chair does not follow the operator’s view', async () => {
    const page = await live({ view: 'operator', cookie: await signIn(daemon.url, 'chair') });
    expect(page.messages).toEqual([{ type: 'ended', error: 'wrong-role' }]);
  });

  test('while the part is not public the display has nothing but role, publicity, chamber and the slate', async () => {
    await openPublic();
    const page = await live({ view: 'display' });
    await hall.control('POST', '/seats/4/press');
    await page.until('it shows who speaks', ({ floor }) => floor?.name === 'Mitglied 4');
    await command('broadcast/non-public');
    const view = await page.until('the slate', ({ publicity }) => publicity === 'non-public');
    expect(Object.keys(view).toSorted()).toEqual(['chamber', 'publicity', 'role', 'slate']);
    expect(view.slate).toEqual({ kind: 'non-public' });
    const fromHere = page.messages.length;
    await hall.control('POST', '/seats/5/press');
    await hall.control('POST', '/seats/4/release');
    const operators = await live({ view: 'operator', cookie: operator });
    await operators.until('seat 5 speaks', ({ open }) => open.join() === '5');
    for (const path of ['non-public', 'stranger'])
      expect(Object.keys((await live({ view: 'display' })).view()).toSorted(), path).toEqual([
        'chamber',
        'publicity',
        'role',
        'slate',
      ]);
    // Not a word of it went over the wire, not even as a delta that the page would not show.
    expect(page.messages.slice(fromHere).filter(({ type }) => type !== 'heartbeat')).toEqual([]);
    await hall.control('POST', '/seats/5/release');
  });

  test('a name that may not be shown is not in the display’s view', async () => {
    await openPublic();
    const page = await live({ view: 'display' });
    await command('people/consent', { person: 'mitglied-6', name: false });
    await hall.control('POST', '/seats/6/press');
    const { floor } = await page.until('somebody has the floor', (view) => view.floor?.seat === 6);
    expect(floor?.name).toBeUndefined();
    expect(JSON.stringify(page.messages)).not.toContain('Mitglied 6');
    await hall.control('POST', '/seats/6/release');
  });
});

describe('senseless messages', () => {
  const cases: readonly [string, string | Buffer][] = [
    ['no JSON', 'hello'],
    ['another type', '{"type":"watch"}'],
    ['a view that is none', '{"type":"subscribe","view":"admin"}'],
    ['an unknown field', '{"type":"subscribe","view":"display","role":"operator"}'],
    ['bytes', Buffer.from([0, 255, 1, 254])],
    ['a negative revision', '{"type":"subscribe","view":"display","epoch":"x","revision":-1}'],
  ];
  test.each(cases)('%s ends the connection with a code, and the daemon goes on', async (_name, message) => {
    const socket = perTest.add(new WebSocket(liveUrl(daemon.url)), (it) => it.terminate());
    const answers: string[] = [];
    socket.on('message', (data: Buffer) => answers.push(data.toString('utf8')));
    socket.on('open', () => socket.send(message));
    const code = await new Promise((resolve) => socket.on('close', resolve));
    expect([code, answers]).toEqual([1008, ['{"type":"ended","error":"invalid-input"}']]);
    expect((await live({ view: 'display' })).view().role).toBe('display');
  });

  test('a message of more than 8 kB is not read', async () => {
    const socket = perTest.add(new WebSocket(liveUrl(daemon.url)), (it) => it.terminate());
    socket.on('open', () => socket.send(`{"type":"subscribe","view":"${'x'.repeat(9000)}"}`));
    socket.on('error', () => undefined);
    const code = await new Promise((resolve) => socket.on('close', resolve));
    expect([1006, 1009]).toContain(code);
    expect((await live({ view: 'display' })).view().role).toBe('display');
  });
});

test('a client that asks and never reads does not keep others waiting, and is let go', async () => {
  await openPublic();
  const deaf = perTest.add(new WebSocket(liveUrl(daemon.url), { headers: { cookie: operator } }), (it) =>
    it.terminate(),
  );
  await new Promise((resolve) => deaf.on('open', resolve));
  deaf.pause();
  // Enough snapshots to fill every buffer on the way.
  const subscribe = JSON.stringify({ type: 'subscribe', view: 'operator' });
  for (let count = 0; count < 3000; count++) deaf.send(subscribe);

  const page = await live({ view: 'operator', cookie: operator });
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    await hall.control('POST', '/seats/2/press');
    await page.until('the microphone is open', ({ open }) => open.includes(2));
    await hall.control('POST', '/seats/2/release');
    await page.until('the microphone is closed', ({ open }) => !open.includes(2));
    expect(performance.now() - start).toBeLessThan(1500);
  }
  deaf.resume();
  const code = await new Promise((resolve) => deaf.on('close', resolve));
  expect(code).toBe(1013);
});

test('views are what their schemas say, for every role and in every state', async () => {
  const pages = {
    operator: await live({ view: 'operator', cookie: operator }),
    chair: await live({ view: 'chair', cookie: chair }),
    clerk: await live({ view: 'clerk', cookie: clerk }),
    display: await live({ view: 'display' }),
  };
  const states: readonly [
    string,
    () => Promise<unknown>,
    (view: ReturnType<typeof pages.operator.view>) => boolean,
  ][] = [
    ['public', openPublic, ({ publicity }) => publicity === 'public'],
    ['one speaks', () => hall.control('POST', '/seats/1/press'), ({ floor }) => floor?.seat === 1],
    [
      'manual with a queue',
      async () => {
        await command('microphones/set', { mode: 'manual' });
        for (const seat of [3, 7]) await hall.control('POST', `/seats/${seat}/press`);
      },
      ({ queue }) => queue.length === 2,
    ],
    ['taken over', () => command('direction/take-over'), ({ direction }) => direction.mode === 'manual'],
    [
      'nobody known speaks',
      () => command('people/assign', { seat: 1, person: null }),
      ({ onAir }) => onAir.reasons.some(({ code }) => code === 'sound-unknown-person'),
    ],
    ['paused', () => command('broadcast/pause'), ({ publicity }) => publicity === 'paused'],
    ['resumed', () => command('broadcast/resume'), ({ publicity }) => publicity === 'public'],
    ['handed back', () => command('direction/hand-back'), ({ direction }) => direction.mode === 'automatic'],
    ['the floor to the next', () => command('floor/next'), ({ open }) => open.includes(3)],
    [
      'without microphones',
      () => hall.control('POST', '/devices/mikrofone/reboot'),
      ({ seats }) => Object.values(seats).every(({ microphone }) => microphone === 'unknown'),
    ],
    ['not public', () => command('broadcast/non-public'), ({ publicity }) => publicity === 'non-public'],
    [
      'with them again',
      () => command('people/assign', { seat: 1, person: 'mitglied-1' }),
      ({ devices }) => devices['mikrofone']?.code === 'ready',
    ],
  ];
  for (const [name, enter, holds] of states) {
    await enter();
    await pages.operator.until(name, holds, 15_000);
    for (const role of ['operator', 'chair', 'clerk', 'display'] as const) {
      const cookie = { operator, chair, clerk, display: operator }[role];
      const over = await fetch(`${daemon.url}/api/views/${role}`, { headers: { cookie } });
      expect(over.status, `${name}: ${role} by HTTP`).toBe(200);
      const parsed = schemas[role].safeParse(pages[role].view());
      expect(parsed.success ? [] : parsed.error.issues, `${name}: ${role}`).toEqual([]);
    }
  }
});
