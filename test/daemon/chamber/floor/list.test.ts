/** Every rule of docs/speaker-list.md, by its number; the tables of the list's order come from the facts' vectors. */
import { describe, expect, test } from 'vitest';
import type { Limits, SpeechKind } from '../../../../daemon/chamber/floor/entry.ts';
import * as rules from '../../../../daemon/chamber/floor/list.ts';
import { emptyList, type SpeakerList } from '../../../../daemon/chamber/floor/list.ts';

const limits: Limits = {
  speechMs: 300_000,
  interventionMs: 120_000,
  pointOfOrderMs: 180_000,
  residentsMs: 60_000,
  groupMs: null,
  personMs: null,
  itemMs: null,
};

/** Q1 is the first interposed question, a an answer, P2(3) a point of order of rank 3, anything else a speech. */
const kinds: Readonly<Record<string, SpeechKind>> = {
  Q: 'interposed-question',
  I: 'intervention',
  P: 'point-of-order',
  a: 'answer',
  R: 'residents-question',
};
const kindOf = (name: string): SpeechKind => kinds[name[0] ?? ''] ?? 'speech';

/** Lets the names be added one by one at the end of the list, whatever the rules would say of their place. */
function listOf(...names: string[]): SpeakerList {
  let list = emptyList;
  for (const [index, text] of names.entries()) {
    const [, name = '', rank, origin] = /^(\w+)(?:\((\d)\))?(?:→(\w+))?$/.exec(text) ?? [];
    const answered = list.waiting.find(({ note }) => note === origin);
    const entry = {
      id: index + 1,
      kind: kindOf(name),
      who: { person: name },
      note: name,
      sinceAt: index,
      ...(rank === undefined ? {} : { rank: Number(rank) }),
      ...(answered
        ? {
            answerTo: answered.id,
            answersClass: answered.kind === 'intervention' ? (2 as const) : (3 as const),
          }
        : {}),
    };
    list = { ...list, waiting: [...list.waiting, entry], nextId: index + 2 };
  }
  return list;
}
const names = ({ waiting }: SpeakerList): string => waiting.map(({ note }) => note).join(' ');
const idOf = (list: SpeakerList, name: string): number =>
  [...list.waiting, ...list.residents, ...list.started, ...list.finished].find(({ note }) => note === name)
    ?.id ?? -1;

function add(
  list: SpeakerList,
  name: string,
  more: { rank?: number; answerTo?: number; group?: string } = {},
  at = 100,
) {
  const { group, ...rest } = more;
  const who = { person: name, ...(group === undefined ? {} : { group }) };
  return rules.add(list, { kind: kindOf(name), who, note: name, ...rest }, at);
}
const refusalOf = (list: SpeakerList, name: string, byLeader = true, answerTo?: number) =>
  rules.refuses(
    list,
    { kind: kindOf(name), who: { person: name }, ...(answerTo === undefined ? {} : { answerTo }) },
    limits,
    byLeader,
  );
function start(list: SpeakerList, name: string, at: number, house: Limits = limits): SpeakerList {
  const entry = [...list.waiting, ...list.residents].find(({ note }) => note === name);
  if (!entry) throw new Error(`${name} does not wait`);
  return rules.start(list, entry, at, house);
}
/** Rule 15: a microphone that opens beside another. */
function interpose(list: SpeakerList, name: string, at: number, house: Limits = limits): SpeakerList {
  const entry = list.waiting.find(({ note }) => note === name);
  if (!entry) throw new Error(`${name} does not wait`);
  return rules.start(list, entry, at, house, true);
}
const end = (list: SpeakerList, name: string, at: number): SpeakerList =>
  rules.end(list, idOf(list, name), at);
const speaks = ({ started }: SpeakerList): string =>
  started.map(({ note, runsSince }) => `${note}${runsSince === null ? ' paused' : ''}`).join(', ');
const used = (list: SpeakerList, name: string): number | undefined =>
  list.finished.find(({ note }) => note === name)?.usedMs;

describe('adding', () => {
  test.each([
    ['1', [], 'N', 'N'],
    ['1', ['A', 'B'], 'N', 'A B N'],
    ['1', ['Q1', 'I1', 'P1', 'A'], 'N', 'Q1 I1 P1 A N'],
    ['2', ['Q1', 'I1', 'P1', 'A'], 'Q2', 'Q1 Q2 I1 P1 A'],
    ['2', ['A'], 'Q1', 'Q1 A'],
    ['3', ['Q1', 'I1', 'P1', 'A'], 'I2', 'Q1 I1 I2 P1 A'],
    ['4', ['A', 'B'], 'P1', 'P1 A B'],
    ['4', ['P1', 'A'], 'P2', 'P1 P2 A'],
    ['4', ['Q1', 'I1', 'P1', 'A'], 'P2', 'Q1 I1 P1 P2 A'],
    ['4', ['P1', 'P2'], 'P3', 'P1 P2 P3'],
    ['4', ['A', 'P1', 'B'], 'P2', 'P2 A P1 B'],
  ])('rule %s: %j and %s make %s', (_rule, waiting, added, result) => {
    expect(names(add(listOf(...waiting), added))).toBe(result);
  });

  test.each([
    [['P1(2)', 'P2(3)', 'A', 'P3(5)'], 3, 'P1 P2 PN A P3'],
    [['P1(2)', 'A'], 1, 'PN P1 A'],
    [['I1', 'P1(2)', 'A'], 1, 'I1 PN P1 A'],
    [['P1(2)', 'P2(2)'], 2, 'P1 P2 PN'],
    // The one place where the rule was chosen: an interposed question is not walked past.
    [['Q1', 'A'], 1, 'Q1 PN A'],
    [['P1', 'A'], 2, 'PN P1 A'],
  ])('rule 5: %j and a point of order of rank %i make %s', (waiting, rank, result) => {
    expect(names(add(listOf(...waiting), 'PN', { rank }))).toBe(result);
  });

  test.each([
    [['Q1', 'Q2', 'A'], 'Q1', 'Q1 a Q2 A'],
    [['Q1', 'a1→Q1', 'Q2', 'A'], 'Q1', 'Q1 a1 a Q2 A'],
    [['I1', 'A'], 'I1', 'I1 a A'],
  ])('rule 6: in %j an answer to %s makes %s', (waiting, origin, result) => {
    const list = listOf(...waiting);
    expect(names(add(list, 'a', { answerTo: idOf(list, origin) }))).toBe(result);
  });

  test('rule 6: an answer to what was started goes to the top, behind such answers', () => {
    let list = start(add(add(add(emptyList, 'A'), 'B'), 'Q0'), 'A', 0);
    list = start(list, 'Q0', 10);
    list = add(add(list, 'Q2'), 'C');
    list = add(list, 'a1', { answerTo: idOf(list, 'Q0') });
    expect(names(list)).toBe('a1 Q2 B C');
    expect(names(add(list, 'a2', { answerTo: idOf(list, 'Q0') }))).toBe('a1 a2 Q2 B C');
  });

  test('rule 6: nothing is answered before something was started, nor an answer, nor what is over', () => {
    const waiting = listOf('Q1', 'A');
    expect(refusalOf(waiting, 'a', true, 1)).toBe('nothing-started');
    let list = start(add(waiting, 'B'), 'A', 0);
    expect(refusalOf(list, 'a', true, 1)).toBeUndefined();
    list = add(list, 'a', { answerTo: 1 });
    expect(refusalOf(list, 'a2', true, idOf(list, 'a'))).toBe('no-such-origin');
    expect(refusalOf(list, 'a2', true, idOf(list, 'B'))).toBe('no-such-origin');
    list = end(start(list, 'Q1', 5), 'Q1', 9);
    expect(refusalOf(list, 'a2', true, 1)).toBe('no-such-origin');
  });

  test('rule 7: nobody waits twice in a class, but in several', () => {
    const list = rules.add(emptyList, { kind: 'speech', who: { person: 'x' } }, 0);
    const wants = (kind: SpeechKind) => rules.refuses(list, { kind, who: { person: 'x' } }, limits, true);
    expect(wants('speech')).toBe('already-waiting');
    expect(wants('contra')).toBe('already-waiting');
    expect(wants('point-of-order')).toBeUndefined();
    expect(wants('intervention')).toBeUndefined();
    expect(rules.refuses(list, { kind: 'speech', who: { person: 'y' } }, limits, true)).toBeUndefined();
  });

  test('rule 8: on a closed list members may still raise a point of order, and leaders add anybody', () => {
    const list = { ...listOf('A'), isClosed: true };
    expect(refusalOf(list, 'B', false)).toBe('list-closed');
    expect(refusalOf(list, 'I1', false)).toBe('list-closed');
    expect(refusalOf(list, 'P1', false)).toBeUndefined();
    expect(refusalOf(list, 'B', true)).toBeUndefined();
  });

  test('rule 3: where the house has none, interventions are refused', () => {
    const addition = { kind: 'intervention', who: { person: 'x' } } as const;
    expect(rules.refuses(emptyList, addition, { ...limits, interventionMs: 0 }, true)).toBe(
      'no-interventions',
    );
  });

  test('several reasons: the closed list is named first, and nothing started before no such origin', () => {
    const none = { ...limits, interventionMs: 0 };
    const list = { ...listOf('I1'), isClosed: true };
    const wish = { kind: 'intervention', who: { person: 'I1' } } as const;
    expect(rules.refuses(list, wish, none, false)).toBe('list-closed');
    expect(rules.refuses(list, wish, none, true)).toBe('no-interventions');
    expect(rules.refuses(list, wish, limits, true)).toBe('already-waiting');
    expect(refusalOf(list, 'a', true, 99)).toBe('nothing-started');
  });
});

describe('starting, pausing, ending', () => {
  test.each(['B', 'P1', 'I1'])('rule 10: %s ends whoever speaks, paused or not', (next) => {
    let list = add(add(add(emptyList, 'A'), 'Q1'), next);
    list = start(start(list, 'A', 0), 'Q1', 1000);
    list = start(list, next, 3000);
    expect(speaks(list)).toBe(next);
    expect(list.finished.map(({ note, usedMs }) => [note, usedMs])).toEqual([
      ['Q1', 2000],
      ['A', 1000],
    ]);
  });

  test('rule 11: an interposed question pauses the speech; another one ends the first', () => {
    let list = add(add(add(emptyList, 'A'), 'Q1'), 'Q2');
    list = start(start(list, 'A', 0), 'Q1', 1000);
    expect(speaks(list)).toBe('A paused, Q1');
    list = start(list, 'Q2', 2000);
    expect(speaks(list)).toBe('A paused, Q2');
    expect(used(list, 'Q1')).toBe(1000);
  });

  test('rule 11: a question that was interrupted itself does not end when another begins', () => {
    let list = add(add(add(add(emptyList, 'A'), 'B'), 'Q1'), 'Q2');
    list = interpose(start(start(list, 'A', 0), 'Q1', 1000), 'B', 2000);
    list = start(list, 'Q2', 3000);
    expect(speaks(list)).toBe('A paused, Q1 paused, B paused, Q2');
    list = end(end(list, 'Q2', 4000), 'B', 5000);
    expect(speaks(list)).toBe('A paused, Q1');
  });

  test('rule 12: a speech takes its questions with it, those that wait and their answers too', () => {
    let list = start(add(add(add(add(emptyList, 'A'), 'B'), 'Q1'), 'Q2'), 'A', 0);
    list = add(list, 'a1', { answerTo: idOf(list, 'Q1') });
    list = start(list, 'Q2', 500);
    list = end(list, 'A', 2000);
    expect(speaks(list)).toBe('');
    expect(names(list)).toBe('B');
    expect(list.finished.map(({ note }) => note)).toEqual(['A', 'Q2']);
  });

  test('rules 12 and 15: a speech that began beside another leaves the questions to the other alone', () => {
    const both = add(add(add(add(emptyList, 'A'), 'B'), 'Q1'), 'Q2');
    const beside = interpose(start(start(both, 'A', 0), 'Q1', 1000), 'B', 2000);
    const over = end(beside, 'B', 3000);
    expect(speaks(over)).toBe('A paused, Q1');
    expect(names(over)).toBe('Q2');
    expect(names(end(over, 'A', 4000))).toBe('');
    // And the other way round: the first one ends, and the question to the second one goes on.
    let list = start(interpose(start(both, 'A', 0), 'B', 1000), 'Q1', 2000);
    list = end(list, 'A', 3000);
    expect(speaks(list)).toBe('B paused, Q1');
    expect(names(list)).toBe('Q2');
  });

  test('rule 12: the presiding person, who goes on after a speech, keeps none of its questions', () => {
    const opening = { id: 50, kind: 'chair', who: { person: 'chair' }, note: 'Chair', sinceAt: 0 } as const;
    let list = rules.start(add(add(emptyList, 'A'), 'Q1'), opening, 0, limits);
    list = end(interpose(list, 'A', 1000), 'A', 2000);
    expect(speaks(list)).toBe('Chair');
    expect(names(list)).toBe('');
  });

  test('rule 13: after the question the speech goes on, and its pause was not its time', () => {
    let list = start(add(add(emptyList, 'A'), 'Q1'), 'A', 0);
    list = end(start(list, 'Q1', 10_000), 'Q1', 25_000);
    expect(speaks(list)).toBe('A');
    expect(used(end(list, 'A', 30_000), 'A')).toBe(15_000);
  });

  test('rules 13 and 14: held time does not count, and only the chair lets it go on', () => {
    let list = start(add(add(emptyList, 'A'), 'Q1'), 'A', 0);
    list = rules.hold(list, true, 4000);
    expect(speaks(list)).toBe('A paused');
    list = end(start(list, 'Q1', 5000), 'Q1', 6000);
    expect(speaks(list)).toBe('A paused');
    list = rules.hold(list, false, 9000);
    expect(used(end(list, 'A', 10_000), 'A')).toBe(5000);
  });

  test('a clock that goes back makes no negative time', () => {
    const list = start(add(emptyList, 'A'), 'A', 10_000);
    expect(used(end(list, 'A', 4000), 'A')).toBe(0);
  });

  test('rule 16: a question that has a microphone of its own goes on alone', () => {
    let list = start(add(add(emptyList, 'A'), 'Q1'), 'A', 0);
    list = rules.end(start(list, 'Q1', 100), idOf(list, 'A'), 500, () => true);
    expect(speaks(list)).toBe('Q1');
  });
});

describe('time', () => {
  const house: Limits = { ...limits, groupMs: 100_000, personMs: 250_000, itemMs: 280_000 };
  const limitOf = (list: SpeakerList): number | null | undefined => list.started.at(-1)?.limitMs;

  test.each([
    ['A', 300_000],
    ['I1', 120_000],
    ['P1', 180_000],
    ['R1', 60_000],
  ])('rule 17: %s has its own limit', (name, expected) => {
    expect(limitOf(start(add(emptyList, name), name, 0))).toBe(expected);
  });

  test('rule 17: a question counts up', () => {
    expect(limitOf(start(start(add(add(emptyList, 'A'), 'Q1'), 'A', 0), 'Q1', 5))).toBeNull();
  });

  test('rule 17: nobody has more than group, person and item have left', () => {
    let list: SpeakerList = { ...emptyList, groups: { red: 100_000 } };
    list = start(add(list, 'A', { group: 'red' }), 'A', 0, house);
    expect(limitOf(list)).toBe(100_000);
    list = end(list, 'A', 40_000);
    list = start(add(list, 'B', { group: 'red' }), 'B', 0, house);
    expect(limitOf(list)).toBe(60_000);
    list = end(list, 'B', 0);
    list = start(add(list, 'A'), 'A', 0, house);
    expect(limitOf(list)).toBe(210_000);
    list = end(list, 'A', 200_000);
    expect(limitOf(start(add(list, 'C'), 'C', 0, house))).toBe(40_000);
  });

  test('rule 17: what an interrupted speech has used is not left for the next of its group', () => {
    const groups = { groups: { red: 100_000 } };
    let list = add({ ...emptyList, ...groups }, 'A', { group: 'red' });
    list = start(add(list, 'B', { group: 'red' }), 'A', 0, house);
    list = interpose(list, 'B', 70_000, house);
    expect(limitOf(list)).toBe(30_000);
  });

  test("rule 17: a resident's question uses up neither the item's time nor the person's", () => {
    let list = rules.add(emptyList, { kind: 'residents-question', who: { person: 'A' }, note: 'R1' }, 0);
    list = end(start(list, 'R1', 0, house), 'R1', 100_000);
    expect(limitOf(start(add(list, 'A'), 'A', 0, house))).toBe(250_000);
  });

  test('rule 18: only class 0 costs the group its time, and it may be overdrawn', () => {
    let list: SpeakerList = { ...emptyList, groups: { red: 10_000, blue: 10_000 } };
    for (const name of ['P1', 'I1'])
      list = end(start(add(list, name, { group: 'red' }), name, 0), name, 5000);
    expect(list.groups['red']).toBe(10_000);
    list = end(start(add(list, 'A', { group: 'red' }), 'A', 0), 'A', 14_000);
    expect(list.groups).toEqual({ red: -4000, blue: 10_000 });
    expect(rules.mayLevel(list, 'blue')).toBe(false);
    expect(rules.level(list, 'red').groups).toEqual({ red: 0, blue: 14_000 });
    const speaking = start(add(list, 'B', { group: 'red' }), 'B', 0);
    expect(rules.mayLevel(speaking, 'red')).toBe(false);
    expect(rules.level(speaking, 'red')).toBe(speaking);
  });

  test('rule 19: an extension is for the present speech', () => {
    let list = rules.extend(start(add(add(emptyList, 'A'), 'B'), 'A', 0), 60_000);
    expect(limitOf(list)).toBe(360_000);
    list = start(list, 'B', 10);
    expect(limitOf(list)).toBe(300_000);
  });
});

describe('afterwards', () => {
  test('rule 20: the last speech comes back to the top, and its time is given back', () => {
    let list: SpeakerList = { ...emptyList, groups: { red: 10_000 } };
    list = end(start(add(add(list, 'A', { group: 'red' }), 'B'), 'A', 0), 'A', 4000);
    list = rules.giveBack(list);
    expect(names(list)).toBe('A B');
    expect(list.finished).toEqual([]);
    expect(list.groups['red']).toBe(10_000);
  });

  test('rule 20: of two that ended together it is the speech and not its question', () => {
    let list = start(add(add(emptyList, 'A'), 'Q1'), 'A', 0);
    list = end(start(list, 'Q1', 10), 'A', 500);
    expect(names(rules.giveBack(list))).toBe('A');
  });

  test('rule 20: not where the person waits already, nor a question while nothing runs', () => {
    let list = end(start(add(emptyList, 'A'), 'A', 0), 'A', 100);
    list = add(list, 'A');
    expect(rules.returnable(list)).toBeUndefined();
    expect(rules.giveBack(list)).toBe(list);
    let asked = start(add(add(emptyList, 'A'), 'Q1'), 'A', 0);
    asked = end(start(asked, 'Q1', 10), 'Q1', 50);
    expect(rules.returnable(asked)?.note).toBe('Q1');
    expect(rules.returnable({ ...asked, started: [] })).toBeUndefined();
  });

  test('rule 20: what the presiding person says afterwards does not hide the speech', () => {
    let list = end(start(add(emptyList, 'A'), 'A', 0), 'A', 100);
    const thanks = { id: 50, kind: 'chair', who: { person: 'chair' }, sinceAt: 100 } as const;
    list = rules.end(rules.start(list, thanks, 100, limits), 50, 900);
    expect(rules.returnable(list)?.note).toBe('A');
    expect(names(rules.giveBack(list))).toBe('A');
  });

  test('rule 20: an answer that waits is no second entry of the same kind', () => {
    const who = { person: 'x' };
    let list = rules.add(emptyList, { kind: 'intervention', who, note: 'I1' }, 0);
    list = start(list, 'I1', 0);
    list = rules.add(list, { kind: 'answer', who, note: 'a', answerTo: 1 }, 50);
    list = rules.giveBack(end(list, 'I1', 100));
    expect(names(list)).toBe('I1 a');
  });

  test('rule 20: of several questions that ended with a speech, the one that had the floor last', () => {
    let list = start(add(add(add(emptyList, 'A'), 'Q1'), 'Q2'), 'A', 0);
    list = end(interpose(start(list, 'Q1', 10), 'Q2', 20), 'A', 500);
    list = rules.giveBack(list);
    expect(names(list)).toBe('A');
    expect(rules.returnable({ ...list, started: [...start(list, 'A', 600).started] })?.note).toBe('Q2');
  });

  test('rule 21: moving stays within what waits', () => {
    const list = listOf('A', 'B', 'C');
    expect(names(rules.move(list, 3, 1))).toBe('C A B');
    expect(names(rules.move(list, 1, null))).toBe('B C A');
    expect(names(rules.move(list, 1, 1))).toBe('A B C');
    expect(names(rules.move(list, 1, 99))).toBe('A B C');
  });

  test('rule 22: closing the debate empties the list and lets the speech go on', () => {
    const list = rules.closeDebate(start(add(add(add(add(emptyList, 'A'), 'B'), 'P1'), 'R1'), 'A', 0));
    expect(names(list)).toBe('');
    expect(list.residents).toEqual([]);
    expect(speaks(list)).toBe('A');
    expect(list.isClosed).toBe(true);
  });

  test('rule 23: another item ends everything, keeps points of order and begins with fresh time', () => {
    let list: SpeakerList = { ...emptyList, isClosed: true, groups: { red: -5 } };
    list = start(add(add(add(add(list, 'A'), 'B'), 'P1'), 'R1'), 'A', 0);
    const turned = rules.turnPage(list, 700, ['red', 'blue'], { ...limits, groupMs: 9 });
    expect(names(turned.list)).toBe('P1');
    expect(turned.list.residents.map(({ note }) => note)).toEqual(['R1']);
    expect(turned.list).toMatchObject({
      started: [],
      finished: [],
      isClosed: false,
      groups: { red: 9, blue: 9 },
    });
    expect(turned.said.map(({ note, usedMs }) => [note, usedMs])).toEqual([['A', 700]]);
  });

  test('residents wait apart, first come, first served', () => {
    const list = add(add(add(emptyList, 'A'), 'R1'), 'R2');
    expect(names(list)).toBe('A');
    expect(list.residents.map(({ note }) => note)).toEqual(['R1', 'R2']);
  });
});
