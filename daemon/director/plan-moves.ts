/**
 * Where every camera that is not on air should stand, and why: the shots that consent allows and the times that
 * cameras take, put to the search of assign.ts. The camera that shows the speaker stays with them; one that is on
 * its way, or stands where it may be needed, is not turned round for a small gain.
 */
import type { Reason } from '../../protocols/api/views.ts';
import type { Shot } from '../chamber/shots.ts';
import { assign, type Option } from './assign.ts';
import type { Candidate } from './candidates.ts';
import { closeUpsOf } from './close-ups.ts';
import { cameraOf, type Facts } from './facts.ts';
import { expectedTravelMs, remainingMs, type Legs, type TravelTimes } from './travel.ts';

/** What one camera off air is doing: standing at, or going to, a preset for a reason. */
export interface Plan {
  readonly camera: string;
  readonly preset: number;
  readonly reason: Reason;
}

/** Who has to be shown, what cameras may be sent, and what is known of them. */
export interface Planning {
  /** Who speaks; null: nobody, or nobody worth a camera. */
  readonly speaker: number | null;
  /** What is left of the present turn, or of the silence, on average, ms. */
  readonly leftMs: number;
  readonly candidates: readonly Candidate[];
  /** Whose picture is out; cameras that are on air, or not the director's, are not sent anywhere. */
  readonly onAir: string | null;
  readonly taken: ReadonlySet<string>;
  readonly travel: TravelTimes;
  readonly legs: Legs;
}

/** More cameras than this are never sent at once: the search is exact, and grows with their number. */
const maxCameras = 4;
/** And more people than this do not change what so few cameras do. */
const maxPeople = 6;
/** Longer than any travel. */
const unheardMs = 60_000;
/** Wear: every second of a move must gain so much, as a part of it. */
const wearPart = 0.02;
/** Turning a camera round in mid-move must gain so much more, ms. */
const turnRoundMs = 100;

export function planMoves(facts: Facts, planning: Planning): readonly Plan[] {
  const people = peopleOf(facts, planning);
  const heard = facts.hall.cameras.map(({ device }) => device).filter((device) => facts.cameras[device]);
  const free = heard.filter((device) => device !== planning.onAir && !planning.taken.has(device));
  const all = free.map((device) => possibilities(facts, planning, people, device));
  const cameras = all.length > maxCameras ? nearest(all, people.length) : all;
  const onAir =
    planning.onAir === null || !heard.includes(planning.onAir)
      ? null
      : goingOn(facts, planning, people, planning.onAir);
  const speaker = people.findIndex(({ seat }) => seat === planning.speaker);
  const picks = assign({
    onAir,
    cameras: cameras.map((each) => each.map(({ option }) => option)),
    candidates: people,
    speaker: speaker === -1 || onAir?.target === speaker ? null : speaker,
    leftMs: planning.leftMs,
  });
  return picks.flatMap((pick, index) => cameras[index]?.[pick]?.plan ?? []);
}

interface Person extends Candidate {
  readonly shots: readonly Shot[];
}

/** The candidates who may be shown at all, and the one who speaks. */
function peopleOf(facts: Facts, { candidates, speaker }: Planning): readonly Person[] {
  const people = candidates
    .map((candidate) => ({ ...candidate, shots: closeUpsOf(facts, candidate.seat) }))
    .filter(({ shots }) => shots.length > 0);
  if (speaker === null) return people.slice(0, maxPeople);
  const shots = closeUpsOf(facts, speaker);
  const known = people.find(({ seat }) => seat === speaker) ?? { seat: speaker, next: 0, later: 0, shots };
  const present = { ...known, reason: { code: 'move-speaker', params: { seat: speaker } } };
  const others = people.filter(({ seat }) => seat !== speaker);
  return [...(shots.length > 0 ? [present] : []), ...others].slice(0, maxPeople);
}

interface Possibility {
  readonly option: Option;
  /** null: it shows nobody who counts. */
  readonly plan: Plan | null;
}

/** Going on as it does, and each move. */
function possibilities(
  facts: Facts,
  planning: Planning,
  people: readonly Person[],
  device: string,
): readonly Possibility[] {
  const { motion, videoLatencyMs } = cameraOf(facts, device);
  const stays = goingOn(facts, planning, people, device);
  const headedFor = motion.kind === 'unknown' ? null : motion.preset;
  const person = stays.target === null ? undefined : people[stays.target];
  const plan =
    person && headedFor !== null ? { camera: device, preset: headedFor, reason: person.reason } : null;
  const { from, inMs } = departureOf(facts, planning, device);
  const moves = people.flatMap((other, target): readonly Possibility[] => {
    const way = quickest(facts, planning, other, device, from);
    if (!way || target === stays.target) return [];
    const turnRound = motion.kind === 'moving' ? turnRoundMs : 0;
    const option = {
      target,
      readyMs: inMs + way.ms + videoLatencyMs,
      costMs: wearPart * way.ms + turnRound,
      onwardMs: onwardMs(facts, planning, people, device, way.preset),
    };
    return [{ option, plan: { camera: device, preset: way.preset, reason: other.reason } }];
  });
  return [{ option: stays, plan }, ...moves];
}

function goingOn(facts: Facts, planning: Planning, people: readonly Person[], device: string): Option {
  const { motion, videoLatencyMs } = cameraOf(facts, device);
  const preset = motion.kind === 'unknown' ? null : motion.preset;
  const target = people.findIndex(({ shots }) => shots.some((shot) => isAt(shot, device, preset)));
  return {
    target: target === -1 ? null : target,
    readyMs: arrivesInMs(facts, planning, device) + videoLatencyMs,
    costMs: 0,
    onwardMs: onwardMs(facts, planning, people, device, preset),
  };
}

const isAt = ({ camera }: Shot, device: string, preset: number | null): boolean =>
  camera?.device === device && camera.preset === preset;

/** Until it stands where it is going; one that has stood for a while has been there for as long. */
function arrivesInMs(facts: Facts, planning: Planning, device: string): number {
  const { motion, videoLatencyMs } = cameraOf(facts, device);
  if (motion.kind === 'unknown') return unheardMs;
  if (motion.kind === 'still') return Math.max(-videoLatencyMs, motion.since - facts.now);
  const leg = planning.legs[device];
  if (!leg) return expectedTravelMs(planning.travel, facts.hall, device, null, motion.preset ?? 0);
  const expectedMs = expectedTravelMs(planning.travel, facts.hall, device, leg.from, leg.to);
  return remainingMs(leg, facts.now, expectedMs);
}

/** From where, and when, it could leave for somewhere else: in mid-move once it is where it is going. */
function departureOf(
  facts: Facts,
  planning: Planning,
  device: string,
): { readonly from: number | null; readonly inMs: number } {
  const { motion } = cameraOf(facts, device);
  if (motion.kind === 'still') return { from: motion.preset, inMs: 0 };
  const leg = planning.legs[device];
  if (motion.kind === 'moving' && leg && leg.leavesAt > facts.now)
    return { from: leg.from, inMs: leg.leavesAt - facts.now };
  const from = motion.kind === 'moving' ? motion.preset : null;
  return { from, inMs: arrivesInMs(facts, planning, device) };
}

/** The shot of somebody that this camera reaches first from a preset. */
function quickest(
  facts: Facts,
  { travel }: Planning,
  { shots }: Person,
  device: string,
  from: number | null,
): { readonly preset: number; readonly ms: number } | null {
  let best: { preset: number; ms: number } | null = null;
  for (const { camera } of shots) {
    if (camera?.device !== device) continue;
    const ms = expectedTravelMs(travel, facts.hall, device, from, camera.preset);
    if (!best || ms < best.ms) best = { preset: camera.preset, ms };
  }
  return best;
}

const onwardMs = (
  facts: Facts,
  planning: Planning,
  people: readonly Person[],
  device: string,
  from: number | null,
): readonly number[] =>
  people.map((person) => quickest(facts, planning, person, device, from)?.ms ?? Infinity);

/** Of many cameras those that are soonest with each candidate, likeliest first. */
function nearest(cameras: readonly (readonly Possibility[])[], people: number): typeof cameras {
  const readyMs = (camera: readonly Possibility[], person: number): number =>
    camera.find(({ option }) => option.target === person)?.option.readyMs ?? Infinity;
  const kept = new Set<readonly Possibility[]>();
  for (let person = 0; person < people; person++) {
    const [first] = cameras
      .filter((camera) => !kept.has(camera) && readyMs(camera, person) < Infinity)
      .sort((a, b) => readyMs(a, person) - readyMs(b, person));
    if (first && kept.size < maxCameras) kept.add(first);
  }
  return [...kept];
}
