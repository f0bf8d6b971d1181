/**
 * People, bodies and seats of a CSV file. Columns, in any order and case, German or English:
 *   Name | Vorname + Nachname (+ Titel)   first name, last name, title
 *   Gruppe, Fraktion                      group, party
 *   Gremium, Ausschuss                    body, committee
 *   Funktion, Rolle                       role, function
 *   Platz, Sitz                           seat: number of the microphone
 *   Karte, Anmeldung                      card, login
 *   Stimmrecht (ja/nein)                  vote, voting right
 *   Amt, Position                         position: what a lower third says
 * A person in several bodies has one row for each. Columns about consent are not imported: it is given by
 * the person, not by a file.
 */
import { createDoubts, type Doubts } from '../../protocols/oparl/doubts.ts';
import { bodyKind, parseRole } from '../../protocols/oparl/roles.ts';
import { cut } from '../../protocols/oparl/values.ts';
import { readTable, type Columns, type TableRow } from './csv-table.ts';
import { readYes } from './csv-words.ts';
import {
  limits,
  type FileRead,
  type Found,
  type FoundBody,
  type FoundMembership,
  type FoundPerson,
} from './found.ts';
import { stableId } from './ids.ts';

type Column =
  | 'name'
  | 'given'
  | 'family'
  | 'title'
  | 'group'
  | 'body'
  | 'role'
  | 'seat'
  | 'card'
  | 'vote'
  | 'position'
  | 'consent';

const columns: Columns<Column> = {
  name: ['name', 'person', 'mitglied', 'vollständiger name', 'full name', 'member'],
  given: ['vorname', 'given name', 'first name', 'firstname'],
  family: ['nachname', 'familienname', 'zuname', 'last name', 'lastname', 'family name', 'surname'],
  title: ['titel', 'akad titel', 'akademischer titel', 'title'],
  group: ['fraktion', 'gruppe', 'fraktion/gruppe', 'gruppe/fraktion', 'partei', 'group', 'party'],
  body: ['gremium', 'ausschuss', 'body', 'committee'],
  role: ['funktion', 'rolle', 'role', 'function'],
  seat: ['platz', 'platznummer', 'platz nr', 'sitz', 'sitzplatz', 'mikrofon', 'seat', 'microphone'],
  card: ['karte', 'kartennummer', 'karten nr', 'anmeldung', 'card', 'card number', 'login'],
  vote: ['stimmrecht', 'stimmberechtigt', 'vote', 'voting right', 'votingright'],
  position: ['amt', 'position', 'bezeichnung'],
  consent: [
    'einwilligung',
    'zustimmung',
    'datenschutz',
    'bild',
    'ton',
    'einwilligung bild',
    'einwilligung ton',
    'consent',
  ],
};

interface Draft {
  readonly name: string;
  readonly group?: string;
  readonly card?: string;
  readonly position?: string;
  /** Names of the bodies it was listed in; '' for a row without one. */
  readonly bodies: Map<string, FoundMembership>;
}

/** Without `found`: no file of people; the last doubt says why. */
export function importPeople(bytes: Uint8Array): FileRead {
  const doubts = createDoubts();
  const table = readTable(
    bytes,
    columns,
    (found) => found.has('name') || found.has('family'),
    limits.people,
    doubts,
  );
  if (!table) return { doubts: doubts.list() };
  for (const column of table.unknown)
    doubts.add(/einwillig|zustimm|consent/i.test(column) ? 'csv-consent-ignored' : 'csv-unknown-column', {
      column,
    });
  if (table.columns.has('consent')) doubts.add('csv-consent-ignored', { column: columns.consent[0] ?? '' });
  if (table.rows.length >= limits.people && !table.isComplete)
    doubts.add('too-many-people', { max: limits.people });

  const drafts: Draft[] = [];
  const seats = new Map<string, Map<number, Draft>>();
  for (const row of table.rows) {
    const name = nameOf(row, doubts);
    if (name === undefined) {
      doubts.add('csv-row-without-name', { row: row.number });
      continue;
    }
    const draft = draftFor(drafts, row, name, doubts);
    const body = cut(row.cell('body') ?? '', 120);
    draft.bodies.set(body, membershipOf(row, name, doubts));
    const seat = seatOf(row, name, doubts);
    if (seat === undefined) continue;
    if (body === '') doubts.add('csv-seat-without-body', { name, seat });
    else {
      const plan = seats.get(body) ?? new Map<number, Draft>();
      if (plan.has(seat)) doubts.add('csv-seat-twice', { body, seat, name });
      else if ([...plan.values()].includes(draft)) doubts.add('csv-seat-twice', { body, seat, name });
      else plan.set(seat, draft);
      seats.set(body, plan);
    }
  }

  const ids = idsOf(drafts);
  const idOf = (draft: Draft): string => ids.get(draft) ?? '';
  const people: FoundPerson[] = drafts.map((draft) => ({
    id: idOf(draft),
    name: draft.name,
    kind: 'member',
    ...(draft.position === undefined ? {} : { position: draft.position }),
    ...(draft.card === undefined ? {} : { card: draft.card }),
  }));
  const names = [...new Set(drafts.flatMap(({ bodies }) => [...bodies.keys()]))].filter(
    (name) => name !== '',
  );
  if (names.length > limits.bodies) doubts.add('too-many-bodies', { max: limits.bodies });
  const bodies = names.slice(0, limits.bodies).map((name): FoundBody => {
    const listed = drafts.filter((draft) => draft.bodies.has(name));
    if (listed.length > limits.members) doubts.add('too-many-members', { body: name, max: limits.members });
    const members = listed.slice(0, limits.members).flatMap((draft) => {
      const membership = draft.bodies.get(name);
      return membership ? [{ ...membership, person: idOf(draft) }] : [];
    });
    const count = members.filter(({ role, votingRight }) => role !== 'deputy' && votingRight).length;
    doubts.add('seats-counted', { body: name, count });
    const plan = [...(seats.get(name) ?? [])].map(([seat, draft]) => [seat, idOf(draft)] as const);
    return {
      id: stableId('b', 'name', name),
      name,
      kind: bodyKind(name),
      members,
      profile: 'own',
      statutorySeats: Math.max(1, count),
      unfillableSeats: 0,
      seatPlan: Object.fromEntries(plan),
    };
  });
  const found: Found = {
    people,
    bodies,
    sittings: [],
    doubts: doubts.list(),
    isComplete: table.isComplete,
    listsEverybody: false,
  };
  return { found, doubts: found.doubts };
}

function nameOf(row: TableRow<Column>, doubts: Doubts): string | undefined {
  const parts = [row.cell('title'), row.cell('given'), row.cell('family')].filter(
    (part) => part !== undefined,
  );
  const name = row.cell('name') ?? (row.cell('family') === undefined ? undefined : parts.join(' '));
  if (name !== undefined && name.length > 120) doubts.add('name-cut', { name, max: 120 });
  return name === undefined ? undefined : cut(name, 120);
}

/**
 * Whom a row speaks of. Another row of this name is the same person only where nothing tells them apart and
 * it lists another body; the same name twice in one body is two people.
 */
function draftFor(drafts: Draft[], row: TableRow<Column>, name: string, doubts: Doubts): Draft {
  const group = row.cell('group');
  const card = row.cell('card');
  const position = row.cell('position');
  const body = cut(row.cell('body') ?? '', 120);
  const known = drafts.filter((draft) => draft.name === name);
  const same = known.find(
    (draft) =>
      draft.group === group &&
      draft.card === card &&
      body !== '' &&
      !draft.bodies.has(body) &&
      !draft.bodies.has(''),
  );
  if (same) {
    doubts.add('csv-rows-joined', { name });
    return same;
  }
  if (known.length > 0) doubts.add('same-name', { name });
  const draft: Draft = {
    name,
    ...(group === undefined ? {} : { group: cut(group, 80) }),
    ...(card === undefined ? {} : { card: cut(card, 64) }),
    ...(position === undefined ? {} : { position: cut(position, 120) }),
    bodies: new Map(),
  };
  drafts.push(draft);
  return draft;
}

function membershipOf(row: TableRow<Column>, name: string, doubts: Doubts): FoundMembership {
  const group = row.cell('group');
  const words = row.cell('role');
  const { role, rank, votingRight, isKnown } = parseRole(words === undefined ? undefined : cut(words, 120));
  if (!isKnown) doubts.add('role-unknown', { person: name, role: words ?? '' });
  const cell = row.cell('vote');
  const said = readYes(cell);
  if (cell !== undefined && said === undefined) doubts.add('csv-vote-unclear', { name, value: cell });
  const vote = said ?? votingRight;
  return {
    person: '',
    role,
    ...(group === undefined ? {} : { group: cut(group, 80) }),
    votingRight: vote ?? true,
    ...(vote === undefined ? { isVoteAssumed: true as const } : {}),
    ...(rank === undefined ? {} : { rank }),
  };
}

function seatOf(row: TableRow<Column>, name: string, doubts: Doubts): number | undefined {
  const cell = row.cell('seat');
  if (cell === undefined) return undefined;
  const seat = /^\d{1,5}$/.test(cell) ? Number(cell) : 0;
  if (seat >= 1 && seat <= 65_535) return seat;
  doubts.add('csv-seat-unclear', { name, value: cell });
  return undefined;
}

/** The same person has the same id in the next file, as long as name, group and card stay. */
function idsOf(drafts: readonly Draft[]): ReadonlyMap<Draft, string> {
  const counts = new Map<string, number>();
  return new Map(
    drafts.map((draft) => {
      const key = JSON.stringify([draft.name, draft.group ?? '', draft.card ?? '']);
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      return [draft, stableId('p', 'file', key, String(count))];
    }),
  );
}
