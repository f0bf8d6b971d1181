/**
 * A recording played to our director, event by event on virtual time: microphones open and close, the list of
 * speakers changes, cameras arrive, and it is asked again when it wished to be. The mixer follows at once, and
 * who speaks after whom is counted as the evening goes on. What is measured comes from the world and not from what
 * the director believes.
 */
import {
  likelyAfter,
  noTurnTaking,
  reduceTurnTaking,
} from '../../../daemon/chamber/direction/turn-taking.ts';
import type { PeopleState } from '../../../daemon/chamber/people/state.ts';
import { direct, freshMemory } from '../../../daemon/director/direct.ts';
import type { Facts } from '../../../daemon/director/facts.ts';
import type { Move } from '../../../daemon/director/guard.ts';
import { unknownCamera, type CameraState, type Motion } from '../../../protocols/models/camera.ts';
import { unknownSwitcher } from '../../../protocols/models/switcher.ts';
import { everything } from '../../daemon/director/small-hall.ts';
import { cameraId, sceneId, standardHall, wideScene, type Setting } from './standard-hall.ts';
import type { Recording } from './turns.ts';
import { advanced, camerasAtStart, headingOf, isStanding, sent, type Ptz } from './world.ts';

/** What one recording, or several, came to. */
export interface Outcome {
  /** Floor without its holder in a ready close-up on air, ms. */
  readonly lostMs: number;
  readonly cuts: number;
  /** Orders to cameras. */
  readonly moves: number;
  /** Cuts to a camera that does not stand at the shot, and orders to the camera on air. */
  readonly unsafeCuts: number;
}

/** As in the daemon's loop: a wake that rounding puts at "now" must not come again without end. */
const shortestWakeMs = 1;
/** A decision and what follows from it settle in a few rounds. */
const maxRounds = 10;
/** People are counted by their seats. */
const nobodyKnown: PeopleState = { occupants: {}, consents: {}, logins: {} };

export function play(
  recording: Recording,
  queues: readonly (readonly number[])[],
  cameras: number,
  setting: Setting,
): Outcome {
  const { seats, turns, floor } = recording;
  const hall = standardHall(seats, cameras, setting.rules);
  const counted = { lostMs: 0, cuts: 0, moves: 0, unsafeCuts: 0 };
  const times = [...new Set(turns.flatMap(({ startMs, endMs }) => [startMs, endMs]))].sort((a, b) => a - b);
  let now = 0;
  let nextTime = 0;
  let nextTurn = 0;
  let nextFloor = 0;
  let open: readonly number[] = [];
  let queue: readonly number[] = [];
  let ptzs: readonly Ptz[] = camerasAtStart(cameras, seats);
  let departures: readonly number[] = ptzs.map(() => 0);
  let program = wideScene;
  let turnTaking = noTurnTaking;
  let memory = freshMemory;
  let wakeAt: number | null = null;

  /** The camera whose picture is out; -1: none. */
  const onAir = (): number => ptzs.findIndex((_, index) => sceneId(index) === program);

  function motionOf(ptz: Ptz, index: number): Motion {
    return isStanding(ptz, now)
      ? { kind: 'still', since: ptz.readyAt, preset: ptz.seat, measured: true }
      : { kind: 'moving', since: departures[index] ?? 0, preset: headingOf(ptz) };
  }

  const facts = (): Facts => ({
    hall,
    now,
    publicity: 'public',
    offStream: false,
    soundOff: false,
    slidesReleased: false,
    isRecording: false,
    remoteSpeaker: null,
    conference: [],
    safeMode: false,
    manual: null,
    chairSeat: null,
    open,
    byVoice: false,
    queue,
    cameras: Object.fromEntries(
      ptzs.map((ptz, index): [string, CameraState] => [
        cameraId(index),
        { ...unknownCamera, motion: motionOf(ptz, index), videoLatencyMs: setting.videoLatencyMs },
      ]),
    ),
    switcher: { ...unknownSwitcher, program },
    unconfirmed: [],
    reserved: new Set<string>(),
    targets: () => ({}),
    consent: () => everything,
    consentToStream: () => everything,
    plannedImage: () => undefined,
    called: null,
    travel: {},
    turnTaking: (seat) => likelyAfter(turnTaking, seat, nobodyKnown),
  });

  function cutTo(scene: string, seat: number | undefined): void {
    program = scene;
    counted.cuts++;
    const ptz = ptzs[onAir()];
    if (!ptz) return;
    const hasArrived = isStanding(ptz, now) && now - ptz.readyAt >= setting.videoLatencyMs;
    if (!hasArrived || ptz.seat !== seat) counted.unsafeCuts++;
  }

  /** false: it is heading there already. A camera is not sent away in the turn in which the mixer leaves it. */
  function order({ camera, preset }: Move, onAirBefore: number): boolean {
    const index = ptzs.findIndex((_, each) => cameraId(each) === camera);
    const ptz = ptzs[index];
    if (!ptz || headingOf(ptz) === preset) return false;
    if (index === onAir() || index === onAirBefore) counted.unsafeCuts++;
    counted.moves++;
    if (isStanding(ptz, now)) departures = departures.with(index, now);
    ptzs = ptzs.with(index, sent(ptz, preset, now, seats));
    return true;
  }

  function ask(): void {
    for (let round = 0; ; round++) {
      if (round === maxRounds) throw new Error(`${recording.name}: no rest at ${now} ms`);
      const direction = direct(memory, facts());
      const { shot, moves } = direction.verdict;
      ({ memory, wakeAt } = direction);
      const isCut = shot.scene !== program;
      const before = onAir();
      if (isCut) cutTo(shot.scene, shot.subjects[0]);
      const moved = moves.map((move) => order(move, before)).some(Boolean);
      if (!isCut && !moved) return;
    }
  }

  /** As the daemon counts it from its journal; here from this recording so far. */
  function count(type: 'floor/opened' | 'floor/closed', seat: number): void {
    turnTaking = reduceTurnTaking(turnTaking, { type, version: 1, data: { seat } }, now, nobodyKnown);
  }

  /** What the hall does at this moment. */
  function happen(): void {
    if (times[nextTime] === now) {
      nextTime++;
      const closed = new Set(turns.filter(({ endMs }) => endMs === now).map(({ seat }) => seat));
      open = open.filter((seat) => !closed.has(seat));
      for (const seat of closed) count('floor/closed', seat);
      for (let turn = turns[nextTurn]; turn?.startMs === now; turn = turns[++nextTurn]) {
        open = [...open, turn.seat];
        count('floor/opened', turn.seat);
      }
    }
    if (floor[nextFloor]?.startMs === now) {
      queue = queues[nextFloor] ?? [];
      nextFloor++;
    }
    ptzs = ptzs.map((ptz) => advanced(ptz, now, seats));
  }

  /** From now until then nothing changes: whoever has the floor is on air in a close-up, or is not. */
  function pass(until: number): void {
    const holder = floor[nextFloor - 1];
    if (holder && now >= holder.startMs && now < holder.endMs) {
      const ptz = ptzs[onAir()];
      if (ptz?.seat !== holder.seat || !isStanding(ptz, now)) counted.lostMs += until - now;
    }
    now = until;
  }

  while (nextTime < times.length) {
    const arrivals = ptzs.map(({ readyAt }) => readyAt).filter((at) => at > now);
    const wake = wakeAt === null ? Infinity : Math.max(wakeAt, now + shortestWakeMs);
    pass(Math.min(times[nextTime] ?? Infinity, wake, ...arrivals));
    happen();
    ask();
  }
  return counted;
}
