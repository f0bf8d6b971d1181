/**
 * In one long speech somebody else is shown for a few seconds now and then: the room, or a listener. Whoever speaks
 * next ends it, and so does a camera that is no longer ready. Pure.
 */
import type { Reason } from '../../protocols/api/views.ts';
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { Shot } from '../chamber/shots.ts';
import type { Facts } from './facts.ts';
import { refusals } from './guard.ts';
import { closeUpsOf } from './close-ups.ts';

type Kind = 'room' | 'reaction';

export interface Interlude {
  readonly kind: Kind;
  readonly shotId: string;
  /** Who speaks meanwhile. */
  readonly speaker: number;
  readonly until: MonotonicMs;
}

/** Since when the speaker has been shown without each kind. */
export type InterludeClocks = Readonly<Record<Kind, MonotonicMs>>;

/** The speaker is shown for at least so long between two. */
const restMs = 15_000;

/** What is remembered that bears on it. */
export interface LongSpeech {
  readonly interlude: Interlude | null;
  readonly interludeClocks: InterludeClocks;
  readonly since: MonotonicMs;
  /** Who spoke before. */
  readonly previous: number | null;
}

export interface InterludeChoice {
  readonly shot: Shot;
  readonly reason: Reason;
  readonly wakeAt: MonotonicMs;
  readonly interlude: Interlude;
}

/** The interlude that goes on or is due while `speaker` could be shown in `closeUp`; null: none. */
export function chooseInterlude(
  memory: LongSpeech,
  facts: Facts,
  speaker: number,
  views: { readonly current: Shot | undefined; readonly closeUp: Shot; readonly wide: Shot },
): InterludeChoice | null {
  const { rules } = facts.hall;
  const { current, closeUp } = views;
  const going = memory.interlude;
  if (going && going.shotId === current?.id && going.speaker === speaker) {
    if (facts.now >= going.until || refusals(current, facts).length > 0) return null;
    return {
      shot: current,
      reason: reasonOf(going.kind, speaker, current),
      wakeAt: going.until,
      interlude: going,
    };
  }
  if (current?.id !== closeUp.id || facts.now < memory.since + restOf(facts)) return null;
  const begin = (kind: Kind, shot: Shot, forMs: number): InterludeChoice => {
    const until = facts.now + forMs;
    const interlude = { kind, shotId: shot.id, speaker, until };
    return { shot, reason: reasonOf(kind, speaker, shot), wakeAt: until, interlude };
  };
  if (isDue('room', memory, facts) && refusals(views.wide, facts).length === 0)
    return begin('room', views.wide, rules.room.forMs);
  const listener = isDue('reaction', memory, facts) ? readyListener(memory, facts, speaker) : undefined;
  return listener ? begin('reaction', listener, rules.reactionShots.forMs) : null;
}

/** When the next one is due while the speaker is shown; null: never. */
export function interludeWake(memory: LongSpeech, facts: Facts): MonotonicMs | null {
  const dueAt = (['room', 'reaction'] as const)
    .filter((kind) => everyMs(kind, facts) > 0)
    .map((kind) =>
      Math.max(memory.interludeClocks[kind] + everyMs(kind, facts), memory.since + restOf(facts)),
    )
    .filter((at) => at > facts.now);
  return dueAt.length > 0 ? Math.min(...dueAt) : null;
}

/** The clocks after a cut: whoever is newly shown starts them all, and one interlude's end only its own. */
export function clocksAfterCut(
  clocks: InterludeClocks,
  ended: Interlude | null,
  begun: Interlude | null,
  now: MonotonicMs,
): InterludeClocks {
  if (begun) return clocks;
  return ended ? { ...clocks, [ended.kind]: now } : { room: now, reaction: now };
}

const everyMs = (kind: Kind, { hall: { rules } }: Facts): number =>
  kind === 'room' ? rules.room.everyMs : rules.reactionShots.everyMs;

/** Where a house wants them more often than that, it gets them. */
const restOf = (facts: Facts): number => {
  const wanted = (['room', 'reaction'] as const).map((kind) => everyMs(kind, facts)).filter((ms) => ms > 0);
  return Math.min(restMs, ...wanted);
};

const isDue = (kind: Kind, { interludeClocks }: LongSpeech, facts: Facts): boolean =>
  everyMs(kind, facts) > 0 && facts.now >= interludeClocks[kind] + everyMs(kind, facts);

/** A camera that stands ready on whoever spoke before, or on the chair: none is sent for this. */
function readyListener({ previous }: LongSpeech, facts: Facts, speaker: number): Shot | undefined {
  return [previous, facts.chairSeat]
    .flatMap((seat) => (seat === null || seat === speaker ? [] : closeUpsOf(facts, seat)))
    .find((shot) => refusals(shot, facts).length === 0);
}

const reasonOf = (kind: Kind, seat: number, { subjects }: Shot): Reason =>
  kind === 'room'
    ? { code: 'cut-room', params: { seat } }
    : { code: 'cut-reaction', params: { seat, listener: subjects[0] ?? 0 } };
