/**
 * Who will speak next, and after that, with what probability and on what grounds: the list of speakers as far as it
 * can be believed; a microphone that is open beneath; who was interrupted, or spoke before; the chair, who comes
 * between speakers; and whom this house's own turn-taking makes likely. What the list leaves is divided among the
 * others by weights; for everybody nobody thinks of, something is left over. Pure.
 */
import type { Reason } from '../../protocols/api/views.ts';
import type { Change } from './alternation.ts';
import type { Facts } from './facts.ts';
import { forecast, listLikelihood, type QueueMemory } from './queue-trust.ts';

export interface Candidate {
  readonly seat: number;
  /** Probability to be the next to speak, and the one after; 0 to 1. */
  readonly next: number;
  readonly later: number;
  /** Why a camera is prepared. */
  readonly reason: Reason;
}

/** What the director remembers that bears on it. */
export interface Heard {
  /** Who speaks, or spoke last. */
  readonly subject: number | null;
  readonly isSilent: boolean;
  readonly changes: readonly Change[];
  readonly queue: QueueMemory;
}

/** An interjection is over by then: whoever was interrupted has gone on, or will not. */
const interjectionMs = 5000;
/** Given the floor, and the microphone is on its way. */
const calledShare = 0.95;
/** How often the one who speaks now speaks again after one other, where no list says more. */
const backShare = 0.3;

const weights = {
  open: 1,
  interrupted: 0.5,
  previous: 0.4,
  chair: 0.5,
  /** Times the share by which the house's turn-taking names them. */
  likely: 1,
  recent: 0.1,
  /** Everybody else together. */
  nobody: 1,
};

interface Ground {
  readonly seat: number;
  readonly weight: number;
  readonly code: string;
}

/** Likeliest first. Nobody speaks next who speaks now; in silence it may be the same one again. */
export function candidatesOf(heard: Heard, facts: Facts): readonly Candidate[] {
  const present = heard.isSilent ? null : heard.subject;
  const found = new Map<number, Candidate>();
  const add = (seat: number, next: number, later: number, code: string): void => {
    const known = found.get(seat) ?? { seat, next: 0, later: 0, reason: reasonOf(seat, code, facts) };
    found.set(seat, { ...known, next: known.next + next, later: known.later + later });
  };
  const { called } = facts;
  const isCalled = called !== null && called !== present;
  if (isCalled) add(called, calledShare, 0, 'move-called');
  addListed(heard.queue, present, facts, isCalled ? 1 - calledShare : 1, add);

  const grounds = groundsOf(heard, present, facts);
  const total = grounds.reduce((sum, { weight }) => sum + weight, weights.nobody);
  const left = rest([...found.values()].map(({ next }) => next));
  const leftLater = rest([...found.values()].map(({ later }) => later));
  const back = present === null ? 0 : backShare;
  for (const { seat, weight, code } of grounds)
    add(seat, (left * weight) / total, (leftLater * (1 - back) * weight) / total, code);
  if (present !== null) add(present, 0, leftLater * back, 'move-speaker');
  return [...found.values()].sort((a, b) => b.next + b.later / 2 - (a.next + a.later / 2));
}

const rest = (shares: readonly number[]): number =>
  Math.max(
    0,
    shares.reduce((left, share) => left - share, 1),
  );

/** The list's part of what is left to be divided. */
function addListed(
  queue: QueueMemory,
  present: number | null,
  facts: Facts,
  left: number,
  add: (seat: number, next: number, later: number, code: string) => void,
): void {
  const seats = Object.keys(facts.hall.seats).length;
  const believed = left * listLikelihood(queue);
  if (believed === 0) return;
  const first = forecast(queue, 0, seats);
  // Whom it names is speaking already: then the one after is next.
  const again = first.find(({ seat }) => seat === present)?.share ?? 0;
  const code = 'move-next-in-list';
  for (const { seat, share } of first) if (seat !== present) add(seat, believed * share, 0, code);
  for (const { seat, share } of forecast(queue, 1, seats))
    add(
      seat,
      seat === present ? 0 : believed * again * share,
      believed * (1 - again) * share,
      seat === present ? 'move-speaker' : code,
    );
  for (const { seat, share } of forecast(queue, 2, seats)) add(seat, 0, believed * again * share, code);
}

/** Everybody but the list's, strongest ground first. */
function groundsOf(
  { subject, isSilent, changes }: Heard,
  present: number | null,
  facts: Facts,
): readonly Ground[] {
  const open = (facts.open ?? []).toReversed().filter((seat) => seat !== present);
  const [last, before, ...earlier] = changes.toReversed();
  const isInterjection = last !== undefined && !isSilent && facts.now - last.at < interjectionMs;
  const likely = subject === null ? [] : facts.turnTaking(subject);
  const ground = (seat: number | null | undefined, weight: number, code: string): readonly Ground[] =>
    seat == null || seat === present ? [] : [{ seat, weight, code }];
  return [
    ...open.flatMap((seat, age) => ground(seat, weights.open / (1 + age), 'move-open')),
    ...(isInterjection
      ? ground(before?.seat, weights.interrupted, 'move-interrupted')
      : ground(before?.seat, weights.previous, 'move-previous')),
    ...(isSilent ? ground(subject, weights.previous, 'move-previous') : []),
    ...ground(facts.chairSeat, weights.chair, 'move-chair'),
    ...likely.flatMap(({ seat, share }) => ground(seat, weights.likely * share, 'move-likely')),
    ...earlier.slice(0, 3).flatMap(({ seat }) => ground(seat, weights.recent, 'move-previous')),
  ];
}

function reasonOf(seat: number, code: string, { queue, chairSeat }: Facts): Reason {
  if (seat === chairSeat && code !== 'move-speaker') return { code: 'move-chair' };
  if (code !== 'move-next-in-list') return { code, params: { seat } };
  const place = queue.indexOf(seat) + 1;
  // The lists before were believed instead.
  return place === 0 ? { code: 'move-likely', params: { seat } } : { code, params: { seat, place } };
}
