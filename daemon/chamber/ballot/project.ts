/** Ballots as those see them who lead the sitting, and the keypads as those see them who set them up. */
import type {
  BallotView,
  KeypadsView,
  PastBallotView,
  VoterView,
} from '../../../protocols/api/views/ballot.ts';
import { ballotKinds } from '../../../protocols/api/commands/ballot.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import { definedOnly } from '../defined.ts';
import { seatOf } from '../people/state.ts';
import type { ChamberRoot } from '../root.ts';
import { profileOn } from '../rules/profiles.ts';
import { forbiddenBy } from './electorate.ts';
import { mayBeCounted } from './enter.ts';
import { devicesOf, knownKeypads, personAt } from './keypads.ts';
import { waitsFor } from './observe.ts';
import { rollOrder } from './roll-call.ts';
import type { Ballot, Option, Result, Right, Votes } from './state.ts';
import { atTag, everyTag } from './tags.ts';

/** At most so many refusals on a page. */
const shownRejections = 20;

export function ballotView(root: ChamberRoot, observed: Observed): { ballot?: BallotView } {
  const { current } = root.ballots;
  if (!current || current.sitting !== root.sitting.current?.id) return {};
  return { ballot: wholeView(root, observed, current) };
}

/** Whether choices are on the table: after the close, in a roll-call, or where counts are shown at once. */
export const isShown = ({ state, live, kind }: Ballot): boolean =>
  (state !== 'open' && state !== 'closed') || live || kind === 'roll-call';

export const optionViews = (options: readonly Option[]) =>
  options.map(({ id, label, meaning }) => ({ id, label, ...(meaning === null ? {} : { meaning }) }));

export const questionView = (ballot: Ballot) => ({
  id: ballot.id,
  number: ballot.number,
  ...(ballot.item === null ? {} : { item: { number: ballot.itemNumber, title: ballot.title } }),
  text: ballot.text,
  kind: ballot.kind,
  named: ballot.named,
  options: optionViews(ballot.options),
  majority: ballot.majority,
  openedAt: ballot.openedAt,
  ...(ballot.closesAt === null ? {} : { closesAt: ballot.closesAt }),
  members: ballot.members,
  ...(ballot.repeats === null ? {} : { repeats: true }),
});

export const resultView = ({ needed, elected, counts, ...result }: Result, lot: string | null) => ({
  ...result,
  counts: { ...counts },
  elected: [...elected],
  ...(needed === null ? {} : { needed }),
  ...(lot === null ? {} : { lot }),
});

/** Votes so far by option. */
export function countsSoFar(ballot: Ballot): Record<string, number> {
  const counts = Object.fromEntries(ballot.options.map(({ id }) => [id, 0]));
  for (const { choice } of everyTag(ballot.votes))
    if (choice !== null) counts[choice] = (counts[choice] ?? 0) + 1;
  return counts;
}

export const stateView = ({ state }: Ballot): BallotView['state'] =>
  state === 'tallied' ? 'counted' : state;

function wholeView(root: ChamberRoot, observed: Observed, ballot: Ballot): BallotView {
  const { result, voided, checkpoint } = ballot;
  const called = ballot.called === null ? undefined : atTag(ballot.rights, ballot.called)?.person;
  const order = rollOrder(ballot);
  return {
    ...questionView(ballot),
    state: stateView(ballot),
    live: ballot.live,
    entitled: ballot.rights.size,
    cast: ballot.castCount,
    voters: Object.fromEntries(order.map((right) => [right.person, voterView(root, ballot, right)])),
    order: order.map(({ person }) => person),
    barred: ballot.barred.map(({ name, reason }) => ({ name, reason })),
    ...definedOnly({ called }),
    readBack: ballot.isReadBack,
    inRoom: mayBeCounted(ballot),
    counted: ballot.counted.map(({ counts, ...counted }) => ({ ...counted, counts: { ...counts } })),
    ...deviceTotals(root, observed, ballot),
    ...(ballot.live && ballot.state === 'open' ? { so: countsSoFar(ballot) } : {}),
    waitsFor: waitsFor(root, ballot).map(({ device, label }) => ({ device, label })),
    rejected: ballot.rejected
      .slice(-shownRejections)
      .reverse()
      .map(({ who, ...rejected }) => ({ ...rejected, ...definedOnly({ who }) })),
    interrupted: ballot.wasInterrupted,
    changes: ballot.changes.map(({ at, name, change }) => ({ at, name, change })),
    ...(result ? { result: resultView(result, ballot.lot) } : {}),
    ...(voided ? { voided: { cause: voided.cause, ...definedOnly({ reason: voided.reason }) } } : {}),
    ...(checkpoint ? { fingerprint: checkpoint.fingerprint } : {}),
    ...(ballot.isCleared ? { cleared: true } : {}),
  };
}

function voterView(root: ChamberRoot, ballot: Ballot, right: Right): VoterView {
  const votes: Votes | undefined = atTag(ballot.votes, right.tag);
  const choice = votes?.choice ?? null;
  const isEntered = choice !== null && (votes?.channel === 'clerk' || votes?.channel === 'roll');
  return {
    name: right.name,
    ...definedOnly({ group: right.group, seat: seatOf(root.people, right.person) }),
    mode: right.mode,
    channel: right.channel,
    voted: choice !== null,
    ...(choice !== null && isShown(ballot) ? { choice } : {}),
    ...(isEntered ? { entered: true, ...definedOnly({ enteredBecause: votes?.reason }) } : {}),
    ...(right.isOut ? { out: true } : {}),
  };
}

function deviceTotals(
  root: ChamberRoot,
  observed: Observed,
  ballot: Ballot,
): { deviceTotals?: Record<string, number> } {
  if (ballot.kind !== 'external') return {};
  const [device] = devicesOf(root, ballot);
  const state = device && observed.voting[device.device];
  if (!state?.totals || state.ballot !== ballot.id) return {};
  const { totals } = state;
  return {
    deviceTotals: Object.fromEntries(ballot.options.map(({ id }, index) => [id, totals[index] ?? 0])),
  };
}

/** This sitting's ballots, oldest first. */
export function pastBallots(root: ChamberRoot): PastBallotView[] {
  const { current, past } = root.ballots;
  const sitting = root.sitting.current?.id;
  if (sitting === undefined) return [];
  return [...past, ...(current ? [current] : [])]
    .filter((ballot) => ballot.sitting === sitting)
    .map((ballot) => ({
      id: ballot.id,
      number: ballot.number,
      ...(ballot.item === null ? {} : { item: ballot.itemNumber }),
      text: ballot.text,
      kind: ballot.kind,
      state: stateView(ballot),
      at: ballot.openedAt,
      options: optionViews(ballot.options),
      ...(ballot.result ? { result: resultView(ballot.result, ballot.lot) } : {}),
      ...(ballot.checkpoint ? { fingerprint: ballot.checkpoint.fingerprint } : {}),
    }));
}

export function ballotRules(root: ChamberRoot, observed: Observed) {
  const sitting = root.sitting.current;
  if (!sitting) return {};
  const forbidden = ballotKinds.flatMap((kind) => {
    const rule = forbiddenBy(sitting, kind);
    return rule ? [{ kind, ...rule }] : [];
  });
  return {
    ballotRules: {
      majority: profileOn(sitting.body.profile, sitting.date).majority,
      forbidden,
      devices: votingDevices(root, observed),
    },
  };
}

/** What votes can be pressed on, and what each device guarantees. */
export const votingDevices = (root: ChamberRoot, observed: Observed) =>
  root.hall.voting.map(({ device, label, capabilities }) => ({
    device,
    label,
    ready: observed.voting[device] != null,
    individual: capabilities.individualVotes,
    forgeable: capabilities.forgeable,
    accepted: capabilities.accepted,
    delivery: capabilities.delivery,
  }));

export function keypadsView(root: ChamberRoot): KeypadsView {
  const { test } = root.ballots;
  return {
    ...(test?.isOpen ? { test: test.id } : {}),
    keypads: knownKeypads(root).map(({ device, keypad }) => {
      const person = personAt(root, device, keypad) ?? undefined;
      const seat = person === undefined ? undefined : seatOf(root.people, person);
      return {
        device,
        keypad,
        ...definedOnly({ person, name: person && root.register.persons[person]?.name, seat }),
        tested: test?.pressed[device]?.includes(keypad) ?? false,
      };
    }),
  };
}
