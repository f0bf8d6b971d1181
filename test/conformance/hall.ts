/**
 * One microphone system as the conformance suite meets it: the simulator on its real transport, our driver
 * connected to it, and the picture that a listener to the driver's events has.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '../../daemon/runtime/clock.ts';
import type { NotOffered } from '../../drivers/behaviours.ts';
import type { Driver, Health } from '../../drivers/driver.ts';
import { deviceKinds, type AnyKind, type KindName } from '../../drivers/registry.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophoneCapabilities,
  type MicrophoneCommand,
  type MicrophoneEvent,
  type MicrophonesState,
} from '../../protocols/models/microphones.ts';
import { simulators } from '../../simulators/catalogue.ts';
import type { MicrophoneTruth } from '../../simulators/device.ts';
import type { Simulator } from '../../simulators/simulator.ts';
import { createWorld } from '../../simulators/world/world.ts';

export const chairSeat = 1;
export const seatCount = 10;
/** Nothing here takes longer; a test that waits so long has failed. */
const patienceMs = 30_000;

export interface Hall {
  readonly simulator: Simulator;
  readonly driver: Driver<MicrophoneCommand>;
  readonly capabilities: MicrophoneCapabilities;
  readonly events: readonly MicrophoneEvent[];
  /** What somebody knows who listened to the driver from the start. */
  picture(): MicrophonesState;
  truth(): MicrophoneTruth & Readonly<Record<string, unknown>>;
  health(): Health;
  /** Resolves when the condition holds; looks whenever something happens. */
  until(condition: () => boolean, what: string): Promise<void>;
  /** Until the driver's picture of speakers and requests is the device's own. */
  untilTrue(): Promise<void>;
  fault(name: string, parameters?: Record<string, unknown>): void;
  close(): Promise<void>;
}

export interface HallOptions {
  readonly kind: KindName;
  /** Further options of the config, e.g. a wrong password. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Before the driver connects. */
  readonly before?: (simulator: Simulator) => void;
  /** Do not wait for the first picture. */
  readonly impatient?: boolean;
}

export async function loadMicrophones(kind: KindName) {
  const loaded: AnyKind = await deviceKinds[kind].load();
  if (loaded.model !== 'microphones') throw new Error(`${kind} is no microphone system`);
  return loaded;
}

export async function notOffered(kind: KindName): Promise<NotOffered> {
  return (await loadMicrophones(kind)).notOffered;
}

export async function openHall(options: HallOptions): Promise<Hall> {
  const clock = createSystemClock();
  const entry = simulators[options.kind];
  if (!entry) throw new Error(`no simulator ${options.kind}`);
  const world = createWorld({
    clock,
    seed: 20_261_125,
    seats: Array.from({ length: seatCount }, (_, index) => ({
      seat: index + 1,
      name: index + 1 === chairSeat ? 'Vorsitz' : `Mitglied ${index + 1}`,
      x: index,
      y: 0,
      chair: index + 1 === chairSeat,
    })),
  });
  const directory = mkdtempSync(join(tmpdir(), 'saalregie-line-'));
  const serve = await entry.load();
  const simulator = await serve({
    world,
    clock,
    id: 'mikrofone',
    host: '127.0.0.1',
    port: 0,
    ...(entry.isSerial ? { pty: join(directory, 'line') } : {}),
  });
  options.before?.(simulator);

  const kind = await loadMicrophones(options.kind);
  const config = kind.config.parse({
    id: 'mikrofone',
    kind: options.kind,
    ...simulator.client,
    ...options.config,
  });
  const events: MicrophoneEvent[] = [];
  let picture = noMicrophones;
  const watchers = new Set<() => void>();
  const look = (): void => {
    for (const watcher of watchers) watcher();
  };
  const driver = kind.create(config, {
    clock,
    emit(event) {
      events.push(event);
      picture = applyMicrophoneEvent(picture, event);
      look();
    },
    onHealth: look,
  });

  const truth = (): ReturnType<Hall['truth']> => simulator.truth() as ReturnType<Hall['truth']>;
  function until(condition: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        watchers.delete(check);
        clearTimeout(timer);
        clearInterval(ticker);
      };
      const check = (): void => {
        if (!condition()) return;
        end();
        resolve();
      };
      const timer = setTimeout(() => {
        end();
        const state = JSON.stringify({ picture: { ...picture, seats: undefined }, truth: truth() });
        reject(new Error(`not in time: ${what}; ${state}; ${JSON.stringify(driver.health())}`));
      }, patienceMs);
      // The device's own state changes without an event of ours.
      const ticker = setInterval(check, 20);
      watchers.add(check);
      check();
    });
  }
  const byNumber = (a: number, b: number): number => a - b;
  const same = (a: readonly number[], b: readonly number[]): boolean =>
    JSON.stringify([...a].sort(byNumber)) === JSON.stringify([...b].sort(byNumber));

  const hall: Hall = {
    simulator,
    driver,
    capabilities: kind.capabilities(config),
    events,
    picture: () => picture,
    truth,
    health: () => driver.health(),
    until,
    untilTrue: () =>
      until(
        () =>
          driver.health().status?.code === 'ready' &&
          same(picture.speakers, truth().speakers) &&
          (!hall.capabilities.requestList || same(picture.requests, truth().requests)),
        'the picture is true',
      ),
    fault(name, parameters = {}) {
      const answer = simulator.fault(name, parameters);
      if (!answer.ok) throw new Error(`${options.kind} has no fault ${name}: ${answer.known.join(', ')}`);
    },
    async close() {
      driver.stop();
      await simulator.close();
      rmSync(directory, { recursive: true });
    },
  };
  driver.start();
  if (!options.impatient)
    await until(
      () => driver.health().status?.code === 'ready' && events[0]?.type === 'snapshot',
      'the first picture',
    );
  return hall;
}
