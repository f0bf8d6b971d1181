/** A hall with an MXCW access point that votes, and what tests say and ask of it. */
import type { MxcwVoteOptions } from '../../../drivers/shure-mxcw/voting.ts';
import { mxcwVotes } from '../../../drivers/shure-mxcw/voting.ts';
import { createMxcwSession } from '../../../drivers/shure-mxcw/session.ts';
import { withStreamVotes } from '../../../drivers/stream-votes.ts';
import type { VotingCommand } from '../../../protocols/models/voting.ts';
import { createMxcwDevice } from '../../../simulators/shure-mxcw/device.ts';
import { opening } from '../televic-plixus/vote-hall.ts';
import { openStreamVoteHall, type StreamVoteHall, type StreamVoteHallOptions } from './vote-hall.ts';

export const standard: MxcwVoteOptions = {
  configuration: 1,
  buttons: ['yes', 'no', 'abstain'],
  listConfiguration: 3,
};
export const open = (
  options: StreamVoteHallOptions = {},
  vote: MxcwVoteOptions = standard,
): Promise<StreamVoteHall> =>
  openStreamVoteHall(
    () => withStreamVotes(createMxcwSession({ cards: false }), mxcwVotes(vote)),
    createMxcwDevice,
    options,
  );
export const closing = (ballot: string) => ({ type: 'close-ballot', ballot }) as const;
export const resuming = (ballot: string): VotingCommand => Object.assign(opening(ballot), { resumed: true });
export const done = { ok: true, evidence: 'acknowledged' } as const;
export const last = (hall: StreamVoteHall) => hall.states.at(-1);
export const voting = (hall: StreamVoteHall): readonly string[] =>
  hall.said.filter((line) => /VOT/.test(line));
export const starts = (hall: StreamVoteHall): number =>
  hall.said.filter((line) => line.includes('START_VOTE')).length;
export const press = (hall: StreamVoteHall, ...pressed: readonly (readonly [number, number])[]): void => {
  for (const [seat, key] of pressed) hall.device.pressKey?.(String(seat), key);
};
/** What the unit counts, in options; presses on buttons without one are left out. */
export const counted = (hall: StreamVoteHall, options = 3): Readonly<Record<string, number | null>> =>
  Object.fromEntries(
    Object.entries(hall.device.truth().votes?.pressed ?? {}).map(([seat, key]) => [
      seat,
      key <= options ? key - 1 : null,
    ]),
  );
export const idle = { ballot: null, phase: 'idle', totals: null };
