/** From a direction to wishes for the devices: program scene, inputs that may be heard, camera presets. Pure. */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { Observed } from '../../protocols/models/observed.ts';
import type { SwitcherState } from '../../protocols/models/switcher.ts';
import type { ChamberEvent, ChamberRoot } from '../chamber/root.ts';
import type { FastTrack, Wish } from '../chamber/feature.ts';
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
}

export type DirectionTrack = FastTrack<ChamberRoot, ChamberEvent, TrackMemory, Direction>;

export function createDirectionTrack(options: { readonly safeMode: boolean }): DirectionTrack {
  return {
    initial: { director: freshMemory, calibrations: {}, asked: nothingAsked },
    run(memory, acting: ChamberRoot, observed: Observed, now: MonotonicMs) {
      const program = observed.switchers[acting.hall.switcher]?.program ?? null;
      const asked = heardProgram(memory.asked, program, now);
      const facts = gatherFacts(acting, observed, now, options.safeMode, unconfirmed(asked));
      const direction = direct(memory.director, facts);
      const nowAsked = withAsked(asked, direction.verdict.shot.scene, now);
      const calibrations = stepCalibrations(memory.calibrations, acting, observed, now);
      return {
        memory: {
          director: direction.memory,
          calibrations: calibrations.memory,
          asked: nowAsked,
        },
        wishes: [
          ...wishesOf(direction, facts),
          ...calibrations.wishes,
          ...calibrationWishes(acting, observed),
          ...floorWishes(acting, observed),
        ],
        traces: [...tracesOf(direction), ...calibrations.traces],
        wakeAt: earliest(direction.wakeAt, earliest(calibrations.wakeAt, forgetsAt(nowAsked, now))),
        picture: direction,
      };
    },
  };
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
  const open = verdict.muted ? [] : hall.soundInputs.filter((name) => switcher.inputs[name]?.audio);
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
