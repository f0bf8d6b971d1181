/** The recordings to measure on: folders of RTTM files that are not part of the project, or else synthetic ones. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { syntheticSitting } from './synthetic.ts';
import { parseRttm, recordingOf, type Recording } from './turns.ts';

export interface DataSet {
  readonly name: string;
  readonly recordings: readonly Recording[];
  /** Real timings: only these are held to the budgets. */
  readonly isRecorded: boolean;
}

const syntheticSeeds = [1, 2, 3, 4, 5];

/** One set for each folder in `root`; synthetic sittings where there is none. Says what is missing. */
export function loadDataSets(root: string): readonly DataSet[] {
  const names = existsSync(root)
    ? readdirSync(root, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort()
    : [];
  const sets = names
    .map((name) => ({ name, recordings: loadFolder(join(root, name)), isRecorded: true }))
    .filter(({ recordings }) => recordings.length > 0);
  if (sets.length > 0) return sets;
  process.stdout.write(
    `no recordings: ${root} holds no folder with .rttm files (--data DIR names another); ` +
      `synthetic sittings instead, seeds ${syntheticSeeds.join(', ')}\n`,
  );
  return [{ name: 'synthetic', recordings: syntheticSeeds.map(syntheticSitting), isRecorded: false }];
}

function loadFolder(folder: string): readonly Recording[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.rttm'))
    .sort()
    .flatMap((file) => {
      try {
        return recordingOf(file, parseRttm(readFileSync(join(folder, file), 'utf8'))) ?? [];
      } catch (error) {
        throw new Error(`${join(folder, file)} cannot be read`, { cause: error });
      }
    });
}
