/** A seeded sitting of so many microphone events, with objectors, unknown speakers and parts that are not public. */
import { createVirtualClock } from '../../protocols/clock.ts';
import type { Consent } from '../../protocols/api/views.ts';
import type { ChamberCommand } from '../../daemon/chamber/root.ts';
import { openSittingHall, type SittingHall, type SittingOptions } from './sitting-hall.ts';
import { watch, type Truth } from './truth.ts';

export interface SittingPlan {
  readonly seed: number;
  readonly events: number;
  readonly lookAhead: boolean;
  readonly seats?: number;
  readonly cameras?: number;
  /** Another mixer in place of the OBS. */
  readonly mixer?: SittingOptions['mixer'];
  /** Something goes wrong: called once after the start, and again before every event. */
  readonly trouble?: (sitting: SittingHall, event: number) => void;
}

const frameMs = 1000 / 30;
const meanGapMs = 8000;
const everything: Consent = { image: 'yes', sound: true, name: true };

/** Plays the sitting and returns what really happened. */
export async function playSitting(plan: SittingPlan): Promise<Truth> {
  const seats = plan.seats ?? 60;
  const random = createRandom(plan.seed);
  const clock = createVirtualClock();
  // One in ten keeps something back; one seat is nobody's.
  const book = new Map<number, Consent | undefined>();
  for (let seat = 1; seat <= seats; seat++) {
    const draw = random();
    if (draw < 0.04) book.set(seat, { image: 'not-recognisable', sound: true, name: true });
    else if (draw < 0.08) book.set(seat, { image: 'yes', sound: false, name: true });
    else book.set(seat, everything);
  }
  const nobody = 7;
  book.set(nobody, undefined);
  const consents: Record<number, Consent> = {};
  for (const [seat, consent] of book) if (consent) consents[seat] = consent;

  const sitting = await openSittingHall({
    clock,
    seats,
    cameras: plan.cameras ?? 3,
    seed: plan.seed,
    consents,
    unassigned: [nobody],
    direction: { lookAhead: plan.lookAhead },
    ...(plan.mixer ? { mixer: plan.mixer } : {}),
  });
  const watcher = watch(sitting, (seat) => book.get(seat));
  const { unit } = sitting;
  plan.trouble?.(sitting, 0);

  let isPublic = false;
  async function setPublic(value: boolean): Promise<void> {
    isPublic = value;
    // What restricts counts from the decision, what permits from the answer: nobody else may be early.
    if (!value) watcher.publicity(false);
    // The way back takes two steps.
    const commands: readonly ChamberCommand[] = value
      ? [
          { name: 'broadcast/prepare', input: {} },
          { name: 'broadcast/open', input: { confirmed: true } },
        ]
      : [{ name: 'broadcast/non-public', input: {} }];
    for (const command of commands) {
      const answer = sitting.command(command);
      await clock.advance(20);
      const { ok } = await answer;
      if (!ok) throw new Error(`${command.name} was refused`);
    }
    if (value) watcher.publicity(true);
  }

  await unit.driver.submit({ type: 'set', settings: { mode: 'manual', maxOpen: 4 } });
  await setPublic(true);

  const chair = sitting.hall.chairSeat ?? seats;
  for (let event = 1; event <= plan.events; event++) {
    plan.trouble?.(sitting, event);
    // A part that is not public now and then, as long as some ten events.
    if (isPublic ? random() < 0.01 : random() < 0.1) await setPublic(!isPublic);
    microphoneEvent(unit, seats, chair, random);
    const until = clock.now() - Math.log(1 - random()) * meanGapMs;
    while (clock.now() < until) {
      await clock.advance(frameMs);
      watcher.sample();
    }
  }
  await sitting.stop();
  return watcher.truth;
}

/** One press or release, as in a sitting: mostly one speaks while some wait, now and then somebody interrupts. */
function microphoneEvent(
  { unit, driver }: SittingHall['unit'],
  seats: number,
  chair: number,
  random: () => number,
): void {
  const { speakers, requests } = unit.truth();
  const delegates = speakers.filter((seat) => seat !== chair);
  const anybody = 1 + Math.floor(random() * (seats - 1));
  const draw = random();
  if (speakers.includes(chair)) unit.release(chair);
  else if (draw < 0.08) unit.press(chair);
  else if (requests.length < 2 || (draw < 0.3 && requests.length < 6)) unit.press(anybody);
  else if (delegates.length === 0) void driver.submit({ type: 'open-next' });
  else if (delegates.length === 1 && draw < 0.42) void driver.submit({ type: 'open', seat: anybody });
  else {
    const done = delegates[0] ?? anybody;
    unit.release(done);
    if (delegates.length === 1) void driver.submit({ type: 'open-next' });
  }
}

/** Marsaglia's xorshift32: 0 ≤ n < 1, the same for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
