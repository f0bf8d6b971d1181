/** What chair and clerk may do with a ballot. Chance for the tags comes from outside: the domain has none. */
import type { MajorityRule } from '../../../protocols/api/commands/ballot.ts';
import type { CommandInput } from '../../../protocols/api/commands.ts';
import type { ErrorCode } from '../../../protocols/api/errors.ts';
import { definedOnly } from '../defined.ts';
import type { ChamberCommand, ChamberDecision, ChamberEvent, ChamberRoot } from '../root.ts';
import { profileOn } from '../rules/profiles.ts';
import { isPublicPart, type Sitting } from '../sitting/state.ts';
import { decideCast } from './cast.ts';
import { decideEntry } from './enter.ts';
import { electorateOf, forbiddenBy } from './electorate.ts';
import type { BallotEvent } from './events.ts';
import { canVoteOn } from './keypads.ts';
import { shuffled } from './shuffle.ts';
import { ballotById, isUsual, type Ballot, type Option } from './state.ts';
import { isElection } from './tally.ts';

/** Commands with what the domain must not make itself: 128 random bits, as four numbers below 2^32. */
export type ChancedCommand =
  | { readonly name: 'votes/open'; readonly input: CommandInput<'ballot/open'>; readonly chance: Chance }
  | { readonly name: 'votes/void'; readonly input: CommandInput<'ballot/void'>; readonly chance: Chance };
export type Chance = readonly [number, number, number, number];

export const refused = (error: ErrorCode): ChamberDecision => ({ ok: false, error });
export const issued = (...events: readonly ChamberEvent[]): ChamberDecision => ({ ok: true, events });

const usualOptions: readonly Option[] = [
  { id: 'yes', label: 'Ja', meaning: 'yes' },
  { id: 'no', label: 'Nein', meaning: 'no' },
  { id: 'abstain', label: 'Enthaltung', meaning: 'abstain' },
];

export function decideBallot(root: ChamberRoot, command: ChamberCommand): ChamberDecision | undefined {
  switch (command.name) {
    case 'votes/cast':
      return decideCast(root, command);
    case 'votes/open':
      return decideOpen(root, command.input, null, command.chance);
    case 'votes/void':
      return decideVoid(root, command.input, command.chance);
    case 'keypads/assign':
      return decideAssign(root, command.input);
    case 'keypads/test':
      return decideTest(root, command.input.id);
    case 'ballot/drain-anyway': {
      const ballot = currentOf(root, command.input.ballot);
      if (!ballot) return refused('unknown-ballot');
      if (ballot.state !== 'closed') return refused('ballot-not-closed');
      const { device } = command.input;
      if (ballot.drained[device] !== undefined) return issued();
      return issued({
        type: 'ballot/drained',
        version: 1,
        data: { ballot: ballot.id, device, how: 'overridden' },
      });
    }
    case 'ballot/extend': {
      const { ballot: id, seconds } = command.input;
      return inState(root, id, ['open'], 'ballot-closed', () =>
        issued({ type: 'ballot/extended', version: 1, data: { ballot: id, seconds } }),
      );
    }
    case 'ballot/announce':
      return inState(root, command.input.ballot, ['tallied'], 'ballot-not-counted', ({ id, checkpoint }) =>
        // What is announced has been signed.
        checkpoint
          ? issued({ type: 'ballot/announced', version: 1, data: { ballot: id } })
          : refused('ballot-not-counted'),
      );
    case 'ballot/clear':
      return inState(root, command.input.ballot, ['announced'], 'ballot-not-counted', ({ id }) =>
        issued({ type: 'ballot/cleared', version: 1, data: { ballot: id } }),
      );
    case 'ballot/lot': {
      const { ballot: id, option } = command.input;
      const ballot = ballotById(root.ballots, id);
      if (!ballot) return refused('unknown-ballot');
      if (ballot.result?.outcome !== 'tie' || ballot.state === 'voided') return refused('no-tie');
      if (!ballot.result.elected.includes(option)) return refused('unknown-option');
      if (ballot.lot !== null) return ballot.lot === option ? issued() : refused('lot-drawn');
      return issued({ type: 'ballot/lot', version: 1, data: { ballot: id, option } });
    }
    default:
      return decideEntry(root, command);
  }
}

/** The ballot the command is about, if it is the last one opened. */
export const currentOf = ({ ballots: { current } }: ChamberRoot, id: string): Ballot | undefined =>
  current?.id === id ? current : undefined;

export function inState(
  root: ChamberRoot,
  id: string,
  states: readonly Ballot['state'][],
  error: ErrorCode,
  decide: (ballot: Ballot) => ChamberDecision,
): ChamberDecision {
  const ballot = currentOf(root, id);
  if (!ballot) return refused(ballotById(root.ballots, id) ? 'ballot-not-current' : 'unknown-ballot');
  return states.includes(ballot.state) ? decide(ballot) : refused(error);
}

/** What is asked, with the options in a list that nobody changes. */
type Question = Omit<CommandInput<'ballot/open'>, 'options'> & {
  readonly options?: readonly Option[] | undefined;
};

function decideOpen(
  root: ChamberRoot,
  question: Question,
  repeats: Ballot | null,
  chance: Chance,
): ChamberDecision {
  const sitting = root.sitting.current;
  const known = ballotById(root.ballots, question.id);
  // The same command again: nothing; another question under the same name: no.
  if (known)
    return known.text === question.text && known.kind === question.kind ? issued() : refused('ballot-exists');
  if (!sitting) return refused('no-sitting');
  if (sitting.phase !== 'open' && sitting.phase !== 'non-public') return refused('wrong-phase');
  const { current } = root.ballots;
  const isRunning = current?.state === 'open' || current?.state === 'closed';
  if (isRunning && current.id !== repeats?.id) return refused('ballot-open');
  if (question.item !== null && question.item !== sitting.item) return refused('item-not-running');
  const conflicts = question.item === null ? {} : (sitting.items[question.item]?.conflicts ?? {});
  if (sitting.chair !== null && conflicts[sitting.chair]) return refused('chair-excluded');
  const options = question.options ?? usualOptions;
  const majority =
    question.majority ??
    (isUsual({ options }) ? profileOn(sitting.body.profile, sitting.date).majority : 'most-votes');
  const unfit = misfit(root, question, options, majority);
  if (unfit) return refused(unfit);
  const forbidden = forbiddenBy(sitting, question.kind);
  if (forbidden) return refused(forbidden.code);
  return opened(root, sitting, { ...question, options, majority }, repeats, chance);
}

/** What does not go together, whoever asks. */
function misfit(
  { hall }: ChamberRoot,
  { kind, named, live }: Question,
  options: readonly Option[],
  majority: MajorityRule,
): ErrorCode | undefined {
  if (
    isElection(majority)
      ? !options.some(({ meaning }) => meaning === null || meaning === 'yes')
      : !isUsual({ options })
  )
    return 'majority-does-not-fit';
  // Paper is secret, and of totals nobody knows names.
  if (named && (kind === 'paper' || kind === 'external' || kind === 'hands')) return 'names-not-known';
  if (live && kind === 'paper') return 'names-not-known';
  const isTooMany = hall.voting.some(
    (device) => canVoteOn(kind, device) && device.capabilities.maxOptions < options.length,
  );
  return isTooMany ? 'too-many-options' : undefined;
}

function opened(
  root: ChamberRoot,
  sitting: Sitting,
  question: Omit<Question, 'options' | 'majority'> & {
    readonly options: readonly Option[];
    readonly majority: MajorityRule;
  },
  repeats: Ballot | null,
  chance: Chance,
): ChamberDecision {
  const { id, item, text, kind, options, majority, live } = question;
  const { voters, barred } = electorateOf(root, sitting, { kind, majority, item });
  if (voters.length === 0) return refused('nobody-votes');
  const about = item === null ? undefined : sitting.items[item];
  const { body } = sitting;
  const open: BallotEvent = {
    type: 'ballot/opened',
    version: 1,
    data: {
      ballot: id,
      sitting: sitting.id,
      item,
      kind,
      named: question.named || kind === 'roll-call',
      options: options.map((option) => ({ id: option.id, meaning: option.meaning })),
      majority,
      members: Math.max(1, body.statutorySeats - body.unfillableSeats),
      isPublic: isPublicPart(root) && about?.isPublic !== false,
      live,
      seconds: question.seconds ?? null,
      repeats: repeats?.id ?? null,
      profile: body.profile,
    },
    personal: {
      number: about?.number ?? '',
      title: about?.title ?? '',
      text,
      labels: Object.fromEntries(options.map((option) => [option.id, option.label])),
    },
  };
  const rights = shuffled(voters, chance).map(({ mode, channel, ...named }, index): BallotEvent => ({
    type: 'ballot/entitled',
    version: 1,
    data: { ballot: id, tag: index + 1, mode, channel },
    personal: named,
  }));
  const others = barred.map(({ reason, ...named }): BallotEvent => ({
    type: 'ballot/barred',
    version: 1,
    data: { ballot: id, reason },
    personal: named,
  }));
  const ended: readonly ChamberEvent[] = root.ballots.test?.isOpen
    ? [{ type: 'keypads/test-closed', version: 1, data: { test: root.ballots.test.id } }]
    : [];
  return issued(...ended, open, ...rights, ...others);
}

function decideVoid(
  root: ChamberRoot,
  { ballot: id, cause, reason, repeat }: CommandInput<'ballot/void'>,
  chance: Chance,
): ChamberDecision {
  const ballot = ballotById(root.ballots, id);
  if (!ballot) return refused('unknown-ballot');
  if (ballot.sitting !== root.sitting.current?.id) return refused('wrong-phase');
  const isAgain = ballot.state === 'voided';
  const voided: BallotEvent = {
    type: 'ballot/voided',
    version: 1,
    data: { ballot: id, cause },
    personal: definedOnly({ reason }),
  };
  if (repeat === undefined) return isAgain ? issued() : issued(voided);
  const again = decideOpen(root, questionOf(ballot, repeat), ballot, chance);
  if (!again.ok || isAgain) return again;
  return issued(voided, ...again.events);
}

/** The same question under another name. */
function questionOf(ballot: Ballot, id: string): Question {
  const { item, text, kind, named, options, majority, live, closesAt, openedAt } = ballot;
  const seconds = closesAt === null ? undefined : Math.round((closesAt - openedAt) / 1000);
  return {
    id,
    item,
    text,
    kind,
    named: named && kind !== 'roll-call',
    options,
    majority,
    live,
    ...definedOnly({ seconds: seconds === undefined ? undefined : Math.min(3600, Math.max(5, seconds)) }),
  };
}

function decideAssign(
  root: ChamberRoot,
  { device, keypad, person }: CommandInput<'keypads/assign'>,
): ChamberDecision {
  const voting = root.hall.voting.find((each) => each.device === device);
  if (!voting) return refused('unknown-device');
  if (!voting.capabilities.individualVotes) return refused('device-unsupported');
  if (keypad in {}) return refused('invalid-input');
  if (person !== null && !Object.hasOwn(root.register.persons, person)) return refused('unknown-person');
  const { current } = root.ballots;
  if (current && current.state === 'open') return refused('ballot-open');
  return issued({ type: 'keypads/assigned', version: 1, data: { device }, personal: { keypad, person } });
}

function decideTest(root: ChamberRoot, id: string | null): ChamberDecision {
  const { test, current } = root.ballots;
  if (id === null)
    return test?.isOpen
      ? issued({ type: 'keypads/test-closed', version: 1, data: { test: test.id } })
      : issued();
  if (current?.state === 'open' || current?.state === 'closed') return refused('ballot-open');
  if (test?.id === id) return issued();
  if (ballotById(root.ballots, id)) return refused('ballot-exists');
  if (!root.hall.voting.some(({ capabilities }) => capabilities.individualVotes))
    return refused('no-keypads');
  return issued({ type: 'keypads/test-opened', version: 1, data: { test: id } });
}
