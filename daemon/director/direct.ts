/**
 * Who should be seen, and which camera goes where: a pure function from the facts and a small memory to a
 * proposal. It may be wrong or greedy, never dangerous: guard.ts has the last word.
 *
 * The one who speaks is shown; no close-up ready → wide at once, and cut as soon as a camera stands. The
 * last to open a microphone leads and it falls back to one still open; the chair goes first. Close-ups hold
 * for a while, silence leads to the wide, the operator's wish goes before everything.
 */
import type { Reason } from '../../protocols/api/views.ts';
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { Motion } from '../../protocols/models/camera.ts';
import { pauseOf, shotsOf, slateOf, widesOf, type Shot } from '../chamber/shots.ts';
import { alternating, moveToShared, sharedShots, withChange, type Change } from './alternation.ts';
import { cameraOf, type Facts } from './facts.ts';
import { camerasOnAir, guard, refusals, type Move, type Verdict } from './guard.ts';
import { closeUpsOf, planMoves } from './plan-moves.ts';
import { learnTravel, type Legs, type TravelTimes } from './travel.ts';

export interface DirectorMemory {
  /** The shot last decided on, and since when. */
  readonly shotId: string | null;
  readonly since: MonotonicMs;
  /** Who is followed now, and before. */
  readonly subject: number | null;
  readonly previous: number | null;
  readonly silentSince: MonotonicMs | null;
  /** The wide is shown for the sake of the room, in the midst of a speech. */
  readonly isRoom: boolean;
  /** The last changes of who is followed. */
  readonly changes: readonly Change[];
  /** When each open microphone was first seen open: for the reaction time. */
  readonly heardSince: Readonly<Record<number, MonotonicMs>>;
  readonly motions: Readonly<Record<string, Motion>>;
  readonly legs: Legs;
  readonly travel: TravelTimes;
}

export const freshMemory: DirectorMemory = {
  shotId: null,
  since: 0,
  subject: null,
  previous: null,
  isRoom: false,
  changes: [],
  silentSince: null,
  heardSince: {},
  motions: {},
  legs: {},
  travel: {},
};

export interface Direction {
  readonly memory: DirectorMemory;
  readonly verdict: Verdict;
  /** Why this shot. */
  readonly reason: Reason;
  /** The shot that would come next, for the preview; null: none prepared. */
  readonly preview: Shot | null;
  /** Ask again at this time though nothing may have happened; null: no need. */
  readonly wakeAt: MonotonicMs | null;
  /** true when the shot differs from the one decided before. */
  readonly isCut: boolean;
}

interface Choice {
  readonly shot: Shot;
  readonly reason: Reason;
  readonly wakeAt?: MonotonicMs;
}

export function direct(before: DirectorMemory, facts: Facts): Direction {
  const memory = notice(before, facts);
  const pair = alternating(memory.changes, facts);
  const shared = pair ? sharedShots(facts, pair) : [];
  const choice = choose(memory, facts, shared);
  const wanted = wantedSeats(memory, facts);
  const onAir = camerasOnAir(facts, choice.shot);
  const moves = [
    ...manualMoves(facts, onAir),
    ...moveToShared(facts, shared, onAir),
    ...planMoves(facts, memory.travel, onAirSoon(facts, choice.shot, onAir), wanted).filter(
      ({ camera }) => !onAir.has(camera),
    ),
  ];
  const verdict = guard({ shot: choice.shot, moves: onePerCamera(moves) }, facts);
  const isCut = verdict.shot.id !== memory.shotId;
  return {
    memory: isCut
      ? { ...memory, shotId: verdict.shot.id, since: facts.now, isRoom: choice.reason.code === 'cut-room' }
      : memory,
    verdict,
    reason: verdict.shot.id === choice.shot.id ? choice.reason : (verdict.refused[0] ?? choice.reason),
    preview: previewOf(facts, wanted, verdict.shot),
    wakeAt: earliest(choice.wakeAt, latencyWake(facts), reactionWake(memory, facts)),
    isCut,
  };
}

/**
 * Cameras are planned as if the mixer showed this shot already: one that is about to be free is sent when it is,
 * and no farther one goes in its place meanwhile.
 */
function onAirSoon(facts: Facts, shot: Shot, onAir: ReadonlySet<string>): ReadonlySet<string> {
  if (facts.switcher.program === null) return onAir;
  return new Set(shot.camera ? [shot.camera.device] : []);
}

/** What has happened since the last look: who speaks, silence, and what the cameras' moves taught. */
function notice(memory: DirectorMemory, facts: Facts): DirectorMemory {
  const { hall, now } = facts;
  const heardSince: Record<number, MonotonicMs> = {};
  for (const seat of facts.open ?? []) heardSince[seat] = memory.heardSince[seat] ?? now;
  const counted = (facts.open ?? []).filter((seat) => now - (heardSince[seat] ?? now) >= reactionMs(facts));
  const subject = subjectOf(counted, facts);
  let { legs, travel } = memory;
  for (const { device } of hall.cameras) {
    const motion = cameraOf(facts, device).motion;
    if (motion !== memory.motions[device])
      ({ legs, travel } = learnTravel(travel, legs, device, memory.motions[device], motion));
  }
  const changed = subject !== null && subject !== memory.subject;
  return {
    ...memory,
    heardSince,
    subject: subject ?? memory.subject,
    previous: changed ? memory.subject : memory.previous,
    changes: subject === null ? memory.changes : withChange(memory.changes, subject, now),
    silentSince: subject === null ? (memory.silentSince ?? now) : null,
    motions: Object.fromEntries(hall.cameras.map(({ device }) => [device, cameraOf(facts, device).motion])),
    legs,
    travel,
  };
}

const reactionMs = ({ hall, byVoice }: Facts): number =>
  byVoice ? Math.max(hall.rules.reactionMs, hall.rules.voiceReactionMs) : hall.rules.reactionMs;

function subjectOf(open: readonly number[], { hall, chairSeat }: Facts): number | null {
  if (hall.rules.chairFirst && chairSeat !== null && open.includes(chairSeat)) return chairSeat;
  // The last to open a microphone; the presiding person's interjections take the picture from nobody.
  return open.findLast((seat) => seat !== chairSeat) ?? open.at(-1) ?? null;
}

function choose(memory: DirectorMemory, facts: Facts, shared: readonly Shot[]): Choice {
  const { hall, now } = facts;
  if (facts.safeMode) return { shot: slateOf(hall), reason: { code: 'safe-start' } };
  if (facts.publicity === 'unknown') return { shot: slateOf(hall), reason: { code: 'slate-unknown' } };
  if (facts.publicity === 'non-public') return { shot: slateOf(hall), reason: { code: 'slate-not-public' } };
  if (facts.publicity === 'paused') return { shot: pauseOf(hall), reason: { code: 'slate-pause' } };
  if (facts.offStream) return { shot: pauseOf(hall), reason: { code: 'slate-off-stream' } };
  const current = memory.shotId === null ? undefined : shotsOf(hall).get(memory.shotId);
  if (facts.manual) return chooseManual(facts, current);

  const wide = widesOf(hall)[0] ?? slateOf(hall);
  if (memory.silentSince !== null) {
    const wakeAt = memory.silentSince + hall.rules.silenceMs;
    const keeps = current && current.kind !== 'slate' && current.kind !== 'pause' && now < wakeAt;
    if (keeps)
      return { shot: current, reason: { code: 'hold', params: { seat: memory.subject ?? 0 } }, wakeAt };
    return { shot: wide, reason: { code: 'cut-wide-silence' } };
  }

  const seat = memory.subject ?? 0;
  const together = chooseShared(memory, facts, shared, current, seat);
  if (together) return together;
  const ready = closeUpsOf(facts, seat).filter((shot) => refusals(shot, facts).length === 0);
  if (ready.length === 0) return { shot: wide, reason: { code: 'cut-wide-no-camera', params: { seat } } };
  // A camera that already shows the speaker stays: cutting between two views of one person is no news.
  const shot = ready.find((candidate) => candidate.id === current?.id) ?? ready[0] ?? wide;
  const room = chooseRoom(memory, facts, wide, current, shot, seat);
  if (room) return room;
  const holdUntil = memory.since + hall.rules.minimumHoldMs;
  const holds = current?.kind === 'close-up' && current.id !== shot.id && now < holdUntil;
  if (holds && refusals(current, facts).length === 0)
    return {
      shot: current,
      reason: { code: 'hold', params: { seat: current.subjects[0] ?? 0 } },
      wakeAt: holdUntil,
    };
  const code = seat === facts.chairSeat ? 'cut-chair' : 'cut-speaker';
  const isLong = hall.rules.room.everyMs > 0 && shot.id === current?.id;
  return {
    shot,
    reason: { code, params: { seat } },
    ...(isLong ? { wakeAt: memory.since + hall.rules.room.everyMs } : {}),
  };
}

/** The room, every few minutes of one long speech and for some seconds; whoever else speaks ends it. */
function chooseRoom(
  memory: DirectorMemory,
  facts: Facts,
  wide: Shot,
  current: Shot | undefined,
  shot: Shot,
  seat: number,
): Choice | null {
  const { everyMs, forMs } = facts.hall.rules.room;
  if (everyMs === 0 || refusals(wide, facts).length > 0) return null;
  const reason = { code: 'cut-room', params: { seat } };
  const isNew = memory.changes.at(-1)?.at === facts.now;
  if (current?.id === wide.id && memory.isRoom && !isNew && facts.now < memory.since + forMs)
    return { shot: wide, reason, wakeAt: memory.since + forMs };
  const isDue = current?.id === shot.id && facts.now - memory.since >= everyMs;
  return isDue ? { shot: wide, reason, wakeAt: facts.now + forMs } : null;
}

/** A shot with both of two who alternate: once it is ready, and then for a while. */
function chooseShared(
  memory: DirectorMemory,
  facts: Facts,
  shared: readonly Shot[],
  current: Shot | undefined,
  seat: number,
): Choice | null {
  const { hall, now } = facts;
  const isReady = (shot: Shot): boolean => refusals(shot, facts).length === 0;
  const holdUntil = memory.since + hall.rules.alternation.holdMs;
  const stays = current?.kind === 'group' && current.subjects.includes(seat) && now < holdUntil;
  const shot = stays && isReady(current) ? current : shared.find(isReady);
  if (!shot) return null;
  const [a, b] = [memory.changes.at(-2)?.seat ?? seat, seat];
  return {
    shot,
    reason: { code: 'cut-group', params: { a, b } },
    ...(shot.id === current?.id ? { wakeAt: holdUntil } : {}),
  };
}

/** The operator's wish; a shot that is not ready yet is driven to off air and shown when it stands. */
function chooseManual(facts: Facts, current: Shot | undefined): Choice {
  const { hall, manual } = facts;
  const wide = widesOf(hall)[0] ?? slateOf(hall);
  if (manual?.kind === 'wide') return { shot: wide, reason: { code: 'manual-wide' } };
  const reason = { code: 'manual' };
  const stays = current && current.kind !== 'slate' && current.kind !== 'pause' ? current : wide;
  if (manual?.kind !== 'shot') return { shot: stays, reason };
  const wished = shotsOf(hall).get(manual.shot);
  if (!wished) return { shot: stays, reason };
  if (refusals(wished, facts).length === 0) return { shot: wished, reason };
  // Its camera shows something else on air: only the wide lets it drive there unseen.
  const isBusy = wished.camera?.device === stays.camera?.device;
  return { shot: isBusy ? wide : stays, reason };
}

function manualMoves(facts: Facts, onAir: ReadonlySet<string>): readonly Move[] {
  if (facts.manual?.kind !== 'shot') return [];
  const camera = shotsOf(facts.hall).get(facts.manual.shot)?.camera;
  return camera && !onAir.has(camera.device) ? [{ camera: camera.device, preset: camera.preset }] : [];
}

/** Who should be covered, most wanted first. */
function wantedSeats(memory: DirectorMemory, facts: Facts): readonly number[] {
  const { chairSeat } = facts;
  const speaking = memory.silentSince === null && memory.subject !== null ? [memory.subject] : [];
  if (!facts.hall.rules.lookAhead) return speaking;
  const open = (facts.open ?? []).toReversed();
  const last = memory.silentSince !== null && memory.subject !== null ? [memory.subject] : [];
  return [
    ...speaking,
    ...facts.queue.slice(0, 2),
    ...open,
    ...(chairSeat === null ? [] : [chairSeat]),
    ...facts.queue.slice(2),
    ...last,
    ...(memory.previous === null ? [] : [memory.previous]),
  ];
}

/** The operator's own move goes first, and each camera gets one order. */
function onePerCamera(moves: readonly Move[]): readonly Move[] {
  return moves.filter((move, index) => moves.findIndex((other) => other.camera === move.camera) === index);
}

/** The prepared shot of the most wanted person who is not on air. */
function previewOf(facts: Facts, wanted: readonly number[], program: Shot): Shot | null {
  for (const seat of wanted) {
    if (program.subjects.includes(seat)) continue;
    const shot = closeUpsOf(facts, seat).find((candidate) => {
      const { motion } = cameraOf(facts, candidate.camera?.device ?? '');
      return motion.kind !== 'unknown' && motion.preset === candidate.camera?.preset;
    });
    if (shot && shot.camera?.device !== program.camera?.device) return shot;
  }
  return null;
}

/** A camera that stands but whose picture has not arrived yet is worth another look when it has. */
function latencyWake(facts: Facts): MonotonicMs | null {
  const waits = facts.hall.cameras
    .map(({ device }) => cameraOf(facts, device))
    .filter(
      (camera) => camera.motion.kind === 'still' && facts.now - camera.motion.since < camera.videoLatencyMs,
    )
    .map((camera) => camera.motion.since + camera.videoLatencyMs);
  return waits.length > 0 ? Math.min(...waits) : null;
}

/** A microphone that has not been open long enough yet is worth another look when it has. */
function reactionWake(memory: DirectorMemory, facts: Facts): MonotonicMs | null {
  const waits = Object.values(memory.heardSince)
    .map((since) => since + reactionMs(facts))
    .filter((at) => at > facts.now);
  return waits.length > 0 ? Math.min(...waits) : null;
}

function earliest(...times: readonly (MonotonicMs | null | undefined)[]): MonotonicMs | null {
  const set = times.filter((time) => time != null);
  return set.length > 0 ? Math.min(...set) : null;
}
