/** The driver on a real mosquitto, with a password, and on the broker of its own; the hall's buttons are MQTT clients. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectSocket, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, describe, expect, test } from 'vitest';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import { mqttButtonsConfigSchema } from '../../../drivers/mqtt-buttons/config.ts';
import { mqttButtonsKind } from '../../../drivers/mqtt-buttons/driver.ts';
import type { Driver, Health } from '../../../drivers/driver.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophoneCommand,
  type MicrophonesState,
} from '../../../protocols/models/microphones.ts';
import { hasPrograms } from '../../programs.ts';

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

/** Resolves once something accepts connections there. */
async function accepts(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connectSocket(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => setTimeout(() => resolve(false), 25));
    });
    if (isThere) return;
  }
  throw new Error('mosquitto does not listen');
}

async function startMosquitto(port: number): Promise<{ stop(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'saalregie-mosquitto-'));
  const passwords = join(directory, 'passwords');
  const store = join(directory, 'store');
  writeFileSync(passwords, 'saal:geheim\n', { mode: 0o600 });
  spawnSync('mosquitto_passwd', ['-U', passwords]);
  writeFileSync(
    join(directory, 'mosquitto.conf'),
    [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous false',
      `password_file ${passwords}`,
      'user root',
      '',
    ].join('\n'),
  );
  writeFileSync(store, '');
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
  await accepts(port);
  return { stop };
}

interface Listening {
  readonly driver: Driver<MicrophoneCommand>;
  picture(): MicrophonesState;
  until(condition: (picture: MicrophonesState, health: Health) => boolean): Promise<void>;
}

function listen(config: object): Listening {
  let picture = noMicrophones;
  const watchers = new Set<() => void>();
  const look = (): void => {
    for (const watcher of watchers) watcher();
  };
  const driver = mqttButtonsKind.create(
    mqttButtonsConfigSchema.parse({ id: 'pulte', kind: 'mqtt-buttons', ...config }),
    {
      clock: createSystemClock(),
      emit(event) {
        picture = applyMicrophoneEvent(picture, event);
        look();
      },
      onHealth: look,
    },
  );
  ends.push(() => driver.stop());
  driver.start();
  return {
    driver,
    picture: () => picture,
    until: (condition) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!condition(picture, driver.health())) return;
          watchers.delete(check);
          resolve();
        };
        watchers.add(check);
        check();
      }),
  };
}

async function button(port: number, credentials: object): Promise<MqttClient> {
  const client = await connectAsync({ host: '127.0.0.1', port, protocol: 'mqtt', ...credentials });
  ends.push(() => client.endAsync(true));
  return client;
}

const hall = { username: 'saal', password: 'geheim' };

describe.skipIf(!hasPrograms('MQTT tests', ['mosquitto', 'mosquitto_passwd']))('on mosquitto', () => {
  test('retained states are the first picture; wishes reach the unit and are answered', async () => {
    const port = await freePort();
    await startMosquitto(port);
    const unit = await button(port, hall);
    await unit.publishAsync('saal/seats/3/microphone', 'on', { retain: true, qos: 1 });
    await unit.publishAsync('saal/seats/3/name', 'Pult 3', { retain: true, qos: 1 });
    await unit.subscribeAsync('saal/seats/+/microphone/set', { qos: 1 });
    unit.on('message', (topic, payload) => {
      unit.publish(topic.replace('/set', ''), payload, { retain: true, qos: 1 });
    });
    const { driver, picture, until } = listen({
      address: `mqtt://127.0.0.1:${port}`,
      prefix: 'saal',
      ...hall,
    });
    await until(() => driver.health().status?.code === 'ready');
    expect(picture().speakers).toEqual([3]);
    expect(picture().seats[3]?.name).toBe('Pult 3');
    expect(await driver.submit({ type: 'close', seat: 3 })).toEqual({ ok: true, evidence: 'acknowledged' });
    expect(picture().speakers).toEqual([]);
  });

  test('a wrong password is told as one, and nothing is tried again soon', async () => {
    const port = await freePort();
    await startMosquitto(port);
    const { driver, until } = listen({
      address: `mqtt://127.0.0.1:${port}`,
      prefix: 'saal',
      username: 'saal',
      password: 'falsch',
    });
    await until((_picture, health) => health.status?.code === 'wrong-password');
    expect(driver.health().link).toBe('down');
  });

  test('the last will of a unit makes it absent; a restarted broker is found again', async () => {
    const port = await freePort();
    const broker = await startMosquitto(port);
    const will = { topic: 'saal/seats/4/status', payload: Buffer.from('offline'), retain: true, qos: 1 };
    const unit = await button(port, { ...hall, will });
    await unit.publishAsync('saal/seats/4/status', 'online', { retain: true, qos: 1 });
    const { driver, picture, until } = listen({
      address: `mqtt://127.0.0.1:${port}`,
      prefix: 'saal',
      ...hall,
    });
    await until(() => picture().seats[4]?.present === true);
    unit.stream.destroy();
    await until(() => picture().seats[4]?.present === false);
    await broker.stop();
    await until(() => driver.health().link !== 'up');
    await startMosquitto(port);
    await until(() => driver.health().status?.code === 'ready');
  });
});

describe('a broker of our own, where the hall has none', () => {
  const own = { broker: 'own', prefix: 'saal', ...hall };

  test('buttons connect to it with the hall’s password, and what they retained outlives them', async () => {
    const port = await freePort();
    const { driver, picture, until } = listen({ address: `mqtt://127.0.0.1:${port}`, ...own });
    await until(() => driver.health().status?.code === 'ready');
    const unit = await button(port, hall);
    await unit.publishAsync('saal/seats/3/microphone', 'on', { retain: true, qos: 1 });
    await until(() => picture().speakers.includes(3));
    const later = await button(port, hall);
    const heard = new Promise<string>((resolve) => later.on('message', (topic) => resolve(topic)));
    await later.subscribeAsync('saal/seats/+/microphone');
    expect(await heard).toBe('saal/seats/3/microphone');
  });

  test('a wrong password is refused, and so is every topic outside the hall', async () => {
    const port = await freePort();
    const { driver, picture, until } = listen({ address: `mqtt://127.0.0.1:${port}`, ...own });
    await until(() => driver.health().status?.code === 'ready');
    await expect(
      connectAsync({
        host: '127.0.0.1',
        port,
        protocol: 'mqtt',
        username: 'saal',
        password: 'x',
        reconnectPeriod: 0,
      }),
    ).rejects.toThrow();
    const unit = await button(port, { ...hall, reconnectPeriod: 0 });
    const closed = new Promise<void>((resolve) => unit.on('close', () => resolve()));
    unit.publish('anderswo/seats/3/microphone', 'on', { qos: 1 });
    await closed;
    expect(picture().speakers).toEqual([]);
  });

  test('it needs a password: a config without one is wrong', () => {
    const parsed = mqttButtonsConfigSchema.safeParse({
      id: 'pulte',
      kind: 'mqtt-buttons',
      address: 'mqtt://127.0.0.1:1883',
      broker: 'own',
    });
    expect(parsed.success).toBe(false);
  });
});
