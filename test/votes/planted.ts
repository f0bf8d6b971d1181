/** The project's build with a bug in it: a harness that does not find it proves nothing. */
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, temporaryFolder, type Endings } from '../running.ts';

export interface Plant {
  readonly name: string;
  /** Of the build. */
  readonly file: string;
  /** Must be there exactly once. */
  readonly replace: string;
  readonly by: string;
}

export const acknowledgesFirst: Plant = {
  name: 'answers before the disk has synced',
  file: 'daemon/runtime/loop.js',
  replace: 'await synced;',
  by: 'void synced;',
};

export const countsEveryCast: Plant = {
  name: 'counts every cast of a right',
  file: 'daemon/chamber/ballot/tally.js',
  replace: '({ choice }) => (choice === null ? [] : [choice])',
  by: '({ choice, casts }) => (choice === null ? [] : [choice, ...casts.slice(1).map((each) => each.choice)])',
};

export const forgetsIds: Plant = {
  name: 'takes the same cast twice',
  file: 'daemon/chamber/ballot/cast.js',
  replace: 'input.cast !== null ? knownCast(ballot, right, input.cast) : undefined',
  by: 'undefined',
};

export const answersWithoutSync: Plant = {
  name: 'answers although the sync failed',
  file: 'daemon/journal/worker.js',
  replace: 'const leaves = commit(message.records);',
  by: 'let leaves = []; try { leaves = commit(message.records); } catch {}',
};

export function plantedBuild(endings: Endings, { file, replace, by }: Plant): string {
  const folder = temporaryFolder(endings);
  const dist = join(folder, 'dist');
  cpSync(join(projectRoot, 'dist'), dist, { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const path = join(dist, file);
  const parts = readFileSync(path, 'utf8').split(replace);
  if (parts.length !== 2) throw new Error(`${file}: ${parts.length - 1} places for the bug`);
  writeFileSync(path, parts.join(by));
  return dist;
}
