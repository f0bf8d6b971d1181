import { describe, expect, test } from 'vitest';
import { exportPerson } from '../../../daemon/privacy/person-export.ts';
import { classOfType, defaultRetention, dueRecords } from '../../../daemon/privacy/retention.ts';
import type { StoredRecord } from '../../../daemon/journal/store.ts';

const dayMs = 86_400_000;
const record = (seq: number, type: string, personal: object | undefined, days: number): StoredRecord => ({
  seq,
  wallMs: days * dayMs,
  type,
  version: 1,
  data: {},
  ...(personal ? { personal } : {}),
});

describe('retention', () => {
  const records = [
    record(1, 'register/person', { id: 'a', name: 'Alt' }, 0),
    record(2, 'register/person', { id: 'a', name: 'Neu' }, 1),
    record(3, 'register/person', { id: 'weg', name: 'Weg' }, 1),
    record(4, 'people/consent-changed', { person: 'a', consent: {} }, 2),
    record(5, 'people/assigned', { person: 'a' }, 10),
    record(6, 'attendance/changed', { person: 'a' }, 10),
    record(7, 'floor/opened', undefined, 10),
    record(8, 'people/assigned', { person: 'a' }, 45),
    record(9, 'sitting/prepared', { title: 'x' }, 45),
  ];
  const due = (nowDays: number, protectedFrom = Number.POSITIVE_INFINITY) =>
    dueRecords(records, {
      rules: defaultRetention,
      nowMs: nowDays * dayMs,
      protectedFrom,
      registered: new Set(['a']),
    });

  test('what has its days behind it is due, what was replaced or is about nobody any more at once', () => {
    expect(due(41).seqs).toEqual([1, 3, 5]);
    expect(due(400).seqs).toEqual([1, 3, 5, 6, 8]);
    expect(due(40).seqs).toEqual([1, 3]);
  });

  test('nothing of a sitting that is not over is due, however old', () => {
    expect(due(4000, 6).seqs).toEqual([1, 3, 5]);
    expect(due(4000).seqs).toEqual([1, 3, 5, 6, 8, 9]);
  });

  test('tells each class what is kept and due, and counts nothing without a personal part', () => {
    const classes = Object.fromEntries(due(41).classes.map(({ id, kept, due: over }) => [id, [kept, over]]));
    expect(classes).toMatchObject({
      register: [3, 2],
      consents: [1, 0],
      seating: [2, 1],
      attendance: [1, 0],
      speeches: [0, 0],
    });
  });

  test('every type of event with a personal part has a class', () => {
    const types = [
      'register/person',
      'register/body',
      'people/consent-changed',
      'people/unit-login',
      'attendance/changed',
      'chair/handed-over',
      'floor/added',
      'conflict/changed',
      'agenda/settled',
      'sitting/corrected',
    ];
    for (const type of types) expect(classOfType(type), type).toBeDefined();
    expect(classOfType('log/started')).toBeUndefined();
  });
});

describe("one person's data", () => {
  test('is everything about them and nothing about anybody else', () => {
    const body = {
      id: 'rat',
      name: 'Rat',
      members: [
        { person: 'a', role: 'member' },
        { person: 'b', role: 'chair' },
      ],
      seatPlan: { 1: 'b', 2: 'a' },
    };
    const exported = exportPerson(
      [
        record(1, 'register/person', { id: 'a', name: 'Anna' }, 0),
        record(2, 'register/person', { id: 'b', name: 'Berta' }, 0),
        record(3, 'register/body', body, 0),
        record(4, 'people/assigned', { person: 'a', with: 'b' }, 0),
        record(5, 'people/assigned', { person: 'b', with: 'a' }, 0),
        record(6, 'floor/opened', undefined, 0),
      ],
      'a',
    );
    expect(exported.map(({ seq, personal }) => [seq, personal])).toEqual([
      [1, { id: 'a', name: 'Anna' }],
      [3, { members: [{ person: 'a', role: 'member' }], seatPlan: { 2: 'a' } }],
      [4, { person: 'a' }],
      [5, { with: 'a' }],
    ]);
    expect(JSON.stringify(exported)).not.toContain('Berta');
  });
});
