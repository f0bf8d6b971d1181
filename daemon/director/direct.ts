/**
 * What should be seen, and where each camera goes: a pure function from the facts and a small memory to a proposal.
 * It may be wrong or greedy, never dangerous: guard.ts has the last word. Whom it follows is in lead.ts, the shot in
 * choose-shot.ts, the cameras off air in plan-moves.ts.
 */
import type { Reason } from '../../protocols/api/views.ts';
import type { MonotonicMs } from '../../protocols/clock.ts';
import { deviceOf, shotsOf, type Shot } from '../chamber/shots.ts';
import { alternating, planShared, sharedShots } from './alternation.ts';
import { candidatesOf, type Candidate } from './candidates.ts';
import { chooseShot, type Choice } from './choose-shot.ts';
import { cameraOf, type Facts } from './facts.ts';
import { camerasOnAir, guard, type Verdict } from './guard.ts';
import { clocksAfterCut } from './interludes.ts';
import { reactionWake } from './lead.ts';
import { notice, travelOf, type DirectorMemory } from './memory.ts';
import { closeUpsOf, headsFor } from './close-ups.ts';
import { planMoves, type Plan } from './plan-moves.ts';
import type { TravelLearned } from './travel.ts';

export { freshMemory, type DirectorMemory } from './memory.ts';

export interface Direction {
  readonly memory: DirectorMemory;
  readonly verdict: Verdict;
  /** Why this shot. */
  readonly reason: Reason;
  /** What each camera off air is doing, and why; cameras that nobody needs are not in it. */
  readonly plans: readonly Plan[];
  /** Travel times that are new, to be kept beyond this run. */
  readonly learned: readonly TravelLearned[];
  /** The shot that would come next, for the preview; null: none prepared. */
  readonly preview: Shot | null;
  /** Ask again at this time though nothing may have happened; null: no need. */
  readonly wakeAt: MonotonicMs | null;
  /** true when the shot differs from the one decided before. */
  readonly isCut: boolean;
}

/** What is left of a turn in which somebody speaks, on average; and of a silence. */
const speechLeftMs = 8000;
const silenceLeftMs = 3000;

export function direct(before: DirectorMemory, facts: Facts): Direction {
  const { memory, learned } = notice(before, facts);
  const pair = alternating(memory.changes, facts);
  const shared = pair ? sharedShots(facts, pair) : [];
  const choice = chooseShot(memory, facts, shared);
  const onAir = camerasOnAir(facts, choice.shot);
  const asked = [...manualPlans(facts), ...(pair ? planShared(facts, pair, shared, onAir) : [])];
  const candidates = candidatesOf({ ...memory, isSilent: memory.silentSince !== null }, facts);
  const plans = planned(memory, facts, { shot: choice.shot, onAir, asked, candidates });
  const moves = plans
    .map(({ camera, preset }) => ({ camera, preset }))
    .filter((camera) => !headsFor(facts, { camera: { device: camera.camera, preset: camera.preset } }));
  const verdict = guard({ shot: choice.shot, moves }, facts);
  const isCut = verdict.shot.id !== memory.shotId;
  return {
    memory: decided(memory, choice, verdict.shot, facts.now),
    verdict,
    reason: verdict.shot.id === choice.shot.id ? choice.reason : (verdict.refused[0] ?? choice.reason),
    plans,
    learned,
    preview: previewOf(facts, memory, candidates, verdict.shot),
    wakeAt: earliest(
      choice.wakeAt,
      latencyWake(facts),
      reactionWake(memory.heardSince, facts),
      interjects(memory, facts) ? memory.interjectsUntil : null,
    ),
    isCut,
  };
}

function decided(memory: DirectorMemory, choice: Choice, shot: Shot, now: MonotonicMs): DirectorMemory {
  const interlude = shot.id === choice.shot.id ? (choice.interlude ?? null) : null;
  const isAhead = choice.isAhead ?? false;
  if (shot.id === memory.shotId) return { ...memory, interlude, isAhead };
  const interludeClocks = clocksAfterCut(memory.interludeClocks, memory.interlude, interlude, now);
  return { ...memory, shotId: shot.id, since: now, interlude, isAhead, interludeClocks };
}

const interjects = ({ interjectsUntil }: DirectorMemory, { now }: Facts): boolean =>
  interjectsUntil !== null && now < interjectsUntil;

/**
 * What was asked for first, the operator's own move before all, and the other cameras for those who speak and will
 * speak. Cameras are planned as if the mixer showed the chosen shot already: one that is about to be free is sent
 * when it is, and no farther one goes in its place meanwhile.
 */
function planned(
  memory: DirectorMemory,
  facts: Facts,
  given: {
    readonly shot: Shot;
    readonly onAir: ReadonlySet<string>;
    readonly asked: readonly Plan[];
    readonly candidates: readonly Candidate[];
  },
): readonly Plan[] {
  const isOff = ({ camera }: Plan): boolean => !given.onAir.has(camera) && !facts.reserved.has(camera);
  const asked = given.asked.filter(isOff).filter(isFirst);
  // While the mixer is not heard any camera may be the one on air, and for an interjection none is moved.
  if (facts.switcher.program === null || interjects(memory, facts)) return asked;
  const isSilent = memory.silentSince !== null;
  const others = planMoves(facts, {
    speaker: isSilent ? null : memory.subject,
    leftMs: isSilent ? silenceLeftMs : speechLeftMs,
    candidates: facts.hall.rules.lookAhead ? given.candidates : [],
    onAir: deviceOf(given.shot) ?? null,
    taken: new Set([...asked.map(({ camera }) => camera), ...facts.reserved]),
    travel: travelOf(memory, facts),
    legs: memory.legs,
  });
  return [...asked, ...others.filter(isOff)];
}

const isFirst = ({ camera }: Plan, index: number, all: readonly Plan[]): boolean =>
  all.findIndex((other) => other.camera === camera) === index;

function manualPlans(facts: Facts): readonly Plan[] {
  if (facts.manual?.kind !== 'shot') return [];
  const camera = shotsOf(facts.hall).get(facts.manual.shot)?.camera;
  return camera ? [{ camera: camera.device, preset: camera.preset, reason: { code: 'move-manual' } }] : [];
}

/** The prepared shot of the likeliest person who is not on air; the one who speaks goes first. */
function previewOf(
  facts: Facts,
  { subject, silentSince }: DirectorMemory,
  candidates: readonly Candidate[],
  program: Shot,
): Shot | null {
  const speaking = subject === null || silentSince !== null ? [] : [subject];
  for (const seat of [...speaking, ...candidates.map((each) => each.seat)]) {
    if (program.subjects.includes(seat)) continue;
    const shot = closeUpsOf(facts, seat).find((each) => headsFor(facts, each));
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

function earliest(...times: readonly (MonotonicMs | null | undefined)[]): MonotonicMs | null {
  const set = times.filter((time) => time != null);
  return set.length > 0 ? Math.min(...set) : null;
}
