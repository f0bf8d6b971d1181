/** Whom the picture follows among those whose microphones are open. Pure. */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { Facts } from './facts.ts';

/** When each open microphone was first seen open, by seat. */
export type HeardSince = Readonly<Record<number, MonotonicMs>>;

export function withOpen(since: HeardSince, { open, now }: Facts): HeardSince {
  const next: Record<number, MonotonicMs> = {};
  for (const seat of open ?? []) next[seat] = since[seat] ?? now;
  return next;
}

/**
 * Somebody whose shot nobody may take, then the chair, then the last to open a microphone; null: nobody is heard
 * for long enough. The presiding person's interjections otherwise take the picture from nobody.
 */
export function leadOf(since: HeardSince, facts: Facts): number | null {
  const { hall, now, chairSeat } = facts;
  const open = (facts.open ?? []).filter((seat) => now - (since[seat] ?? now) >= reactionMs(facts));
  const vip = open.find((seat) => hall.rules.vip.includes(seat));
  if (vip !== undefined) return vip;
  if (hall.rules.chairFirst && chairSeat !== null && open.includes(chairSeat)) return chairSeat;
  return open.findLast((seat) => seat !== chairSeat) ?? open.at(-1) ?? null;
}

/** A microphone that has not been open long enough yet is worth another look when it has; null: none. */
export function reactionWake(since: HeardSince, facts: Facts): MonotonicMs | null {
  const waits = Object.values(since)
    .map((at) => at + reactionMs(facts))
    .filter((at) => at > facts.now);
  return waits.length > 0 ? Math.min(...waits) : null;
}

const reactionMs = ({ hall, byVoice }: Facts): number =>
  byVoice ? Math.max(hall.rules.reactionMs, hall.rules.voiceReactionMs) : hall.rules.reactionMs;
