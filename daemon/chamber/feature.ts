/**
 * What the loop knows of the chamber: features as pure functions and one fast track, and no word of the
 * domain. Every reducer sees every event; `decide` and `observe` read the whole root state and emit only
 * their own events.
 */
import type { MonotonicMs, WallMs } from '../../protocols/clock.ts';
import type { DeviceCommand } from '../../protocols/models/commands.ts';
import type { Observed } from '../../protocols/models/observed.ts';
import type { ErrorCode } from '../../protocols/api/errors.ts';

/** A fact for the journal. `personal` lies beside the hash chain and can be deleted later. */
export interface DomainEvent {
  readonly type: string;
  readonly version: number;
  readonly data: object;
  readonly personal?: object;
}

/** An event as the journal holds it; `at` is wall time, a label only. */
export interface Recorded<Event> {
  readonly event: Event;
  readonly at: WallMs;
  readonly seq: number;
}

export type Decision<Event> =
  | {
      readonly ok: true;
      readonly events: readonly Event[];
      /** One-shot wishes to devices, carried out at once; their outcome is part of the answer. */
      readonly effects?: readonly DeviceCommand[];
      /** Facts only if every effect was carried out; part of the answer like `events`. */
      readonly afterwards?: readonly Event[];
      /** Facts if one failed and may have been carried out all the same. */
      readonly inDoubt?: readonly Event[];
    }
  | {
      readonly ok: false;
      readonly error: ErrorCode;
      /** That it was refused is a fact too. */
      readonly events?: readonly Event[];
    };

export interface Feature<Root, Event, Command> {
  /** undefined: not a command of this feature. */
  decide?(root: Root, observed: Observed, command: Command, at: WallMs): Decision<Event> | undefined;
  /** What follows for the journal: called after every change of what is observed, and after every command. */
  observe?(root: Root, observed: Observed): readonly Event[];
  /** Returns the same root where nothing changed. */
  reduce(root: Root, recorded: Recorded<Event>): Root;
}

/** A difference between what a device should report and what it does, with the command that ends it. */
export interface Wish {
  /** What is wished for, e.g. `obs/program`. */
  readonly key: string;
  readonly wanted: string;
  /** null: not known, so nothing is sent. */
  readonly reported: string | null;
  readonly command: DeviceCommand;
  readonly insist: boolean;
}

export interface TrackResult<Memory, Event, Picture> {
  readonly memory: Memory;
  readonly wishes: readonly Wish[];
  /** Events that need no sync before they act: journalled in batches. */
  readonly traces: readonly Event[];
  readonly wakeAt: MonotonicMs | null;
  /** What pages show of it. */
  readonly picture: Picture;
}

/** The path from a report to a command that never waits for a disk. */
export interface FastTrack<Root, Event, Memory, Picture> {
  readonly initial: Memory;
  run(
    memory: Memory,
    acting: Root,
    observed: Observed,
    now: MonotonicMs,
    wall: WallMs,
  ): TrackResult<Memory, Event, Picture>;
}
