/** From a direction to wishes for the devices: program scene, inputs that may be heard, camera presets. Pure. */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { Observed } from '../../protocols/models/observed.ts';
import type { SwitcherState } from '../../protocols/models/switcher.ts';
import type { ChamberEvent, ChamberRoot } from '../chamber/root.ts';
import type { FastTrack, Wish } from '../chamber/feature.ts';
import { floorWishes } from '../chamber/floor/wishes.ts';
import { direct, freshMemory, type Direction, type DirectorMemory } from './direct.ts';
import { cameraOf, gatherFacts, type Facts } from './facts.ts';

export type DirectionTrack = FastTrack<ChamberRoot, ChamberEvent, DirectorMemory, Direction>;

export function createDirectionTrack(options: { readonly safeMode: boolean }): DirectionTrack {
  return {
    initial: freshMemory,
    run(memory, acting: ChamberRoot, observed: Observed, now: MonotonicMs) {
      const facts = gatherFacts(acting, observed, now, options.safeMode);
      const direction = direct(memory, facts);
      return {
        memory: direction.memory,
        wishes: [...wishesOf(direction, facts), ...floorWishes(acting, observed)],
        traces: direction.isCut
          ? [
              {
                type: 'direction/cut',
                version: 1,
                data: { shot: direction.verdict.shot.id, reason: direction.reason },
              },
            ]
          : [],
        wakeAt: direction.wakeAt,
        picture: direction,
      };
    },
  };
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
