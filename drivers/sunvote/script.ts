/**
 * What is said to a SunVote base in which order, and how long is waited after each: the sequences and pauses
 * that were tried on the hardware. The base does not answer everything, so a wait ends by its answer or its time.
 */
import { plainVote, type SunvoteCommand } from '../../protocols/sunvote/commands.ts';

export interface Saying {
  readonly command: SunvoteCommand;
  readonly waitMs: number;
  /** An answer of this kind ends the wait; `press`: a slot that is not empty. */
  readonly until?: 'system' | 'scan' | 'slot' | 'press';
}

const answerMs = 300;
const wakePauseMs = 50;
const roundPauseMs = 20;

export const findBase: readonly Saying[] = [
  { command: { type: 'find-base' }, waitMs: answerMs, until: 'system' },
];

export const readRange: readonly Saying[] = [
  { command: { type: 'read-range' }, waitMs: answerMs, until: 'scan' },
];

const asked = (type: 'clear' | 'stop', base: number): Saying => ({
  command: { type, base },
  waitMs: answerMs,
  until: 'scan',
});

export const stopVote = (base: number): readonly Saying[] => [asked('stop', base)];

/** Ends whatever runs, and forgets what was pressed in it. */
export const endForeignVote = (base: number): readonly Saying[] => [
  asked('stop', base),
  asked('clear', base),
];

/** Without `isNew` what was pressed so far is not cleared: the vote goes on after the base lost its power. */
export const startVote = (base: number, isNew: boolean): readonly Saying[] => [
  { command: { type: 'start', base, ...plainVote }, waitMs: answerMs, until: 'scan' },
  ...(isNew ? [asked('clear', base)] : []),
  { command: { type: 'poll', base }, waitMs: answerMs, until: 'slot' },
  { command: { type: 'acknowledge', base, status: 0 }, waitMs: wakePauseMs },
  { command: { type: 'wake' }, waitMs: wakePauseMs },
];

/**
 * One question for a press. Keypads are woken only while they may press. The answer ends the wait, so that forty
 * who press in the same second are heard in a few; after the stop an empty slot is waited out, because what is
 * still on the radio may come.
 */
export const round = (base: number, status: number, isOpen: boolean, readMs: number): readonly Saying[] => [
  { command: { type: 'acknowledge', base, status }, waitMs: roundPauseMs },
  ...(isOpen ? [{ command: { type: 'wake' }, waitMs: roundPauseMs } as const] : []),
  { command: { type: 'poll', base }, waitMs: readMs, until: isOpen ? 'slot' : 'press' },
];
