/**
 * Random histories of a sitting's list of speakers, played on the daemon's rules and on reference.ts, which was
 * written from docs/speaker-list.md alone: after every step the two must say the same. A history in which they
 * differ is cut down to the fewest steps that still differ, and printed. Steps name what they are done to by numbers
 * that are taken modulo the candidates there are, so that a history stays playable with steps left out.
 * `SEED` plays other histories, `HISTORIES` more of them.
 */
import { expect, test } from 'vitest';
import * as rules from '../../../../daemon/chamber/floor/list.ts';
import { createHouse, Difference, expectSame, groups, Pair, people, picked, type Dice } from './pair.ts';
import type { House, Kind, Wish } from './reference.ts';

const seed = Number(process.env['SEED'] ?? 20261127);
const histories = Number(process.env['HISTORIES'] ?? 10_000);

/** Marsaglia's xorshift32: 0 ≤ n < below. */
function createDice(of: number): Dice {
  let state = of >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 2 ** 32) * below);
  };
}

/** What was done, for the reader; `did`: it was neither refused nor without a candidate. */
interface Done {
  readonly text: string;
  readonly did: boolean;
}
type Play = (pair: Pair, a: number, b: number, c: number) => Done;

function adding(kind: Kind, isRanked = false): Play {
  return (pair, a, b, c) => {
    const { reference } = pair;
    const wish: Wish = {
      kind,
      who: picked(people, a) ?? {},
      ...(isRanked ? { rank: 1 + (b % 3) } : {}),
      ...(kind === 'answer' ? { origin: originFor(pair, b) } : {}),
    };
    const byLeader = c % 2 === 0;
    const { origin, ...rest } = wish;
    const addition: rules.Addition = { ...rest, ...(origin === undefined ? {} : { answerTo: origin }) };
    const why = reference.refuses(wish, byLeader);
    const text = `${byLeader ? 'leader' : 'member'} adds ${kind} ${wish.rank ?? ''}${
      origin === undefined ? '' : `to ${pair.nameOf(origin)} `
    }for ${JSON.stringify(wish.who)}`;
    expectSame(rules.refuses(pair.list, addition, pair.limits, byLeader), why);
    if (why) {
      refused[why] = (refused[why] ?? 0) + 1;
      return { text: `${text}: ${why}`, did: false };
    }
    pair.list = rules.add(pair.list, addition, pair.now);
    return { text: `${text}: is ${reference.add(wish)}`, did: true };
  };
}
/** Mostly what can be answered, sometimes anything that has or had a number. */
function originFor(pair: Pair, number: number): number {
  const { waiting, started } = pair.reference;
  const answerable = [...waiting, ...started].filter(
    ({ kind }) => kind === 'intervention' || kind === 'interposed-question',
  );
  return (number % 4 && picked(answerable, number)?.id) || 1 + (number % 12);
}
/** Starts somebody: three of four times one of the first three, as a chair does. */
function starting(interposes: boolean): Play {
  return (pair, a, b) => {
    const ids = pair.idsOf('waiting', 'residents');
    const id = b % 4 ? picked(ids.slice(0, 3), a) : picked(ids, a);
    const entry = [...pair.list.waiting, ...pair.list.residents].find((other) => other.id === id);
    if (id === undefined || !entry) return { text: 'nobody to start', did: false };
    const text = `${interposes ? 'microphone of' : 'floor given to'} ${pair.nameOf(id)}`;
    pair.list = rules.start(pair.list, entry, pair.now, pair.limits, interposes);
    const isBeside = pair.reference.started.length > 0;
    pair.reference.start(id, pair.now, interposes);
    return { text, did: isBeside || !interposes };
  };
}
/** A microphone opens of somebody who was not on the list; the presiding person's only where nobody speaks. */
function opening(kind: 'speech' | 'chair'): Play {
  return (pair, a) => {
    const isBeside = pair.reference.started.length > 0;
    if (kind === 'chair' && isBeside) return { text: 'the chair cuts in', did: false };
    const who = picked(people, a) ?? {};
    const entry = { id: pair.list.nextId, kind, who, sinceAt: pair.now };
    const list = { ...pair.list, nextId: entry.id + 1 };
    pair.list = rules.start(list, entry, pair.now, pair.limits, isBeside);
    pair.reference.speak({ kind, who }, pair.now, isBeside);
    return {
      text: `microphone of ${JSON.stringify(who)}, not on the list (${kind}): is ${entry.id}`,
      did: true,
    };
  };
}
/** `closes`: ended by a microphone; then, and for what goes on after, bits of `b` are the microphones that are open. */
function ending(closes: boolean): Play {
  return (pair, a, b, c) => {
    // Mostly the one who has the floor, sometimes one who does not speak at all.
    const started = pair.idsOf('started');
    const last = started.at(-1);
    const id = c % 8 === 0 ? picked(pair.idsOf('waiting', 'started'), a) : c % 2 ? last : picked(started, a);
    if (id === undefined) return { text: 'nobody to end', did: false };
    const isOpen = (of: number): boolean => ((b >> (of % 8)) & 1) === 1;
    const isLone = (of: number): boolean => closes && isOpen(of);
    const mayGoOn = (of: number): boolean => c % 3 !== 0 || isOpen(of);
    const text = `${pair.nameOf(id)} ends${closes ? ' by microphone' : ''}, open: ${[...started].filter(isOpen).join(' ')}${
      c % 3 ? '' : ', only those go on'
    }`;
    pair.list = rules.end(
      pair.list,
      id,
      pair.now,
      (other) => isLone(other.id),
      (other) => mayGoOn(other.id),
    );
    pair.reference.end(id, pair.now, isLone, mayGoOn);
    return { text, did: started.includes(id) };
  };
}
function holding(isHeld: boolean): Play {
  return (pair) => {
    const present = pair.reference.started.at(-1);
    const did = present !== undefined && present.isHeld !== isHeld;
    pair.list = rules.hold(pair.list, isHeld, pair.now);
    pair.reference.hold(isHeld, pair.now);
    return { text: isHeld ? 'time held' : 'time goes on', did };
  };
}
function closing(isClosed: boolean): Play {
  return (pair) => {
    const did = pair.reference.isClosed !== isClosed;
    pair.list = { ...pair.list, isClosed };
    pair.reference.isClosed = isClosed;
    return { text: `list ${isClosed ? 'closed' : 'open'}`, did };
  };
}
const removing: Play = (pair, a, b) => {
  const ids = b % 8 ? pair.idsOf('waiting', 'residents') : pair.idsOf('started');
  const id = picked(ids, a);
  if (id === undefined) return { text: 'nobody to remove', did: false };
  const text = `${pair.nameOf(id)} is taken off`;
  const did = !pair.idsOf('started').includes(id);
  pair.list = rules.remove(pair.list, id);
  pair.reference.remove(id);
  return { text, did };
};
const moving: Play = (pair, a, b, c) => {
  const ids =
    c % 8 === 0
      ? pair.idsOf('waiting', 'residents', 'started')
      : pair.idsOf(c % 8 === 1 ? 'residents' : 'waiting');
  const id = picked(ids, a);
  if (id === undefined) return { text: 'nobody to move', did: false };
  const before = picked([...ids, null], b) ?? null;
  const text = `${pair.nameOf(id)} moves ${before === null ? 'to the end' : `before ${pair.nameOf(before)}`}`;
  const was = pair.idsOf('waiting', 'residents').join(' ');
  pair.list = rules.move(pair.list, id, before);
  pair.reference.move(id, before);
  return { text, did: was !== pair.idsOf('waiting', 'residents').join(' ') };
};
const extending: Play = (pair, a) => {
  const did = (pair.reference.started.at(-1)?.limit ?? null) !== null;
  const byMs = 500 + a * 100;
  pair.list = rules.extend(pair.list, byMs);
  pair.reference.extend(byMs);
  return { text: `extended by ${byMs} ms`, did };
};
const returning: Play = (pair) => {
  const last = pair.reference.returnable;
  if (!last) return { text: 'nothing to return', did: false };
  const text = `${pair.nameOf(last.id)} is returned`;
  pair.list = rules.giveBack(pair.list);
  pair.reference.giveBack();
  return { text, did: true };
};
const levelling: Play = (pair, a) => {
  const able = groups.filter((group) => pair.reference.mayLevel(group, pair.now));
  const group = picked(able, a);
  if (group === undefined) return { text: 'nothing to level', did: false };
  pair.list = rules.level(pair.list, group);
  pair.reference.level(group, pair.now);
  return { text: `time levelled for ${group}`, did: true };
};

/** What is played, and how often beside the others. */
const plays: Readonly<Record<string, readonly [weight: number, play: Play]>> = {
  'add speech': [14, adding('speech')],
  'add contribution': [7, adding('contribution')],
  'add pro': [4, adding('pro')],
  'add contra': [4, adding('contra')],
  'add point of order': [5, adding('point-of-order')],
  'add point of order with rank': [9, adding('point-of-order', true)],
  'add intervention': [10, adding('intervention')],
  'add interposed question': [14, adding('interposed-question')],
  "add resident's question": [6, adding('residents-question')],
  'add answer': [14, adding('answer')],
  start: [28, starting(false)],
  'start beside an open microphone': [8, starting(true)],
  'speak without a call': [5, opening('speech')],
  'speak as the chair': [4, opening('chair')],
  end: [12, ending(false)],
  'end by microphone': [10, ending(true)],
  hold: [6, holding(true)],
  continue: [12, holding(false)],
  extend: [5, extending],
  remove: [4, removing],
  move: [12, moving],
  return: [6, returning],
  'close the list': [2, closing(true)],
  'open the list': [5, closing(false)],
  'close the debate': [
    1,
    (pair) => {
      const did = pair.idsOf('waiting').length > 0;
      pair.list = rules.closeDebate(pair.list);
      pair.reference.closeDebate();
      return { text: 'debate closed', did };
    },
  ],
  'turn the page': [
    2,
    (pair) => {
      pair.turnPage();
      return { text: 'next item', did: true };
    },
  ],
  level: [12, levelling],
  'let time pass': [
    8,
    (pair, a) => {
      pair.now += a * 100;
      return { text: `${a * 100} ms pass`, did: a > 0 };
    },
  ],
};
const raffle = Object.entries(plays).flatMap(([what, [weight]]) => Array<string>(weight).fill(what));

interface Step {
  readonly what: string;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly passesMs: number;
}
interface History {
  readonly house: House;
  readonly steps: readonly Step[];
}
function createHistory(dice: Dice): History {
  const house = createHouse(dice);
  const steps = Array.from({ length: 10 + dice(51) }, () => ({
    what: picked(raffle, dice(raffle.length)) ?? '',
    a: dice(60),
    b: dice(256),
    c: dice(240),
    // At least one: rule 20 could not tell two events of one millisecond apart.
    passesMs: 1 + dice(1500),
  }));
  return { house, steps };
}

const compared: Record<string, { steps: number; did: number }> = {};
const refused: Record<string, number> = {};

/** Plays a history; returns it in words up to the first difference, or undefined where there is none. */
function differenceIn({
  house,
  steps,
}: History): { readonly index: number; readonly text: string } | undefined {
  const told = [`house ${JSON.stringify(house)}`];
  const pair = new Pair(house);
  for (const [index, { what, a, b, c, passesMs }] of steps.entries()) {
    pair.now += passesMs;
    const tally = (compared[what] ??= { steps: 0, did: 0 });
    try {
      const { text, did } = plays[what]?.[1](pair, a, b, c) ?? { text: what, did: false };
      told.push(`${pair.now}: ${text}`);
      const { daemon, reference } = pair.said();
      expectSame(daemon, reference);
      tally.steps += 1;
      tally.did += did ? 1 : 0;
    } catch (error) {
      told.push(
        `${pair.now}: ${what} ${a} ${b} ${c}: ${error instanceof Difference ? 'the lists differ' : ''}`,
      );
      return { index, text: `${told.join('\n')}\n${error instanceof Error ? error.message : String(error)}` };
    }
  }
  return undefined;
}

/** The fewest steps that still differ: cut after the difference, then left out or made plainer one by one. */
function shortest(history: History): string {
  let steps = history.steps;
  let found = differenceIn(history);
  for (let next = 0; found && next < steps.length; next++) {
    steps = steps.slice(0, found.index + 1);
    const step = steps[next];
    if (!step) break;
    const plainer = [
      steps.toSpliced(next, 1),
      ...(['a', 'b', 'c'] as const).flatMap((key) =>
        step[key] === 0 ? [] : [steps.with(next, { ...step, [key]: 0 })],
      ),
    ];
    for (const tried of plainer) {
      const still = differenceIn({ ...history, steps: tried });
      if (!still) continue;
      steps = tried;
      found = still;
      // What was needed before may now be needless.
      next = -1;
      break;
    }
  }
  return found?.text ?? '';
}

test(`${histories} random histories end in the same list by the daemon's rules and by the document's`, () => {
  process.stdout.write(`histories of the list of speakers: SEED=${seed}\n`);
  const dice = createDice(seed);
  for (let count = 0; count < histories; count++) {
    const history = createHistory(dice);
    if (differenceIn(history)) expect.fail(`SEED=${seed}, history ${count}\n${shortest(history)}`);
  }
  const lines = Object.keys(plays).map((what) => {
    const { steps = 0, did = 0 } = compared[what] ?? {};
    return `${what} ${did} of ${steps}`;
  });
  process.stdout.write(`done of compared: ${lines.join(', ')}\nrefused: ${JSON.stringify(refused)}\n`);
  // A generator that never gets anywhere would agree with everything.
  const least = Math.min(300, histories / 30);
  for (const what of Object.keys(plays)) expect(compared[what]?.did ?? 0, what).toBeGreaterThanOrEqual(least);
  const reasons = ['no-interventions', 'already-waiting', 'list-closed', 'no-such-origin', 'nothing-started'];
  for (const why of reasons) expect(refused[why] ?? 0, why).toBeGreaterThanOrEqual(least);
});
