/**
 * Who may vote, frozen at the opening: members with a vote who are here, deputies in the place of members who are
 * away, without those who are excluded from the item and without remote members where the state's rules bar them.
 */
import type { BallotKind, MajorityRule } from '../../../protocols/api/commands/ballot.ts';
import type { Membership, PersonId } from '../../../protocols/models/council.ts';
import { definedOnly } from '../defined.ts';
import type { ChamberRoot } from '../root.ts';
import { profileOn } from '../rules/profiles.ts';
import { groupOf, isHere, statusOf, type Sitting } from '../sitting/state.ts';
import type { BarredReason, Named } from './events.ts';
import { unitsOf } from './keypads.ts';
import type { RightChannel } from './state.ts';
import { isElection } from './tally.ts';

export interface Voter extends Named {
  readonly mode: 'room' | 'remote';
  readonly channel: RightChannel;
}

export interface Electorate {
  readonly voters: readonly Voter[];
  readonly barred: readonly (Named & { readonly reason: BarredReason })[];
}

export function electorateOf(
  root: ChamberRoot,
  sitting: Sitting,
  question: { readonly kind: BallotKind; readonly majority: MajorityRule; readonly item: string | null },
): Electorate {
  const { remote } = profileOn(sitting.body.profile, sitting.date);
  const conflicts = question.item === null ? {} : (sitting.items[question.item]?.conflicts ?? {});
  const voters: Voter[] = [];
  const barred: (Named & { readonly reason: BarredReason })[] = [];
  const units = unitsOf(root);
  for (const { person } of inTheirPlaces(sitting)) {
    const named: Named = {
      person,
      name: root.register.persons[person]?.name ?? '',
      ...definedOnly({ group: groupOf(root, person) }),
    };
    const mode = statusOf(sitting, person)?.status === 'remote' ? 'remote' : 'room';
    const isBarred = (reason: BarredReason): void => void barred.push({ ...named, reason });
    if (conflicts[person]) isBarred('conflict');
    else if (mode === 'remote' && question.kind === 'paper' && remote.secretBallot === 'not-by-remote')
      isBarred('remote-secret');
    else if (mode === 'remote' && isElection(question.majority) && remote.elections === 'no')
      isBarred('remote-election');
    else voters.push({ ...named, mode, channel: channelOf(root, question.kind, mode, person, units) });
  }
  return { voters, barred };
}

/** One way for each right, by where the person is and what lies before them. */
export function channelOf(
  root: ChamberRoot,
  kind: BallotKind,
  mode: 'room' | 'remote',
  person: PersonId,
  units: ReadonlySet<PersonId> = unitsOf(root),
): RightChannel {
  if (kind === 'paper' || kind === 'external') return 'none';
  if (mode === 'remote') return 'page';
  if (kind !== 'device') return 'none';
  if (units.has(person)) return 'unit';
  return root.access.persons[person]?.isSignedIn ? 'page' : 'none';
}

/** Members who are here; for each one who is away, the next deputy who is. */
function inTheirPlaces(sitting: Sitting): readonly Membership[] {
  const voting = sitting.body.members.filter(({ votingRight }) => votingRight);
  const here = ({ person }: Membership): boolean => isHere(sitting, person);
  const members = voting.filter(({ role }) => role !== 'deputy');
  const present = members.filter(here);
  const deputies = voting
    .filter(({ role }) => role === 'deputy')
    .filter(here)
    .sort((a, b) => (a.rank ?? 999) - (b.rank ?? 999));
  // A deputy stands in for one of the same group first.
  const away = members.filter((member) => !here(member));
  const taken = new Set<Membership>();
  for (const member of away) {
    const free = deputies.filter((deputy) => !taken.has(deputy));
    const deputy = free.find(({ group }) => group === member.group) ?? free[0];
    if (deputy) taken.add(deputy);
  }
  return [...present, ...deputies.filter((deputy) => taken.has(deputy))];
}

/** What the state's rules say against a kind of ballot as things stand; undefined: nothing. */
export function forbiddenBy(
  sitting: Sitting,
  kind: BallotKind,
):
  | { readonly code: 'secret-not-with-remote' | 'secret-needs-one-system'; readonly norm?: string }
  | undefined {
  if (kind !== 'paper') return undefined;
  const profile = profileOn(sitting.body.profile, sitting.date);
  const voting = sitting.body.members.filter(({ votingRight }) => votingRight);
  const isRemoteNow = voting.some(({ person }) => statusOf(sitting, person)?.status === 'remote');
  const wasRemote = voting.some(({ person }) =>
    (sitting.attendance[person] ?? []).some(({ status }) => status === 'remote'),
  );
  const norm = profile.sources.find(({ says }) => /geheim/i.test(says))?.norm;
  const { secretBallot } = profile.remote;
  if (secretBallot === 'not-in-sitting' && wasRemote)
    return { code: 'secret-not-with-remote', ...definedOnly({ norm }) };
  if (secretBallot === 'same-system' && isRemoteNow)
    return { code: 'secret-needs-one-system', ...definedOnly({ norm }) };
  return undefined;
}
