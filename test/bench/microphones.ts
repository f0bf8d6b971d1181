/**
 * `bench microphones`: from a press at the simulator to the change of the floor in the domain, on disk, for each
 * system over its transport. The floor is the same change told to the loop without any device: what is above it
 * is wire, session and driver. `imposed` is what a protocol makes everybody wait (a polling interval).
 */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { chamberFeatures, initialRoot, restricts, type ChamberEvent } from '../../daemon/chamber/root.ts';
import { checkConfig, describe, type Config } from '../../daemon/config/load.ts';
import { rehearsalConfig } from '../../daemon/cli/rehearsal-config.ts';
import { createDirectionTrack } from '../../daemon/director/wishes.ts';
import { openSqliteJournal } from '../../daemon/journal/sqlite.ts';
import { createSystemClock } from '../../daemon/runtime/clock.ts';
import { createDevices, type Devices } from '../../daemon/runtime/devices.ts';
import { createLoop } from '../../daemon/runtime/loop.ts';
import { deviceKinds, type AnyKind, type KindName } from '../../drivers/registry.ts';
import { noMicrophones } from '../../protocols/models/microphones.ts';
import { outcome } from '../../protocols/models/outcome.ts';
import { simulators } from '../../simulators/catalogue.ts';
import type { Simulator } from '../../simulators/simulator.ts';
import { standardChamber } from '../../simulators/world/chamber.ts';
import { makeFolder, removeFolder } from './daemon-process.ts';
import { printTable, quantile, rounded } from './table.ts';

const presses = 400;
const warmUp = 20;
const seats = 12;
const patienceMs = 10_000;
/** Some systems say nothing until somebody speaks: after so long there is nothing more to wait for. */
const quietMs = 12_000;
const clockPause = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve));
const clock = createSystemClock();

/** The room's loop with its journal on this disk, and microphones that `open` tells of. */
interface Room {
  readonly loop: ReturnType<typeof createChamberLoop>['loop'];
  /** Resolves when the seat is open (or closed) in what is on disk. */
  until(seat: number, open: boolean): Promise<void>;
  close(): Promise<void>;
}

function createChamberLoop(
  config: Config,
  append: Parameters<typeof createLoop>[0]['append'],
  devices: () => Devices | null,
) {
  const loop = createLoop({
    clock,
    features: chamberFeatures,
    initial: initialRoot(config.hall),
    restricts,
    track: createDirectionTrack({ safeMode: false }),
    append,
    submit: (command) => devices()?.submit(command) ?? Promise.resolve(outcome.failed('device-offline')),
    alarm: (wish): ChamberEvent => ({
      type: 'log/alarm',
      version: 1,
      data: { code: 'alarm-device-offline', params: { device: wish.command.device } },
    }),
    fatal(error) {
      throw error;
    },
  });
  return { loop };
}

async function openRoom(folder: string, config: Config, devices: () => Devices | null): Promise<Room> {
  const journal = await openSqliteJournal({
    path: join(mkdtempSync(join(folder, 'room-')), 'journal.sqlite'),
    onRecords: () => undefined,
    onFailed(error) {
      throw error;
    },
  });
  const { loop } = createChamberLoop(config, (records) => journal.append(records), devices);
  let look = (): void => undefined;
  loop.onChange(() => look());
  loop.start();
  const holds = (seat: number, open: boolean): boolean =>
    loop.durable().floor.open.some((one) => one.seat === seat) === open;
  return {
    loop,
    until: (seat, open) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`seat ${seat} is not heard`)), patienceMs);
        look = () => {
          if (!holds(seat, open)) return;
          clearTimeout(timer);
          look = () => undefined;
          resolve();
        };
        look();
      }),
    async close() {
      await loop.stop();
      await journal.close();
    },
  };
}

interface Row {
  readonly kind: string;
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly imposed_ms: number;
}

async function measure(room: Room, press: (seat: number, open: boolean) => void): Promise<number[]> {
  const samples: number[] = [];
  for (let round = 0; round < presses + warmUp; round++) {
    const seat = 2 + ((round >> 1) % 8);
    const open = round % 2 === 0;
    const started = performance.now();
    press(seat, open);
    await room.until(seat, open);
    if (round >= warmUp) samples.push(performance.now() - started);
  }
  return samples;
}

/** The same changes, told to the loop directly. */
async function measureFloor(folder: string): Promise<Row> {
  const config = await configOf('shure-dis-ccu', { address: 'tcp://127.0.0.1:9' });
  const room = await openRoom(folder, config, () => null);
  const tell = (event: Parameters<typeof room.loop.deviceReported>[1]): void =>
    room.loop.deviceReported('mikrofone', event);
  tell({ model: 'microphones', event: { type: 'snapshot', state: noMicrophones } });
  const samples = await measure(room, (seat, open) =>
    tell({ model: 'microphones', event: { type: open ? 'opened' : 'closed', seat } }),
  );
  await room.close();
  return rowOf('(no device)', samples, 0);
}

async function configOf(kind: string, client: Readonly<Record<string, unknown>>): Promise<Config> {
  const chamber = standardChamber({ seats, cameras: 0, seed: 1, clock });
  const raw = rehearsalConfig({
    chamber,
    ports: { microphones: { kind, client }, obs: 9, cameras: {}, widePicture: 9 },
    pins: { operator: '111111', chair: '222222' },
    httpPort: 0,
  });
  const loaded = await checkConfig(raw, 'en');
  if (!loaded.ok) throw new Error(describe(kind, loaded, 'en'));
  return loaded.config;
}

async function measureSystem(folder: string, kind: KindName): Promise<Row> {
  const entry = simulators[kind];
  if (!entry) throw new Error(`no simulator ${kind}`);
  const { world } = standardChamber({ seats, cameras: 0, seed: 1, clock });
  const serve = await entry.load();
  const pty = entry.isSerial ? { pty: join(mkdtempSync(join(folder, 'line-')), 'tty') } : {};
  const simulator: Simulator = await serve({
    world,
    clock,
    id: 'mikrofone',
    host: '127.0.0.1',
    port: 0,
    ...pty,
  });
  const config = await configOf(kind, simulator.client ?? {});
  const spec = config.devices.filter(({ id }) => id === 'mikrofone');
  let devices: Devices | null = null;
  const room = await openRoom(folder, config, () => devices);
  let ready = (): void => undefined;
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  devices = createDevices({
    clock,
    specs: spec,
    reported: (id, event) => room.loop.deviceReported(id, event),
    lost: (id, model) => room.loop.deviceLost(id, model),
    linkChanged: () => undefined,
    changed() {
      if (devices?.views()['mikrofone']?.code === 'ready') ready();
    },
  });
  devices.start();
  await Promise.race([isReady, clockPause(quietMs)]);
  const samples = await measure(room, (seat) => simulator.press?.(seat));
  devices.stop();
  await room.close();
  await simulator.close();
  const [device] = spec;
  const imposed = device?.kind.model === 'microphones' ? (device.kind.imposedMs?.(device.config) ?? 0) : 0;
  return rowOf(kind, samples, imposed);
}

const rowOf = (kind: string, samples: readonly number[], imposed: number): Row => ({
  kind,
  p50_ms: rounded(quantile(samples, 0.5)),
  p99_ms: rounded(quantile(samples, 0.99)),
  imposed_ms: imposed,
});

export async function run(): Promise<object> {
  const folder = makeFolder();
  try {
    const floor = await measureFloor(folder);
    const rows: Row[] = [];
    const kinds = Object.entries<{ readonly model: string; load(): Promise<AnyKind> }>(deviceKinds)
      .filter(([, { model }]) => model === 'microphones')
      .map(([kind]) => kind as KindName);
    for (const kind of kinds) rows.push(await measureSystem(folder, kind));
    const late = rows.filter(({ p99_ms, imposed_ms }) => p99_ms > imposed_ms + 5).map(({ kind }) => kind);
    printTable([floor, ...rows].map((row) => ({ ...row, over_ms: rounded(row.p99_ms - row.imposed_ms) })));
    process.stdout.write(
      `${presses} presses each; p99 at most 5 ms over what the protocol imposes: ${late.length === 0 ? 'all' : `not ${late.join(', ')}`}\n`,
    );
    return { rows, floor_p50_ms: floor.p50_ms, floor_p99_ms: floor.p99_ms };
  } finally {
    removeFolder(folder);
  }
}
