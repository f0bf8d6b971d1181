/** The driver on a real mosquitto, and on the broker of its own; the keypads are MQTT clients written after the docs. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectSocket, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, describe, expect, test } from 'vitest';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import { mqttKeypadsConfigSchema } from '../../../drivers/mqtt-keypads/config.ts';
import { mqttKeypadsKind } from '../../../drivers/mqtt-keypads/driver.ts';
import type { Driver } from '../../../drivers/driver.ts';
import {
  applyVotingEvent,
  notVoting,
  type Cast,
  type VotingCommand,
  type VotingState,
} from '../../../protocols/models/voting.ts';
import { hasPrograms } from '../../programs.ts';
import { optionsOf } from '../sunvote/voting-hall.ts';
import { eventually } from '../../running.ts';

const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connectSocket(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

/** Without a store: what was retained is gone with it. */
async function startMosquitto(port: number): Promise<{ stop(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'saalregie-mosquitto-'));
  const passwords = join(directory, 'passwords');
  writeFileSync(passwords, 'saal:geheim\n', { mode: 0o600 });
  spawnSync('mosquitto_passwd', ['-U', passwords]);
  const lines = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous false',
    `password_file ${passwords}`,
    'user root',
  ];
  writeFileSync(join(directory, 'mosquitto.conf'), `${lines.join('\n')}\n`);
  const child: ChildProcess = spawn('mosquitto', ['-c', join(directory, 'mosquitto.conf')], {
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
  ends.push(stop);
  await eventually('mosquitto listens', () => accepts(port));
  return { stop };
}

interface Listening {
  readonly driver: Driver<VotingCommand>;
  readonly casts: readonly Cast[];
  state(): VotingState;
  disk: { works: boolean };
}

function listen(config: object): Listening {
  let state = notVoting;
  const casts: Cast[] = [];
  const disk = { works: true };
  const driver = mqttKeypadsKind.create(
    mqttKeypadsConfigSchema.parse({ id: 'voting', kind: 'mqtt-keypads', ...config }),
    {
      clock: createSystemClock(),
      emit(event) {
        state = applyVotingEvent(state, event);
        if (event.type !== 'cast') return;
        casts.push(event);
        if (disk.works)
          void driver.submit({ type: 'acknowledge-cast', receipt: event.receipt, stored: true });
      },
      onHealth: () => undefined,
    },
  );
  ends.push(() => driver.stop());
  driver.start();
  return { driver, casts, state: () => state, disk };
}

interface TestKeypad {
  readonly client: MqttClient;
  readonly answers: readonly string[];
  ballot(): { readonly ballot?: string; readonly phase?: string };
  press(key: number): void;
}

/** The documentation's example, in the words of a client library. */
async function keypad(port: number, id: string, boot: string): Promise<TestKeypad> {
  const base = `saal/votes/keypads/${id}`;
  const will = {
    topic: `${base}/status`,
    payload: Buffer.from(JSON.stringify({ online: false, boot })),
    retain: true,
    qos: 1,
  } as const;
  const client = await connectAsync({
    host: '127.0.0.1',
    port,
    protocol: 'mqtt',
    ...hall,
    will,
    reconnectPeriod: 200,
  });
  ends.push(() => client.endAsync(true));
  const answers: string[] = [];
  let notice: { ballot?: string; phase?: string } = {};
  let press = 0;
  let waiting: { readonly ballot: string | undefined; readonly press: number; readonly key: number } | null =
    null;
  const say = (): void => {
    if (waiting && client.connected)
      client.publish(`${base}/press`, JSON.stringify({ boot, ...waiting }), { qos: 1 });
  };
  const settle = (): void => {
    if (notice.phase === 'closed' && !waiting)
      client.publish(`${base}/settled`, JSON.stringify({ ballot: notice.ballot, boot }), { qos: 1 });
  };
  client.on('message', (topic, payload) => {
    const body = JSON.parse(payload.toString('utf8')) as { ballot: string; press: number; boot: string };
    if (topic === 'saal/votes/ballot') {
      notice = body;
      if (waiting && waiting.ballot !== notice.ballot) waiting = null;
    } else {
      answers.push(payload.toString('utf8'));
      if (body.boot === boot && body.press === waiting?.press && body.ballot === waiting.ballot)
        waiting = null;
    }
    settle();
  });
  const hello = async (): Promise<void> => {
    await client.subscribeAsync(['saal/votes/ballot', `${base}/accepted`], { qos: 1 });
    await client.publishAsync(`${base}/status`, JSON.stringify({ online: true, boot, battery: 80 }), {
      qos: 1,
      retain: true,
    });
    say();
  };
  client.on('connect', () => void hello().catch(() => undefined));
  client.on('error', () => undefined);
  await hello();
  const repeat = setInterval(say, 300);
  ends.push(() => clearInterval(repeat));
  return {
    client,
    answers,
    ballot: () => notice,
    press(key) {
      waiting = { ballot: notice.ballot, press: ++press, key };
      say();
    },
  };
}

const hall = { username: 'saal', password: 'geheim' };
const open = (ballot: string): VotingCommand => ({
  type: 'open-ballot',
  ballot,
  title: 'Haushalt',
  options: optionsOf(3),
});
const close = (ballot: string): VotingCommand => ({ type: 'close-ballot', ballot });
const isReady =
  ({ driver }: Listening) =>
  () =>
    driver.health().status?.code === 'ready';

describe.skipIf(!hasPrograms('MQTT tests', ['mosquitto', 'mosquitto_passwd']))('on mosquitto', () => {
  const start = (port: number): Listening =>
    listen({ address: `mqtt://127.0.0.1:${port}`, prefix: 'saal', ...hall });

  test('a ballot is opened, pressed, accepted after the store, closed and drained', async () => {
    const port = await freePort();
    await startMosquitto(port);
    const one = await keypad(port, '1', 'aaaa');
    const listening = start(port);
    await eventually('the driver is ready', isReady(listening));
    expect(await listening.driver.submit(open('b-1'))).toEqual({ ok: true, evidence: 'acknowledged' });
    await eventually('the ballot stands open', () => one.ballot().phase === 'open');
    listening.disk.works = false;
    one.press(2);
    await eventually('a press is told', () => listening.casts.length >= 1);
    expect(one.answers).toEqual([]);
    await listening.driver.submit({
      type: 'acknowledge-cast',
      receipt: listening.casts[0]?.receipt ?? 0,
      stored: true,
    });
    await eventually('the keypad has its answer', () => one.answers.length >= 1);
    expect(one.answers[0]).toBe('{"ballot":"b-1","boot":"aaaa","press":1,"stored":true}');
    expect(await listening.driver.submit(close('b-1'))).toMatchObject({ ok: true });
    await eventually('all is drained', () => listening.state().phase === 'drained');
    expect(listening.casts[0]).toMatchObject({ keypad: '1', option: 1, id: 'aaaa.1' });
  });

  test('the broker is restarted and has forgotten everything: the ballot is told again, and the press comes', async () => {
    const port = await freePort();
    const broker = await startMosquitto(port);
    const one = await keypad(port, '1', 'aaaa');
    const listening = start(port);
    await eventually('the driver is ready', isReady(listening));
    await listening.driver.submit(open('b-1'));
    await eventually('the ballot stands open', () => one.ballot().phase === 'open');
    await broker.stop();
    await eventually(
      'both have lost the broker',
      () => listening.driver.health().link !== 'up' && !one.client.connected,
    );
    one.press(3);
    await startMosquitto(port);
    await eventually('a press is told', () => listening.casts.length > 0);
    expect(listening.casts[0]).toMatchObject({ ballot: 'b-1', keypad: '1', option: 2 });
    expect(listening.state()).toMatchObject({ ballot: 'b-1', phase: 'open' });
    const late = await keypad(port, '2', 'bbbb');
    await eventually('a keypad that comes late knows the ballot', () => late.ballot().ballot === 'b-1');
  });

  test('a program that is new reads from the broker what the keypads do; a dead keypad is not waited for', async () => {
    const port = await freePort();
    await startMosquitto(port);
    const one = await keypad(port, '1', 'aaaa');
    const first = start(port);
    await eventually('the driver is ready', isReady(first));
    await first.driver.submit(open('b-1'));
    first.driver.stop();
    const second = start(port);
    await eventually('the ballot stands open', () => second.state().phase === 'open');
    expect(second.state().ballot).toBe('b-1');
    one.client.options.reconnectPeriod = 0;
    one.client.stream.destroy();
    await second.driver.submit(close('b-1'));
    await eventually('all is drained', () => second.state().phase === 'drained');
  });

  test('a payload of a megabyte is garbage, and the next press is heard', async () => {
    const port = await freePort();
    await startMosquitto(port);
    const one = await keypad(port, '1', 'aaaa');
    const listening = start(port);
    await eventually('the driver is ready', isReady(listening));
    await listening.driver.submit(open('b-1'));
    await eventually('the ballot stands open', () => one.ballot().phase === 'open');
    await one.client.publishAsync('saal/votes/keypads/1/press', 'x'.repeat(1_000_000), { qos: 1 });
    one.press(1);
    await eventually('a press is told', () => listening.casts.length >= 1);
    expect(listening.driver.health().garbage).toBe(1);
  });
});

describe('a broker of our own, where the hall has none', () => {
  test('keypads connect to it, read the ballot that was opened before they came, and vote', async () => {
    const port = await freePort();
    const listening = listen({
      address: `mqtt://127.0.0.1:${port}`,
      broker: 'own',
      prefix: 'saal',
      ...hall,
    });
    await eventually('the driver is ready', isReady(listening));
    expect(await listening.driver.submit(open('b-1'))).toEqual({ ok: true, evidence: 'acknowledged' });
    const one = await keypad(port, '1', 'aaaa');
    await eventually('the ballot stands open', () => one.ballot().phase === 'open');
    one.press(1);
    await eventually('the keypad has its answer', () => one.answers.length > 0);
    await listening.driver.submit(close('b-1'));
    await eventually('all is drained', () => listening.state().phase === 'drained');
    expect(listening.casts).toMatchObject([{ keypad: '1', option: 0 }]);
  });

  test('it needs a password: a config without one is wrong', () => {
    const config = { id: 'v', kind: 'mqtt-keypads', address: 'mqtt://127.0.0.1:1883' };
    expect(mqttKeypadsConfigSchema.safeParse(config).success).toBe(true);
    expect(mqttKeypadsConfigSchema.safeParse({ ...config, broker: 'own' }).success).toBe(false);
  });
});
