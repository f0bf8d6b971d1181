/** The last entries of the event log as the operator sees it. */
import type { LogEntry } from '../../../protocols/api/views.ts';

export interface LogState {
  /** Newest last; at most `logLength`. */
  readonly entries: readonly LogEntry[];
}

export const logLength = 60;
export const emptyLog: LogState = { entries: [] };
