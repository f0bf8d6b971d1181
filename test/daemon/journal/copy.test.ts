/** The second copy of the journal: behind it, whole, and never in its way. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startCopy, type JournalCopy } from '../../../daemon/journal/copy.ts';
import { sha256 } from '../../../daemon/journal/database.ts';
import { commitmentOf, genesis, hashOf } from '../../../daemon/journal/record.ts';
import { openSqliteJournal } from '../../../daemon/journal/sqlite.ts';
import {
  payloadsDeleted,
  type CopiedRecord,
  type Journal,
  type NewRecord,
} from '../../../daemon/journal/store.ts';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { eventually } from '../../running.ts';

let folder: string;
let stick: string;
let journal: Journal;
let copies: JournalCopy[];
let lost: boolean[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'saalregie-copy-'));
  stick = join(folder, 'stick');
  mkdirSync(stick);
  copies = [];
  lost = [];
  journal = await openSqliteJournal({
    path: join(folder, 'journal.sqlite'),
    onRecords: () => undefined,
    onFailed: (error) => {
      throw error;
    },
    onSynced: (types) => copies.at(-1)?.grown(types),
  });
});
afterEach(async () => {
  for (const copy of copies) await copy.stop();
  await journal.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (): string => join(stick, 'kopie.jsonl');
const start = (
  clock = createSystemClock() as ReturnType<typeof createVirtualClock> | ReturnType<typeof createSystemClock>,
): JournalCopy => {
  const copy = startCopy({ path: file(), clock, read: journal.copied, changed: (is) => lost.push(is) });
  copies.push(copy);
  return copy;
};
const record = (seq: number, type = 'ballot/cast', data: object = { seq }): NewRecord => ({
  seq,
  wallMs: seq,
  monoMs: seq,
  actor: 'seat',
  type,
  version: 1,
  data,
  ...(type === 'ballot/cast' ? { personal: { choice: `yes-${seq}` } } : {}),
});
const append = async (from: number, to: number): Promise<void> => {
  for (let seq = from; seq <= to; seq++) await journal.append([record(seq)]);
};
const lines = (): CopiedRecord[] =>
  existsSync(file())
    ? readFileSync(file(), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as CopiedRecord)
    : [];
/** The chain of the copy alone, without the journal. */
function verifyCopy(records: readonly CopiedRecord[]): void {
  let previous = genesis;
  for (const [index, { personal, hash, ...each }] of records.entries()) {
    expect(each.seq).toBe(index + 1);
    expect(hashOf(previous, each, sha256)).toBe(hash);
    if (personal) expect(commitmentOf(personal, sha256)).toBe(each.commitment);
    previous = hash;
  }
}

test('holds every record with its personal part, and its chain verifies by itself', async () => {
  await append(1, 5);
  start();
  await append(6, 40);
  await eventually('all have come', () => lines().length === 40);
  verifyCopy(lines());
  expect(lines()[6]?.personal?.json).toBe('{"choice":"yes-7"}');
  expect(lost).toEqual([]);
});

test('a torn last line is cut off, and it goes on from there after a restart', async () => {
  const first = start();
  await append(1, 10);
  await eventually('ten', () => lines().length === 10);
  await first.stop();
  appendFileSync(file(), '{"seq":11,"wallMs":1');
  await append(11, 20);
  start();
  await eventually('twenty', () => lines().length === 20);
  verifyCopy(lines());
});

test('a stick that is pulled out alarms and holds nobody up; back again, it catches up', async () => {
  const clock = createVirtualClock();
  start(clock);
  await append(1, 5);
  await eventually('five', () => lines().length === 5);
  renameSync(stick, join(folder, 'away'));
  // Acknowledged as ever.
  await append(6, 12);
  await eventually('it is said', () => lost.at(-1) === true);
  expect(existsSync(stick)).toBe(false);
  renameSync(join(folder, 'away'), stick);
  await clock.advance(15_000);
  await eventually('it is back', () => lost.at(-1) === false && lines().length === 12);
  verifyCopy(lines());
});

test('what is deleted in the journal is gone from the copy', async () => {
  start();
  await append(1, 5);
  await eventually('five', () => lines().length === 5);
  await journal.append([record(6, payloadsDeleted, { seqs: [2, 3] })]);
  await eventually('it is written anew', () => lines().length === 6 && lines()[1]?.personal === undefined);
  expect(readFileSync(file(), 'utf8')).not.toContain('yes-2');
  expect(readFileSync(file(), 'utf8')).toContain('yes-4');
  expect(existsSync(`${file()}.new`)).toBe(false);
  verifyCopy(lines());
});

test('a file that is something else is left alone', async () => {
  appendFileSync(file(), 'Einkaufsliste\n');
  start();
  await append(1, 3);
  await eventually('it is said', () => lost.at(-1) === true);
  expect(readFileSync(file(), 'utf8')).toBe('Einkaufsliste\n');
});
