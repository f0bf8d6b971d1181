/**
 * What follows for a ballot from what else happens: members who leave, come or are excluded while it is open,
 * devices that have told all, the tally once everything has come, and the end of a secret ballot that the state's
 * rules forbid since somebody takes part remotely.
 */
import type { VotingState } from '../../../protocols/models/voting.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import { definedOnly } from '../defined.ts';
import type { ChamberEvent, ChamberRoot } from '../root.ts';
import { groupOf, isHere, statusOf, type Sitting } from '../sitting/state.ts';
import { needsTotals, tallied } from './enter.ts';
import { forbiddenBy } from './electorate.ts';
import type { BallotEvent } from './events.ts';
import { devicesOf } from './keypads.ts';
import type { Ballot, Change } from './state.ts';
import { everyTag } from './tags.ts';
import { sum, totalsOf } from './tally.ts';

export function observeBallots(root: ChamberRoot, observed: Observed): readonly ChamberEvent[] {
  const { current } = root.ballots;
  const sitting = root.sitting.current;
  if (!current || sitting?.id !== current.sitting) return [];
  switch (current.state) {
    case 'open':
      return whileOpen(root, sitting, current);
    case 'closed':
      return afterClose(root, observed, current);
    default:
      return [];
  }
}

function whileOpen(root: ChamberRoot, sitting: Sitting, ballot: Ballot): readonly ChamberEvent[] {
  if (ballot.kind === 'paper' && forbiddenBy(sitting, 'paper'))
    return [{ type: 'ballot/voided', version: 1, data: { ballot: ballot.id, cause: 'secrecy' } }];
  return electorateChanges(root, sitting, ballot);
}

/** What the electorate was last held against, so that a thousand votes do not ask a thousand members each. */
const heldAgainst = new WeakMap<Ballot['rights'], readonly unknown[]>();

function electorateChanges(root: ChamberRoot, sitting: Sitting, ballot: Ballot): readonly ChamberEvent[] {
  const basis = [sitting.attendance, sitting.items, sitting.body, ballot.changes];
  const last = heldAgainst.get(ballot.rights);
  if (last?.every((part, index) => part === basis[index])) return [];
  heldAgainst.set(ballot.rights, basis);

  const conflicts = ballot.item === null ? {} : (sitting.items[ballot.item]?.conflicts ?? {});
  const changes: BallotEvent[] = [];
  const say = (tag: number | null, person: string, name: string, change: Change): void =>
    void changes.push({
      type: 'ballot/changed',
      version: 1,
      data: { ballot: ballot.id, tag, change },
      personal: { person, name, ...definedOnly({ group: groupOf(root, person) }) },
    });
  for (const { tag, person, name, mode, isOut } of everyTag(ballot.rights)) {
    const isExcluded = conflicts[person] === true;
    const here = isHere(sitting, person);
    if (!isOut && (isExcluded || !here)) say(tag, person, name, isExcluded ? 'excluded' : 'left');
    if (isOut && here && !isExcluded) say(tag, person, name, 'returned');
    const status = statusOf(sitting, person)?.status;
    if ((status === 'room' || status === 'remote') && status !== mode) say(tag, person, name, status);
  }
  const known = new Set([
    ...ballot.barred.map(({ person }) => person),
    ...ballot.changes.flatMap(({ person, change }) => (change === 'arrived' ? [person] : [])),
  ]);
  for (const { person, votingRight } of sitting.body.members)
    if (votingRight && isHere(sitting, person) && !ballot.tagOf.has(person) && !known.has(person))
      say(null, person, root.register.persons[person]?.name ?? '', 'arrived');
  return changes;
}

function afterClose(root: ChamberRoot, observed: Observed, ballot: Ballot): readonly ChamberEvent[] {
  const devices = devicesOf(root, ballot).map(({ device }) => device);
  const due = devices.filter((device) => ballot.drained[device] === undefined);
  const drained = due.filter((device) => {
    const state = observed.voting[device];
    return state?.ballot === ballot.id && state.phase === 'drained' && isNamed(ballot, state);
  });
  const facts = drained.map((device): ChamberEvent => ({
    type: 'ballot/drained',
    version: 1,
    data: { ballot: ballot.id, device, how: 'reported' },
  }));
  if (drained.length < due.length || (needsTotals(ballot.kind) && !totalsOf(ballot))) return facts;
  return [...facts, tallied(ballot)];
}

/** A device that has counted more than it can name has lost something: that is nobody's to overlook. */
const isNamed = (ballot: Ballot, { totals }: VotingState): boolean =>
  ballot.kind !== 'device' || totals === null || sum(totals) <= ballot.castCount;

/** Devices that have not said that all has come. */
export const waitsFor = (root: ChamberRoot, ballot: Ballot) =>
  ballot.state === 'closed'
    ? devicesOf(root, ballot).filter(({ device }) => ballot.drained[device] === undefined)
    : [];
