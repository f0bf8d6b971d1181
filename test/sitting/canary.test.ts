/**
 * Canaries: words that nobody else uses, for what must not get out. They sing on the pages of clerk and chair,
 * and nowhere else: no public page or socket, no other role, log, file, public document, OBS, or chain.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DisplayView } from '../../protocols/api/views.ts';
import { missingPoppler, poppler } from '../daemon/minutes/poppler.ts';
import { unzip } from '../daemon/minutes/unzip.ts';
import { openLive, type LiveClient } from '../live-client.ts';
import { openStage, type Stage } from './stage.ts';

const canaries = {
  title: 'Zeisiggrundstück',
  reporter: 'Stieglitzreferent',
  decision: 'Gimpelbeschluss',
  motion: 'Girlitzantrag',
  note: 'Hänflingvermerk',
  reason: 'Kanarienverwandtschaft',
  /** A member who did not consent to the name in the picture, and a guest, who never did. */
  name: 'Rotkehlchen Namenlos',
  guest: 'Zaunkönig Besucher',
} as const;
const secrets = Object.values(canaries);
const singing = (text: string | Buffer): string[] => secrets.filter((canary) => text.includes(canary));

let stage: Stage;
const sockets: LiveClient<'display'>[] = [];
const startMs = Date.UTC(2026, 10, 25, 17, 0);

beforeAll(async () => {
  stage = await openStage({
    seats: 9,
    startMs,
    change: (config) => ({
      ...config,
      people: config.people?.map((person) =>
        person.id === 'mitglied-4'
          ? { ...person, name: canaries.name, consent: { image: 'yes', sound: true, name: false } }
          : person,
      ),
      retention: { seating: 1, speeches: 1, agenda: 1, attendance: 1, conflicts: 1 },
    }),
  });
  sockets.push(await openLive(stage.url, { view: 'display' }));
  sockets.push(await openLive(stage.url, { view: 'display', cookie: stage.cookie('display') }));
  await playBothParts();
}, 120_000);
afterAll(async () => {
  for (const socket of sockets) socket.close();
  await stage.close();
});

async function seen(what: string, holds: (view: DisplayView) => boolean): Promise<void> {
  for (const socket of sockets) await socket.until(what, holds);
}

async function playBothParts(): Promise<void> {
  const give = stage.give;
  await give('clerk', 'sitting/prepare', {
    id: 'kanarien',
    body: 'stadtvertretung',
    title: 'Sitzung',
    date: '2026-11-25',
    items: [
      { id: 'offen', number: '1', title: 'Spielplatz', isPublic: true, onStream: true },
      {
        id: 'geheim',
        number: '2',
        title: canaries.title,
        isPublic: false,
        onStream: true,
        reporter: canaries.reporter,
      },
    ],
  });
  for (let seat = 1; seat <= 8; seat++)
    await give('clerk', 'attendance/set', { person: `mitglied-${seat}`, status: 'room', seat });
  await give('clerk', 'attendance/set', { person: 'vorsitz', status: 'room', seat: 9 });
  await give('chair', 'sitting/open', {});
  await give('operator', 'broadcast/open', { confirmed: true });
  await give('operator', 'microphones/set', { mode: 'manual', maxOpen: 4 });
  await give('chair', 'agenda/begin', { item: 'offen' });
  // The member without a name in public speaks in public.
  await stage.press(4);
  await stage.until('4 waits', 'chair', ({ queue }) => queue.length === 1);
  await give('chair', 'floor/next', {});
  // Every state that matters is seen on the sockets too: they get what changed at most every 50 ms.
  await seen('4 speaks', ({ floor }) => floor?.seat === 4);
  expect((await stage.view('chair')).floor?.name).toBe(canaries.name);
  await give('clerk', 'floor/add', { guest: canaries.guest, kind: 'residents-question' });
  stage.pass(60_000);
  await stage.release(4);
  await stage.until('nobody speaks', 'display', ({ floor }) => floor === undefined);
  await give('chair', 'floor/next', {});
  await stage.until('the guest speaks', 'chair', ({ floor }) => floor?.name === canaries.guest);
  await seen('somebody speaks', ({ floor }) => floor?.kind === 'residents-question');
  stage.pass(30_000);
  await give('chair', 'floor/end', {});

  await give('clerk', 'conflict/set', {
    item: 'geheim',
    person: 'mitglied-2',
    excluded: true,
    reason: canaries.reason,
  });
  await give('chair', 'agenda/begin', { item: 'geheim' });
  await seen('the closed part', ({ publicity }) => publicity === 'non-public');
  await give('clerk', 'agenda/motion', { item: 'geheim', by: 'Mitglied 1', text: canaries.motion });
  await give('clerk', 'agenda/note', { item: 'geheim', text: canaries.note });
  await stage.press(3);
  await stage.until('3 waits', 'chair', ({ queue }) => queue.length === 1);
  await give('chair', 'floor/next', {});
  await stage.until('3 speaks', 'chair', ({ floor }) => floor?.seat === 3);
  stage.pass(90_000);
  await stage.release(3);
  await give('clerk', 'agenda/settle', { item: 'geheim', outcome: 'unanimous', decision: canaries.decision });
  // What is refused must not repeat what was sent.
  await stage.attempt('chair', 'agenda/add', { id: 'x', title: canaries.title });
  await stage.attempt('clerk', 'agenda/add', { id: 'geheim 2', title: canaries.title, nonsense: true });
}

describe('what must not get out', () => {
  test('is known to those it is for', async () => {
    expect(singing(JSON.stringify(await stage.view('clerk')))).toEqual(
      expect.arrayContaining([
        canaries.title,
        canaries.reporter,
        canaries.decision,
        canaries.motion,
        canaries.note,
        canaries.name,
      ]),
    );
    expect(singing(JSON.stringify(await stage.view('chair')))).toContain(canaries.title);
    const minutes = await (await stage.get('/api/sittings/kanarien/minutes/non-public.json', 'clerk')).text();
    expect(singing(minutes)).toEqual(
      expect.arrayContaining([canaries.title, canaries.decision, canaries.motion, canaries.note]),
    );
    // Not even there: why somebody was excluded.
    expect(minutes).not.toContain(canaries.reason);
  });

  test('is on no public socket, from the first message to the last, while the public item is', () => {
    for (const { messages } of sockets) {
      const all = JSON.stringify(messages);
      expect(all).toContain('Spielplatz');
      expect(all).toContain('"publicity":"non-public"');
      expect(singing(all)).toEqual([]);
    }
  });

  test('is in no view of the operator but the names of who sits in the hall', async () => {
    const text = JSON.stringify(await stage.view('operator'));
    expect(singing(text)).toEqual([canaries.name]);
  });

  test.each([
    '/api/views/display',
    '/api/views/clerk',
    '/api/views/chair',
    '/api/views/operator',
    '/api/sittings/kanarien/minutes/public.json',
    '/api/sittings/kanarien/minutes/non-public.json',
    '/api/people/mitglied-4/export',
    '/api/retention',
    '/api/imports/1',
    '/api/health',
    '/api/docs/json',
  ])('is not at %s for who is not signed in, or as display', async (path) => {
    for (const role of [undefined, 'display'] as const) {
      const response = await stage.get(path, role);
      expect(singing(await response.text())).toEqual([]);
      if (path.includes('minutes') || path.includes('export') || path.includes('retention'))
        expect(response.status).toBe(role ? 403 : 401);
    }
    // The operator serves the hall and is not part of its closed part.
    if (/views\/(clerk|chair)/.test(path)) expect((await stage.get(path, 'operator')).status).toBe(403);
    // The chair has the minutes, and nothing of the register; the operator neither.
    for (const role of ['chair', 'operator'] as const) {
      if (!path.includes('export') && !path.includes('retention')) continue;
      expect((await stage.get(path, role)).status).toBe(403);
    }
    if (path.includes('minutes')) expect((await stage.get(path, 'operator')).status).toBe(403);
  });

  const formats = ['json', 'csv', 'docx', ...(missingPoppler.length === 0 ? ['pdf'] : [])];
  test(`is in no public minutes, as ${formats.join(', ')}`, async () => {
    for (const format of formats) {
      const response = await stage.get(`/api/sittings/kanarien/minutes/public.${format}`, 'clerk');
      const bytes = Buffer.from(await response.arrayBuffer());
      let text = bytes.toString('utf8');
      if (format === 'docx') text = [...unzip(bytes).values()].join('\n');
      if (format === 'pdf') text = poppler('pdftotext', [], bytes);
      expect(text.normalize('NFC'), format).toContain('Spielplatz');
      // In the minutes of a public part names stand: consent to the picture is another matter.
      expect(
        singing(text.normalize('NFC')).filter((each) => each !== canaries.name && each !== canaries.guest),
        format,
      ).toEqual([]);
    }
  });

  test('is in no log, and in no file but the journal', () => {
    expect(stage.log().length).toBeGreaterThan(100);
    expect(singing(stage.log())).toEqual([]);
    const files = readdirSync(stage.dataDir).filter((name) => statSync(join(stage.dataDir, name)).isFile());
    expect(files).toContain('journal.sqlite');
    for (const name of files.filter((each) => !each.startsWith('journal.sqlite')))
      expect(singing(readFileSync(join(stage.dataDir, name))), name).toEqual([]);
  });

  test('is not in the chain, only beside it', () => {
    const database = new DatabaseSync(join(stage.dataDir, 'journal.sqlite'), { readOnly: true });
    const rows = database.prepare('SELECT * FROM records').all();
    const payloads = database.prepare('SELECT json FROM payloads').all();
    database.close();
    expect(rows.length).toBeGreaterThan(40);
    expect(singing(JSON.stringify(rows))).toEqual([]);
    expect(singing(JSON.stringify(payloads))).toEqual(
      expect.arrayContaining([canaries.title, canaries.reason, canaries.guest]),
    );
  });

  test('is in nothing that OBS was told', async () => {
    expect(singing(await stage.truth())).toEqual([]);
  });

  test('is gone for good when its time is over, and the chain still verifies', async () => {
    await stage.give('chair', 'sitting/close', { confirmed: true });
    await stage.give('clerk', 'sitting/approve', {});
    stage.pass(3 * 86_400_000);
    const due = (await (await stage.get('/api/retention', 'clerk')).json()) as {
      classes: { id: string; due: number }[];
    };
    expect(due.classes.find(({ id }) => id === 'agenda')?.due).toBeGreaterThan(0);
    const answer = await fetch(`${stage.url}/api/retention`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: stage.cookie('clerk') },
      body: JSON.stringify({ confirmed: true }),
    });
    expect(answer.status).toBe(200);
    const clerk = JSON.stringify(await stage.view('clerk'));
    // The register is the register: the name stays, what belonged to the evening is gone from memory too.
    expect(singing(clerk)).toEqual([canaries.name]);
    expect(clerk).toContain('personal-data-deleted');
    const left = ['journal.sqlite', 'journal.sqlite-wal']
      .map((name) => join(stage.dataDir, name))
      .filter((path) => statSync(path, { throwIfNoEntry: false }))
      .flatMap((path) => singing(readFileSync(path)));
    expect(left).toEqual([]);
    // Opening verifies every record.
    await stage.restart();
    expect(singing(JSON.stringify(await stage.view('clerk')))).toEqual([canaries.name]);
  });
});
