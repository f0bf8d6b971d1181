/** Result files: handed out on demand, and kept in the data folder once the result is announced. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { ballotById, type Ballot } from '../chamber/ballot/state.ts';
import type { ChamberRoot } from '../chamber/root.ts';
import type { BallotFilesOptions } from '../http/ballots.ts';
import type { Journal } from '../journal/store.ts';
import { totalsFromCsv } from './csv-totals.ts';
import type { Signer } from './note.ts';
import { resultFileOf } from './result-file.ts';

export interface ResultFilesOptions {
  /** Of the data folder. */
  readonly folder: string;
  readonly signer: Signer;
  readonly logger: FastifyBaseLogger;
  readonly journal: Pick<Journal, 'leaves' | 'votes'>;
  root(): ChamberRoot;
}

export interface ResultFiles extends BallotFilesOptions {
  /** Writes the file of an announced ballot; a disk that refuses is a warning, the journal has it all. */
  keep(ballot: Ballot): void;
}

export function createResultFiles(options: ResultFilesOptions): ResultFiles {
  const { root, journal, signer } = options;
  const nameOf = (ballot: Ballot): string => {
    const { current, past } = root().sitting;
    const sitting = current?.id === ballot.sitting ? current : past.find(({ id }) => id === ballot.sitting);
    return `${sitting?.date ?? 'abstimmung'}-${String(ballot.number).padStart(2, '0')}-${ballot.id}.json`;
  };
  return {
    async file(id) {
      const ballot = ballotById(root().ballots, id);
      if (!ballot) return { ok: false, error: 'unknown-ballot' };
      if (ballot.state === 'voided') return { ok: false, error: 'ballot-voided' };
      const file = await resultFileOf(ballot, journal, signer);
      if (!file) return { ok: false, error: 'no-result-file' };
      const isForEverybody = ballot.isPublic && ballot.state === 'announced';
      return { ok: true, file, isForEverybody, name: nameOf(ballot) };
    },
    totals(id, text) {
      const ballot = ballotById(root().ballots, id);
      return ballot ? totalsFromCsv(ballot, text) : { ok: false, error: 'unknown-ballot' };
    },
    keep(ballot) {
      const write = async (): Promise<void> => {
        const file = await resultFileOf(ballot, journal, signer);
        if (!file) return;
        await mkdir(options.folder, { recursive: true, mode: 0o700 });
        await writeFile(join(options.folder, nameOf(ballot)), `${JSON.stringify(file, null, 1)}\n`, {
          mode: 0o600,
        });
      };
      write().catch((error: unknown) =>
        options.logger.warn({ err: error }, 'the result file could not be kept'),
      );
    },
  };
}
