/**
 * The scripted sitting: three hours, 60 members, 25 items, 400 speeches, through the real API and the virtual
 * chamber. Minutes, attendance and speaking times equal the script's truth, and the journal replays to the
 * same state.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Evening, pick, randomOf, type SpokenTruth } from './script.ts';
import { openStage, type Stage } from './stage.ts';

const seed = Number(process.env['SEED'] ?? 20261125);
const chairDesk = 61;
const startMs = Date.UTC(2026, 10, 25, 16, 45);
const closedItems = new Set(['top-9', 'top-10', 'top-24']);

interface MinutesFile {
  openedAt: { ms: number };
  closedAt: { ms: number };
  chairs: { name: string; from: { ms: number } }[];
  presence: {
    name: string;
    state: string;
    spans: { from: { ms: number }; to: { ms: number } | null; mode: string }[];
  }[];
  items: {
    number: string;
    title: string;
    outcome: string;
    startedAt: { ms: number } | null;
    endedAt: { ms: number } | null;
    excluded: string[];
    isUrgent: boolean;
    speeches: { name: string; kind: string; startedAt: { ms: number }; durationMs: number }[];
  }[];
  interruptions: { from: { ms: number }; to: { ms: number } | null; kind: string }[];
  corrections: { at: { ms: number }; enteredAt: { ms: number }; text: string }[];
}

let stage: Stage;
let evening: Evening;
const minutes: Record<'public' | 'non-public', MinutesFile> = {} as never;

async function readMinutes(part: 'public' | 'non-public'): Promise<MinutesFile> {
  const response = await stage.get(`/api/sittings/abend/minutes/${part}.json`, 'clerk');
  expect(response.status).toBe(200);
  return (await response.json()) as MinutesFile;
}

const member = (number: number): string => `mitglied-${number}`;

beforeAll(async () => {
  process.stdout.write(`scripted sitting, seed ${seed}\n`);
  stage = await openStage({
    seats: chairDesk,
    startMs,
    change: (config) => ({
      ...config,
      bodies: config.bodies?.map((body) => ({ ...body, profile: 'mv' })) ?? [],
    }),
  });
  evening = new Evening(stage, randomOf(seed), chairDesk);
  await play(evening);
  minutes.public = await readMinutes('public');
  minutes['non-public'] = await readMinutes('non-public');
}, 600_000);
afterAll(() => stage.close());

async function play(it: Evening): Promise<void> {
  const { random } = it;
  await stage.give('clerk', 'sitting/prepare', {
    id: 'abend',
    body: 'stadtvertretung',
    title: '14. Sitzung der Stadtvertretung',
    date: '2026-11-25',
    items: Array.from({ length: 24 }, (_, index) => ({
      id: `top-${index + 1}`,
      number: String(index + 1),
      title: closedItems.has(`top-${index + 1}`) ? `Grundstück ${index + 1}` : `Vorlage ${index + 1}`,
      isPublic: !closedItems.has(`top-${index + 1}`),
      onStream: true,
      ...(index === 12 || index === 16 ? { matter: 'BV/2026/13' } : {}),
    })),
  });
  await stage.give('operator', 'microphones/set', { mode: 'manual', maxOpen: 4 });

  // 50 come before the bell, two are remote, the others later, never, or excused.
  await it.comes('vorsitz', chairDesk);
  for (let number = 1; number <= 50; number++) {
    await it.comes(member(number), number);
    it.breathe(4);
  }
  await it.comes(member(51), 'remote');
  await it.comes(member(52), 'remote');
  await stage.give('clerk', 'attendance/set', { person: member(59), status: 'excused' });
  stage.setTime(Date.UTC(2026, 10, 25, 17, 0));
  await it.opens('vorsitz');
  await stage.give('operator', 'broadcast/open', { confirmed: true });

  // An urgent item is taken up before the last one of the public part.
  await stage.give('clerk', 'agenda/add', {
    id: 'top-dringlich',
    number: 'D1',
    title: 'Dringlichkeitsantrag',
    isPublic: true,
    onStream: true,
    urgent: true,
    after: 'top-8',
  });

  const order = (await stage.view('clerk')).detail?.order ?? [];
  expect(order).toHaveLength(25);
  let speeches = 0;
  const perItem = Math.ceil(400 / (order.length - 1));
  for (const id of order) {
    await aroundItem(it, id);
    if (id === 'top-15') {
      await stage.give('clerk', 'agenda/settle', {
        item: id,
        outcome: 'postponed',
        note: 'auf Februar 2027',
      });
      continue;
    }
    await it.calls(id);
    it.breathe(20);
    for (let turn = 0; turn < perItem; turn++) {
      const free = [...it.seatOf.keys()].filter(
        (person) =>
          person !== 'vorsitz' && !(id === 'top-13' && person === member(7)) && person !== presiding(id),
      );
      const [speaker, other] = [pick(random, free), pick(random, free)];
      const seconds = 10 + Math.floor(random() * 30);
      const chance = random();
      if (chance < 0.04) await it.remoteSpeech(pick(random, [member(51), member(52)]), seconds);
      else if (chance < 0.09) await it.pointOfOrder(speaker, 10);
      else if (chance < 0.14 && speaker !== other) await it.questioned(speaker, other, seconds, 6);
      else await it.speech(speaker, seconds, chance > 0.95 ? 15 : 0);
      speeches++;
    }
    await it.settles(id, pick(random, ['unanimous', 'noted', 'referred', 'withdrawn'] as const));
    await afterItem(it, id);
  }
  expect(speeches).toBeGreaterThanOrEqual(400);
  await it.closes();
}

const presiding = (id: string): string => (['top-13', 'top-14'].includes(id) ? member(1) : 'vorsitz');

/** What happens between the items. */
async function aroundItem(it: Evening, id: string): Promise<void> {
  if (id === 'top-3') await it.comes(member(53), 53);
  if (id === 'top-4') {
    // Came unnoticed: entered now, true a quarter of an hour ago.
    await it.comes(member(54), 54, stage.now() - 15 * 60_000);
  }
  if (id === 'top-5') {
    await stage.give('clerk', 'people/swap', { seats: [20, 21] });
    it.seatOf.set(member(20), 21);
    it.seatOf.set(member(21), 20);
  }
  if (id === 'top-6') await it.goes(member(30));
  if (id === 'top-9' || id === 'top-24') {
    it.truth.closedParts.push({ from: stage.now(), to: 0 });
  }
  if (id === 'top-11') {
    await it.endsItemIfAny();
    await stage.give('chair', 'sitting/go-public', { confirmed: true });
    closePart(it);
    await stage.give('operator', 'broadcast/open', { confirmed: true });
    await it.comes(member(30), 30);
  }
  if (id === 'top-13') {
    // The chair and a member are concerned themselves: not before a deputy presides.
    await stage.give('clerk', 'conflict/set', {
      item: id,
      person: 'vorsitz',
      excluded: true,
      reason: 'Eigentum',
    });
    await stage.give('clerk', 'conflict/set', { item: id, person: member(7), excluded: true });
    await it.endsItemIfAny();
    const refused = await stage.attempt('chair', 'agenda/begin', { item: id });
    expect(refused.body.error).toBe('chair-excluded');
    await it.handsOver(member(1));
  }
  if (id === 'top-15') await it.handsOver('vorsitz');
  if (id === 'top-18') {
    await it.endsItemIfAny();
    const from = stage.now();
    await stage.give('chair', 'sitting/interrupt', { reason: 'Beratung der Fraktionen' });
    stage.pass(10 * 60_000);
    await stage.give('chair', 'sitting/resume', {});
    it.truth.interruptions.push({ from, to: stage.now() });
    await stage.give('operator', 'broadcast/resume', {});
  }
}

async function afterItem(it: Evening, id: string): Promise<void> {
  if (id === 'top-12') await it.goes(member(40), stage.now() - 60_000);
  if (id === 'top-13') {
    // On the same matter again: the exclusion is offered, and decided on.
    const { detail } = await stage.view('clerk');
    expect(detail?.items['top-17']?.offered.toSorted()).toEqual([member(7), 'vorsitz']);
    for (const person of [member(7), 'vorsitz'])
      await stage.give('clerk', 'conflict/set', { item: 'top-17', person, excluded: false });
  }
}

function closePart({ truth }: Evening): void {
  const part = truth.closedParts.at(-1);
  if (part) part.to = stage.now();
}

const speechesOf = (file: MinutesFile): SpokenTruth[] =>
  file.items.flatMap(({ number, speeches }) =>
    speeches.map(({ name, kind, startedAt, durationMs }) => ({
      item: number === 'D1' ? 'top-dringlich' : `top-${number}`,
      name,
      kind,
      startedAt: startedAt.ms,
      durationMs,
    })),
  );

const inOrder = (spoken: readonly SpokenTruth[]): SpokenTruth[] =>
  [...spoken].sort((a, b) => a.startedAt - b.startedAt || a.name.localeCompare(b.name));

describe('after three hours', () => {
  test('it was an evening worth the name', () => {
    const { truth } = evening;
    const hours = (truth.closedAt - truth.openedAt) / 3_600_000;
    process.stdout.write(
      `${hours.toFixed(2)} h, ${truth.spoken.length} speeches, ${truth.items.length} items called, ` +
        `${truth.presence.size} people present, ${truth.closedParts.length} closed parts\n`,
    );
    expect(hours).toBeGreaterThan(3);
    expect(truth.spoken.length).toBeGreaterThanOrEqual(400);
    expect(truth.items).toHaveLength(24);
    expect(truth.closedParts).toHaveLength(2);
  });

  test('every speech stands in the minutes with its exact times, in the part it belongs to', () => {
    const isClosed = ({ item }: SpokenTruth): boolean => closedItems.has(item);
    const { spoken } = evening.truth;
    const delegates = (file: MinutesFile): SpokenTruth[] =>
      inOrder(speechesOf(file).filter(({ kind }) => kind !== 'chair'));
    expect(delegates(minutes.public)).toEqual(inOrder(spoken.filter((each) => !isClosed(each))));
    expect(delegates(minutes['non-public'])).toEqual(inOrder(spoken.filter(isClosed)));
  });

  test('everybody was present when the script says', () => {
    const expected = new Map(
      [...evening.truth.presence].map(([person, spans]) => [evening.name(person), spans]),
    );
    const { presence } = minutes.public;
    expect(presence).toHaveLength(61);
    for (const { name, state, spans } of presence) {
      const truth = expected.get(name) ?? [];
      expect(
        spans.map(({ from, to, mode }) => ({ from: from.ms, to: to?.ms, mode })),
        name,
      ).toEqual(truth);
      expect(state, name).toBe(truth.length > 0 ? 'present' : name === 'Mitglied 59' ? 'excused' : 'absent');
    }
  });

  test('items, chairs, interruptions and closed parts have their true times', () => {
    const items = [...minutes.public.items, ...minutes['non-public'].items]
      .filter(({ startedAt }) => startedAt !== null)
      .map(({ number, startedAt, endedAt }) => ({
        id: number === 'D1' ? 'top-dringlich' : `top-${number}`,
        startedAt: startedAt?.ms,
        endedAt: endedAt?.ms,
      }))
      .sort((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
    expect(items).toEqual(evening.truth.items);
    expect(minutes.public.chairs.map(({ name, from }) => ({ name, from: from.ms }))).toEqual(
      evening.truth.chairs,
    );
    const spans = (kind: string) =>
      minutes.public.interruptions
        .filter((each) => each.kind === kind)
        .map(({ from, to }) => ({ from: from.ms, to: to?.ms }));
    expect(spans('interrupted')).toEqual(evening.truth.interruptions);
    const [first, last] = evening.truth.closedParts;
    expect(spans('non-public')).toEqual([first, { from: last?.from, to: evening.truth.closedAt }]);
    expect(minutes.public.openedAt.ms).toBe(evening.truth.openedAt);
    expect(minutes.public.closedAt.ms).toBe(evening.truth.closedAt);
  });

  test('what was not called, added or settled is told', () => {
    const find = (number: string) => minutes.public.items.find((item) => item.number === number);
    expect(find('15')).toMatchObject({ outcome: 'postponed', startedAt: null, speeches: [] });
    expect(find('D1')).toMatchObject({ isUrgent: true });
    expect(find('13')?.excluded.toSorted()).toEqual(['Mitglied 7', 'Vorsitz']);
    expect(minutes.public.items).toHaveLength(22);
    expect(minutes['non-public'].items.map(({ number }) => number)).toEqual(['9', '10', '24']);
  });

  test('nothing of the non-public part is in the public minutes', async () => {
    for (const format of ['json', 'csv']) {
      const response = await stage.get(`/api/sittings/abend/minutes/public.${format}`, 'clerk');
      expect(response.status).toBe(200);
      expect(Buffer.from(await response.arrayBuffer()).includes('Grundstück')).toBe(false);
    }
    expect(JSON.stringify(minutes['non-public'])).toContain('Grundstück 9');
  });

  test('the journal replays to the same state', async () => {
    const before = {
      clerk: await stage.view('clerk'),
      chair: await stage.view('chair'),
      public: await readMinutes('public'),
    };
    await stage.restart();
    const after = { clerk: await stage.view('clerk'), chair: await stage.view('chair') };
    // The start itself is a line in the log.
    expect({ ...after.clerk, log: [] }).toEqual({ ...before.clerk, log: [] });
    expect(after.chair).toEqual(before.chair);
    expect({ ...(await readMinutes('public')), journal: null }).toEqual({ ...before.public, journal: null });
    expect(readFileSync(`${stage.dataDir}/journal.sqlite`).length).toBeGreaterThan(100_000);
  });
});
