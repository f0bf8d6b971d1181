/** Who is here, who is excluded from an item, who presides; and the quorum that follows from it. */
import type { CommandInput } from '../../../protocols/api/commands.ts';
import type { WallMs } from '../../../protocols/clock.ts';
import { definedOnly } from '../defined.ts';
import { confirmedAt } from '../people/state.ts';
import type { ChamberCommand, ChamberDecision, ChamberEvent, ChamberRoot } from '../root.ts';
import { profileOn } from '../rules/profiles.ts';
import { quorumOf } from '../rules/quorum.ts';
import { issued, refused } from './decide.ts';
import { barredPersons, isHere, isRunning, statusOf, type Sitting } from './state.ts';

export function decidePresence(
  root: ChamberRoot,
  command: ChamberCommand,
  at: WallMs,
): ChamberDecision | undefined {
  const { current } = root.sitting;
  switch (command.name) {
    case 'attendance/set':
      return decideAttendance(root, command.input, at);
    case 'conflict/set': {
      const { item, person, excluded, reason } = command.input;
      if (!current) return refused('no-sitting');
      if (!current.items[item]) return refused('unknown-item');
      if (!Object.hasOwn(root.register.persons, person)) return refused('unknown-person');
      // Nobody presides over their own matter: a deputy takes the chair first.
      if (excluded && current.item === item && current.chair === person) return refused('chair-excluded');
      const personal = { person, ...definedOnly({ reason }) };
      return issued({ type: 'conflict/changed', version: 1, data: { item, excluded }, personal });
    }
    case 'chair/hand-over': {
      const { person } = command.input;
      if (!current) return refused('no-sitting');
      if (!Object.hasOwn(root.register.persons, person)) return refused('unknown-person');
      if (isRunning(current)) {
        if (!isHere(current, person)) return refused('person-not-here');
        if (barredPersons(root).includes(person)) return refused('person-excluded');
        if (statusOf(current, person)?.status === 'remote' && !mayChairRemotely(current))
          return refused('remote-not-allowed');
      }
      return current.chair === person
        ? issued()
        : issued({ type: 'chair/handed-over', version: 1, data: {}, personal: { person } });
    }
    default:
      return undefined;
  }
}

const mayChairRemotely = ({ body, date }: Sitting): boolean =>
  profileOn(body.profile, date).remote.chair !== 'no';

function decideAttendance(
  root: ChamberRoot,
  { person, status, seat, at: trueAt }: CommandInput<'attendance/set'>,
  now: WallMs,
): ChamberDecision {
  const { current } = root.sitting;
  if (!current) return refused('no-sitting');
  if (!Object.hasOwn(root.register.persons, person)) return refused('unknown-person');
  if (trueAt !== undefined && trueAt > now) return refused('in-the-future');
  if (status === 'remote') {
    const { remote } = profileOn(current.body.profile, current.date);
    if (remote.members === 'no') return refused('remote-not-allowed');
    if (current.chair === person && remote.chair === 'no') return refused('remote-not-allowed');
  }
  if (seat !== undefined) {
    if (!root.hall.seats[seat]) return refused('unknown-seat');
    if (status !== 'room') return refused('invalid-input');
    const there = confirmedAt(root.people, seat);
    if (there && there.person !== person && there.with !== person) return refused('seat-taken');
  }
  const data = { status, ...definedOnly({ seat, at: trueAt }) };
  return issued({ type: 'attendance/changed', version: 1, data, personal: { person } });
}

/** Members with a vote who count now: here and not excluded; deputies in the place of members who are away. */
function presentVotes(root: ChamberRoot, sitting: Sitting): number {
  const barred = new Set(barredPersons(root));
  const votes = sitting.body.members.filter(({ votingRight }) => votingRight);
  const counts = ({ person }: { readonly person: string }): boolean =>
    isHere(sitting, person) && !barred.has(person);
  const members = votes.filter(({ role }) => role !== 'deputy');
  const present = members.filter(counts).length;
  const away = members.filter(({ person }) => !isHere(sitting, person)).length;
  const deputies = votes.filter(({ role }) => role === 'deputy').filter(counts).length;
  return present + Math.min(deputies, away);
}

/** What the quorum was last found from: it is asked for after every report and every vote. */
const lookedAt = new WeakMap<Sitting['attendance'], readonly unknown[]>();

function isLookedAt({ attendance, body, items, item, quorums, phase }: Sitting): boolean {
  const basis = [body, items, item, quorums, phase];
  const last = lookedAt.get(attendance);
  lookedAt.set(attendance, basis);
  return last?.every((part, index) => part === basis[index]) ?? false;
}

/** The quorum as it is now, where that is another than the last one found. */
export function observeQuorum(root: ChamberRoot): readonly ChamberEvent[] {
  const sitting = root.sitting.current;
  if (!sitting || !isRunning(sitting) || isLookedAt(sitting)) return [];
  const { body, quorums, date, isSecond } = sitting;
  const last = quorums.at(-1);
  const members = Math.max(1, body.statutorySeats - body.unfillableSeats);
  const present = presentVotes(root, sitting);
  const voters = new Set(body.members.flatMap(({ person, votingRight }) => (votingRight ? [person] : [])));
  const excluded = barredPersons(root).filter((person) => voters.has(person)).length;
  const found = quorumOf(profileOn(body.profile, date).quorum, {
    members,
    present,
    excluded,
    isSecondSitting: isSecond,
    wasFound: quorums.some(({ isQuorate }) => isQuorate),
  });
  const isSame =
    last?.present === present &&
    last.excluded === excluded &&
    last.required === found.required &&
    last.isQuorate === found.isQuorate;
  if (isSame) return [];
  const cause = last === undefined ? 'opened' : last.excluded !== excluded ? 'conflict' : 'attendance';
  return [{ type: 'sitting/quorum', version: 1, data: { ...found, members, present, excluded, cause } }];
}
