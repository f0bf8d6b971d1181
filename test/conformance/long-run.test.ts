/**
 * Two hours of a sitting in virtual time for every system: presses, commands, lost units and links. At the end
 * the picture is true, and neither timers nor memory have grown from the first hour to the second.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { deviceKinds } from '../../drivers/registry.ts';
import { createVirtualClock, type VirtualClock } from '../../protocols/clock.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophonesState,
} from '../../protocols/models/microphones.ts';
import { createRandom } from '../../simulators/world/random.ts';
import type { Joined } from './memory.ts';
import { inMemory } from './systems.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const chosen = process.env['SAALREGIE_SYSTEM'];
const seed = Number(process.env['SEED'] ?? 20_261_125);
const hourMs = 3_600_000;
/** Noise of the heap that two equal hours may differ by, bytes. */
const noiseBytes = 3_000_000;

interface Sitting extends Joined {
  readonly clock: VirtualClock;
  picture(): MicrophonesState;
}

function sit(kind: string): Sitting {
  const clock = createVirtualClock();
  const random = createRandom(seed);
  let picture = noMicrophones;
  const join = inMemory[kind];
  if (!join) throw new Error(`${kind} has no row in systems.ts`);
  const joined = join({
    clock,
    device: {
      seats: Array.from({ length: 20 }, (_, index) => ({
        seat: index + 1,
        name: `Mitglied ${index + 1}`,
        chair: index === 0,
      })),
      clock,
      random,
      onMicrophone: () => undefined,
    },
    emit: (event) => {
      picture = applyMicrophoneEvent(picture, event);
    },
    onHealth: () => undefined,
  });
  joined.driver.start();
  return { ...joined, clock, picture: () => picture };
}

async function oneHour({ clock, device, driver, cut }: Sitting, random: () => number): Promise<void> {
  const end = clock.now() + hourMs;
  while (clock.now() < end) {
    const seat = 1 + Math.floor(random() * 20);
    const act = random();
    if (act < 0.6) device.press(seat);
    else if (act < 0.7) device.release(seat);
    else if (act < 0.8) void driver.submit({ type: 'open', seat });
    else if (act < 0.9) void driver.submit({ type: 'close', seat });
    else if (act < 0.95) void driver.submit({ type: 'close-delegates' });
    else if (act < 0.97) device.fault('lose-seat', { seat, lost: random() < 0.5 });
    else if (act < 0.975) cut();
    else if (act < 0.98) device.fault(random() < 0.5 ? 'unasked' : 'out-of-range', {});
    else if (act < 0.985) device.fault('rename', { seat, name: `Mitglied ${Math.floor(random() * 100)}` });
    await clock.advance(500 + random() * 7000);
  }
}

const heapAfterCollecting = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};

describe.each(
  Object.entries(deviceKinds)
    .filter(([kind, { model }]) => model === 'microphones' && (chosen === undefined || chosen === kind))
    .map(([kind]) => ({ kind })),
)('$kind', ({ kind }) => {
  test('two hours: the truth at the end, no timers and no memory more than after one', async () => {
    const sitting = sit(kind);
    const { clock, device, driver, picture } = sitting;
    const random = createRandom(seed + 1);
    await clock.advance(30_000);
    await oneHour(sitting, random);
    await clock.advance(120_000);
    const [heap, timers] = [heapAfterCollecting(), clock.pending()];
    await oneHour(sitting, random);
    // Everybody is silent: what was lost on the way has healed by now.
    await clock.advance(120_000);
    expect(driver.health()).toMatchObject({ link: 'up', status: { code: 'ready' } });
    // What `unasked` claims for nobody is corrected by the next reading, which has come by then.
    const sorted = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);
    expect(sorted(picture().speakers)).toEqual(sorted(device.truth().speakers));
    expect(clock.pending()).toBeLessThanOrEqual(timers + 2);
    expect(heapAfterCollecting() - heap).toBeLessThan(noiseBytes);
    driver.stop();
    await clock.advance(600_000);
    expect(clock.pending()).toBe(0);
  });
});
