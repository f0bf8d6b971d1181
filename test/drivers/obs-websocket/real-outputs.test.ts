/**
 * What leaves a real OBS, with a server of our own to stream to: started, stopped, broken off, recorded, written
 * into, listened to. Where a server listens is not told by ffmpeg, so the start is asked for until it is one.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import type { Driver } from '../../../drivers/driver.ts';
import { connectObs, type ObsCaller } from '../../../drivers/obs-websocket/caller.ts';
import type { ObsConfig } from '../../../drivers/obs-websocket/config.ts';
import { obsWebsocketKind } from '../../../drivers/obs-websocket/driver.ts';
import {
  applySwitcherEvent,
  unknownSwitcher,
  type SwitcherCommand,
  type SwitcherState,
} from '../../../protocols/models/switcher.ts';
import { hasPrograms, isInstalled } from '../../programs.ts';
import { hasRealObs, startRealObs, type RealObs } from '../../real-obs.ts';

const clock = createSystemClock();
const waitMs = 20_000;
const readBack = { ok: true, evidence: 'read-back' };
const canRun =
  hasRealObs().ok && hasPrograms('streams of a real OBS', isInstalled('ffmpeg') ? [] : ['ffmpeg']);
const until = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: waitMs, interval: 20 });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A second of a tone, 16 bit mono at 48 kHz, its peaks at −6 dB. */
function toneFile(): Buffer {
  const rate = 48_000;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + rate * 2, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(rate * 2, 40);
  const samples = Buffer.alloc(rate * 2);
  for (let index = 0; index < rate; index++)
    samples.writeInt16LE(Math.round(16_384 * Math.sin((2 * Math.PI * 480 * index) / rate)), index * 2);
  return Buffer.concat([head, samples]);
}

describe.skipIf(!canRun)('outputs of a real OBS', () => {
  let obs: RealObs;
  let hand: ObsCaller;
  let folder: string;
  let driver: Driver<SwitcherCommand>;
  let state: SwitcherState = unknownSwitcher;
  const servers: ChildProcess[] = [];
  const config = (): ObsConfig => ({
    kind: 'obs-websocket',
    id: 'obs',
    address: { scheme: 'ws', host: obs.host, port: obs.port },
    password: obs.password,
  });

  async function act(requestType: string, requestData?: Record<string, unknown>): Promise<void> {
    const result = await hand.call(requestType, requestData);
    expect(result, `${requestType}: ${result.comment ?? ''}`).toMatchObject({ ok: true });
  }
  /** A server that takes one stream, and OBS set to it. */
  async function startServer(): Promise<void> {
    const port = await freePort();
    const address = `rtmp://127.0.0.1:${port}/live`;
    servers.push(
      spawn(
        'ffmpeg',
        ['-loglevel', 'quiet', '-listen', '1', '-f', 'flv', '-i', `${address}/geheim`, '-f', 'null', '-'],
        { stdio: 'ignore' },
      ),
    );
    await setServer(address);
  }
  const setServer = (server: string): Promise<void> =>
    act('SetStreamServiceSettings', {
      streamServiceType: 'rtmp_custom',
      streamServiceSettings: { server, key: 'geheim' },
    });
  async function setDelay(seconds: number): Promise<void> {
    for (const [parameterName, parameterValue] of [
      ['DelayEnable', String(seconds > 0)],
      ['DelaySec', String(seconds)],
    ])
      await act('SetProfileParameter', { parameterCategory: 'Output', parameterName, parameterValue });
  }
  async function connect(): Promise<void> {
    driver = obsWebsocketKind.create(config(), {
      clock,
      emit: (event) => (state = applySwitcherEvent(state, event)),
      onHealth: () => undefined,
    });
    driver.start();
    await until(() => expect(driver.health().status).toEqual({ level: 'ok', code: 'ready' }));
  }
  async function startStream(evidence: string): Promise<void> {
    await until(async () =>
      expect(await driver.submit({ type: 'start-output', output: 'stream' })).toEqual({
        ok: true,
        evidence,
      }),
    );
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'saalregie-tone-'));
    await writeFile(join(folder, 'tone.wav'), toneFile());
    obs = await startRealObs();
    hand = await connectObs({ host: obs.host, port: obs.port, password: obs.password, clock });
  }, 60_000);
  afterEach(async () => {
    driver.stop();
    for (const server of servers.splice(0)) {
      if (server.exitCode !== null || server.signalCode !== null) continue;
      const gone = once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
    }
  });
  afterAll(async () => {
    hand.close();
    await obs.stop();
    await rm(folder, { recursive: true });
  });

  test('a stream starts, has its health, and ends by itself', async () => {
    await startServer();
    await connect();
    expect(state.target).toMatchObject({ isEncrypted: false, delayMs: 0 });
    expect(JSON.stringify(state)).not.toContain('geheim');
    expect(state.freeDiskMb).toBeGreaterThan(0);
    await startStream('read-back');
    expect(state.stream).toBe('active');
    await until(() => expect(state.health?.kilobitsPerSecond).toBeGreaterThan(0));
    expect(state.otherOutputs).toEqual([]);
    expect(await driver.submit({ type: 'caption', text: 'Grüße 😀' })).toMatchObject({ ok: true });
    expect(await driver.submit({ type: 'stop-output', output: 'stream', discard: false })).toEqual(readBack);
    expect((await hand.call('GetStreamStatus')).data).toMatchObject({ outputActive: false });
    expect(await driver.submit({ type: 'caption', text: 'x' })).toMatchObject({ code: 'device-refused' });
  });

  test('a dead server fails', async () => {
    await setServer('rtmp://127.0.0.1:9/live');
    await connect();
    expect(await driver.submit({ type: 'start-output', output: 'stream' })).toMatchObject({
      code: 'device-refused',
    });
    expect(state.stream).toBe('inactive');
  });

  test('with a delay of eight seconds a stop takes no second, and nothing goes out any more', async () => {
    await startServer();
    await setDelay(8);
    try {
      await connect();
      expect(state.target).toMatchObject({ delayMs: 8000 });
      await startStream('acknowledged');
      await until(() => expect(state.stream).toBe('active'));
      const startedAt = performance.now();
      const repeated = [false, true].map((discard) =>
        driver.submit({ type: 'stop-output', output: 'stream', discard }),
      );
      expect(await Promise.all(repeated)).toEqual([readBack, readBack]);
      expect(performance.now() - startedAt).toBeLessThan(1000);
      expect((await hand.call('GetStreamStatus')).data).toMatchObject({ outputActive: false });
    } finally {
      await setDelay(0);
    }
  });

  test('a recording starts and ends, also when somebody at OBS does it', async () => {
    await connect();
    expect(state.lacks).toContain('chapters');
    expect(await driver.submit({ type: 'start-output', output: 'record' })).toEqual(readBack);
    expect(await driver.submit({ type: 'stop-output', output: 'record', discard: false })).toEqual(readBack);
    await act('StartRecord');
    await until(() => expect(state.record).toBe('active'));
    await until(async () => expect(await hand.call('StopRecord')).toMatchObject({ ok: true }));
    await until(() => expect(state.record).toBe('inactive'));
  });

  test('texts are written and read back, those of a long name too', async () => {
    await act('CreateScene', { sceneName: 'texts' });
    for (const inputName of ['Name', 'Rolle'])
      await act('CreateInput', { sceneName: 'texts', inputName, inputKind: 'text_ft2_source_v2' });
    await connect();
    expect(state.texts).toEqual({ Name: '', Rolle: '' });
    const texts = { Name: 'Dr. Ö. Şahin-Müller 😀', Rolle: 'ראש העיר\nzweite Zeile \ud800' };
    expect(await driver.submit({ type: 'texts', texts })).toEqual(readBack);
    expect((await hand.call('GetInputSettings', { inputName: 'Name' })).data).toMatchObject({
      inputSettings: { text: texts.Name },
    });
    expect(
      await driver.submit({ type: 'texts', texts: { Name: 'x'.repeat(900), niemand: '' } }),
    ).toMatchObject({
      code: 'device-refused',
    });
    expect(state.texts['Name']).toBe(`${'x'.repeat(499)}…`);
    expect(driver.health().losses).toBe(0);
  });

  test('a scene that shows the desktop is told, while it shows it', async () => {
    await connect();
    await act('CreateScene', { sceneName: 'desk' });
    await act('CreateInput', { sceneName: 'desk', inputName: 'Bildschirm', inputKind: 'xshm_input' });
    await act('CreateScene', { sceneName: 'outer' });
    await act('CreateSceneItem', { sceneName: 'outer', sourceName: 'desk' });
    await until(() => expect(state.desktopScenes.toSorted()).toEqual(['desk', 'outer']));
    await act('SetSceneItemEnabled', { sceneName: 'desk', sceneItemId: 1, sceneItemEnabled: false });
    await until(() => expect(state.desktopScenes).toEqual([]));
  });

  test("a scene's own fade does not hold a cut back", async () => {
    await connect();
    await act('SetSceneSceneTransitionOverride', {
      sceneName: 'texts',
      transitionName: 'Fade',
      transitionDuration: 5000,
    });
    expect(await driver.submit({ type: 'program', scene: 'texts' })).toEqual(readBack);
    const override = await hand.call('GetSceneSceneTransitionOverride', { sceneName: 'texts' });
    expect(override.data).toMatchObject({ transitionName: null });
  });

  test('the watch hears what is on air and open, and sees that the picture stands', async () => {
    await connect();
    await act('CreateScene', { sceneName: 'tone' });
    await act('CreateInput', {
      sceneName: 'tone',
      inputName: 'Ton',
      inputKind: 'ffmpeg_source',
      inputSettings: { local_file: join(folder, 'tone.wav'), looping: true },
    });
    await act('SetCurrentProgramScene', { sceneName: 'tone' });
    const peaks: number[] = [];
    const pictures: string[] = [];
    const watch = obsWebsocketKind.programWatch(config(), {
      clock,
      onSound: (peak) => peaks.push(peak),
      onPicture: (fingerprint) => pictures.push(fingerprint),
    });
    watch.start();
    try {
      await until(() => expect(peaks.at(-1)).toBeCloseTo(-6, 0));
      await act('SetInputMute', { inputName: 'Ton', inputMuted: true });
      await until(() => expect(peaks.at(-1)).toBe(-100));
      await until(() => expect(pictures.length).toBeGreaterThan(2));
      expect(new Set(pictures).size).toBe(1);
      await act('SetCurrentProgramScene', { sceneName: 'outer' });
      await act('SetSceneItemEnabled', { sceneName: 'desk', sceneItemId: 1, sceneItemEnabled: true });
    } finally {
      watch.stop();
    }
  });
});
