import { once } from 'node:events';
import { createConnection } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Simulator } from '../../../simulators/simulator.ts';
import { serveVmix } from './start.ts';

const simulators: Simulator[] = [];
afterEach(async () => {
  for (const simulator of simulators.splice(0)) await simulator.close();
});

async function start(): Promise<Simulator> {
  const simulator = await serveVmix();
  simulators.push(simulator);
  return simulator;
}

test('a client is greeted, and tells where it stands', async () => {
  const simulator = await start();
  expect(simulator.client).toEqual({ address: `tcp://127.0.0.1:${simulator.ports.device}` });
  const socket = createConnection(simulator.ports.device, '127.0.0.1');
  const [data] = (await once(socket, 'data')) as [Buffer];
  expect(data.toString()).toBe('VERSION OK 27.0.0.49\r\n');
  socket.destroy();
});

test('somebody at the vMix itself: every hand of it changes the truth', async () => {
  const simulator = await start();
  for (const [name, parameters] of [
    ['foreign-input', { title: 'Saal', type: 'Audio' }],
    ['foreign-input', { title: 'Kamera' }],
    ['foreign-scene', { scene: 'Kamera' }],
    ['foreign-mute', { input: 'Saal', muted: true }],
    ['foreign-overlay', { channel: 2, input: 'Colour' }],
    ['foreign-stream', {}],
    ['foreign-function', { function: 'StartMultiCorder' }],
    ['foreign-function', { function: 'SetInputName', query: { Input: 1, Value: 'Testbild' } }],
  ] as const)
    expect(simulator.fault(name, parameters), name).toEqual({ ok: true });
  expect(simulator.truth()).toMatchObject({
    active: 'Kamera',
    inputs: [{ title: 'Testbild' }, { title: 'Colour' }, { title: 'Saal', muted: true }, { title: 'Kamera' }],
    overlays: { 2: 'Colour' },
    running: { streaming: true, multiCorder: true },
  });
  simulator.fault('foreign-overlay', { channel: 2, on: false });
  simulator.fault('foreign-stream', { on: false });
  expect(simulator.truth()).toMatchObject({ overlays: {}, running: { streaming: false } });
});

test('it is no microphone system, an unknown fault names the known ones, a taken port rejects', async () => {
  const simulator = await start();
  expect([simulator.press, simulator.release, simulator.move]).toEqual([undefined, undefined, undefined]);
  expect(simulator.fault('nonsense', {})).toMatchObject({
    ok: false,
    known: expect.arrayContaining(['silent', 'cut', 'dead-server', 'foreign-fade']) as unknown,
  });
  await expect(serveVmix(simulator.ports.device)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
