/** What an import would change here: a proposal that loses nothing and makes no two people one. */
import { describe, expect, test } from 'vitest';
import { compareImport, type RegisterNow } from '../../../daemon/imports/compare.ts';
import type { ItemNow, SittingNow } from '../../../daemon/imports/compare-agenda.ts';
import type { Found, FoundBody, FoundPerson } from '../../../daemon/imports/found.ts';
import { importStateSchema } from '../../../protocols/api/imports.ts';
import type { AgendaDraft } from '../../../protocols/models/council.ts';

const link = (path: string): string => `https://ris.example/oparl/${path}`;

const anna: FoundPerson = { id: 'p-anna', name: 'Anna Beispiel', kind: 'member', source: link('person/1') };
const bernd: FoundPerson = { id: 'p-bernd', name: 'Bernd Muster', kind: 'member', source: link('person/2') };
const council: FoundBody = {
  id: 'b-rat',
  name: 'Stadtrat',
  kind: 'council',
  members: [
    { person: 'p-anna', role: 'chair', group: 'Mitte', votingRight: true },
    { person: 'p-bernd', role: 'member', votingRight: true, isVoteAssumed: true },
  ],
  profile: 'own',
  statutorySeats: 2,
  unfillableSeats: 0,
  seatPlan: {},
  source: link('organization/1'),
};
const found = (parts: Partial<Found> = {}): Found => ({
  people: [anna, bernd],
  bodies: [council],
  sittings: [],
  doubts: [],
  isComplete: true,
  listsEverybody: true,
  ...parts,
});
const nothing: RegisterNow = { persons: {}, bodies: {} };

/** The register after everything of a comparison was taken over. */
function taken(result: ReturnType<typeof compareImport>): RegisterNow {
  return {
    persons: Object.fromEntries(result.people.map(({ person: { id, ...person } }) => [id, person])),
    bodies: Object.fromEntries(result.bodies.map(({ body }) => [body.id, body])),
  } as RegisterNow;
}
const codes = (result: ReturnType<typeof compareImport>): readonly string[] =>
  result.doubts.map(({ code }) => code);
const changes = (list: readonly { change: string }[]): readonly string[] => list.map(({ change }) => change);

describe('people and bodies', () => {
  test('the first import is new, the same once more is the same', () => {
    const first = compareImport(found(), nothing, undefined);
    expect(changes(first.people)).toEqual(['new', 'new']);
    expect(changes(first.bodies)).toEqual(['new']);
    const again = compareImport(found(), taken(first), undefined);
    expect([...changes(again.people), ...changes(again.bodies)]).toEqual(['same', 'same', 'same']);
    expect(again.doubts).toEqual([]);
  });

  test('what it yields is what the contract says', () => {
    const result = compareImport(found({ doubts: [{ code: 'no-groups' }] }), nothing, undefined);
    const state = { id: 'x', state: 'done', progress: { stage: 'done', done: 1 }, result };
    expect(importStateSchema.parse(state)).toEqual(state);
  });

  test('a known one keeps its id and everything an import does not know', () => {
    const register: RegisterNow = {
      persons: {
        vera: {
          name: 'Anna Vorher',
          kind: 'staff',
          position: 'Bürgermeisterin',
          card: '0815',
          source: link('person/1'),
        },
        bernd: { name: 'Bernd Muster', kind: 'member' },
      },
      bodies: {
        rat: {
          ...council,
          id: 'rat',
          name: 'Rat',
          members: [
            { person: 'vera', role: 'member', votingRight: true, from: '2024-01-01' },
            { person: 'bernd', role: 'member', votingRight: false, rank: 3 },
          ],
          profile: 'nw',
          statutorySeats: 38,
          unfillableSeats: 1,
          seatPlan: { 7: 'vera' },
        },
      },
    };
    const { people, bodies } = compareImport(found(), register, undefined);
    expect(people).toEqual([
      {
        change: 'changed',
        fields: ['name'],
        person: {
          id: 'vera',
          name: 'Anna Beispiel',
          position: 'Bürgermeisterin',
          kind: 'staff',
          card: '0815',
          source: link('person/1'),
        },
      },
      {
        change: 'changed',
        fields: ['source'],
        person: { id: 'bernd', name: 'Bernd Muster', kind: 'member', source: link('person/2') },
      },
    ]);
    expect(bodies).toMatchObject([
      {
        change: 'changed',
        fields: ['name', 'members'],
        body: {
          id: 'rat',
          name: 'Stadtrat',
          profile: 'nw',
          statutorySeats: 38,
          unfillableSeats: 1,
          seatPlan: { 7: 'vera' },
          members: [
            { person: 'vera', role: 'chair', group: 'Mitte', from: '2024-01-01' },
            // Nobody said that Bernd may vote: what the clerk entered stays.
            { person: 'bernd', role: 'member', votingRight: false, rank: 3 },
          ],
        },
      },
    ]);
  });

  test('a voting right that the source states is a change', () => {
    const [chair, member] = council.members;
    if (!chair || !member) throw new Error('two members');
    const register = taken(compareImport(found(), nothing, undefined));
    const stated = {
      ...council,
      members: [chair, { person: member.person, role: member.role, votingRight: false }],
    };
    expect(compareImport(found({ bodies: [stated] }), register, undefined).bodies[0]).toMatchObject({
      change: 'changed',
      fields: ['members'],
    });
  });

  test('two of the same name in the import are never made the one that is here', () => {
    const twins = found({ people: [anna, { ...bernd, name: anna.name }], bodies: [] });
    const register: RegisterNow = { persons: { here: { name: anna.name, kind: 'member' } }, bodies: {} };
    const result = compareImport(twins, register, undefined);
    expect(result.people.map(({ person }) => person.id)).toEqual(['p-anna', 'p-bernd']);
    expect(codes(result)).toContain('same-name');
  });

  test('nor is one in the import one of two that are here', () => {
    const persons = {
      a: { name: anna.name, kind: 'member' },
      b: { name: anna.name, kind: 'member' },
    } as const;
    const result = compareImport(found({ people: [anna], bodies: [] }), { persons, bodies: {} }, undefined);
    expect(result.people).toMatchObject([{ change: 'new', person: { id: 'p-anna' } }]);
    expect(codes(result)).toContain('same-name');
  });

  test('whoever came into the seat of somebody of the same name is somebody else', () => {
    const persons = { old: { name: anna.name, kind: 'member', source: link('person/99') } } as const;
    const result = compareImport(found({ people: [anna], bodies: [] }), { persons, bodies: {} }, undefined);
    expect(result.people).toMatchObject([{ change: 'new', person: { id: 'p-anna' } }]);
    expect(codes(result)).toContain('same-name');
  });

  test('a rewritten address and another system of the town do not make known people new', () => {
    const persons = {
      a: { name: anna.name, kind: 'member', source: 'https://ris.example/ris/oparl/person/1' },
      b: { name: bernd.name, kind: 'member', source: 'https://old.example/p?id=7' },
    } as const;
    const result = compareImport(found({ bodies: [] }), { persons, bodies: {} }, undefined);
    expect(result.people.map(({ change, person }) => [change, person.id])).toEqual([
      ['changed', 'a'],
      ['changed', 'b'],
    ]);
  });

  test('names that come from outside are no keys of anything', () => {
    const strange = found({
      people: [
        { ...anna, id: 'constructor' },
        { ...bernd, id: '__proto__' },
      ],
      bodies: [],
    });
    expect(changes(compareImport(strange, nothing, undefined).people)).toEqual(['new', 'new']);
  });

  test('a member the source does not list any more goes; one that was entered by hand stays', () => {
    const register = taken(compareImport(found(), nothing, undefined));
    const body = register.bodies['b-rat'];
    if (!body) throw new Error('the council is there');
    const withGuest: RegisterNow = {
      persons: { ...register.persons, hand: { name: 'Hand Eintrag', kind: 'member' } },
      bodies: {
        'b-rat': {
          ...body,
          members: [...body.members, { person: 'hand', role: 'member', votingRight: true }],
        },
      },
    };
    const left = { ...council, members: council.members.slice(0, 1) };
    const result = compareImport(found({ people: [anna], bodies: [left] }), withGuest, undefined);
    expect(result.bodies[0]?.body.members.map(({ person }) => person)).toEqual(['p-anna', 'hand']);
    expect(result.doubts).toEqual([
      { code: 'member-gone', params: { person: 'Bernd Muster', body: 'Stadtrat' } },
      { code: 'member-kept', params: { person: 'Hand Eintrag', body: 'Stadtrat' } },
    ]);
  });

  test('from an import that is not whole, nobody goes', () => {
    const register = taken(compareImport(found(), nothing, undefined));
    const left = { ...council, members: council.members.slice(0, 1) };
    for (const parts of [
      { bodies: [left], listsEverybody: false },
      { bodies: [{ ...council, members: [] }] },
    ]) {
      const result = compareImport(found(parts), register, undefined);
      expect(result.bodies[0]?.body.members).toHaveLength(2);
      expect(codes(result)).toContain('member-kept');
    }
  });

  test('a seat plan of a file moves whom it names and leaves the others', () => {
    const register = taken(compareImport(found(), nothing, undefined));
    const body = register.bodies['b-rat'];
    if (!body) throw new Error('the council is there');
    const seated: RegisterNow = {
      ...register,
      bodies: { 'b-rat': { ...body, seatPlan: { 1: 'p-anna', 2: 'p-bernd' } } },
    };
    const result = compareImport(
      found({ bodies: [{ ...council, seatPlan: { 5: 'p-anna' } }] }),
      seated,
      undefined,
    );
    expect(result.bodies[0]).toMatchObject({
      fields: ['seatPlan'],
      body: { seatPlan: { 2: 'p-bernd', 5: 'p-anna' } },
    });
    expect(result.bodies[0]?.body.seatPlan).not.toHaveProperty('1');
  });
});

describe('agendas', () => {
  const draft = (id: number, more: Partial<AgendaDraft> = {}): AgendaDraft => ({
    number: String(id),
    title: `Punkt ${id}`,
    isPublic: true,
    source: link(`item/${id}`),
    ...more,
  });
  const here = (each: AgendaDraft, touched = false, more: Partial<ItemNow> = {}): ItemNow => ({
    ...each,
    touched,
    ...more,
  });
  const tonight = (items: SittingNow['items']): SittingNow => ({
    source: link('meeting/1'),
    bodyId: 'b-rat',
    items,
  });
  const withItems = (...items: AgendaDraft[]): Found =>
    found({
      sittings: [{ title: 'Sitzung', date: '2027-01-20', body: 'b-rat', source: link('meeting/1'), items }],
    });

  test('new items and changed ones are told apart, what is the same is in neither', () => {
    const now = tonight({ a: here(draft(1)), b: here(draft(2)) });
    const { sittings } = compareImport(
      withItems(draft(1), draft(2, { title: 'Neuer Titel' }), draft(3)),
      nothing,
      now,
    );
    expect(sittings[0]?.current).toMatchObject({
      add: [{ title: 'Punkt 3' }],
      change: [{ id: 'b', title: 'Neuer Titel', number: '2' }],
      keptTonight: 0,
    });
    expect(sittings[0]?.items).toHaveLength(3);
  });

  test('an item that was touched tonight is never proposed, only counted', () => {
    const now = tonight({ a: here(draft(1), true), b: here(draft(2), true, { title: 'Von Hand' }) });
    const { sittings } = compareImport(withItems(draft(1), draft(2, { isPublic: false })), nothing, now);
    expect(sittings[0]?.current).toEqual({ add: [], change: [], keptTonight: 2 });
  });

  test('what the source does not say of an item stays as it is here', () => {
    const now = tonight({
      a: here(draft(1), false, { reporter: 'Anna', paper: 'https://a.example/1', onStream: false }),
    });
    const { sittings } = compareImport(withItems(draft(1, { title: 'Neu' })), nothing, now);
    expect(sittings[0]?.current?.change).toMatchObject([
      { reporter: 'Anna', paper: 'https://a.example/1', onStream: false },
    ]);
  });

  test('an item that the source dropped stays, and is told', () => {
    const now = tonight({ a: here(draft(1)), b: here(draft(2)) });
    const result = compareImport(withItems(draft(1)), nothing, now);
    expect(result.sittings[0]?.current).toEqual({ add: [], change: [], keptTonight: 0 });
    expect(result.doubts).toEqual([{ code: 'item-gone', params: { number: '2', title: 'Punkt 2' } }]);
  });

  test('items shift their numbers without becoming others', () => {
    const plain = (number: string, title: string): AgendaDraft => ({ number, title, isPublic: true });
    const file = found({
      people: [],
      bodies: [],
      sittings: [
        {
          title: 'x',
          date: '',
          items: [plain('1', 'Neu'), plain('2', 'Alt'), plain('3', 'Dritter, geändert')],
        },
      ],
    });
    const now = tonight({ a: here(plain('1', 'Alt')), c: here(plain('3', 'Dritter')) });
    const current = compareImport(file, nothing, now).sittings[0]?.current;
    expect(current?.add.map(({ title }) => title)).toEqual(['Neu']);
    expect(current?.change.map(({ id, number }) => [id, number])).toEqual([
      ['a', '2'],
      ['c', '3'],
    ]);
  });

  test('two items of the same title and number are not confused', () => {
    const same = { number: '1', title: 'Antrag', isPublic: true };
    const now = tonight({ a: here(same), b: here(same, true) });
    const file = found({ sittings: [{ title: 'x', date: '', items: [same, same] }] });
    expect(compareImport(file, nothing, now).sittings[0]?.current).toMatchObject({
      change: [],
      keptTonight: 0,
    });
    const items = compareImport(file, nothing, undefined).sittings[0]?.items;
    expect(new Set(items?.map(({ id }) => id)).size).toBe(2);
  });

  test('another sitting of the body is not the one that runs; one without a source is by its day', () => {
    const other = { ...tonight({}), source: link('meeting/2') };
    expect(compareImport(withItems(draft(1)), nothing, other).sittings[0]).not.toHaveProperty('current');
    const typed = { bodyId: 'b-rat', date: '2027-01-20', items: {} };
    expect(compareImport(withItems(draft(1)), nothing, typed).sittings[0]?.current?.add).toHaveLength(1);
    expect(
      compareImport(withItems(draft(1)), nothing, { ...typed, date: '2027-01-27' }).sittings[0],
    ).not.toHaveProperty('current');
    expect(
      compareImport(withItems(draft(1)), nothing, { ...typed, bodyId: 'b-bau' }).sittings[0],
    ).not.toHaveProperty('current');
  });

  test('a sitting belongs to the body as it is known here', () => {
    const bodies = { rat: { ...council, id: 'rat' } };
    expect(compareImport(withItems(), { persons: {}, bodies }, undefined).sittings[0]?.body).toBe('rat');
  });
});
