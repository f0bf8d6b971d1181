/** What the scenes of a vote are played with: one system's hall, presses by option, and what has to be known of them. */
import { expect } from 'vitest';
import type { Outcome } from '../../protocols/models/outcome.ts';
import type { BallotOption, VotingCommand } from '../../protocols/models/voting.ts';
import {
  closing,
  last,
  opening,
  suffer,
  yesNoAbstain,
  type VoteHall,
  type VoteHallOptions,
} from './vote-hall.ts';
import type { Fault, VoteSystem } from './vote-systems.ts';

/** The option that counts, by keypad; null: none of them. */
type Votes = Readonly<Record<string, number | null>>;

export interface Scene extends VoteHall {
  /** Opens the ballot and waits as long as this system may take. */
  opens(command?: VotingCommand): Promise<Outcome | 'open'>;
  /** Closes it and waits until it must be drained. */
  closes(command?: VotingCommand): Promise<Outcome | 'open'>;
  /** These seats press the keys of these options of `options`, and nobody has heard of it yet. */
  press(...pressed: readonly (readonly [seat: number, option: number])[]): void;
  /** The same, and time passes until it must be told. */
  pressAndTell(...pressed: readonly (readonly [seat: number, option: number])[]): Promise<void>;
  /** The device does, or suffers, this; throws if it cannot. */
  suffers(fault: Fault | string, parameters?: Readonly<Record<string, unknown>>): void;
  /** What was said about votes. */
  aboutVotes(): readonly string[];
  /** How often the device was told to let people vote. */
  starts(): number;
  /** How often it was told to end that. */
  stops(): number;
  /** While a ballot is open: exactly these votes were told of it, by systems that tell at once; of the others none. */
  expectTold(votes: Votes, ballot?: string): void;
  /** A ballot is drained and came to this: as single votes, or as totals and no single vote. */
  expectCounted(votes: Votes, ballot?: string): void;
  phases(): readonly string[];
}

export interface SceneOptions extends VoteHallOptions {
  /** Of the ballot that is pressed on. */
  readonly options?: readonly BallotOption[];
}

/** The key of an option, the first being 1. */
export function keyOf({ buttons }: VoteSystem, options: readonly BallotOption[], option: number): number {
  const meaning = options[option]?.meaning;
  return buttons === null || meaning === null || meaning === undefined
    ? option + 1
    : buttons.indexOf(meaning) + 1;
}

const totalsOf = (votes: Votes, options: readonly BallotOption[]): readonly number[] =>
  options.map((_, index) => Object.values(votes).filter((option) => option === index).length);

function sceneIn(system: VoteSystem, hall: VoteHall, options: readonly BallotOption[]): Scene {
  const { paces } = system;
  const scene: Scene = {
    ...hall,
    opens: (command = opening('b1', options)) => hall.command(command, paces.opens),
    closes: (command = closing('b1')) => hall.command(command, paces.drains),
    press(...pressed) {
      for (const [seat, option] of pressed)
        hall.device.pressKey?.(String(seat), keyOf(system, options, option));
    },
    async pressAndTell(...pressed) {
      scene.press(...pressed);
      await hall.clock.advance(paces.tells);
    },
    suffers(fault, parameters = {}) {
      if (typeof fault === 'string') suffer(hall, fault, parameters);
      else suffer(hall, fault.name, fault.parameters);
    },
    aboutVotes: () => hall.said.filter((one) => system.aboutVotes.test(one)),
    starts: () => hall.said.filter((one) => system.starts.test(one)).length,
    stops: () => hall.said.filter((one) => system.stops.test(one)).length,
    expectTold(votes, ballot = 'b1') {
      expect(hall.votes(ballot)).toEqual(system.tells === 'at-once' ? votes : {});
    },
    expectCounted(votes, ballot = 'b1') {
      const isTotals = system.tells === 'totals';
      const totals = isTotals ? totalsOf(votes, options) : null;
      expect(last(hall)).toEqual({ ballot, phase: 'drained', totals });
      expect(hall.votes(ballot)).toEqual(isTotals ? {} : votes);
    },
    phases: () => hall.states.map(({ phase }) => phase),
  };
  return scene;
}

/** Opens a hall, plays the scene in it, and looks at what holds whatever was played. */
export async function play(
  system: VoteSystem,
  scene: (scene: Scene) => Promise<void>,
  { options = yesNoAbstain, ...hallOptions }: SceneOptions = {},
): Promise<void> {
  const hall = await system.open(hallOptions);
  try {
    await scene(sceneIn(system, hall, options));
    expect(hall.refusedAcknowledgements).toEqual([]);
    expect(hall.lateCasts, 'told after it was drained').toEqual([]);
  } finally {
    hall.stop();
  }
}
