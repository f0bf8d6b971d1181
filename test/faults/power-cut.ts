/**
 * A power cut, replayed: strace records every write, truncation and sync of a process that keeps a journal,
 * with its acknowledgements among them. An image of the disk at any moment holds what was synced, and of
 * what was not synced nothing, everything, some, or torn pieces of 512 bytes. (`kill -9` would prove
 * nothing: the page cache survives it.)
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { NewRecord } from '../../daemon/journal/store.ts';

export type Operation =
  | { readonly type: 'write'; readonly file: string; readonly offset: number; readonly data: Buffer }
  | { readonly type: 'truncate'; readonly file: string; readonly length: number }
  | { readonly type: 'sync'; readonly file: string }
  | { readonly type: 'acknowledged'; readonly seq: number };

const databaseModule = join(import.meta.dirname, '../../daemon/journal/database.ts');

export type Planted = 'nothing' | 'synchronous=NORMAL' | 'answers first';

/** Lets a process commit so many records one by one and acknowledge each; returns all it did to the disk. */
export function recordCommits(folder: string, commits: number, planted: Planted): Operation[] {
  const groups = Array.from({ length: commits }, (_none, index): NewRecord[] => [
    {
      seq: index + 1,
      wallMs: index,
      monoMs: index,
      actor: 'a',
      type: 't',
      version: 1,
      data: { seat: index + 1 },
      personal: { person: `p${index + 1}` },
    },
  ]);
  return recordGroups(folder, groups, planted);
}

/** As it comes in group commits: each group is one transaction, and its last record's number is acknowledged. */
export function recordGroups(
  folder: string,
  groups: readonly (readonly NewRecord[])[],
  planted: Planted,
): Operation[] {
  const path = join(folder, 'journal.sqlite');
  const plan = join(folder, 'plan.json');
  writeFileSync(plan, JSON.stringify(groups));
  const script = `
    import { readFileSync, writeSync } from 'node:fs';
    import { DatabaseSync } from 'node:sqlite';
    ${
      planted !== 'synchronous=NORMAL'
        ? ''
        : `const exec = DatabaseSync.prototype.exec;
    DatabaseSync.prototype.exec = function (sql) { return exec.call(this, sql.startsWith('BEGIN') ? 'PRAGMA synchronous=NORMAL;' + sql : sql); };`
    }
    const { openDatabase } = await import(${JSON.stringify(databaseModule)});
    const database = openDatabase(${JSON.stringify(path)}, () => undefined);
    const acknowledge = (group) => writeSync(1, 'ack ' + group.at(-1).seq + '\\n');
    for (const group of JSON.parse(readFileSync(${JSON.stringify(plan)}, 'utf8'))) {
      ${planted === 'answers first' ? 'acknowledge(group); database.commit(group);' : 'database.commit(group); acknowledge(group);'}
    }
    process.kill(process.pid, 'SIGKILL');`;
  const trace = join(folder, 'trace');
  const calls = 'openat,close,write,pwrite64,ftruncate,fdatasync,fsync';
  try {
    execFileSync(
      'strace',
      [
        '-o',
        trace,
        '-e',
        `trace=${calls}`,
        '-xx',
        '-s',
        '70000',
        process.execPath,
        '--input-type=module',
        '-e',
        script,
      ],
      { stdio: 'ignore' },
    );
  } catch {
    // It ends itself without closing: a clean close would write the log back.
  }
  return parseTrace(readFileSync(trace, 'latin1'));
}

function parseTrace(trace: string): Operation[] {
  const operations: Operation[] = [];
  const files = new Map<number, string>();
  const offsets = new Map<number, number>();
  for (const line of trace.split('\n')) {
    const match = /^(\w+)\((.*)\)\s+= (-?\d+)/.exec(line);
    if (!match) continue;
    const [, call, inside = '', result] = match;
    if (Number(result) < 0) continue;
    const strings = [...inside.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = '']) =>
      Buffer.from(hex.replaceAll('\\x', ''), 'hex'),
    );
    const descriptor = Number.parseInt(inside, 10);
    const file = files.get(descriptor);
    const [data] = strings;
    if (call === 'openat') {
      const name = basename(data?.toString() ?? '');
      if (/^journal\.sqlite(-wal)?$/.test(name)) files.set(Number(result), name);
    } else if (call === 'close') files.delete(descriptor);
    else if (call === 'write' && descriptor === 1) {
      const seq = /^ack (\d+)/.exec(data?.toString() ?? '')?.[1];
      if (seq) operations.push({ type: 'acknowledged', seq: Number(seq) });
    } else if (!file) continue;
    else if (call === 'pwrite64' && data)
      operations.push({ type: 'write', file, offset: Number(/, (\d+)$/.exec(inside)?.[1]), data });
    else if (call === 'write' && data) {
      const offset = offsets.get(descriptor) ?? 0;
      operations.push({ type: 'write', file, offset, data });
      offsets.set(descriptor, offset + data.length);
    } else if (call === 'ftruncate')
      operations.push({ type: 'truncate', file, length: Number(/, (\d+)$/.exec(inside)?.[1]) });
    else if (call === 'fdatasync' || call === 'fsync') operations.push({ type: 'sync', file });
  }
  return operations;
}

const syncs = new WeakMap<readonly Operation[], readonly number[]>();

/** For each operation the index of the next sync of its file, or infinity. */
function syncOf(operations: readonly Operation[]): readonly number[] {
  const known = syncs.get(operations);
  if (known) return known;
  const next = new Map<string, number>();
  const indices = operations.map(() => Number.POSITIVE_INFINITY);
  for (let index = operations.length - 1; index >= 0; index--) {
    const operation = operations[index];
    if (!operation || operation.type === 'acknowledged') continue;
    if (operation.type === 'sync') next.set(operation.file, index);
    else indices[index] = next.get(operation.file) ?? Number.POSITIVE_INFINITY;
  }
  syncs.set(operations, indices);
  return indices;
}

/** The disk after a cut behind the first `cut` operations, written to `folder`; returns the last acknowledged seq. */
export function writeImage(
  operations: readonly Operation[],
  cut: number,
  random: () => number,
  folder: string,
): number {
  const done = operations.slice(0, cut);
  const syncedAt = syncOf(operations);
  const mode = (['none', 'all', 'some', 'torn'] as const)[Math.floor(random() * 4)];
  const images = new Map<string, Buffer>();
  const lengths = new Map<string, number>();
  let acknowledged = 0;
  for (const [index, operation] of done.entries()) {
    if (operation.type === 'acknowledged') acknowledged = operation.seq;
    if (operation.type !== 'write' && operation.type !== 'truncate') continue;
    const isSynced = (syncedAt[index] ?? cut) < cut;
    const survives = isSynced || mode === 'all' || (mode !== 'none' && random() < 0.5);
    if (!survives) continue;
    const image = images.get(operation.file) ?? Buffer.alloc(0);
    if (operation.type === 'truncate') {
      images.set(operation.file, Buffer.from(image.subarray(0, operation.length)));
      lengths.set(operation.file, operation.length);
      continue;
    }
    const data =
      !isSynced && mode === 'torn'
        ? operation.data.subarray(0, 512 * Math.floor(random() * 8))
        : operation.data;
    const end = operation.offset + data.length;
    // Twice the room that is needed: growing by each write would copy the file once per write.
    const grown = image.length >= end ? image : Buffer.concat([image, Buffer.alloc(end)]);
    data.copy(grown, operation.offset);
    images.set(operation.file, grown);
    lengths.set(operation.file, Math.max(lengths.get(operation.file) ?? 0, end));
  }
  for (const [file, image] of images) writeFileSync(join(folder, file), image.subarray(0, lengths.get(file)));
  return acknowledged;
}
