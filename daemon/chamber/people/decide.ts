import type { CommandInput } from '../../../protocols/api/commands.ts';
import { definedOnly } from '../defined.ts';
import type { ChamberCommand, ChamberDecision, ChamberRoot } from '../root.ts';
import type { PeopleEvent } from './events.ts';
import { imageRank, noConsent, seatOf, type Declaration } from './state.ts';

export function decidePeople(root: ChamberRoot, command: ChamberCommand): ChamberDecision | undefined {
  switch (command.name) {
    case 'people/assign':
      return decideAssign(root, command.input);
    case 'people/swap':
      return decideSwap(root, command.input.seats);
    case 'people/consent': {
      const { person, ...change } = command.input;
      if (!Object.hasOwn(root.register.persons, person)) return { ok: false, error: 'unknown-person' };
      const before = root.people.consents[person] ?? noConsent;
      const consent: Declaration = { ...before, ...definedOnly(change) };
      const data = { withdrawn: isLess(consent, before) };
      return {
        ok: true,
        events: [{ type: 'people/consent-changed', version: 1, data, personal: { person, consent } }],
      };
    }
    default:
      return undefined;
  }
}

const assigned = (
  seat: number,
  person: string | null,
  rest: { readonly with?: string | undefined; readonly home?: number | undefined } = {},
): PeopleEvent => ({
  type: 'people/assigned',
  version: 1,
  data: { seat, ...(rest.home === undefined ? {} : { home: rest.home }) },
  personal: { person, ...(rest.with === undefined ? {} : { with: rest.with }) },
});

function decideAssign(
  root: ChamberRoot,
  { seat, person, with: second }: CommandInput<'people/assign'>,
): ChamberDecision {
  const place = root.hall.seats[seat];
  if (!place) return { ok: false, error: 'unknown-seat' };
  const persons = [person, second].filter((each) => each != null);
  if (persons.some((each) => !Object.hasOwn(root.register.persons, each)))
    return { ok: false, error: 'unknown-person' };
  if (person !== null && person === second) return { ok: false, error: 'listed-twice' };
  const before = root.people.occupants[seat];

  // Whoever goes back from the lectern sits at their own seat again, unless somebody took it.
  const back =
    before?.home !== undefined && before.person !== person && !root.people.occupants[before.home]
      ? [assigned(before.home, before.person)]
      : [];
  if (person === null) return { ok: true, events: [assigned(seat, null), ...back] };

  const elsewhere = persons
    .map((each) => ({ each, at: seatOf(root.people, each) }))
    .filter(({ at }) => at !== undefined && at !== seat);
  // A person is in one place: a second seat would lend their consent to somebody else. To a lectern they walk.
  const [moving] = elsewhere;
  if (elsewhere.length > 1 || (moving && place.role !== 'lectern'))
    return { ok: false, error: 'person-seated-elsewhere' };
  const leaving = moving?.at === undefined ? [] : [assigned(moving.at, null)];
  // Whoever sits there now may allow more than the one who comes: nobody, at once, until it is on disk.
  const cleared = before?.isConfirmed ? [assigned(seat, null)] : [];
  return {
    ok: true,
    events: [...leaving, ...cleared, ...back, assigned(seat, person, { with: second, home: moving?.at })],
  };
}

function decideSwap(root: ChamberRoot, [a, b]: readonly [number, number]): ChamberDecision {
  if (!root.hall.seats[a] || !root.hall.seats[b] || a === b) return { ok: false, error: 'unknown-seat' };
  const [atA, atB] = [root.people.occupants[a], root.people.occupants[b]];
  return {
    ok: true,
    events: [
      assigned(a, null),
      assigned(b, null),
      ...(atB ? [assigned(a, atB.person, { with: atB.with })] : []),
      ...(atA ? [assigned(b, atA.person, { with: atA.with })] : []),
    ],
  };
}

function isLess(after: Declaration, before: Declaration): boolean {
  return (
    imageRank[after.image] < imageRank[before.image] ||
    (['sound', 'name', 'recording', 'onDemand'] as const).some((key) => before[key] && !after[key])
  );
}
