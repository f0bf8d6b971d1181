/**
 * What is said to an i>clicker base in which order, and how long is waited: the sequences and pauses of the open
 * clients that were tried on the hardware. Each command is answered by an acknowledgement or by nothing; those
 * that matter are said again.
 */
import type { FrequencyDigit, IclickerCommand } from '../../protocols/iclicker/commands.ts';

export interface Saying {
  readonly command: IclickerCommand;
  /** How long the acknowledgement is waited for, ms. */
  readonly waitMs: number;
  /** After the acknowledgement, or the wait for it, ms. */
  readonly pauseMs: number;
  /** Without its acknowledgement nothing goes on. */
  readonly isNeeded: boolean;
  readonly until: 'acknowledged' | 'records';
  /** How long nothing is said before it, ms. */
  readonly beforeMs: number;
}

export type Frequency = readonly [FrequencyDigit, FrequencyDigit];

const answerMs = 100;
const plainPauseMs = 5;
/** The acknowledgement, and then each report of records. */
const recordsMs = 250;
/** After the extended frequency the maker's program waits so long before its next word. */
const readyMs = 5000;

const say = (
  command: IclickerCommand,
  pauseMs: number = plainPauseMs,
  more: { readonly isNeeded?: boolean; readonly waitMs?: number; readonly beforeMs?: number } = {},
): Saying => ({
  command,
  pauseMs,
  waitMs: more.waitMs ?? answerMs,
  isNeeded: more.isNeeded ?? false,
  beforeMs: more.beforeMs ?? 0,
  until: 'acknowledged',
});

const needed = { isNeeded: true } as const;

/** The base as it must be before the first ballot. Ends whatever runs. */
export function initialise(base: 'v1' | 'v2', [first, second]: Frequency): readonly Saying[] {
  const frequency = { first, second };
  if (base === 'v1')
    return [
      say({ type: 'frequency', ...frequency }, 140, needed),
      say({ type: 'disable' }, 70, needed),
      say({ type: 'new-session' }, 210),
    ];
  return [
    say({ type: 'frequency', ...frequency }, 200, needed),
    say({ type: 'disable' }, 200),
    say({ type: 'extended-frequency', ...frequency }, readyMs),
    say({ type: 'stop' }, plainPauseMs, needed),
    say({ type: 'read-config' }),
    say({ type: 'disable' }),
    say({ type: 'use-v2' }, 200),
    say({ type: 'magic' }),
    say({ type: 'summary' }),
    say({ type: 'new-session' }),
    say({ type: 'disable' }),
  ];
}

/** Ends a vote that may run, and starts one. */
export const startVote = (base: 'v1' | 'v2'): readonly Saying[] =>
  base === 'v1'
    ? [
        say({ type: 'disable' }, 160, needed),
        say({ type: 'reset-counter' }, 180),
        say({ type: 'start', old: true }, plainPauseMs, needed),
      ]
    : [
        say({ type: 'stop' }, plainPauseMs, needed),
        say({ type: 'disable' }),
        say({ type: 'new-session' }),
        // In the one log there is, this is not acknowledged.
        say({ type: 'reset-counter' }),
        say({ type: 'poll-type', answers: 'letters' }),
        say({ type: 'start', old: false }, plainPauseMs, needed),
      ];

export const stopVote = (base: 'v1' | 'v2'): readonly Saying[] =>
  base === 'v1'
    ? [say({ type: 'disable' }, 130, { isNeeded: true, beforeMs: 210 })]
    : [say({ type: 'stop' }, plainPauseMs, needed), say({ type: 'disable' })];

/** After the stop, as the maker's program does it. */
export const wrapUp: readonly Saying[] = [
  say({ type: 'read-records', from: 0 }),
  say({ type: 'new-session' }),
  say({ type: 'summary' }),
];

/** v1: the records from there on. Ends with the last report of them. */
export const readRecords = (from: number): readonly Saying[] => [
  {
    ...say({ type: 'read-records', from }, plainPauseMs, { isNeeded: true, waitMs: recordsMs }),
    until: 'records',
  },
];

/** v1 goes on with what it holds: starting alone clears nothing. */
export const goOnWithVote: readonly Saying[] = [say({ type: 'start', old: true }, plainPauseMs, needed)];
