/**
 * Verifies the result file of a ballot, from its bytes to the outcome, without the daemon that made it and without
 * a line of its code: two programs that agree are worth more than one that agrees with itself. Runs in a page and
 * on the command line.
 */
import { checkCount, checkRule, checkTotals, countAnew } from './check-count.ts';
import { checkOpenings } from './check-openings.ts';
import { checkRecords } from './check-records.ts';
import { checkFingerprint, checkSignature, checkTree } from './check-seal.ts';
import { checkElectorate, checkVotes } from './check-votes.ts';
import { parseFile, type ResultFile } from './file.ts';
import { fingerprintOf } from './fingerprint.ts';
import {
  checkIds,
  conclude,
  type Check,
  type CheckId,
  type Finding,
  type Report,
  type Verdict,
} from './report.ts';
import { describeResult } from './result.ts';
import { sentence } from './say.ts';

export interface Expectations {
  /** The installation's public key as it was published, if somebody has it. */
  readonly key?: string | undefined;
  /** As it was on the screen in the hall, or in the minutes. */
  readonly fingerprint?: string | undefined;
}

/** Makes all checks that can be made, in their order. */
export function verifyResult(bytes: Uint8Array, { key, fingerprint }: Expectations = {}): Report {
  const made = new Map<CheckId, Check>();

  /** Makes a check whose needs are there; undefined: they are not, or it failed. */
  function check<Value>(
    id: CheckId,
    make: (() => Finding<Value>) | undefined | false,
  ): { readonly value: Value } | undefined {
    if (!make) return undefined;
    const finding = make();
    if (finding.state === 'failed') {
      made.set(id, { id, state: 'failed', sentences: finding.faults });
      return undefined;
    }
    made.set(id, { id, state: finding.state, sentences: [finding.sentence] });
    return { value: finding.value };
  }

  const file = check('file', () => checkFile(bytes));
  const seal = check('signature', file && (() => checkSignature(file.value, key)));
  const tree = check('tree', file && seal && (() => checkTree(file.value, seal.value)));
  const course = check('records', file && (() => checkRecords(file.value)));
  const opened = check('openings', file && course && (() => checkOpenings(file.value, course.value)));
  const rights = check('electorate', course && opened && (() => checkElectorate(course.value, opened.value)));
  const votes = check('votes', course && opened && rights && (() => checkVotes(course.value, opened.value)));
  const totals = check('totals', course && rights && (() => checkTotals(course.value, rights.value)));
  const counted =
    course && opened && rights && votes && totals
      ? {
          course: course.value,
          opened: opened.value,
          entitled: rights.value,
          recount: countAnew(course.value, opened.value, totals.value),
        }
      : undefined;
  check(
    'count',
    counted && (() => checkCount(counted.course, counted.opened, counted.recount, counted.entitled)),
  );
  const decision = check(
    'rule',
    counted && (() => checkRule(counted.course, counted.opened, counted.recount, counted.entitled)),
  );
  check('fingerprint', seal && tree && (() => checkFingerprint(seal.value, fingerprint)));

  const checks = checkIds.map(
    (id): Check => made.get(id) ?? { id, state: 'not-made', sentences: [sentence('not-made')] },
  );
  const verdict = verdictOf(checks);
  return {
    checks,
    verdict,
    ...(seal && tree && { fingerprint: fingerprintOf(seal.value.text) }),
    ...(verdict !== 'bad' &&
      counted &&
      decision && {
        result: describeResult(counted.course, counted.opened, counted.recount, decision.value),
      }),
  };
}

function checkFile(bytes: Uint8Array): Finding<ResultFile> {
  const file = parseFile(bytes);
  return file
    ? conclude([], sentence('file.good'), file)
    : { state: 'failed', faults: [sentence('file.unreadable')] };
}

function verdictOf(checks: readonly Check[]): Verdict {
  const has = (...states: readonly Check['state'][]): boolean =>
    checks.some(({ state }) => states.includes(state));
  if (has('failed', 'not-made')) return 'bad';
  return has('to-compare') ? 'to-compare' : 'good';
}
