import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../daemon/journal/database.ts';
import { payloadsDeleted } from '../../../daemon/journal/store.ts';
import { openSqliteJournal } from '../../../daemon/journal/sqlite.ts';
import { JournalDamaged, type NewRecord, type StoredRecord } from '../../../daemon/journal/store.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'saalregie-journal-'));
  path = join(directory, 'journal.sqlite');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const record = (seq: number, personal?: object): NewRecord => ({
  seq,
  wallMs: 1_800_000_000_000 + seq,
  monoMs: seq,
  actor: 'device',
  type: 'floor/opened',
  version: 1,
  data: { seat: seq },
  ...(personal ? { personal } : {}),
});

async function open(onFailed: (error: Error) => void = () => undefined) {
  const records: StoredRecord[] = [];
  const journal = await openSqliteJournal({ path, onRecords: (batch) => records.push(...batch), onFailed });
  return { journal, records };
}

/** Changes the closed file behind the journal's back. */
function tamper(sql: string): void {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA foreign_keys=OFF');
  database.exec(sql);
  database.close();
}

async function write(count: number): Promise<void> {
  const { journal } = await open();
  for (let seq = 1; seq <= count; seq++)
    await journal.append([record(seq, seq % 2 ? { person: `p${seq}` } : undefined)]);
  await journal.close();
}

const damage = async (): Promise<JournalDamaged | undefined> => {
  try {
    const { journal } = await open();
    await journal.close();
    return undefined;
  } catch (error) {
    return error instanceof JournalDamaged ? error : undefined;
  }
};

describe('keeping records', () => {
  test('what was acknowledged is there again, in order, personal parts included', async () => {
    await write(7);
    const { journal, records } = await open();
    await journal.close();
    expect(records.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(records[2]).toMatchObject({ data: { seat: 3 }, personal: { person: 'p3' } });
    expect(records[1]).not.toHaveProperty('personal');
  });

  test('a hundred writers at once share a few commits, and each is acknowledged once', async () => {
    const { journal } = await open();
    let acknowledged = 0;
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        journal.append([record(index + 1)]).then(() => acknowledged++),
      ),
    );
    await journal.close();
    expect(acknowledged).toBe(100);
    const again = await open();
    await again.journal.close();
    expect(again.records).toHaveLength(100);
  });

  test('the file is in WAL mode and every commit is synced: the setting is read back', () => {
    const database = openDatabase(path, () => undefined);
    database.commit([record(1)]);
    database.close();
    const check = new DatabaseSync(path);
    expect(check.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    check.close();
  });

  test('a record out of order fails, and after a failure nothing is acknowledged any more', async () => {
    const failures: Error[] = [];
    const { journal } = await open((error) => failures.push(error));
    await expect(journal.append([record(5)])).rejects.toThrow('record 5 after 0');
    await expect(journal.append([record(1)])).rejects.toThrow();
    expect(failures).toHaveLength(1);
    await journal.close();
  });
});

describe('every acknowledgement costs one sync', () => {
  test('as many fdatasync calls as commits', { timeout: 60_000 }, async ({ skip }) => {
    const run = promisify(execFile);
    const hasStrace = await run('strace', ['-V']).then(
      () => true,
      () => false,
    );
    if (!hasStrace) skip('strace is missing');
    const script = `
      import { openDatabase } from ${JSON.stringify(join(import.meta.dirname, '../../../daemon/journal/database.ts'))};
      const database = openDatabase(${JSON.stringify(path)}, () => undefined);
      for (let seq = 1; seq <= 50; seq++)
        database.commit([{ seq, wallMs: 1, monoMs: 1, actor: 'a', type: 't', version: 1, data: {} }]);
      process.exit(0);`;
    const trace = join(directory, 'trace');
    const node = ['--input-type=module-typescript', '-e', script];
    await run('strace', ['-f', '-e', 'trace=fdatasync,fsync', '-o', trace, process.execPath, ...node]);
    const { stdout } = await run('grep', ['-cE', 'f(data)?sync\\(', trace]);
    expect(Number(stdout)).toBeGreaterThanOrEqual(50);
  });
});

describe('damage stops the start', () => {
  test.each([
    ['a changed value', `UPDATE records SET data = '{"seat":99}' WHERE seq = 3`, 'hash', 3],
    ['a changed time', 'UPDATE records SET wall_ms = 1 WHERE seq = 2', 'hash', 2],
    ['a missing record', 'DELETE FROM records WHERE seq = 4', 'gap', 4],
    ['a changed personal part', `UPDATE payloads SET json = '{"person":"x"}' WHERE seq = 5`, 'payload', 5],
    ['a personal part that vanished', 'DELETE FROM payloads WHERE seq = 1', 'payload', 1],
    ['a personal part out of nowhere', `INSERT INTO payloads VALUES (2, 'aa', '{}')`, 'payload', 2],
  ])('%s is found, with the record it is in', async (_name, sql, kind, seq) => {
    await write(6);
    tamper(sql);
    expect(await damage()).toMatchObject({ kind, seq });
  });

  test('a file that is no database is found', async () => {
    const { writeFileSync } = await import('node:fs');
    writeFileSync(path, 'this is not a database, whatever its name says '.repeat(100));
    expect(await damage()).toMatchObject({ kind: 'sqlite' });
  });

  test('nothing is repaired: the damaged file stays as it was', async () => {
    await write(3);
    tamper('DELETE FROM records WHERE seq = 2');
    await damage();
    expect(await damage()).toMatchObject({ kind: 'gap', seq: 2 });
  });

  test('a logged deletion of a personal part is no damage, and the chain still verifies', async () => {
    await write(5);
    const { journal } = await open();
    await journal.append([{ ...record(6), type: payloadsDeleted, data: { seqs: [3] } }]);
    await journal.close();
    tamper('DELETE FROM payloads WHERE seq = 3');
    const again = await open();
    await again.journal.close();
    expect(again.records[2]).not.toHaveProperty('personal');
    expect(again.records).toHaveLength(6);
  });
});

test('after a crash at any moment the file opens with everything that was acknowledged', async () => {
  const { journal } = await open();
  for (let seq = 1; seq <= 40; seq++) {
    await journal.append([record(seq)]);
    // What lies on disk at this moment, as another process would find it after a crash of this one.
    const copy = join(directory, `crash-${seq}`);
    cpSync(path, copy);
    for (const suffix of ['-wal', '-shm'])
      if (readdirSync(directory).includes(`journal.sqlite${suffix}`)) cpSync(path + suffix, copy + suffix);
    const seen: number[] = [];
    const database = openDatabase(copy, (batch) => seen.push(...batch.map((each) => each.seq)));
    database.close();
    expect(seen.at(-1)).toBe(seq);
    expect(seen).toHaveLength(seq);
  }
  await journal.close();
});
