/** What the director remembers from one look to the next, and what it notices in each: a small state, folded purely. */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { Motion } from '../../protocols/models/camera.ts';
import { withChange, type Change } from './alternation.ts';
import { cameraOf, type Facts } from './facts.ts';
import { leadOf, withOpen, type HeardSince } from './lead.ts';
import type { Interlude, InterludeClocks } from './interludes.ts';
import { freshQueueMemory, surelyNext, withList, withTurn, type QueueMemory } from './queue-trust.ts';
import {
  expectedTravelMs,
  isWorthKeeping,
  learnedFrom,
  withLearned,
  withMotion,
  type Legs,
  type TravelLearned,
  type TravelTimes,
} from './travel.ts';

export interface DirectorMemory {
  /** The shot last decided on, and since when. */
  readonly shotId: string | null;
  readonly since: MonotonicMs;
  /** Who is followed now, and before. */
  readonly subject: number | null;
  readonly previous: number | null;
  readonly silentSince: MonotonicMs | null;
  /** Somebody else than the speaker is shown for a while; null: nobody is. */
  readonly interlude: Interlude | null;
  readonly interludeClocks: InterludeClocks;
  /** The shot shows somebody who has not begun to speak yet. */
  readonly isAhead: boolean;
  /** The last changes of who is followed. */
  readonly changes: readonly Change[];
  readonly heardSince: HeardSince;
  readonly queue: QueueMemory;
  /** Until then an interjection may be over already; null: nobody interjects. */
  readonly interjectsUntil: MonotonicMs | null;
  readonly motions: Readonly<Record<string, Motion>>;
  readonly legs: Legs;
  /** Learned in this run; it goes before what was kept from earlier ones. */
  readonly travel: TravelTimes;
}

export const freshMemory: DirectorMemory = {
  shotId: null,
  since: 0,
  subject: null,
  previous: null,
  silentSince: null,
  interlude: null,
  interludeClocks: { room: 0, reaction: 0 },
  isAhead: false,
  changes: [],
  heardSince: {},
  queue: freshQueueMemory,
  interjectsUntil: null,
  motions: {},
  legs: {},
  travel: {},
};

export interface Noticed {
  readonly memory: DirectorMemory;
  /** Travel times to keep beyond this run. */
  readonly learned: readonly TravelLearned[];
}

/** An "aye" is over by then: so long no camera is moved for somebody the list did not name. */
const interjectionMs = 300;

/** What has happened since the last look: who speaks, silence, the list, and what the cameras' moves taught. */
export function notice(before: DirectorMemory, facts: Facts): Noticed {
  const { memory, learned } = noticeCameras(before, facts);
  const { now, chairSeat } = facts;
  const heardSince = withOpen(memory.heardSince, facts);
  const subject = leadOf(heardSince, facts);
  if (subject === null) {
    const queue = withList(memory.queue, facts.queue, now);
    const silentSince = memory.silentSince ?? now;
    return { memory: { ...memory, heardSince, queue, silentSince, interjectsUntil: null }, learned };
  }
  const changed = subject !== memory.subject;
  const begins = changed || memory.silentSince !== null;
  const isChair = subject === chairSeat;
  const turn = begins ? withTurn(memory.queue, { seat: subject, isChair, now }) : memory.queue;
  return {
    memory: {
      ...memory,
      heardSince,
      subject,
      previous: changed ? memory.subject : memory.previous,
      interludeClocks: changed ? { room: now, reaction: now } : memory.interludeClocks,
      changes: withChange(memory.changes, subject, now),
      silentSince: null,
      queue: withList(turn, facts.queue, now),
      interjectsUntil: begins ? interjectionEnd(memory.queue, subject, facts) : memory.interjectsUntil,
    },
    learned,
  };
}

/** Only where the list is surely right, and with one camera there is nobody to keep it for. */
function interjectionEnd(queue: QueueMemory, subject: number, { hall, now }: Facts): MonotonicMs | null {
  const next = surelyNext(queue);
  return next !== null && next !== subject && hall.cameras.length > 1 ? now + interjectionMs : null;
}

/** Kept travel times under those of this run. */
export const travelOf = ({ travel }: DirectorMemory, facts: Facts): TravelTimes => ({
  ...facts.travel,
  ...travel,
});

function noticeCameras(before: DirectorMemory, facts: Facts): Noticed {
  let memory = before;
  const learned: TravelLearned[] = [];
  for (const { device } of facts.hall.cameras) {
    const { motion } = cameraOf(facts, device);
    const known = memory.motions[device];
    if (motion === known) continue;
    const travel = travelOf(memory, facts);
    const lesson = learnedFrom(memory.legs[device], device, motion, travel);
    if (lesson && isWorthKeeping(lesson, facts.travel)) learned.push(lesson);
    memory = {
      ...memory,
      motions: { ...memory.motions, [device]: motion },
      legs: withMotion(memory.legs, device, { before: known, after: motion, now: facts.now }, (from, to) =>
        expectedTravelMs(travel, facts.hall, device, from, to),
      ),
      travel: lesson ? withLearned(memory.travel, lesson) : memory.travel,
    };
  }
  return { memory, learned };
}
