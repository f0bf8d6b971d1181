/**
 * The one model of what votes are pressed on: keypads on a radio or a cable, and the voting keys of conference
 * units. A device opens one ballot at a time for everybody, tells what was pressed and by which keypad, and
 * after the close says when nothing more can come. Who sits behind a keypad, whether a press counts, and the
 * result are the daemon's; the hardware is buttons and lamps.
 */

/** The device's own name of what was pressed, 1..64 characters: a seat number or a keypad's number or serial, as text. */
export type KeypadId = string;

export interface VotingCapabilities {
  /** Every press comes with the keypad it was made on; false: the device tells totals only. */
  readonly individualVotes: boolean;
  /** Most options of one ballot. */
  readonly maxOptions: number;
  /** A voter may press again until the close; the last press counts. */
  readonly changeable: boolean;
  /**
   * How a press reaches us: `at-least-once` (repeated until taken, told apart by `Cast.id`), `reported-once`
   * (lost with the line it was reported on, found again by `readBack`), `at-most-once`, `totals-only`.
   */
  readonly delivery: 'at-least-once' | 'reported-once' | 'at-most-once' | 'totals-only';
  /**
   * When the voter's own device says "accepted": `after-store`: once we have said that it is on disk;
   * `by-device`: before we know of it; `never`: it has nothing to say it with.
   */
  readonly accepted: 'after-store' | 'by-device' | 'never';
  /** After the close the device is asked for all it has: what the line lost is found. */
  readonly readBack: boolean;
  /** Anybody with a radio, or at the cable, can press for any keypad: never for what must be authentic. */
  readonly forgeable: boolean;
  /** Votes from elsewhere can be put into the device's own count, so that its displays are complete. */
  readonly externalVotes: boolean;
}

export interface BallotOption {
  /** As shown on units that have a display, 1..40 characters. */
  readonly label: string;
  /** null: one of a list that is not yes, no, abstention. */
  readonly meaning: 'yes' | 'no' | 'abstain' | null;
}

/** What the device is doing for us. */
export interface VotingState {
  /** The ballot it was last opened for, since the link is up; null: none. */
  readonly ballot: string | null;
  /** `closed`: no more presses are taken, some may still come; `drained`: all that were made in time have come. */
  readonly phase: 'idle' | 'open' | 'closed' | 'drained';
  /** Final counts by option, from devices that tell no more than that; null: none yet. */
  readonly totals: readonly number[] | null;
}

/** One press. */
export interface Cast {
  readonly ballot: string;
  readonly keypad: KeypadId;
  /** Index into the ballot's options; null: a key, or keys, that mean none of them. */
  readonly option: number | null;
  /**
   * The same for every delivery of one press, another for every other press of the ballot, also across restarts
   * of both sides: made from the device's own counter. null: the device has none; then the same option again
   * is a repetition.
   */
  readonly id: string | null;
  /** For `acknowledge-cast`; unique while the driver runs. */
  readonly receipt: number;
}

export type VotingEvent =
  /** What the device does for us: after every (re)connect, and at every change. */
  { readonly type: 'voting'; readonly state: VotingState } | ({ readonly type: 'cast' } & Cast);

export type VotingCommand =
  /** Ends what the device had open, and takes votes on this one. Settles once it does. The same again: nothing. */
  | {
      readonly type: 'open-ballot';
      readonly ballot: string;
      readonly title: string;
      readonly options: readonly BallotOption[];
      /** It was open before this program was started anew: what the device holds of it counts. Absent: it was not. */
      readonly resumed?: boolean;
    }
  /**
   * No more presses. Settles once none is taken; then the driver reads back, emits what it finds as casts, and
   * reports `drained`. Of a ballot that is not open: `drained` at once, if it was the last one. With the options,
   * one that was opened before this program was started anew can be read as well; a device that cannot tell whose
   * votes it holds reads none.
   */
  | { readonly type: 'close-ballot'; readonly ballot: string; readonly options?: readonly BallotOption[] }
  /** The cast of this receipt is on disk (`stored`), or was looked at and does not count: the device may forget it. */
  | { readonly type: 'acknowledge-cast'; readonly receipt: number; readonly stored: boolean }
  /** Somebody voted elsewhere, for whom this keypad stands. */
  | {
      readonly type: 'external-cast';
      readonly ballot: string;
      readonly keypad: KeypadId;
      readonly option: number;
    };

export const notVoting: VotingState = { ballot: null, phase: 'idle', totals: null };

export const isVotingEvent = (event: { readonly type: string }): event is VotingEvent =>
  event.type === 'voting' || event.type === 'cast';

const votingCommands: readonly string[] = [
  'open-ballot',
  'close-ballot',
  'acknowledge-cast',
  'external-cast',
] satisfies readonly VotingCommand['type'][];

export const isVotingCommand = (command: { readonly type: string }): command is VotingCommand =>
  votingCommands.includes(command.type);

/** Presses are facts for the journal, not state: they change nothing here. */
export const applyVotingEvent = (state: VotingState, event: VotingEvent): VotingState =>
  event.type === 'voting' ? event.state : state;
