/** Two browsers at once: whatever both do to the same thing, they never diverge. And what a clerk may not do. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLive, type LiveClient } from '../live-client.ts';
import type { Role } from '../../protocols/api/commands.ts';
import { pick, randomOf } from './script.ts';
import { openStage, type Stage } from './stage.ts';

const seed = Number(process.env['SEED'] ?? 20261127);
let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ seats: 9, startMs: Date.UTC(2026, 10, 25, 17, 0) });
}, 60_000);
afterAll(() => stage.close());

let number = 0;
async function prepare(items: number): Promise<string> {
  const { sitting } = await stage.view('clerk');
  if (sitting?.phase === 'prepared') await stage.give('clerk', 'sitting/discard', {});
  else if (sitting && sitting.phase !== 'closed')
    await stage.give('clerk', 'sitting/close', { confirmed: true });
  const id = `sitzung-${++number}`;
  await stage.give('clerk', 'sitting/prepare', {
    id,
    body: 'stadtvertretung',
    title: 'Sitzung',
    date: '2026-11-25',
    items: Array.from({ length: items }, (_, index) => ({
      id: `i${index}`,
      number: String(index + 1),
      title: `Punkt ${index + 1}`,
      isPublic: index % 4 !== 3,
      onStream: true,
    })),
  });
  return id;
}
const errorOf = async (role: Role, name: Parameters<Stage['attempt']>[1], input: object = {}) =>
  (await stage.attempt(role, name, input)).body.error;

test(`two clerks and a chair act on the same things at once and see the same, seed ${seed}`, async () => {
  const random = randomOf(seed);
  await prepare(8);
  const clients: LiveClient<'clerk'>[] = [];
  for (let each = 0; each < 2; each++)
    clients.push(await openLive(stage.url, { view: 'clerk', cookie: stage.cookie('clerk') }));
  const chair = await openLive(stage.url, { view: 'chair', cookie: stage.cookie('chair') });
  await stage.give('chair', 'sitting/open', {});
  const item = (): string => `i${Math.floor(random() * 8)}`;
  const person = (): string => `mitglied-${1 + Math.floor(random() * 8)}`;
  const acts: readonly (() => [Role, Parameters<Stage['attempt']>[1], object])[] = [
    () => ['clerk', 'agenda/move', { item: item(), before: random() < 0.3 ? null : item() }],
    () => ['clerk', 'agenda/edit', { item: item(), title: `Titel ${Math.floor(random() * 1000)}` }],
    () => [
      'clerk',
      'agenda/settle',
      { item: item(), outcome: pick(random, ['unanimous', 'noted', 'postponed', null]) },
    ],
    () => [
      'clerk',
      'attendance/set',
      { person: person(), status: pick(random, ['room', 'left', 'excused']) },
    ],
    () => [
      'clerk',
      'people/assign',
      { seat: 1 + Math.floor(random() * 8), person: random() < 0.3 ? null : person() },
    ],
    () => ['clerk', 'conflict/set', { item: item(), person: person(), excluded: random() < 0.5 }],
    () => ['clerk', 'floor/add', { person: person(), kind: 'speech' }],
    () => ['chair', 'agenda/begin', { item: item() }],
    () => ['chair', 'floor/next', {}],
    () => ['chair', 'chair/hand-over', { person: person() }],
    () => ['chair', 'sitting/go-public', { confirmed: true }],
    () => ['chair', 'sitting/interrupt', {}],
    () => ['chair', 'sitting/resume', {}],
  ];
  let taken = 0;
  for (let round = 0; round < 120; round++) {
    stage.pass(1000);
    const act = pick(random, acts);
    // The same kind of thing twice at the same instant, with something else beside it.
    const answers = await Promise.all(
      [act(), act(), pick(random, acts)()].map((each) => stage.attempt(...each)),
    );
    for (const { status, body } of answers) {
      expect([200, 400, 404, 409, 503], JSON.stringify(body)).toContain(status);
      if (status === 200) taken++;
    }
  }
  expect(taken).toBeGreaterThan(150);
  await stage.give('clerk', 'agenda/edit', { item: 'i0', title: 'Das Letzte' });
  const truth = await stage.view('clerk');
  for (const client of clients) {
    await client.until('the last word', ({ detail }) => detail?.items['i0']?.title === 'Das Letzte');
    expect(client.view()).toEqual(truth);
    client.close();
  }
  const theirs = await stage.view('chair');
  await chair.until('the same agenda', ({ agenda }) => agenda.some(({ title }) => title === 'Das Letzte'));
  expect(chair.view()).toEqual(theirs);
  chair.close();
  // And what is on disk is what they saw.
  await stage.restart();
  expect({ ...(await stage.view('clerk')), log: [] }).toEqual({ ...truth, log: [] });
});

describe('a second try', () => {
  test('of the same thing by two clerks makes it once', async () => {
    await prepare(2);
    const urgent = { id: 'eilig', number: 'D1', title: 'Eilig', isPublic: true, after: 'i0', urgent: true };
    const answers = await Promise.all([
      stage.attempt('clerk', 'agenda/add', urgent),
      stage.attempt('clerk', 'agenda/add', urgent),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await stage.view('clerk')).detail?.order).toEqual(['i0', 'eilig', 'i1']);
    const sitting = {
      id: `sitzung-${number}`,
      body: 'stadtvertretung',
      title: 'Noch einmal',
      date: '2026-11-25',
    };
    expect((await stage.attempt('clerk', 'sitting/prepare', sitting)).status).toBe(200);
    expect((await stage.view('clerk')).sitting?.title).toBe('Sitzung');
    expect(await errorOf('clerk', 'sitting/prepare', { ...sitting, id: 'andere' })).toBe('sitting-current');
  });
});

describe('the phases', () => {
  test('each has what may follow, and nothing else', async () => {
    await prepare(4);
    const all = [
      'sitting/open',
      'sitting/interrupt',
      'sitting/resume',
      'sitting/go-non-public',
      'sitting/go-public',
      'sitting/close',
      'sitting/discard',
      'sitting/approve',
    ] as const;
    const input = (name: string): object => (/close|go-public/.test(name) ? { confirmed: true } : {});
    const refusedIn = async (allowed: readonly string[]): Promise<void> => {
      for (const name of all)
        if (!allowed.includes(name))
          expect(await errorOf('clerk', name, input(name)), name).toMatch(
            /wrong-phase|wrong-role|no-sitting/,
          );
    };
    const phase = async () => (await stage.view('chair')).sitting?.phase;
    await refusedIn(['sitting/open', 'sitting/discard']);
    await stage.give('chair', 'sitting/open', {});
    await refusedIn(['sitting/interrupt', 'sitting/go-non-public', 'sitting/close']);
    await stage.give('chair', 'sitting/interrupt', { reason: 'Pause' });
    expect(await errorOf('operator', 'broadcast/resume')).toBe('wrong-phase');
    await refusedIn(['sitting/resume', 'sitting/go-non-public', 'sitting/close']);
    await stage.give('chair', 'sitting/resume', {});
    expect(await phase()).toBe('open');
    await stage.give('chair', 'sitting/go-non-public', {});
    expect(await errorOf('operator', 'broadcast/open', { confirmed: true })).toBe('sitting-not-public');
    await refusedIn(['sitting/interrupt', 'sitting/go-public', 'sitting/close']);
    await stage.give('chair', 'sitting/interrupt', {});
    await stage.give('chair', 'sitting/resume', {});
    expect(await phase()).toBe('non-public');
    await stage.give('chair', 'sitting/go-public', { confirmed: true });
    // Public again in the hall; outside only after the operator's own step.
    expect((await stage.view('operator')).publicity).toBe('pre');
    await stage.give('clerk', 'sitting/close', { confirmed: true });
    await refusedIn(['sitting/approve']);
    await stage.give('clerk', 'sitting/approve', {});
    expect((await stage.view('clerk')).past[0]).toMatchObject({ isApproved: true });
  });

  test('a non-public item makes the part non-public before it is called, and a public one is not called in it', async () => {
    await prepare(8);
    await stage.give('chair', 'sitting/open', {});
    await stage.give('operator', 'broadcast/open', { confirmed: true });
    await stage.give('chair', 'agenda/begin', { item: 'i3' });
    expect((await stage.view('operator')).publicity).toBe('non-public');
    await stage.until(
      'it is called once the hall is closed',
      'chair',
      ({ sitting }) => sitting?.item?.id === 'i3',
    );
    expect((await stage.view('chair')).sitting).toMatchObject({ phase: 'non-public', item: { id: 'i3' } });
    expect(await errorOf('chair', 'agenda/begin', { item: 'i4' })).toBe('sitting-not-public');
    expect(await errorOf('chair', 'sitting/go-public', { confirmed: true })).toBe('item-running');
    await stage.give('chair', 'agenda/end', {});
    await stage.give('chair', 'sitting/go-public', { confirmed: true });
    await stage.give('chair', 'agenda/begin', { item: 'i4' });
    // Made non-public while it runs: so is the part, at once.
    await stage.give('operator', 'broadcast/open', { confirmed: true });
    await stage.give('clerk', 'agenda/edit', { item: 'i4', isPublic: false });
    expect((await stage.view('operator')).publicity).toBe('non-public');
    expect(await errorOf('clerk', 'agenda/edit', { item: 'i4', isPublic: true })).toBe('item-running');
  });

  test('the operator’s big key is a word to the sitting as well', async () => {
    await prepare(2);
    await stage.give('chair', 'sitting/open', {});
    await stage.give('operator', 'broadcast/open', { confirmed: true });
    await stage.give('operator', 'broadcast/non-public', {});
    expect((await stage.view('chair')).sitting?.phase).toBe('non-public');
  });
});

describe('items', () => {
  test('are dropped, postponed, referred, joined and taken back; their numbers stay', async () => {
    await prepare(8);
    await stage.give('chair', 'sitting/open', {});
    const settle = (item: string, outcome: string | null, more: object = {}) =>
      stage.attempt('clerk', 'agenda/settle', { item, outcome, ...more });
    await settle('i1', 'dropped');
    expect(await errorOf('chair', 'agenda/begin', { item: 'i1' })).toBe('item-settled');
    await settle('i1', null);
    await stage.give('chair', 'agenda/begin', { item: 'i1' });
    // What comes next is what follows, and what was passed over only after the end.
    expect((await stage.view('chair')).sitting?.next?.id).toBe('i2');
    await settle('i2', 'referred', { note: 'Bauausschuss' });
    expect((await stage.view('chair')).sitting?.next?.id).toBe('i3');
    expect((await settle('i4', 'joined')).body.error).toBe('unknown-item');
    expect((await settle('i4', 'joined', { into: 'i4' })).body.error).toBe('unknown-item');
    await settle('i4', 'joined', { into: 'i5' });
    expect((await settle('i5', 'joined', { into: 'i4' })).body.error).toBe('unknown-item');
    await stage.give('clerk', 'agenda/move', { item: 'i5', before: 'i0' });
    // Off the agenda while it runs: it does not run any more.
    await settle('i1', 'postponed', { note: 'Februar' });
    const { detail, sitting } = await stage.view('clerk');
    expect(sitting?.item).toBeUndefined();
    expect(detail?.order[0]).toBe('i5');
    expect(detail?.items).toMatchObject({
      i1: { number: '2', outcome: 'postponed', outcomeNote: 'Februar' },
      i2: { outcome: 'referred', outcomeNote: 'Bauausschuss' },
      i4: { outcome: 'joined', joinedWith: 'i5' },
      i5: { number: '6', touched: true },
      i6: { touched: false },
    });
    expect(detail?.openPoints.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['not-called', 'attendance-missing']),
    );
  });

  test('that were touched tonight stay as they are, whatever an import brings', async () => {
    await prepare(3);
    await stage.give('chair', 'sitting/open', {});
    await stage.give('clerk', 'agenda/edit', { item: 'i1', title: 'Heute geändert' });
    const item = (id: string, title: string) => ({ id, number: '9', title, isPublic: true, onStream: true });
    await stage.give('clerk', 'agenda/import', {
      add: [item('neu', 'Neu'), item('i0', 'Schon da')],
      change: [item('i1', 'Aus dem Import'), item('i2', 'Aus dem Import')],
    });
    const { detail } = await stage.view('clerk');
    expect(detail?.order).toEqual(['i0', 'i1', 'i2', 'neu']);
    expect(Object.values(detail?.items ?? {}).map(({ title }) => title)).toEqual([
      'Punkt 1',
      'Heute geändert',
      'Aus dem Import',
      'Neu',
    ]);
  });
});

describe('bad input', () => {
  test('400 items with titles of 5,000 characters are taken, shown and run', async () => {
    await prepare(0);
    const items = Array.from({ length: 400 }, (_, index) => ({
      id: `lang-${index}`,
      number: String(index),
      title: `${index} ${'Satzung über die Straßenreinigung '.repeat(160)}`.slice(0, 5000).trim(),
      isPublic: true,
      onStream: true,
    }));
    await stage.give('clerk', 'agenda/import', { add: items, change: [] });
    expect((await stage.view('clerk')).detail?.order).toHaveLength(400);
    const live = await openLive(stage.url, { view: 'clerk', cookie: stage.cookie('clerk') });
    await stage.give('chair', 'sitting/open', {});
    await stage.give('chair', 'agenda/begin', { item: 'lang-399' });
    const view = await live.until('the item runs', ({ sitting }) => sitting?.item?.id === 'lang-399');
    expect(view.sitting?.item?.title).toHaveLength(items[399]?.title.length ?? 0);
    live.close();
    expect((await stage.attempt('clerk', 'agenda/add', { id: 'x', title: 'x'.repeat(5001) })).status).toBe(
      400,
    );
    expect((await stage.attempt('clerk', 'agenda/add', { id: 'x', title: ' ' })).status).toBe(400);
  });

  test('a body without a chair is not opened before somebody presides', async () => {
    await prepare(1);
    await stage.give('clerk', 'sitting/discard', {});
    await stage.give('clerk', 'register/body', {
      id: 'ohne',
      name: 'Ausschuss ohne Vorsitz',
      kind: 'committee',
      profile: 'own',
      statutorySeats: 2,
      members: [{ person: 'mitglied-1', role: 'member', votingRight: true }],
    });
    await stage.give('clerk', 'sitting/prepare', {
      id: `sitzung-${++number}`,
      body: 'ohne',
      title: 'A',
      date: '2026-11-25',
    });
    expect(await errorOf('chair', 'sitting/open')).toBe('chair-missing');
    await stage.give('clerk', 'chair/hand-over', { person: 'mitglied-1' });
    await stage.give('chair', 'sitting/open', {});
  });

  test('a register that contradicts itself is refused with the reason', async () => {
    const body = { id: 'neu', name: 'Neu', kind: 'council', profile: 'own', statutorySeats: 3 };
    const member = (person: string) => ({ person, role: 'member', votingRight: true });
    expect(await errorOf('clerk', 'register/body', { ...body, seatPlan: { 99: 'mitglied-1' } })).toBe(
      'unknown-seat',
    );
    expect(await errorOf('clerk', 'register/body', { ...body, members: [member('niemand')] })).toBe(
      'unknown-person',
    );
    expect(
      await errorOf('clerk', 'register/body', {
        ...body,
        members: [member('mitglied-1'), member('mitglied-1')],
      }),
    ).toBe('listed-twice');
    expect(
      await errorOf('clerk', 'register/body', { ...body, seatPlan: { 1: 'mitglied-1', 2: 'mitglied-1' } }),
    ).toBe('person-seated-elsewhere');
    expect(await errorOf('clerk', 'register/body', { ...body, profile: 'atlantis' })).toBe('unknown-profile');
    expect(await errorOf('clerk', 'register/body', { ...body, unfillableSeats: 3 })).toBe('invalid-input');
    expect(await errorOf('clerk', 'register/person', { id: 'constructor', name: 'X' })).toBe('invalid-input');
    expect(
      await errorOf('clerk', 'sitting/prepare', {
        id: 'q',
        body: 'toString',
        title: 'A',
        date: '2026-11-25',
      }),
    ).toBe('invalid-input');
    expect(await errorOf('clerk', 'register/remove-body', { body: 'ohne' })).toBe('body-in-sitting');
  });

  test('what has not happened yet cannot be entered, what happened earlier is marked so', async () => {
    await prepare(1);
    await stage.give('chair', 'sitting/open', {});
    stage.pass(3_600_000);
    const now = stage.now();
    expect(
      await errorOf('clerk', 'attendance/set', { person: 'mitglied-1', status: 'room', at: now + 1 }),
    ).toBe('in-the-future');
    expect(await errorOf('clerk', 'log/correct', { at: now + 1, text: 'x' })).toBe('in-the-future');
    await stage.give('clerk', 'log/correct', { at: now - 60_000, text: 'Ordnungsruf', isPublic: true });
    expect((await stage.view('clerk')).detail?.corrections).toEqual([
      { at: now - 60_000, enteredAt: now, text: 'Ordnungsruf', isPublic: true },
    ]);
  });

  test('the clock of the PC that goes back an hour in the night of the change confuses no times', async () => {
    await prepare(1);
    // 02:30 CEST, and forty minutes later it is 02:10 CET.
    stage.setTime(Date.UTC(2026, 9, 25, 0, 30));
    await stage.give('chair', 'sitting/open', {});
    stage.pass(40 * 60_000);
    await stage.give('clerk', 'sitting/close', { confirmed: true });
    const file = await stage.get(`/api/sittings/sitzung-${number}/minutes/public.json`, 'clerk');
    const minutes = (await file.json()) as { openedAt: { iso: string }; closedAt: { iso: string } };
    expect(minutes.openedAt.iso).toBe('2026-10-25T02:30:00.000+02:00');
    expect(minutes.closedAt.iso).toBe('2026-10-25T02:10:00.000+01:00');
  });
});

describe('roles', () => {
  test.each([
    ['display', 'agenda/begin', 'wrong-role'],
    ['operator', 'agenda/begin', 'wrong-role'],
    ['operator', 'sitting/open', 'wrong-role'],
    ['chair', 'agenda/add', 'wrong-role'],
    ['chair', 'register/person', 'wrong-role'],
    ['chair', 'people/consent', 'wrong-role'],
    ['clerk', 'broadcast/open', 'wrong-role'],
    ['clerk', 'direction/wide', 'wrong-role'],
  ] as const)('%s may not give %s', async (role, name, error) => {
    expect(await errorOf(role, name)).toBe(error);
  });
});
