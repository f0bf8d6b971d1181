/** The driver on the simulator over real sockets: the same as in memory, with a network in between. */
import { afterEach, expect, test, vi } from 'vitest';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import type { Driver } from '../../../drivers/driver.ts';
import { vmixConfig } from '../../../drivers/vmix/config.ts';
import { vmixKind } from '../../../drivers/vmix/driver.ts';
import {
  applySwitcherEvent,
  soundOf,
  unknownSwitcher,
  type SwitcherCommand,
} from '../../../protocols/models/switcher.ts';
import type { Simulator } from '../../../simulators/simulator.ts';
import { serveVmix } from '../../simulators/vmix/start.ts';

const clock = createSystemClock();
const readBack = { ok: true, evidence: 'read-back' };
const drivers: Driver<SwitcherCommand>[] = [];
const simulators: Simulator[] = [];
const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 10_000, interval: 5 });

afterEach(async () => {
  for (const driver of drivers.splice(0)) driver.stop();
  for (const simulator of simulators.splice(0)) await simulator.close();
});

async function open() {
  const simulator = await serveVmix();
  simulators.push(simulator);
  for (const [title, type] of [
    ['Totale', 'Capture'],
    ['Tafel', 'GT'],
    ['Saal', 'Audio'],
  ])
    simulator.fault('foreign-input', { title, type });
  let state = unknownSwitcher;
  const driver = vmixKind.create(vmixConfig.parse({ kind: 'vmix', id: 'vmix', ...simulator.client }), {
    clock,
    emit: (event) => (state = applySwitcherEvent(state, event)),
    onHealth: () => undefined,
  });
  drivers.push(driver);
  driver.start();
  await until(() => expect(driver.health().status).toEqual({ level: 'ok', code: 'ready' }));
  return { simulator, driver, state: () => state };
}

test('scenes, sound, texts and outputs are set and read back', async () => {
  const { simulator, driver, state } = await open();
  for (const command of [
    { type: 'program', scene: 'Tafel' },
    { type: 'preview', scene: 'Totale' },
    { type: 'sound', open: ['Saal'] },
    { type: 'texts', texts: { Tafel: 'Nichtöffentlich – bitte warten' } },
    { type: 'start-output', output: 'record' },
  ] as const)
    expect(await driver.submit(command), command.type).toEqual(readBack);
  expect(simulator.truth()).toMatchObject({
    active: 'Tafel',
    preview: 'Totale',
    running: { recording: true },
    tally: '00210',
  });
  expect(state()).toMatchObject({
    program: 'Tafel',
    record: 'active',
    texts: { Tafel: expect.stringContaining('ö') as unknown },
  });
});

test('answers in pieces of three bytes, and late, are the same answers', async () => {
  const { simulator, driver, state } = await open();
  simulator.fault('split', { bytes: 3 });
  simulator.fault('delay', { ms: 20 });
  expect(await driver.submit({ type: 'sound', open: [] })).toEqual(readBack);
  expect(soundOf(state())).toBe('closed');
});

test('a stranger is seen: scene, mute, stream', async () => {
  const { simulator, driver, state } = await open();
  expect(await driver.submit({ type: 'sound', open: [] })).toEqual(readBack);
  simulator.fault('foreign-fade', { scene: 'Totale', ms: 50 });
  await until(() => expect(state().program).toBe('Totale'));
  simulator.fault('foreign-mute', { input: 'Saal', muted: false });
  await until(() => expect(soundOf(state())).toBe('open'));
  simulator.fault('foreign-stream', {});
  await until(() => expect(state().stream).toBe('active'));
});

test.each([
  ['kick', {}],
  ['huge', {}],
  ['oversized', {}],
  ['cut', {}],
  ['garbage', { bytes: 2000 }],
])('after %s it comes back by itself, or was never away, and cuts', async (fault, parameters) => {
  const { simulator, driver } = await open();
  simulator.fault(fault, parameters);
  await vi.waitFor(
    async () => {
      const scene = simulator.truth() as { active: string };
      const next = scene.active === 'Tafel' ? 'Totale' : 'Tafel';
      expect(await driver.submit({ type: 'program', scene: next })).toEqual(readBack);
    },
    { timeout: 15_000, interval: 50 },
  );
});

test('unplugged and started again: outputs are off, and the driver knows', async () => {
  const { simulator, driver, state } = await open();
  expect(await driver.submit({ type: 'start-output', output: 'record' })).toEqual(readBack);
  simulator.reboot();
  await until(() => expect(driver.health().losses).toBe(1));
  await until(() => expect(driver.health().status?.code).toBe('ready'));
  expect(state()).toMatchObject({ record: 'inactive' });
});
