/** What a forger does to a draft before it is sealed, and what the verifier must say to what comes out. */
import { expect, test } from 'vitest';
import type { CheckId, Report } from '../../ui/verifier/report.ts';
import { verifyResult, type Expectations } from '../../ui/verifier/verify.ts';
import { ballots, lineOf, type BallotName } from './ballots.ts';
import { append, bytesOf, seal, spellLine, type Draft, type DraftLine, type Fields } from './builder.ts';

/** The check that fails, or the sentence it says (`signature.forged`). */
export type Failure = CheckId | `${CheckId}.${string}`;

/** Expects that this check is the first to fail, that it says why, and that no result is shown. */
export function expectFailure(bytes: Uint8Array, failure: Failure, expectations: Expectations = {}): Report {
  const report = verifyResult(bytes, expectations);
  const failed = report.checks.find(({ state }) => state === 'failed');
  const said = failed?.sentences.map(({ key }) => key) ?? [];
  expect(said).not.toEqual([]);
  expect([failed?.id, ...said]).toContain(failure);
  expect(report.verdict).toBe('bad');
  expect(report.result).toBeUndefined();
  return report;
}

/** What is done, to which ballot, which check finds it, and how it is done. */
export type Cheat = readonly [what: string, of: BallotName, failure: Failure, cheat: (draft: Draft) => void];

/** One test for each: sealed with the right key, as a daemon that cheats could. */
export function testCheats(cheats: readonly Cheat[]): void {
  test.each(cheats)('%s (%s)', (_what, of, failure, cheat) => {
    const draft = ballots[of]();
    cheat(draft);
    expectFailure(bytesOf(seal(draft)), failure);
  });
}

export const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items.at(index);
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
};

/** Puts a new record behind another one; all get numbers anew. */
export function insertAfter(
  draft: Draft,
  line: DraftLine,
  type: string,
  data: Fields,
  personal: Fields | null = null,
): DraftLine {
  const added = append(draft, type, data, personal);
  draft.lines.pop();
  draft.lines.splice(draft.lines.indexOf(line) + 1, 0, added);
  for (const [index, each] of draft.lines.entries()) each.seq = 401 + 2 * index;
  return added;
}

export function remove(draft: Draft, ...lines: readonly DraftLine[]): void {
  draft.lines = draft.lines.filter((line) => !lines.includes(line));
}

export function patch(draft: Draft, type: string, data: Fields, index = 0): void {
  Object.assign(lineOf(draft, type, index).data, data);
}

/** The honest spelling of a line, changed as text: the seal fits what comes out. */
export function respell(draft: Draft, line: DraftLine, change: (text: string) => string): void {
  const honest = spellLine(line, draft.ballot);
  line.spelled = change(honest);
  expect(line.spelled).not.toBe(honest);
}
