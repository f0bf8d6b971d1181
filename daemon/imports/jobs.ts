/**
 * One import at a time, kept in memory until the next one. A job only reads; what it found is held against the
 * register and the agenda anew whenever somebody asks, so that nothing touched meanwhile is proposed.
 */
import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '../../protocols/api/errors.ts';
import type { ImportRequest, ImportState } from '../../protocols/api/imports.ts';
import type { Clock } from '../../protocols/clock.ts';
import type { Doubt } from '../../protocols/models/council.ts';
import type { Progress } from '../../protocols/oparl/doubts.ts';
import { compareImport, type RegisterNow } from './compare.ts';
import type { SittingNow } from './compare-agenda.ts';
import type { Found } from './found.ts';
import { timeLimit, type ClientLimits } from './oparl-client.ts';
import { importOparl } from './oparl-import.ts';
import { readFileOnThread, ThreadEnded, type ThreadOptions } from './thread.ts';

/** A council information system that the config names. */
export interface ImportSource {
  readonly id: string;
  readonly label: string;
  readonly url: string;
}

/** What an import is held against. */
export interface CurrentState {
  readonly register: RegisterNow;
  readonly sitting: SittingNow | undefined;
}

export interface ImportJobsOptions {
  readonly sources: readonly ImportSource[];
  readonly clock: Clock;
  readonly limits?: Partial<ClientLimits>;
  current(): CurrentState;
  /** A mistake in an import, which must not end the daemon. */
  crashed(error: unknown): void;
}

export type Started =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly error: Extract<ErrorCode, 'unknown-source' | 'import-running'> };

export interface ImportJobs {
  start(request: ImportRequest): Started;
  /** undefined: there is no such job, or another one took its place. */
  state(id: string): ImportState | undefined;
  /** Ends a job that runs; what it had stays. Forgets one that is done. false: there is none. */
  cancel(id: string): boolean;
  /** Ends whatever runs, for the end of the daemon. */
  close(): void;
}

interface Job {
  readonly id: string;
  readonly abort: AbortController;
  progress: Progress;
  state: ImportState['state'];
  found?: Found;
  error?: Doubt;
}

interface Outcome {
  readonly found?: Found;
  readonly error?: Doubt | undefined;
}

/** No import takes longer, whatever the server's pace. */
const maxDurationMs = 3_600_000;

export function createImportJobs(options: ImportJobsOptions): ImportJobs {
  const { sources, clock } = options;
  let job: Job | undefined;

  async function run(own: Job, work: () => Promise<Outcome>): Promise<void> {
    const cancelTimer = clock.after(maxDurationMs, () => own.abort.abort(timeLimit));
    try {
      const { found, error } = await work();
      if (error) own.error = error;
      if (found) own.found = found;
      const hasAnything = found && found.people.length + found.bodies.length + found.sittings.length > 0;
      own.state = error && !hasAnything ? 'failed' : 'done';
    } catch (error) {
      options.crashed(error);
      own.error = { code: 'import-crashed' };
      own.state = 'failed';
    } finally {
      cancelTimer();
      own.progress = { ...own.progress, stage: 'done' };
    }
  }

  return {
    start(request) {
      if (job?.state === 'running') return { ok: false, error: 'import-running' };
      const source = request.kind === 'oparl' ? sources.find(({ id }) => id === request.source) : undefined;
      if (request.kind === 'oparl' && !source) return { ok: false, error: 'unknown-source' };
      const own: Job = {
        id: randomUUID(),
        abort: new AbortController(),
        progress: { stage: request.kind === 'oparl' ? 'source' : 'file', done: 0 },
        state: 'running',
      };
      job = own;
      void run(own, async () => {
        if (request.kind !== 'oparl') return readFile(request, { clock, signal: own.abort.signal });
        return importOparl({
          url: source?.url ?? '',
          from: request.from ?? localDay(clock.wall()),
          clock,
          signal: own.abort.signal,
          progress: (progress) => {
            own.progress = progress;
          },
          ...(options.limits ? { limits: options.limits } : {}),
        });
      });
      return { ok: true, id: own.id };
    },
    state: (id) => (job?.id === id ? stateOf(job, options.current) : undefined),
    cancel(id) {
      if (job?.id !== id) return false;
      job.abort.abort();
      if (job.state !== 'running') job = undefined;
      return true;
    },
    close: () => job?.abort.abort(),
  };
}

async function readFile(
  request: Extract<ImportRequest, { base64: string }>,
  options: ThreadOptions,
): Promise<Outcome> {
  const bytes = Buffer.from(request.base64, 'base64');
  try {
    const { found, doubts } = await readFileOnThread(request.kind, request.name, bytes, options);
    return found ? { found } : { error: doubts.at(-1) ?? { code: 'csv-empty' } };
  } catch (error) {
    if (error instanceof ThreadEnded) return { error: { code: error.reason } };
    throw error;
  }
}

function stateOf(job: Job, current: () => CurrentState): ImportState {
  const { id, state, progress, error, found } = job;
  const { register, sitting } = current();
  return {
    id,
    state,
    progress: { ...progress },
    ...(error ? { error: plainDoubt(error) } : {}),
    ...(found ? { result: compareImport(found, register, sitting) } : {}),
  };
}

const plainDoubt = ({ code, params }: Doubt): NonNullable<ImportState['error']> => ({
  code,
  ...(params ? { params: { ...params } } : {}),
});

/** `YYYY-MM-DD` on the wall of the house. */
function localDay(wallMs: number): string {
  const date = new Date(wallMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
