/**
 * One vote, from whatever it was pressed on. The unit that is counted is the voting right: a right has one way to
 * vote, the last vote on disk counts, and the same cast again changes nothing. What does not count is a refusal
 * that stands in the log.
 */
import type { ErrorCode } from '../../../protocols/api/errors.ts';
import type { KeypadId } from '../../../protocols/models/voting.ts';
import type { PersonId } from '../../../protocols/models/council.ts';
import { definedOnly } from '../defined.ts';
import type { ChamberDecision, ChamberRoot } from '../root.ts';
import { devicesOf, personAt } from './keypads.ts';
import {
  ballotById,
  keptRejections,
  rightOf,
  takesVotes,
  type Ballot,
  type CastChannel,
  type Right,
} from './state.ts';
import { atTag } from './tags.ts';

export interface CastCommand {
  readonly name: 'votes/cast';
  readonly input: {
    readonly ballot: string;
    /** The same for every delivery of one press; null: the device cannot tell. */
    readonly cast: string | null;
    /** An option's id, its index on a device, or null: a press that means none. */
    readonly choice: string | number | null;
    readonly from:
      | { readonly channel: 'page'; readonly person: PersonId }
      | { readonly channel: 'unit'; readonly device: string; readonly keypad: KeypadId };
  };
}

export function decideCast(root: ChamberRoot, { input }: CastCommand): ChamberDecision {
  const { test } = root.ballots;
  if (input.from.channel === 'unit' && test?.id === input.ballot) return decideTestPress(root, input.from);
  const ballot = ballotById(root.ballots, input.ballot);
  const person =
    input.from.channel === 'page' ? input.from.person : personAt(root, input.from.device, input.from.keypad);
  const refused = (error: ErrorCode): ChamberDecision => ({
    ok: false,
    error,
    events: rejection(root, ballot, error, input.from, person),
  });
  if (!ballot || !takesVotes(ballot.kind)) return refused('unknown-ballot');
  if (person == null) return refused('unknown-keypad');
  const right = rightOf(ballot, person);
  const choice = choiceOf(ballot, input.choice);
  const known = right && input.cast !== null ? knownCast(ballot, right, input.cast) : undefined;
  // What is on disk is on disk, whatever has happened to the ballot since.
  if (known) return known.choice === choice ? { ok: true, events: [] } : refused('cast-reused');
  if (!isTaking(root, ballot, input.from))
    return refused(ballot.state === 'voided' ? 'ballot-voided' : 'ballot-closed');
  if (!right)
    return refused(ballot.barred.some((each) => each.person === person) ? 'person-excluded' : 'not-entitled');
  if (right.isOut) return refused('not-entitled');
  if (right.channel !== input.from.channel) return refused('wrong-channel');
  if (choice === undefined) return refused('unknown-option');
  if (input.cast === null && atTag(ballot.votes, right.tag)?.choice === choice)
    return { ok: true, events: [] };
  return { ok: true, events: [castEvent(ballot, right, choice, input.from.channel, input.cast)] };
}

export const castEvent = (
  { id }: Ballot,
  { tag }: Right,
  choice: string,
  channel: CastChannel,
  cast: string | null,
) =>
  ({
    type: 'ballot/cast',
    version: 1,
    data: { ballot: id, tag, channel, cast },
    personal: { choice },
  }) as const;

export const knownCast = (ballot: Ballot, { tag }: Right, cast: string) =>
  atTag(ballot.votes, tag)?.casts.find((each) => each.cast === cast);

function choiceOf({ options }: Ballot, choice: string | number | null): string | undefined {
  if (choice === null) return undefined;
  if (typeof choice === 'number') return options[choice]?.id;
  return options.some(({ id }) => id === choice) ? choice : undefined;
}

/** Closed to voters at once; what a device took in time may still be on its way until it has said that all has come. */
function isTaking(root: ChamberRoot, ballot: Ballot, from: CastCommand['input']['from']): boolean {
  if (ballot.state === 'open') return true;
  if (ballot.state !== 'closed' || from.channel !== 'unit') return false;
  return (
    ballot.drained[from.device] === undefined &&
    devicesOf(root, ballot).some(({ device }) => device === from.device)
  );
}

function rejection(
  { register }: ChamberRoot,
  ballot: Ballot | undefined,
  code: ErrorCode,
  from: CastCommand['input']['from'],
  person: PersonId | null | undefined,
) {
  // A keypad that is pressed without end fills no disk. Of no ballot of ours: nothing to stand beside.
  if (!ballot || ballot.rejectedCount >= keptRejections) return [];
  const name = person == null ? undefined : register.persons[person]?.name;
  const who = name ?? (from.channel === 'unit' ? `${from.device} ${from.keypad}` : undefined);
  return [
    {
      type: 'ballot/rejected',
      version: 1,
      data: { ballot: ballot.id, code, channel: from.channel },
      personal: definedOnly({ who }),
    } as const,
  ];
}

function decideTestPress(
  { ballots: { test } }: ChamberRoot,
  { device, keypad }: { readonly device: string; readonly keypad: KeypadId },
): ChamberDecision {
  if (!test?.isOpen) return { ok: false, error: 'ballot-closed' };
  if (test.pressed[device]?.includes(keypad)) return { ok: true, events: [] };
  // No more keypads than any hall has: a radio that invents numbers fills no disk.
  if (Object.values(test.pressed).flat().length >= 2000) return { ok: false, error: 'unknown-keypad' };
  return {
    ok: true,
    events: [{ type: 'keypads/pressed', version: 1, data: { device }, personal: { keypad } }],
  };
}
