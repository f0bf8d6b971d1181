/** One honest ballot of each kind, with its result written down by hand. Every call makes a fresh one, to be forged. */
import { append, disclose, hall, spell, type Draft, type DraftLine, type Fields } from './builder.ts';

/** Leaves of ballots before this one. */
const earlier = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => spell({ seq: index + 1, type: 'ballot/rejected' }));

export const motion = [
  { id: 'ja', meaning: 'yes' },
  { id: 'nein', meaning: 'no' },
  { id: 'enthaltung', meaning: 'abstain' },
];
export const list = [
  { id: 'a', meaning: null },
  { id: 'b', meaning: null },
  { id: 'c', meaning: null },
];
const motionLabels = { ja: 'Ja', nein: 'Nein', enthaltung: 'Enthaltung' };
const listLabels = { a: 'Liste A', b: 'Liste B', c: 'Liste C' };

/** A ballot that was opened for so many voting rights, and nothing more. */
export function open(data: Fields, rights: number, before = 13): Draft {
  const draft: Draft = { signer: hall, ballot: 'b-17', earlier: earlier(before), lines: [] };
  const isList = data['options'] === list;
  append(
    draft,
    'opened',
    {
      sitting: 's-3',
      item: 'top-5',
      kind: 'device',
      named: false,
      options: motion,
      majority: 'simple',
      members: 37,
      isPublic: true,
      seconds: null,
      repeats: null,
      profile: 'mv',
      ...data,
    },
    {
      number: '5.1',
      title: 'Haushaltssatzung',
      text: 'Die Stadtvertretung beschließt die Haushaltssatzung „2027“.',
      labels: isList ? listLabels : motionLabels,
    },
  );
  for (let index = 0; index < rights; index += 1) {
    // In an order that says nothing of the people.
    const tag = ((index * 3) % rights) + 1;
    append(
      draft,
      'entitled',
      { tag: rights % 3 === 0 ? index + 1 : tag, mode: index === 1 ? 'remote' : 'room', channel: 'unit' },
      { person: `p${index}`, name: `Mitglied ${index}`, ...(index > 0 && { group: 'Gruppe' }) },
    );
  }
  return draft;
}

export function cast(draft: Draft, tag: number, choice: string, channel = 'unit', id?: string): DraftLine {
  const own = id ?? `cast-${draft.lines.length}`;
  return append(draft, 'cast', { tag, channel, cast: channel === 'clerk' ? null : own }, { choice });
}

export function enter(draft: Draft, tag: number, choice: string, channel: 'clerk' | 'roll' = 'clerk'): void {
  append(draft, 'entered', { tag }, channel === 'clerk' ? { reason: 'Gerät defekt' } : null);
  cast(draft, tag, choice, channel);
}

export const close = (draft: Draft): DraftLine => append(draft, 'closed', {});

/** With what the counts do not say. */
export function tally(draft: Draft, data: Fields & { counts: Fields; outcome: string }): Draft {
  const entitled = draft.lines.filter(({ type }) => type === 'ballot/entitled').length;
  const invalid = typeof data['invalid'] === 'number' ? data['invalid'] : 0;
  const sum = Object.values(data.counts).reduce<number>((all, count) => all + Number(count), invalid);
  append(draft, 'tallied', {
    invalid,
    cast: sum,
    entitled,
    notCast: entitled - sum,
    elected: [],
    needed: null,
    ...data,
  });
  return disclose(draft);
}

/** 7 rights, 6 votes: one replaced, one entered by the clerk, one after an extension, one drained after the close. */
function device(data: Fields): Draft {
  const draft = open({ kind: 'device', ...data }, 7);
  append(draft, 'barred', { reason: 'conflict' }, { person: 'p90', name: 'Mitglied 90' });
  cast(draft, 3, 'nein');
  cast(draft, 1, 'ja');
  append(draft, 'rejected', { code: 'unknown-keypad', channel: 'unit' });
  cast(draft, 2, 'ja', 'page');
  cast(draft, 3, 'ja');
  append(draft, 'changed', { tag: 5, change: 'left' });
  append(draft, 'changed', { tag: null, change: 'arrived' });
  append(draft, 'extended', { seconds: 30 });
  enter(draft, 4, 'nein');
  append(draft, 'changed', { tag: 5, change: 'returned' });
  cast(draft, 5, 'enthaltung');
  close(draft);
  cast(draft, 6, 'nein');
  append(draft, 'drained', { device: 'units', how: 'reported' });
  return tally(draft, { counts: { ja: 3, nein: 2, enthaltung: 1 }, outcome: 'carried', needed: 3 });
}

export const ballots = {
  'electronic, by name': () => device({ named: true }),
  'electronic, without names': () => device({}),
  'show of hands with a remote member': () => {
    const draft = open({ kind: 'hands', seconds: null }, 9);
    cast(draft, 2, 'nein', 'page');
    append(draft, 'counted', {
      by: 'clerk',
      counts: { ja: 4, nein: 3, enthaltung: 0 },
      invalid: 0,
      source: 'typed',
    });
    append(draft, 'counted', { by: 'chair', counts: { ja: 5, nein: 3 }, invalid: 0, source: 'typed' });
    close(draft);
    return tally(draft, { counts: { ja: 5, nein: 4, enthaltung: 0 }, outcome: 'carried', needed: 5 });
  },
  'roll-call': () => {
    const draft = open({ kind: 'roll-call', majority: 'of-all', members: 7 }, 5);
    for (const [tag, choice] of [
      [1, 'ja'],
      [2, 'ja'],
      [3, 'ja'],
      [4, 'nein'],
    ] as const) {
      append(draft, 'called', { tag });
      enter(draft, tag, choice, 'roll');
    }
    append(draft, 'called', { tag: 5 });
    enter(draft, 4, 'ja', 'roll');
    append(draft, 'read-back', {});
    close(draft);
    return tally(draft, { counts: { ja: 4, nein: 0, enthaltung: 0 }, outcome: 'carried', needed: 4 });
  },
  'election on paper, its run-off': () => {
    const draft = open({ kind: 'paper', options: list, majority: 'most-votes', repeats: 'b-16' }, 12, 0);
    close(draft);
    const counts = { a: 5, b: 5, c: 0 };
    append(draft, 'counted', { by: 'chair', counts: { a: 4, b: 5, c: 1 }, invalid: 1, source: 'typed' });
    append(draft, 'counted', { by: 'clerk', counts, invalid: 1, source: 'typed' });
    append(draft, 'counted', { by: 'chair', counts, invalid: 1, source: 'typed' });
    return tally(draft, { counts, invalid: 1, outcome: 'tie', elected: ['a', 'b'] });
  },
  'election on paper, more than half': () => {
    const draft = open({ kind: 'paper', options: list, majority: 'more-than-half-of-valid' }, 12, 1);
    const counts = { a: 6, b: 3, c: 2 };
    append(draft, 'counted', { by: 'clerk', counts, invalid: 1, source: 'typed' });
    append(draft, 'counted', { by: 'chair', counts, invalid: 1, source: 'typed' });
    close(draft);
    return tally(draft, { counts, invalid: 1, outcome: 'elected', elected: ['a'], needed: 6 });
  },
  'another system': () => {
    const draft = open({ kind: 'external', majority: 'two-thirds-of-voting' }, 10, 64);
    append(draft, 'counted', { by: 'clerk', counts: { ja: 6, nein: 3 }, invalid: 0, source: 'csv' });
    close(draft);
    return tally(draft, { counts: { ja: 6, nein: 3 }, outcome: 'carried', needed: 6 });
  },
} satisfies Record<string, () => Draft>;
export type BallotName = keyof typeof ballots;

/** The first record of a type, or the one at `index` among them. */
export function lineOf(draft: Draft, type: string, index = 0): DraftLine {
  const line = draft.lines.filter((each) => each.type === `ballot/${type}`)[index];
  if (!line) throw new Error(`no ballot/${type} ${index}`);
  return line;
}
