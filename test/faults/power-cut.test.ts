import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../daemon/journal/database.ts';
import { createRandom } from '../safety/sitting.ts';
import { recordCommits, writeImage, type Operation } from './power-cut.ts';

const seed = 20_261_123;
const commits = 450;
const images = 300;
const hasStrace = spawnSync('strace', ['-V']).status === 0;
if (!hasStrace && process.env['CI'] === 'true') throw new Error('missing for the power-cut tests: strace');
const folder = mkdtempSync(join(tmpdir(), 'saalregie-power-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Opens so many images at random cuts; returns how many lost an acknowledged record or could not be opened. */
function cutPower(
  operations: readonly Operation[],
  name: string,
): { lost: number; damaged: number; worst: number } {
  const random = createRandom(seed);
  let [lost, damaged, worst] = [0, 0, 0];
  for (let image = 0; image < images; image++) {
    const place = join(folder, `${name}-${image}`);
    mkdirSync(place);
    const cut = 1 + Math.floor(random() * operations.length);
    const acknowledged = writeImage(operations, cut, random, place);
    let found = 0;
    try {
      const database = openDatabase(join(place, 'journal.sqlite'), () => undefined);
      found = database.head.seq;
      database.close();
    } catch {
      damaged++;
    }
    if (found < acknowledged) {
      lost++;
      worst = Math.max(worst, acknowledged - found);
    }
    rmSync(place, { recursive: true });
  }
  return { lost, damaged, worst };
}

describe.skipIf(!hasStrace)(`after a power cut${hasStrace ? '' : ' (skipped, missing: strace)'}`, () => {
  test('the journal opens with everything that was acknowledged', { timeout: 120_000 }, () => {
    const place = join(folder, 'honest');
    mkdirSync(place);
    const operations = recordCommits(place, commits, 'nothing');
    expect(operations.filter(({ type }) => type === 'acknowledged')).toHaveLength(commits);
    const writes = operations.filter((each) => each.type === 'write');
    // Both files are written: the cuts also fall into the time when the log is put back into the database.
    expect(new Set(writes.map(({ file }) => file))).toEqual(
      new Set(['journal.sqlite', 'journal.sqlite-wal']),
    );
    expect(operations.filter(({ type }) => type === 'sync').length).toBeGreaterThanOrEqual(commits);
    expect(cutPower(operations, 'honest')).toEqual({ lost: 0, damaged: 0, worst: 0 });
  });

  test('and this test finds a journal that acknowledges before the sync', { timeout: 120_000 }, () => {
    const place = join(folder, 'planted');
    mkdirSync(place);
    const operations = recordCommits(place, commits, 'synchronous=NORMAL');
    expect(cutPower(operations, 'planted').lost).toBeGreaterThan(images / 10);
  });
});
