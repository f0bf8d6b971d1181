import { createConnection } from 'node:net';
import { once } from 'node:events';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterEach, expect, test, vi } from 'vitest';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import type { Health } from '../../../drivers/driver.ts';
import { connectObs } from '../../../drivers/obs-websocket/caller.ts';
import { obsWebsocketKind } from '../../../drivers/obs-websocket/driver.ts';
import type { Simulator } from '../../../simulators/simulator.ts';
import { serveObs } from './start.ts';

const clock = createSystemClock();
const host = '127.0.0.1';
const simulators: Simulator[] = [];
const stops: (() => void)[] = [];

async function start(change: Parameters<typeof serveObs>[0] = {}): Promise<Simulator> {
  const simulator = await serveObs(change);
  simulators.push(simulator);
  return simulator;
}

function watch(simulator: Simulator, password?: string): () => Health {
  const driver = obsWebsocketKind.create(
    {
      kind: 'obs-websocket',
      id: 'obs',
      address: { scheme: 'ws', host, port: simulator.ports.device },
      ...(password === undefined ? {} : { password }),
    },
    { clock, emit: () => undefined, onHealth: () => undefined },
  );
  driver.start();
  stops.push(() => driver.stop());
  return () => driver.health();
}

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 5000, interval: 5 });

afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  for (const simulator of simulators.splice(0)) await simulator.close();
});

test('a fresh OBS has one empty scene and the two global inputs, and needs no password', async () => {
  const simulator = await start();
  const health = watch(simulator);
  await until(() => expect(health().status).toEqual({ level: 'ok', code: 'ready' }));
  expect(simulator.truth()).toMatchObject({
    program: 'Scene',
    scenes: [{ name: 'Scene', items: [] }],
    inputs: [{ name: 'Desktop Audio' }, { name: 'Mic/Aux' }],
    outputs: { stream: 'inactive' },
  });
});

test('with a password a missing one is refused as a wrong one', async () => {
  const simulator = await start();
  simulator.fault('password', { password: 'geheim' });
  const health = watch(simulator);
  await until(() => expect(health().status).toEqual({ level: 'fault', code: 'wrong-password' }));
  await expect(
    connectObs({ host, port: simulator.ports.device, password: 'falsch', clock }),
  ).rejects.toMatchObject({ cause: 'wrong-password' });
});

test('a kick is told apart from a loss', async () => {
  const simulator = await start();
  const health = watch(simulator);
  await until(() => expect(health().link).toBe('up'));
  simulator.fault('kick', {});
  await until(() => expect(health()).toMatchObject({ link: 'down', status: { code: 'kicked' } }));
});

test('garbage on the events connection is counted and survived', async () => {
  const simulator = await start();
  const health = watch(simulator);
  await until(() => expect(health().status?.code).toBe('ready'));
  simulator.fault('garbage', {});
  await until(() => expect(health().garbage).toBeGreaterThan(0));
  expect(health().link).toBe('up');
});

test('after the plug was pulled and a reboot it is back on the same port with its scenes', async () => {
  const simulator = await start();
  simulator.fault('foreign-request', { request: 'CreateScene', data: { sceneName: 'kept' } });
  const health = watch(simulator);
  await until(() => expect(health().link).toBe('up'));
  simulator.unplug();
  await until(() => expect(health().losses).toBe(1));
  simulator.reboot();
  await vi.waitFor(() => expect(health().status?.code).toBe('ready'), { timeout: 10_000, interval: 20 });
  expect(simulator.truth()).toMatchObject({ scenes: [{ name: 'Scene' }, { name: 'kept' }] });
});

test('an unknown fault names the known ones, a taken port rejects, and after close the port is free', async () => {
  const simulator = await start();
  expect(simulator.fault('nonsense', {})).toMatchObject({
    ok: false,
    known: expect.arrayContaining(['freeze', 'restart', 'kick', 'foreign-scene']) as unknown,
  });
  await expect(serveObs({ port: simulator.ports.device })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await simulator.close();
  const socket = createConnection(simulator.ports.device, host);
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
});

test('a stream delay holds the stop back, the forced stop does not wait for it', async () => {
  const simulator = await start();
  const { call, close } = await connectObs({ host, port: simulator.ports.device, clock });
  stops.push(close);
  const streaming = async (): Promise<unknown> => (await call('GetStreamStatus')).data?.['outputActive'];
  const set = (parameterName: string, parameterValue: string) =>
    call('SetProfileParameter', { parameterCategory: 'Output', parameterName, parameterValue });
  await set('DelayEnable', 'true');
  await set('DelaySec', '8');
  await call('StartStream');
  await vi.waitFor(async () => expect(await streaming()).toBe(true), { timeout: 5000, interval: 5 });
  expect(await call('StopStream')).toMatchObject({ ok: true });
  expect(await streaming()).toBe(true);
  await call('TriggerHotkeyByName', { hotkeyName: 'OBSBasic.ForceStopStreaming' });
  await vi.waitFor(async () => expect(await streaming()).toBe(false), { timeout: 1000, interval: 5 });
});

test('faults of what leaves it: another output, texts by hand, a still picture, levels, the line', async () => {
  const simulator = await start();
  const { call, close } = await connectObs({ host, port: simulator.ports.device, clock });
  stops.push(close);
  simulator.fault('foreign-input', { name: 'Name', kind: 'text_ft2_source_v2' });
  simulator.fault('foreign-text', { input: 'Name', text: 'Ä' });
  simulator.fault('foreign-output', { name: 'NDI' });
  expect(simulator.truth()).toMatchObject({ texts: { Name: 'Ä' }, otherOutputs: ['NDI'] });
  simulator.fault('foreign-output', { name: 'NDI', on: false });
  expect(simulator.truth()).toMatchObject({ otherOutputs: [] });

  const shot = async (): Promise<unknown> => {
    const size = { imageWidth: 64, imageHeight: 36 };
    return (await call('GetSourceScreenshot', { sourceName: 'Scene', imageFormat: 'jpg', ...size })).data;
  };
  simulator.fault('still', {});
  const before = await shot();
  simulator.fault('foreign-text', { input: 'Name', text: 'etwas anderes' });
  expect(await shot()).toEqual(before);
  simulator.fault('still', { on: false });
  expect(await shot()).not.toEqual(before);

  simulator.fault('without', { output: 'virtualCamera' });
  expect(await call('GetVirtualCamStatus')).toMatchObject({ ok: false, code: 604 });
  simulator.fault('line', { congestion: 0.5, isReconnecting: true, kilobitsPerSecond: 'viel' });
  simulator.fault('disk', { freeMb: 12 });
  expect((await call('GetStats')).data).toMatchObject({ availableDiskSpace: 12 });
  await call('StartStream');
  await until(() => expect(simulator.truth()).toMatchObject({ outputs: { stream: 'active' } }));
  expect((await call('GetStreamStatus')).data).toMatchObject({
    outputCongestion: 0.5,
    outputReconnecting: true,
  });
});

test('the program watch hears the levels that somebody sets', async () => {
  const simulator = await start();
  simulator.fault('levels', { input: 'Desktop Audio', decibels: null });
  simulator.fault('levels', { input: 'Mic/Aux', decibels: -33 });
  const peaks: number[] = [];
  const watched = obsWebsocketKind.programWatch(
    {
      kind: 'obs-websocket',
      id: 'obs',
      address: { scheme: 'ws', host, port: simulator.ports.device },
    },
    { clock, onSound: (peak) => peaks.push(peak), onPicture: () => undefined },
  );
  watched.start();
  stops.push(() => watched.stop());
  await until(() => expect(peaks.at(-1)).toBe(-33));
});

test('the program is served as a picture: what is on air, and nothing of the scene before', async () => {
  const simulator = await start({ picturePort: 0 });
  const colour = (sceneName: string, value: number): void => {
    simulator.fault('foreign-request', { request: 'CreateScene', data: { sceneName } });
    simulator.fault('foreign-request', {
      request: 'CreateInput',
      data: {
        sceneName,
        inputName: `${sceneName} colour`,
        inputKind: 'color_source_v3',
        inputSettings: { color: value, width: 1280, height: 720 },
      },
    });
  };
  // OBS writes 0xAABBGGRR.
  colour('red', 0xff_00_00_ff);
  colour('blue', 0xff_ff_00_00);
  simulator.fault('foreign-transition', { name: 'Cut' });
  for (const [scene, expected] of [
    ['red', [254, 0, 0]],
    ['blue', [0, 0, 254]],
  ] as const) {
    simulator.fault('foreign-scene', { scene });
    await vi.waitFor(
      async () => {
        const answer = await fetch(`http://${host}:${simulator.ports.picture}/frame.jpg`);
        const image = await loadImage(await answer.arrayBuffer());
        const context = createCanvas(image.width, image.height).getContext('2d');
        context.drawImage(image, 0, 0);
        const pixel = [...context.getImageData(640, 360, 1, 1).data.subarray(0, 3)];
        expect(pixel).toEqual(expected);
      },
      { timeout: 5000, interval: 50 },
    );
  }
});
