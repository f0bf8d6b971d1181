/** What people enter: answers of a roll-call, votes of members without a device, totals; and the close. */
import type { BallotKind } from '../../../protocols/api/commands/ballot.ts';
import type { CommandInput } from '../../../protocols/api/commands.ts';
import { definedOnly } from '../defined.ts';
import type { ChamberCommand, ChamberDecision, ChamberEvent, ChamberRoot } from '../root.ts';
import { castEvent } from './cast.ts';
import { inState, issued, refused } from './decide.ts';
import type { BallotEvent } from './events.ts';
import { devicesOf } from './keypads.ts';
import { nextCalled } from './roll-call.ts';
import { rightOf, type Ballot, type Right } from './state.ts';
import { atTag, everyTag } from './tags.ts';
import { resultOf, sum, totalsOf } from './tally.ts';

/** Who enters: chair or clerk, for paper both. */
export type Enterer = 'chair' | 'clerk';

/** `ballot/count` with who entered it. */
export interface CountCommand {
  readonly name: 'votes/count';
  readonly input: CommandInput<'ballot/count'>;
  readonly by: Enterer;
}

export function decideEntry(root: ChamberRoot, command: ChamberCommand): ChamberDecision | undefined {
  switch (command.name) {
    case 'ballot/enter':
      return inState(root, command.input.ballot, ['open'], 'ballot-closed', (ballot) =>
        decideEnter(ballot, command.input),
      );
    case 'ballot/call': {
      const { ballot: id, person } = command.input;
      return inState(root, id, ['open'], 'ballot-closed', (ballot) => {
        if (ballot.kind !== 'roll-call') return refused('not-a-roll-call');
        const right = rightOf(ballot, person);
        return right ? issued(called(ballot, right)) : refused('not-entitled');
      });
    }
    case 'ballot/read-back':
      return inState(root, command.input.ballot, ['open'], 'ballot-closed', (ballot) =>
        ballot.kind === 'roll-call'
          ? issued({ type: 'ballot/read-back', version: 1, data: { ballot: ballot.id } })
          : refused('not-a-roll-call'),
      );
    case 'votes/count':
      return inState(root, command.input.ballot, ['open', 'closed'], 'ballot-closed', (ballot) =>
        // After the close only what a device of totals has told.
        ballot.state === 'closed' && (ballot.kind !== 'external' || totalsOf(ballot))
          ? refused('ballot-closed')
          : decideCount(ballot, command.input, command.by),
      );
    case 'ballot/close':
      return inState(root, command.input.ballot, ['open'], 'ballot-closed', (ballot) =>
        decideClose(root, ballot),
      );
    default:
      return undefined;
  }
}

const called = ({ id }: Ballot, { tag }: Right): BallotEvent => ({
  type: 'ballot/called',
  version: 1,
  data: { ballot: id, tag },
});

function decideEnter(
  ballot: Ballot,
  { person, choice, reason }: CommandInput<'ballot/enter'>,
): ChamberDecision {
  if (ballot.kind !== 'roll-call' && ballot.kind !== 'device' && ballot.kind !== 'hands')
    return refused('names-not-known');
  const right = rightOf(ballot, person);
  if (!right)
    return refused(ballot.barred.some((each) => each.person === person) ? 'person-excluded' : 'not-entitled');
  if (right.isOut) return refused('not-entitled');
  // Hands in the room are counted; only a remote member's page can fail.
  if (ballot.kind === 'hands' && right.mode === 'room') return refused('names-not-known');
  if (!ballot.options.some(({ id }) => id === choice)) return refused('unknown-option');
  const isRoll = ballot.kind === 'roll-call';
  // Whoever has a device votes on it; by somebody else's hand only for a reason that stands in the log.
  if (!isRoll && reason === undefined) return refused('reason-missing');
  const entered: BallotEvent = {
    type: 'ballot/entered',
    version: 1,
    data: { ballot: ballot.id, tag: right.tag },
    personal: definedOnly({ reason }),
  };
  if (atTag(ballot.votes, right.tag)?.choice === choice) return issued();
  const cast = castEvent(ballot, right, choice, isRoll ? 'roll' : 'clerk', null);
  if (!isRoll) return issued(entered, cast);
  const next = nextCalled(ballot, right.tag);
  return issued(entered, cast, ...(next ? [called(ballot, next)] : []));
}

function decideCount(
  ballot: Ballot,
  { counts, invalid, confirmed, source }: CommandInput<'ballot/count'>,
  by: Enterer,
): ChamberDecision {
  if (ballot.kind === 'device' || ballot.kind === 'roll-call') return refused('votes-are-single');
  if (Object.keys(counts).some((option) => !ballot.options.some(({ id }) => id === option)))
    return refused('unknown-option');
  const total = sum(Object.values(counts)) + invalid;
  const inRoom = mayBeCounted(ballot);
  // More hands than people is wrong whatever anybody says; fewer has to be meant.
  if (total > inRoom) return refused('more-votes-than-people');
  if (ballot.kind === 'hands' && total < inRoom && !confirmed) return refused('count-does-not-fit');
  const counted: BallotEvent = {
    type: 'ballot/counted',
    version: 1,
    data: { ballot: ballot.id, by, counts, invalid, source },
  };
  return issued(counted);
}

/** How many can be among the totals: hands are counted in the room. */
export const mayBeCounted = ({ kind, rights }: Ballot): number =>
  everyTag(rights).filter(({ mode, isOut }) => !isOut && (kind !== 'hands' || mode === 'room')).length;

/** Kinds that are counted as totals. */
export const needsTotals = (kind: BallotKind): boolean =>
  kind === 'hands' || kind === 'paper' || kind === 'external';

function decideClose(root: ChamberRoot, ballot: Ballot): ChamberDecision {
  if (ballot.kind === 'roll-call' && !ballot.isReadBack) return refused('not-read-back');
  // A device of totals tells them after the close: then they are taken over.
  const waitsForDevice = ballot.counted.length === 0 && devicesOf(root, ballot).length > 0;
  if (needsTotals(ballot.kind) && !waitsForDevice && !totalsOf(ballot))
    return refused(ballot.kind === 'paper' && ballot.counted.length > 0 ? 'counts-disagree' : 'not-counted');
  return issued({ type: 'ballot/closed', version: 1, data: { ballot: ballot.id } });
}

/** The result, as a fact. */
export const tallied = (ballot: Ballot): ChamberEvent => ({
  type: 'ballot/tallied',
  version: 1,
  data: { ballot: ballot.id, ...resultOf(ballot) },
});
