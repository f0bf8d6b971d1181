/** From a direction to wishes for the devices: program scene, inputs that may be heard, camera presets. Pure. */
import type { MonotonicMs, WallMs } from '../../protocols/clock.ts';
import type { Observed } from '../../protocols/models/observed.ts';
import type { SwitcherState } from '../../protocols/models/switcher.ts';
import type { ChamberEvent, ChamberRoot } from '../chamber/root.ts';
import type { FastTrack, Wish } from '../chamber/feature.ts';
import { ballotWishes } from '../chamber/ballot/wishes.ts';
import { closingWishes } from '../chamber/broadcast/microphones.ts';
import { stepOutputs, type OutputsSeen } from '../chamber/broadcast/outputs.ts';
import { stepTexts, type OnAirNow } from '../chamber/broadcast/texts.ts';
import { floorWishes } from '../chamber/floor/wishes.ts';
import {
  forgetsAt,
  heardProgram,
  nothingAsked,
  unconfirmed,
  withAsked,
  type AskedScenes,
} from './asked-scenes.ts';
import { stepCalibrations, type CalibrationMemory } from './calibration/run.ts';
import { direct, freshMemory, type Direction, type DirectorMemory } from './direct.ts';
import { cameraOf, gatherFacts, type Facts } from './facts.ts';

export interface TrackMemory {
  readonly director: DirectorMemory;
  readonly calibrations: CalibrationMemory;
  readonly asked: AskedScenes;
  readonly outputs: OutputsSeen;
}

export type DirectionTrack = FastTrack<ChamberRoot, ChamberEvent, TrackMemory, Direction>;

export function createDirectionTrack(options: { readonly safeMode: boolean }): DirectionTrack {
  return {
    initial: { director: freshMemory, calibrations: {}, asked: nothingAsked, outputs: null },
    run(memory, acting: ChamberRoot, observed: Observed, now: MonotonicMs, wall: WallMs) {
      const program = observed.switchers[acting.hall.switcher]?.program ?? null;
      const asked = heardProgram(memory.asked, program, now);
      const facts = gatherFacts(acting, observed, now, options.safeMode, unconfirmed(asked));
      const direction = direct(memory.director, facts);
      const nowAsked = withAsked(asked, direction.verdict.shot.scene, now);
      const calibrations = stepCalibrations(memory.calibrations, acting, observed, now);
      const outputs = stepOutputs(memory.outputs, acting, observed);
      const texts = stepTexts(acting, observed, onAirOf(direction, facts), wall);
      return {
        memory: {
          director: direction.memory,
          calibrations: calibrations.memory,
          asked: nowAsked,
          outputs: outputs.seen,
        },
        wishes: [
          ...wishesOf(direction, facts),
          ...outputs.wishes,
          ...texts.wishes,
          ...closingWishes(acting, observed),
          ...calibrations.wishes,
          ...calibrationWishes(acting, observed),
          ...floorWishes(acting, observed),
          ...ballotWishes(acting, observed),
        ],
        traces: [...tracesOf(direction), ...calibrations.traces, ...outputs.alarms],
        wakeAt: earliest(
          earliest(direction.wakeAt, texts.changesAt === null ? null : now + (texts.changesAt - wall)),
          earliest(calibrations.wakeAt, forgetsAt(nowAsked, now)),
        ),
        picture: direction,
      };
    },
  };
}

/** Where consent leaves no shot, the slate says that somebody objects. */
function onAirOf({ verdict }: Direction, { offStream }: Facts): OnAirNow {
  const { shot, muted, refused } = verdict;
  const isForced = refused.some(({ code }) => code === 'no-permitted-shot');
  const isHeld = shot.kind === 'slate' && isForced;
  return { shot, slate: offStream ? 'off' : isHeld ? 'objection' : null, isMuted: muted };
}

function tracesOf({ isCut, verdict, reason, learned }: Direction): readonly ChamberEvent[] {
  const travel = learned.map(({ device, from, to, ms }): ChamberEvent => ({
    type: 'cameras/travel',
    version: 1,
    data: { camera: device, from, to, ms: Math.round(ms) },
  }));
  if (!isCut) return travel;
  return [{ type: 'direction/cut', version: 1, data: { shot: verdict.shot.id, reason } }, ...travel];
}

function earliest(a: MonotonicMs | null, b: MonotonicMs | null): MonotonicMs | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

/** A camera that is heard again has forgotten what was found out about it. */
function calibrationWishes({ cameras }: ChamberRoot, observed: Observed): readonly Wish[] {
  return Object.entries(cameras.calibrated).map(([device, { calibration }]) => {
    const camera = observed.cameras[device];
    const isHeard = camera && (camera.position !== null || camera.motion.kind !== 'unknown');
    return {
      key: `${device}/calibration`,
      wanted: calibration.id,
      reported: isHeard ? (camera.calibration ?? 'none') : null,
      command: { device, model: 'camera', command: { type: 'use-calibration', calibration } },
      insist: false,
    };
  });
}

function wishesOf({ verdict }: Direction, facts: Facts): readonly Wish[] {
  const { hall, switcher } = facts;
  const insist = facts.publicity !== 'public' || facts.offStream || facts.safeMode;
  const program: Wish = {
    key: `${hall.switcher}/program`,
    wanted: verdict.shot.scene,
    reported: switcher.program,
    command: {
      device: hall.switcher,
      model: 'switcher',
      command: { type: 'program', scene: verdict.shot.scene },
    },
    insist,
  };
  const open = verdict.muted ? [] : openInputs(facts).filter((name) => switcher.inputs[name]?.audio);
  const sound: Wish = {
    key: `${hall.switcher}/sound`,
    wanted: listKey(open),
    reported: switcher.program === null ? null : listKey(audibleInputs(switcher)),
    command: { device: hall.switcher, model: 'switcher', command: { type: 'sound', open } },
    insist: insist || verdict.muted,
  };
  // Silence goes first, a voice comes last: a picture may be late, a sound must not.
  const mixer = verdict.muted ? [sound, program] : [program, sound];
  return [...mixer, ...verdict.moves.map((move) => moveWish(move.camera, move.preset, facts))];
}

/** The hall's inputs; the conference's only while somebody remote has the floor, who consents to it. */
function openInputs({ hall, remoteSpeaker }: Facts): readonly string[] {
  const { soundInput } = hall.transmission.conference;
  const room = hall.soundInputs.filter((name) => name !== soundInput);
  return soundInput !== null && remoteSpeaker?.sound ? [...room, soundInput] : room;
}

function moveWish(device: string, preset: number, facts: Facts): Wish {
  const { motion } = cameraOf(facts, device);
  return {
    key: `${device}/preset`,
    wanted: String(preset),
    reported: motion.kind === 'unknown' ? 'unknown' : String(motion.preset),
    command: { device, model: 'camera', command: { type: 'recall', preset } },
    insist: false,
  };
}

export const audibleInputs = (switcher: SwitcherState): readonly string[] =>
  Object.entries(switcher.inputs)
    .filter(([, input]) => input.audio && !input.muted)
    .map(([name]) => name);

const listKey = (names: readonly string[]): string => JSON.stringify([...names].sort());
