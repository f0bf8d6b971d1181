/** What the clerk's page computes before it sends anything: agendas from text, drafts, chunks, times. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandCatalogue } from '../../protocols/api/commands.ts';
import { parseAgendaLines } from '../../ui/views/clerk/agenda/agenda-lines.ts';
import { inChunks, jsonBytes } from '../../ui/views/clerk/agenda/chunks.ts';
import {
  changeDraft,
  commandsOf,
  emptyItem,
  emptySitting,
  problemsOf,
  sittingLike,
  withImported,
  type SittingDraft,
} from '../../ui/views/clerk/agenda/draft.ts';
import { moveInput, type OrderedItem } from '../../ui/views/clerk/agenda/order.ts';
import { given } from '../../ui/views/clerk/given.ts';
import { createId } from '../../ui/components/ids.ts';
import { agendaCommands, everything, registerCommands } from '../../ui/views/clerk/imports/selection.ts';
import { atOf, clockOf, dayOf, latestAt } from '../../ui/views/clerk/times.ts';
import { clerkSitting } from './clerk-fixtures.ts';
import { importDone } from './clerk-imports.ts';

function numbered(): () => string {
  let count = 0;
  return () => `item-${++count}`;
}
const parse = (text: string) =>
  parseAgendaLines(text, numbered()).map(({ number, title, isPublic }) => [number, title, isPublic]);

describe('an agenda pasted as text', () => {
  test('number and title are parted by a tab', () => {
    expect(parse('1\tEröffnung\nTOP 10.1\tHaushalt 2027\n\n  \n\tOhne Nummer')).toEqual([
      ['1', 'Eröffnung', false],
      ['10.1', 'Haushalt 2027', false],
      ['', 'Ohne Nummer', false],
    ]);
  });

  test.each([
    ['TOP 3 Verschiedenes', '3', 'Verschiedenes'],
    ['3. Verschiedenes', '3', 'Verschiedenes'],
    ['NÖ 4) Bericht', 'NÖ 4', 'Bericht'],
    ['N12 Grundstück', 'N12', 'Grundstück'],
    ['2a: Nachtrag', '2a', 'Nachtrag'],
    ['Niederschrift vom 3. Mai', '', 'Niederschrift vom 3. Mai'],
    ['2027', '', '2027'],
  ])('without a tab “%s” is read as well as it goes', (line, number, title) => {
    expect(parse(line)).toEqual([[number, title, false]]);
  });

  test('what says nothing is non-public; a heading holds for what is below it', () => {
    expect(
      parse(
        '1\ta\nÖffentlicher Teil\n2\tb\nNichtöffentlicher Teil:\n3\tc\nPublic part\n4\td\nNon-public part\n5\te',
      ),
    ).toEqual([
      ['1', 'a', false],
      ['2', 'b', true],
      ['3', 'c', false],
      ['4', 'd', true],
      ['5', 'e', false],
    ]);
  });

  test('Ö and N before a number say it too, whatever the heading', () => {
    expect(parse('Ö 1\ta\nN 2\tb\nÖffentlicher Teil\nN3 c')).toEqual([
      ['Ö 1', 'a', true],
      ['N 2', 'b', false],
      ['N3', 'c', false],
    ]);
  });

  test('whatever is pasted, every item fits the command', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: 'binary' }), (text) => {
        const items = parseAgendaLines(text, numbered());
        expect(items.length).toBeLessThanOrEqual(500);
        for (const item of items) {
          expect(item.title.trim()).not.toBe('');
          expect(item.number.length).toBeLessThanOrEqual(20);
        }
      }),
    );
  });
});

const ready: SittingDraft = { ...emptySitting('s1', '2026-11-23'), body: 'council', title: 'Rat' };
const accepts = (name: keyof typeof commandCatalogue, input: unknown) =>
  commandCatalogue[name].input.safeParse(input).error?.issues ?? [];

describe('the draft of a sitting', () => {
  test('what is empty is left out, blank rows do not count, and the command takes it', () => {
    const draft = {
      ...ready,
      time: '18:00',
      items: [{ ...emptyItem('i1'), title: ' Eröffnung ', reporter: ' ' }, emptyItem('i2')],
    };
    const { prepare, rest } = commandsOf(draft);
    expect(rest).toEqual([]);
    expect(prepare.items).toEqual([
      { id: 'i1', number: '', title: 'Eröffnung', isPublic: false, onStream: true },
    ]);
    expect(Object.keys(prepare)).not.toContain('place');
    expect(accepts('sitting/prepare', prepare)).toEqual([]);
  });

  test('names what is missing', () => {
    expect(problemsOf(ready)).toEqual([]);
    const item = { ...emptyItem('i1'), number: '1' };
    expect(
      problemsOf({ ...emptySitting('s', ''), items: [{ ...item, paper: 'javascript:alert(1)' }] }),
    ).toEqual(['body', 'title', 'date', 'items', 'papers']);
  });

  test('an agenda too large for one command is made in pieces, in order', () => {
    const items = Array.from({ length: 500 }, (_, index) => ({
      ...emptyItem(`i${index}`),
      title: 'ü'.repeat(5000),
    }));
    const { prepare, rest } = commandsOf({ ...ready, items });
    expect(rest.length).toBeGreaterThan(0);
    const ids = [prepare.items, ...rest.map(({ add }) => add)].flatMap((list) => list.map(({ id }) => id));
    expect(ids).toEqual(items.map(({ id }) => id));
    for (const input of [prepare, ...rest]) expect(jsonBytes(input)).toBeLessThan(4_000_000);
    expect(accepts('sitting/prepare', prepare)).toEqual([]);
    for (const input of rest) expect(accepts('agenda/import', input)).toEqual([]);
  });

  test('like an earlier sitting: everything but date and agenda, the number one higher', () => {
    const [past] = clerkSitting.past;
    if (!past) throw new Error('the fixture has no past');
    const draft = sittingLike(past, 's15', '2026-12-14');
    expect(draft).toMatchObject({
      id: 's15',
      date: '2026-12-14',
      body: 'council',
      title: '14. Sitzung der Stadtvertretung',
      place: 'Ratssaal Musterstadt',
      chair: 'chair',
      items: [],
    });
    expect(sittingLike({ ...past, title: 'Sondersitzung' }, 's', '').title).toBe('Sondersitzung');
  });

  test('what an import does not know stays as it was typed', () => {
    const imported = { title: '', date: '', items: [], place: 'Bürgerhaus' };
    expect(withImported(ready, imported)).toMatchObject({
      title: 'Rat',
      date: '2026-11-23',
      place: 'Bürgerhaus',
    });
  });

  test('rows move within the list and not beyond it', () => {
    const items = ['a', 'b', 'c'].map(emptyItem);
    const ids = (draft: SittingDraft) => draft.items.map(({ id }) => id).join('');
    const draft = { ...ready, items };
    expect(ids(changeDraft(draft, { type: 'shift', id: 'b', by: -1 }))).toBe('bac');
    expect(ids(changeDraft(draft, { type: 'shift', id: 'b', by: 1 }))).toBe('acb');
    expect(ids(changeDraft(draft, { type: 'shift', id: 'a', by: -1 }))).toBe('abc');
    expect(ids(changeDraft(draft, { type: 'shift', id: 'x', by: 1 }))).toBe('abc');
  });
});

describe('moving an item', () => {
  const items = ['a', 'b', 'c'].map((id): OrderedItem => [
    id,
    {
      id,
      number: id,
      title: id,
      isPublic: true,
      onStream: true,
      isUrgent: false,
      motions: [],
      notes: [],
      excluded: [],
      offered: [],
      touched: false,
    },
  ]);
  test('names the item it goes before, or the end', () => {
    expect(moveInput(items, 'b', -1)).toEqual({ item: 'b', before: 'a' });
    expect(moveInput(items, 'a', 1)).toEqual({ item: 'a', before: 'c' });
    expect(moveInput(items, 'b', 1)).toEqual({ item: 'b', before: null });
    expect(moveInput(items, 'a', -1)).toBeNull();
    expect(moveInput(items, 'c', 1)).toBeNull();
  });
});

describe('pieces for commands', () => {
  test('keep everything in order and within the limits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 60, unit: 'grapheme' })),
        fc.integer({ min: 1, max: 9 }),
        (list, count) => {
          const chunks = inChunks(list, { bytes: 200, count });
          expect(chunks.flat()).toEqual(list);
          for (const chunk of chunks) {
            expect(chunk.length).toBeLessThanOrEqual(count);
            if (chunk.length > 1) expect(jsonBytes(chunk)).toBeLessThanOrEqual(202);
          }
        },
      ),
    );
  });
});

describe('what is taken over of an import', () => {
  const { result } = importDone;
  if (!result) throw new Error('the fixture found nothing');

  test('everything new or changed at first, and the sitting only where one can be made', () => {
    const selection = everything(result, true);
    expect([...selection.people]).toEqual(['m50', 'm3']);
    expect(selection.sitting).toBe(0);
    expect(everything(result, false).sitting).toBeNull();
  });

  test('nothing chosen is no command', () => {
    expect(registerCommands(result, { people: new Set(), bodies: new Set(), sitting: null })).toEqual([]);
  });

  test('more people than a command takes go in pieces, and before the bodies', () => {
    const people = Array.from({ length: 2500 }, (_, index) => ({
      change: 'new' as const,
      fields: [],
      person: { id: `p${index}`, name: `Mitglied ${index}`, kind: 'member' as const },
    }));
    const body = {
      id: 'b1',
      name: 'Ausschuss',
      kind: 'committee' as const,
      members: [],
      profile: 'own',
      statutorySeats: 9,
      unfillableSeats: 0,
      seatPlan: {},
    };
    const found = { ...result, people, bodies: [{ change: 'new' as const, fields: [], body }] };
    const commands = registerCommands(found, everything(found, true));
    expect(commands.map((one) => [one.people.length, one.bodies.length])).toEqual([
      [2000, 0],
      [500, 0],
      [0, 1],
    ]);
    for (const input of commands) expect(accepts('register/import', input)).toEqual([]);
  });

  test('an agenda that is the same is no command; a huge one goes in pieces', () => {
    expect(agendaCommands({ add: [], change: [], keptTonight: 3 })).toEqual([]);
    const items = Array.from({ length: 400 }, (_, index) => ({
      id: `i${index}`,
      number: '',
      title: 'x'.repeat(5000),
      isPublic: false,
      onStream: true,
    }));
    const commands = agendaCommands({ add: items, change: items, keptTonight: 0 });
    expect(commands.flatMap(({ add }) => add)).toHaveLength(400);
    expect(commands.flatMap(({ change }) => change)).toHaveLength(400);
    for (const input of commands) expect(jsonBytes(input)).toBeLessThan(4_000_000);
  });
});

describe('times as the clerk types them', () => {
  const now = atOf('2026-11-24', '00:30') ?? 0;

  test('a time of day is the last moment that had it', () => {
    expect(latestAt('00:10', now)).toBe(now - 20 * 60_000);
    expect(latestAt('23:50', now)).toBe(atOf('2026-11-23', '23:50'));
    expect(latestAt('', now)).toBeNull();
  });

  test('a day and a clock become a moment and back', () => {
    expect([dayOf(now), clockOf(now)]).toEqual(['2026-11-24', '00:30']);
    expect(atOf('2026-11-24', '25:00')).toBeNull();
    expect(atOf('', '12:00')).toBeNull();
  });
});

test('ids are new each time and accepted by the commands', () => {
  const ids = new Set(Array.from({ length: 100 }, createId));
  expect(ids.size).toBe(100);
  for (const id of ids) expect(accepts('register/remove-person', { person: id })).toEqual([]);
});

test('only fields that say something are sent', () => {
  expect(given({ a: ' x ', b: '  ', c: undefined })).toEqual({ a: 'x' });
});
