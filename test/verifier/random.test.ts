/** What chance finds: every honest history is accepted with the right result, and no changed byte goes unnoticed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { majorities } from '../../ui/verifier/records.ts';
import { verifyResult } from '../../ui/verifier/verify.ts';
import { ballots, cast, close, enter, motion, open, tally, type BallotName } from './ballots.ts';
import { append, bytesOf, seal, type Draft } from './builder.ts';

const motionMajorities = majorities.filter(
  (name) => name !== 'most-votes' && name !== 'more-than-half-of-valid',
);
type MotionMajority = (typeof motionMajorities)[number];

interface Basis {
  readonly yes: number;
  readonly no: number;
  readonly voting: number;
  readonly rights: number;
  readonly members: number;
}

/** The rules as a lawyer would say them: without a number of votes needed. */
const carries: Readonly<Record<MotionMajority, (basis: Basis) => boolean>> = {
  simple: ({ yes, no }) => yes > no,
  'of-voting': ({ yes, voting }) => 2 * yes > voting,
  'of-present': ({ yes, rights }) => 2 * yes > rights,
  'of-all': ({ yes, members }) => 2 * yes > members,
  'two-thirds-of-voting': ({ yes, voting }) => 3 * yes >= 2 * voting,
  'three-quarters-of-voting': ({ yes, voting }) => 4 * yes >= 3 * voting,
  'two-thirds-of-all': ({ yes, members }) => 3 * yes >= 2 * members,
  'three-quarters-of-all': ({ yes, members }) => 4 * yes >= 3 * members,
};

/** The fewest votes for yes that carry, found by trying. */
function fewestThatCarry(majority: MotionMajority, basis: Basis): number {
  for (let yes = 0; ; yes += 1) if (carries[majority]({ ...basis, yes })) return yes;
}

const step = fc.record({
  what: fc.constantFrom('vote', 'vote', 'vote', 'clerk', 'leave', 'return', 'reject', 'extend', 'arrive'),
  right: fc.nat({ max: 30 }),
  choice: fc.constantFrom(...motion.map(({ id }) => id)),
});
const history = fc.record({
  kind: fc.constantFrom('device', 'roll-call'),
  named: fc.boolean(),
  majority: fc.constantFrom(...motionMajorities),
  rights: fc.integer({ min: 1, max: 12 }),
  vacant: fc.nat({ max: 20 }),
  before: fc.nat({ max: 70 }),
  steps: fc.array(step, { maxLength: 40 }),
  late: fc.array(step, { maxLength: 4 }),
});
type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

function play({ kind, named, majority, rights, vacant, before, steps, late }: History): Draft {
  const members = rights + vacant;
  const draft = open({ kind, named, majority, members }, rights, before);
  const out = new Set<number>();
  const choices = new Map<number, string>();
  for (const { what, right, choice } of steps) {
    const tag = (right % rights) + 1;
    if (what === 'leave' || what === 'return') {
      append(draft, 'changed', { tag, change: what === 'leave' ? 'left' : 'returned' });
      if (what === 'leave') out.add(tag);
      else out.delete(tag);
    } else if (what === 'reject') append(draft, 'rejected', { code: 'wrong-channel', channel: 'page' });
    else if (what === 'extend') append(draft, 'extended', { seconds: right });
    else if (what === 'arrive') append(draft, 'changed', { tag: null, change: 'arrived' });
    else if (!out.has(tag)) {
      choices.set(tag, choice);
      if (kind === 'roll-call') append(draft, 'called', { tag });
      if (what === 'clerk' || kind === 'roll-call')
        enter(draft, tag, choice, kind === 'roll-call' ? 'roll' : 'clerk');
      else cast(draft, tag, choice, right % 2 === 0 ? 'unit' : 'page');
    }
  }
  if (kind === 'roll-call') append(draft, 'read-back', {});
  close(draft);
  for (const { right, choice } of late) {
    const tag = (right % rights) + 1;
    if (out.has(tag)) continue;
    choices.set(tag, choice);
    cast(draft, tag, choice);
  }
  const count = (id: string): number => [...choices.values()].filter((choice) => choice === id).length;
  const counts = { ja: count('ja'), nein: count('nein'), enthaltung: count('enthaltung') };
  const basis = { yes: counts.ja, no: counts.nein, voting: choices.size, rights, members };
  return tally(draft, {
    counts,
    outcome: counts.ja > 0 && carries[majority](basis) ? 'carried' : 'rejected',
    needed: fewestThatCarry(majority, basis),
  });
}

describe('by chance', () => {
  test('every honest history is accepted, and gives the result it had', () => {
    fc.assert(
      fc.property(history, (each) => {
        const draft = play(each);
        const { checks, result } = verifyResult(bytesOf(seal(draft)));
        expect(checks.filter(({ state }) => state === 'failed' || state === 'not-made')).toEqual([]);
        const { counts, outcome } = draft.lines.at(-1)?.data ?? {};
        expect(result?.outcome).toBe(outcome);
        expect(result?.options.map(({ votes }) => votes)).toEqual(Object.values(Object(counts) as object));
      }),
      { numRuns: 150 },
    );
  });

  test('a byte that changes is noticed, or changes nothing', () => {
    const files = (Object.keys(ballots) as BallotName[]).map((name) => bytesOf(seal(ballots[name]())));
    const read = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));
    let noticed = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (file, place, flip) => {
          const changed = file.slice();
          const at = place % file.length;
          changed[at] = (changed[at] ?? 0) ^ flip;
          if (verifyResult(changed).verdict === 'bad') noticed += 1;
          else expect(read(changed)).toEqual(read(file));
        },
      ),
      { numRuns: 3000 },
    );
    expect(noticed).toBeGreaterThan(2500);
  });

  test('whatever is in a file, the verifier has an answer', () => {
    const json = fc.json({ maxDepth: 6 });
    fc.assert(
      fc.property(fc.oneof(json, fc.string()), (text) => {
        expect(verifyResult(bytesOf(text)).verdict).toBe('bad');
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(json, fc.nat({ max: 14 }), (text, index) => {
        const draft = ballots['electronic, by name']();
        const line = draft.lines[index];
        if (line) line.spelled = text;
        expect(verifyResult(bytesOf(seal(draft))).verdict).toBe('bad');
      }),
      { numRuns: 150 },
    );
  });
});
