/** What members' own pages show: one view for all of them, and a small one for each. */
import type { SeatOwn, SeatShared } from '../../../protocols/api/seat.ts';
import type { PersonId } from '../../../protocols/models/council.ts';
import { optionViews, resultView } from '../ballot/project.ts';
import { ballotById, rightOf, takesVotes, type Ballot } from '../ballot/state.ts';
import { atTag } from '../ballot/tags.ts';
import { definedOnly } from '../defined.ts';
import { floorView } from '../floor/project.ts';
import { holderOf } from '../floor/state.ts';
import { speakerInHall } from '../people/project.ts';
import type { ChamberRoot } from '../root.ts';
import {
  barredPersons,
  currentItem,
  groupOf,
  isHere,
  isPublicPart,
  isRunning,
  statusOf,
} from '../sitting/state.ts';
import { freshAccess } from './state.ts';

/** Whether a member may follow what goes on: a part that is not public is for those who are here and not excluded. */
export function mayFollow(root: ChamberRoot, person: PersonId): boolean {
  const { current } = root.sitting;
  if (!current || isPublicPart(root) || !isRunning(current)) return true;
  return isHere(current, person) && !barredPersons(root).includes(person);
}

/** For a member who has to wait outside. */
export const seatOutside = (root: ChamberRoot): SeatShared => ({
  chamber: root.hall.chamber,
  title: root.sitting.current?.title ?? root.hall.title,
  publicity: root.broadcast.publicity,
  ...(root.sitting.current ? { phase: root.sitting.current.phase } : {}),
  queue: [],
  listClosed: true,
  ...(root.hall.secondChannel === null ? {} : { secondChannel: root.hall.secondChannel }),
});

export function seatShared(root: ChamberRoot): SeatShared {
  const { sitting, floor, hall, register } = root;
  const item = currentItem(root);
  const shown = floorView(root, speakerInHall).floor;
  const nameOf = (who: { readonly person?: PersonId; readonly guest?: string }): string =>
    who.guest ?? (who.person === undefined ? '' : (register.persons[who.person]?.name ?? ''));
  return {
    chamber: hall.chamber,
    title: sitting.current?.title ?? hall.title,
    publicity: root.broadcast.publicity,
    ...(sitting.current ? { phase: sitting.current.phase } : {}),
    ...(item ? { item: { number: item.number, title: item.title } } : {}),
    ...(shown
      ? {
          floor: {
            ...definedOnly({ name: shown.name, limitMs: shown.limitMs }),
            sinceAt: shown.sinceAt,
            usedMs: shown.usedMs,
            held: shown.held,
          },
        }
      : {}),
    queue: floor.list.waiting.map(({ who, kind }) => ({ name: nameOf(who), kind })),
    listClosed: floor.list.isClosed,
    ...sharedBallot(root),
    ...sharedVoided(root),
    ...(hall.secondChannel === null ? {} : { secondChannel: hall.secondChannel }),
  };
}

function sharedBallot(root: ChamberRoot): { ballot?: NonNullable<SeatShared['ballot']> } {
  const { current } = root.ballots;
  if (!current || current.sitting !== root.sitting.current?.id) return {};
  if (current.state === 'voided' || current.isCleared) return {};
  const isAnnounced = current.state === 'announced';
  const checkpoint = current.checkpoint ?? current.closedCheckpoint;
  return {
    ballot: {
      id: current.id,
      number: current.number,
      ...(current.item === null ? {} : { item: { number: current.itemNumber, title: current.title } }),
      text: current.text,
      kind: current.kind,
      named: current.named,
      majority: current.majority,
      options: optionViews(current.options),
      state: isAnnounced ? 'announced' : current.state === 'open' ? 'open' : 'closed',
      openedAt: current.openedAt,
      ...(current.closesAt === null ? {} : { closesAt: current.closesAt }),
      entitled: current.rights.size,
      cast: current.castCount,
      ...(isAnnounced && current.result ? { result: resultView(current.result, current.lot) } : {}),
      ...(current.checkpoint ? { fingerprint: current.checkpoint.fingerprint } : {}),
      ...(checkpoint ? { checkpoint: checkpoint.note } : {}),
    },
  };
}

/** Whoever voted in it and saw "saved" is told that it does not count: until it was repeated, or the next ballot. */
function sharedVoided({ ballots, sitting }: ChamberRoot): { voided?: NonNullable<SeatShared['voided']> } {
  const { current } = ballots;
  if (!current || current.sitting !== sitting.current?.id || current.state === 'announced') return {};
  const before = current.repeats === null ? undefined : ballotById(ballots, current.repeats);
  const ballot = current.voided ? current : before;
  return ballot?.voided ? { voided: { number: ballot.number, cause: ballot.voided.cause } } : {};
}

/** Everything that `seatOwn` looks at: the same parts mean the same view. */
export function ownBasis(root: ChamberRoot, person: PersonId): readonly unknown[] {
  const { current } = root.ballots;
  const tag = current?.tagOf.get(person);
  return [
    root.access.persons[person],
    root.register.persons[person],
    root.sitting.current?.attendance[person],
    root.floor.list.waiting,
    root.floor.list.started,
    root.broadcast.closedPart,
    current?.id,
    current?.state,
    current?.barred,
    tag === undefined || !current ? null : atTag(current.votes, tag),
    tag === undefined || !current ? null : atTag(current.rights, tag),
  ];
}

export function seatOwn(root: ChamberRoot, person: PersonId): SeatOwn {
  const access = root.access.persons[person] ?? freshAccess;
  const place = root.floor.list.waiting.findIndex(({ who }) => who.person === person);
  const { closedPart } = root.broadcast;
  return {
    name: root.register.persons[person]?.name ?? '',
    ...definedOnly({ group: groupOf(root, person) }),
    status: (root.sitting.current && statusOf(root.sitting.current, person)?.status) ?? 'absent',
    confirmed: access.confirmedAt !== null,
    ...(place < 0 ? {} : { waiting: place + 1 }),
    speaking: holderOf(root.floor)?.who.person === person,
    ...(access.disturbance
      ? { disturbance: { kind: access.disturbance.kind, sinceAt: access.disturbance.sinceAt } }
      : {}),
    ...(closedPart ? { alone: closedPart.alone.includes(person) } : {}),
    ...ownVote(root, person),
  };
}

function ownVote(root: ChamberRoot, person: PersonId): { vote?: NonNullable<SeatOwn['vote']> } {
  const { current } = root.ballots;
  if (!current || current.sitting !== root.sitting.current?.id || current.state === 'voided') return {};
  const right = rightOf(current, person);
  if (!right) return barredVote(current, person);
  if (right.isOut) return { vote: { ballot: current.id, channel: 'none', barred: 'out' } };
  const votes = atTag(current.votes, right.tag);
  const cast =
    votes?.choice == null
      ? {}
      : { choice: votes.choice, number: votes.leaf, at: votes.at, by: votes.channel };
  return {
    vote: { ballot: current.id, channel: takesVotes(current.kind) ? right.channel : 'none', ...cast },
  };
}

function barredVote(ballot: Ballot, person: PersonId): { vote?: NonNullable<SeatOwn['vote']> } {
  const barred = ballot.barred.find((each) => each.person === person);
  return barred ? { vote: { ballot: ballot.id, channel: 'none', barred: barred.reason } } : {};
}
