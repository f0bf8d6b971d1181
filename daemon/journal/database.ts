/**
 * The journal's SQLite file: WAL with `synchronous=FULL`, set and read back, because a build that runs
 * NORMAL loses acknowledged records at a power cut. Used by the worker, by tests and by `verify`.
 */
import { createHash, randomBytes } from 'node:crypto';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import {
  commitmentOf,
  genesis,
  hashOf,
  verify,
  type ChainedRecord,
  type Digest,
  type PersonalPayload,
} from './record.ts';
import { isLeaf, leafHash, leafLine } from './leaves.ts';
import {
  JournalDamaged,
  payloadsDeleted,
  type CopiedRecord,
  type JournalHead,
  type Leaf,
  type LeafRecord,
  type NewRecord,
  type StoredRecord,
} from './store.ts';

export const sha256: Digest = (text) => createHash('sha256').update(text).digest('hex');

const schema = `
  CREATE TABLE IF NOT EXISTS records (
    seq INTEGER PRIMARY KEY, wall_ms INTEGER NOT NULL, mono_ms INTEGER NOT NULL, actor TEXT NOT NULL,
    type TEXT NOT NULL, version INTEGER NOT NULL, data TEXT NOT NULL, commitment TEXT NOT NULL, hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS payloads (
    seq INTEGER PRIMARY KEY REFERENCES records(seq), salt TEXT NOT NULL, json TEXT NOT NULL
  ) STRICT;`;

export interface OpenDatabase {
  readonly head: JournalHead;
  /** Of the records that were there when it was opened. */
  readonly leaves: readonly Leaf[];
  /** One transaction, one sync. What a deletion names is deleted in it. Returns the leaves among the records. */
  commit(records: readonly NewRecord[]): readonly Leaf[];
  /** Verifies and hands out everything once more. Throws JournalDamaged. */
  readAgain(onBatch: (batch: Batch) => void): void;
  /** The leaves among the records `first` to `last`, both included. */
  readLeaves(first: number, last: number): readonly LeafRecord[];
  /** At most `count` whole records from this number on. */
  readWhole(from: number, count: number): readonly CopiedRecord[];
  close(): void;
}

export type Batch = readonly StoredRecord[];
const batchSize = 5000;

/** Opens, checks everything and hands out every record in order. Throws JournalDamaged. */
export function openDatabase(path: string, onBatch: (batch: Batch) => void): OpenDatabase {
  const database = openFile(path);
  try {
    checkSqlite(database);
    const leaves: Leaf[] = [];
    let head = readAll(database, onBatch, leaves);

    const insertRecord = database.prepare('INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    const insertPayload = database.prepare('INSERT INTO payloads VALUES (?, ?, ?)');
    const deletePayload = database.prepare('DELETE FROM payloads WHERE seq = ?');
    return {
      get head() {
        return head;
      },
      leaves,
      commit(records) {
        // What a full disk broke off is not to be gone on with.
        if (database.isTransaction) database.exec('ROLLBACK');
        database.exec('BEGIN IMMEDIATE');
        const made: Leaf[] = [];
        let next = head;
        let hasDeleted = false;
        for (const record of records) {
          if (record.seq !== next.seq + 1) throw new Error(`record ${record.seq} after ${next.seq}`);
          const payload: PersonalPayload | null = record.personal
            ? { salt: randomBytes(16).toString('hex'), json: JSON.stringify(record.personal) }
            : null;
          const row = {
            ...record,
            data: JSON.stringify(record.data),
            commitment: payload ? commitmentOf(payload, sha256) : '',
          };
          const hash = hashOf(next.hash, row, sha256);
          insertRecord.run(
            row.seq,
            row.wallMs,
            row.monoMs,
            row.actor,
            row.type,
            row.version,
            row.data,
            row.commitment,
            hash,
          );
          if (payload) insertPayload.run(row.seq, payload.salt, payload.json);
          if (record.type === payloadsDeleted) {
            for (const seq of seqsOf(record.data)) deletePayload.run(seq);
            hasDeleted = true;
          }
          if (isLeaf(row)) made.push({ seq: row.seq, hash: leafHash(leafLine(row)).toString('hex') });
          next = { seq: row.seq, hash };
        }
        database.exec('COMMIT');
        head = next;
        // What was deleted must not live on in the log beside the file.
        if (hasDeleted) database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        return made;
      },
      readAgain(onAgain) {
        readAll(database, onAgain, []);
      },
      readLeaves: (first, last) => readLeaves(database, first, last),
      readWhole: (from, count) => readWhole(database, from, count),
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

function openFile(path: string): DatabaseSync {
  try {
    const database = new DatabaseSync(path);
    database.exec(
      'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;',
    );
    const mode = database.prepare('PRAGMA journal_mode').get()?.['journal_mode'];
    const synchronous = database.prepare('PRAGMA synchronous').get()?.['synchronous'];
    if (mode !== 'wal' || synchronous !== 2)
      throw new JournalDamaged(
        'durability',
        0,
        `journal_mode=${String(mode)}, synchronous=${String(synchronous)}`,
      );
    return database;
  } catch (error) {
    throw asDamage(error);
  }
}

function checkSqlite(database: DatabaseSync): void {
  try {
    const answer = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    if (answer !== 'ok') throw new JournalDamaged('sqlite', 0, String(answer));
    database.exec(schema);
  } catch (error) {
    throw asDamage(error);
  }
}

/** SQLite's own words for a broken file become the one error that tells people what to do. */
function asDamage(error: unknown): unknown {
  if (error instanceof JournalDamaged) return error;
  const message = error instanceof Error ? error.message : String(error);
  return /malformed|not a database|corrupt|disk I\/O/i.test(message)
    ? new JournalDamaged('sqlite', 0, message)
    : error;
}

const joined = 'SELECT r.*, p.salt, p.json FROM records r LEFT JOIN payloads p ON p.seq = r.seq';

function readWhole(database: DatabaseSync, from: number, count: number): readonly CopiedRecord[] {
  const rows = database.prepare(`${joined} WHERE r.seq >= ? ORDER BY r.seq LIMIT ?`).all(from, count);
  return rows.map((row) => {
    const { record, payload } = rowOf(row);
    return { ...record, ...(payload ? { personal: payload } : {}) };
  });
}

function readLeaves(database: DatabaseSync, first: number, last: number): readonly LeafRecord[] {
  const rows = database.prepare(`${joined} WHERE r.seq BETWEEN ? AND ? ORDER BY r.seq`).iterate(first, last);
  const found: LeafRecord[] = [];
  for (const row of rows) {
    const { record, payload } = rowOf(row);
    if (isLeaf(record)) found.push({ line: leafLine(record), ...(payload ? { payload } : {}) });
  }
  return found;
}

function rowOf(row: Record<string, SQLOutputValue>): {
  readonly record: ChainedRecord;
  readonly payload: PersonalPayload | null;
} {
  const record: ChainedRecord = {
    seq: Number(row['seq']),
    wallMs: Number(row['wall_ms']),
    monoMs: Number(row['mono_ms']),
    actor: String(row['actor']),
    type: String(row['type']),
    version: Number(row['version']),
    data: String(row['data']),
    commitment: String(row['commitment']),
    hash: String(row['hash']),
  };
  const payload = row['salt'] === null ? null : { salt: String(row['salt']), json: String(row['json']) };
  return { record, payload };
}

function readAll(
  database: DatabaseSync,
  onBatch: (batch: Batch) => void,
  leaves: Leaf[],
): { seq: number; hash: string } {
  const deleted = deletedPayloads(database);
  const rows = database.prepare(`${joined} ORDER BY r.seq`).iterate();
  let head = { seq: 0, hash: genesis };
  let batch: StoredRecord[] = [];
  try {
    for (const row of rows) {
      const { record, payload } = rowOf(row);
      const damage = verify(head, record, payload, deleted.has(record.seq), sha256);
      if (damage) throw new JournalDamaged(damage.kind, damage.seq, 'the hash chain does not fit');
      head = { seq: record.seq, hash: record.hash };
      if (isLeaf(record)) leaves.push({ seq: record.seq, hash: leafHash(leafLine(record)).toString('hex') });
      batch.push({
        seq: record.seq,
        wallMs: record.wallMs,
        type: record.type,
        version: record.version,
        data: parseObject(record.data),
        ...(payload ? { personal: parseObject(payload.json) } : {}),
      });
      if (batch.length >= batchSize) {
        onBatch(batch);
        batch = [];
      }
    }
  } catch (error) {
    throw asDamage(error);
  }
  if (batch.length > 0) onBatch(batch);
  return head;
}

function deletedPayloads(database: DatabaseSync): ReadonlySet<number> {
  const rows = database.prepare('SELECT data FROM records WHERE type = ?').all(payloadsDeleted);
  return new Set(
    rows.flatMap((row) => {
      return seqsOf(parseObject(String(row['data'])));
    }),
  );
}

function seqsOf(data: object): readonly number[] {
  const { seqs } = data as { seqs?: unknown };
  return Array.isArray(seqs) ? seqs.map(Number) : [];
}

function parseObject(json: string): object {
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null ? value : {};
}

/** The disk has no room: nothing of the transaction is on it, and nothing is broken. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && (error as Error & { readonly errcode?: number }).errcode === sqliteFull;

const sqliteFull = 13;
