/** Whose keypad is whose, and which devices take part in a ballot. */
import type { BallotKind } from '../../../protocols/api/commands/ballot.ts';
import type { KeypadId } from '../../../protocols/models/voting.ts';
import type { PersonId } from '../../../protocols/models/council.ts';
import { confirmedAt, seatOf } from '../people/state.ts';
import type { HallVoting } from '../hall.ts';
import type { ChamberRoot } from '../root.ts';
import type { Ballot } from './state.ts';
import { everyTag } from './tags.ts';

const votesSingly = ({ capabilities }: HallVoting): boolean => capabilities.individualVotes;

/** Devices that a ballot of this kind is opened on. Totals alone only where everybody votes on that one device. */
export function devicesOf(
  root: ChamberRoot,
  ballot: Pick<Ballot, 'kind' | 'rights' | 'options'>,
): readonly HallVoting[] {
  const fitting = root.hall.voting.filter(
    ({ capabilities }) => capabilities.maxOptions >= ballot.options.length,
  );
  if (ballot.kind === 'device') return fitting.filter(votesSingly);
  if (ballot.kind !== 'external') return [];
  const isAllInRoom = everyTag(ballot.rights).every(({ mode }) => mode === 'room');
  return isAllInRoom ? fitting.filter((device) => !votesSingly(device)).slice(0, 1) : [];
}

/** Whether a kind can be voted on a device here at all. */
export const canVoteOn = (kind: BallotKind, device: HallVoting): boolean =>
  kind === 'device' ? votesSingly(device) : kind === 'external' && !votesSingly(device);

/** Who presses on this keypad; null: nobody, or two at one microphone. undefined: nobody said whose it is. */
export function personAt(root: ChamberRoot, device: string, keypad: KeypadId): PersonId | null | undefined {
  const said = root.ballots.keypads[device]?.[keypad];
  if (said !== undefined) return said;
  const voting = root.hall.voting.find((each) => each.device === device);
  if (!voting) return undefined;
  const configured = voting.keypads[keypad];
  if (configured !== undefined) return configured;
  if (!voting.isUnits || !/^\d{1,5}$/.test(keypad)) return undefined;
  const occupant = confirmedAt(root.people, Number(keypad));
  if (!occupant) return undefined;
  // One key for two: whose vote it would be, nobody knows.
  return occupant.with === undefined && !occupant.isContradicted ? occupant.person : null;
}

/** Persons with a keypad or a unit to vote on. */
export function unitsOf(root: ChamberRoot): ReadonlySet<PersonId> {
  const found = new Set<PersonId>();
  for (const voting of root.hall.voting.filter(votesSingly)) {
    const said = root.ballots.keypads[voting.device] ?? {};
    for (const [keypad, person] of Object.entries({ ...voting.keypads, ...said }))
      if (person !== null && personAt(root, voting.device, keypad) === person) found.add(person);
    if (!voting.isUnits) continue;
    for (const person of Object.keys(root.register.persons)) {
      const seat = seatOf(root.people, person);
      if (seat !== undefined && personAt(root, voting.device, String(seat)) === person) found.add(person);
    }
  }
  return found;
}

/** Every keypad that somebody knows of, for the page of the keypads. */
export function knownKeypads(
  root: ChamberRoot,
): readonly { readonly device: string; readonly keypad: KeypadId }[] {
  return root.hall.voting.filter(votesSingly).flatMap((voting) => {
    const ids = new Set([
      ...Object.keys(voting.keypads),
      ...Object.keys(root.ballots.keypads[voting.device] ?? {}),
      ...(root.ballots.test?.pressed[voting.device] ?? []),
      ...(voting.isUnits
        ? Object.entries(root.people.occupants).flatMap(([seat, occupant]) =>
            occupant?.isConfirmed ? [seat] : [],
          )
        : []),
    ]);
    return [...ids].map((keypad) => ({ device: voting.device, keypad }));
  });
}
