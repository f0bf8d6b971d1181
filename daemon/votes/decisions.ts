/** Decisions as the daemon needs them: votes, their signatures and their files, from one set of parts. */
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { DataDir } from '../data-dir.ts';
import type { Journal } from '../journal/store.ts';
import { createResultFiles, type ResultFiles } from './files.ts';
import { createSigner } from './note.ts';
import { createVotes, type Votes, type VotesOptions } from './votes.ts';

export interface DecisionsOptions extends Pick<
  VotesOptions,
  'clock' | 'root' | 'command' | 'record' | 'submit'
> {
  readonly dataDir: DataDir;
  readonly logger: FastifyBaseLogger;
  readonly journal: Pick<Journal, 'leaves' | 'votes'>;
}

export function createDecisions(options: DecisionsOptions): {
  readonly votes: Votes;
  readonly files: ResultFiles;
} {
  const { dataDir, logger, journal, root } = options;
  const signer = createSigner(dataDir.votesKey);
  const files = createResultFiles({ folder: join(dataDir.path, 'results'), signer, logger, journal, root });
  const { clock, command, record, submit } = options;
  const votes = createVotes({
    clock,
    root,
    command,
    record,
    submit,
    journal,
    signer,
    secret: dataDir.secret,
    announced: files.keep,
  });
  return { votes, files };
}
