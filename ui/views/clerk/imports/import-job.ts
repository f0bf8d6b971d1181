/** One import from the wish to what it found: started, asked after until it is done, ended when nobody waits any more. */
import { useCallback, useEffect, useState } from 'react';
import type { ImportRequest, ImportState } from '../../../../protocols/api/imports.ts';
import { cancelImport, readImport, startImport, type PageError } from '../../../live/http.ts';

const askMs = 500;
/** A daemon that answers nothing this often in a row has lost the job, or is gone. */
const mostFailures = 6;

export type ImportJob =
  | { readonly step: 'choose'; readonly error: PageError | null }
  | { readonly step: 'starting' }
  | { readonly step: 'running'; readonly id: string; readonly state: ImportState | null }
  | { readonly step: 'over'; readonly state: ImportState };

export function useImportJob(): {
  readonly job: ImportJob;
  readonly start: (wish: ImportRequest) => void;
  readonly cancel: () => void;
} {
  const [job, setJob] = useState<ImportJob>({ step: 'choose', error: null });
  const start = useCallback((wish: ImportRequest) => {
    setJob({ step: 'starting' });
    void startImport(wish).then((answer) =>
      setJob(
        answer.ok
          ? { step: 'running', id: answer.value, state: null }
          : { step: 'choose', error: answer.error },
      ),
    );
  }, []);
  const running = job.step === 'running' ? job.id : null;
  const cancel = useCallback(() => {
    if (running !== null) void cancelImport(running);
    setJob({ step: 'choose', error: null });
  }, [running]);

  useEffect(() => {
    if (running === null) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    let over = false;
    let failures = 0;
    async function ask(id: string): Promise<void> {
      const answer = await readImport(id);
      if (over) return;
      failures = answer.ok ? 0 : failures + 1;
      if (!answer.ok && failures >= mostFailures) {
        setJob({ step: 'choose', error: answer.error });
        return;
      }
      if (answer.ok && answer.value.state !== 'running') {
        setJob({ step: 'over', state: answer.value });
        return;
      }
      if (answer.ok) setJob({ step: 'running', id, state: answer.value });
      timer = setTimeout(() => void ask(id), askMs);
    }
    void ask(running);
    return () => {
      over = true;
      if (timer !== null) clearTimeout(timer);
    };
  }, [running]);

  return { job, start, cancel };
}
