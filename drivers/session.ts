/**
 * The contract of every protocol exchange: a total, pure function from (state, input, now) to a new state
 * and outputs. No I/O, no timers, no clock of its own; the shell in run-session.ts supplies them. What
 * travels is bytes, datagrams, HTTP exchanges or JSON messages: the type parameters `Sent` and `Received`.
 */
import type { MonotonicMs } from '../protocols/clock.ts';
import type { Outcome } from '../protocols/models/outcome.ts';
import type { Refusal } from './transports/transport.ts';

export type CommandId = number;

export type Input<Command, Received> =
  /** The link is usable. A session starts from scratch here: nothing is replayed, the truth is asked for. */
  | { readonly type: 'link-up' }
  /** The shell has settled every open command by then and dropped every timer: forget both, settle nothing. */
  | { readonly type: 'link-down'; readonly reason: string }
  | { readonly type: 'received'; readonly data: Received }
  | { readonly type: 'timer'; readonly name: string }
  | { readonly type: 'submitted'; readonly id: CommandId; readonly command: Command }
  /** The shell gave up on this command (its deadline passed) and has settled it: forget it. */
  | { readonly type: 'abandoned'; readonly id: CommandId };

export type Output<Event, Sent> =
  | { readonly type: 'send'; readonly data: Sent }
  /** Sets the named timer of this session, replacing one of the same name. */
  | { readonly type: 'arm'; readonly timer: string; readonly afterMs: number }
  | { readonly type: 'disarm'; readonly timer: string }
  /** Ends a submitted command. Settling twice is a bug and ends the process. */
  | { readonly type: 'settle'; readonly id: CommandId; readonly outcome: Outcome }
  | { readonly type: 'emit'; readonly event: Event }
  | { readonly type: 'status'; readonly status: DeviceStatus }
  /** Something on the wire made no sense. Counted and shown, survived. */
  | { readonly type: 'garbage'; readonly count: number }
  /**
   * The other side is dead though the link looks alive: drop it and connect anew. With a refusal (a wrong
   * password told by the device's own words, another device at this address) the shell waits long.
   */
  | { readonly type: 'hang-up'; readonly reason: string; readonly refusal?: Refusal };

/** How a device answers while its link is up; `code` is a key of the message catalogue. */
export interface DeviceStatus {
  readonly level: 'ok' | 'warning' | 'fault';
  readonly code: StatusCode;
  /** What a person needs to mend it, e.g. a certificate's fingerprint. Never secret. */
  readonly detail?: string;
}

export type StatusCode =
  | 'ready'
  /** The link is up, the first snapshot is not complete yet. */
  | 'synchronising'
  | 'slow'
  | 'silent'
  | 'not-ready'
  | Refusal
  /** The device asks for a licence before it does what we need. */
  | 'no-licence'
  | 'never-arrives'
  /** It works, and its word about having arrived is not believed until a calibration has tried it. */
  | 'unknown-model'
  | 'power-off'
  /** Two vote keypads say that they are the same; the detail names it. */
  | 'keypad-twice'
  /** Vote keypads that are not plugged in; the detail names them. */
  | 'keypad-missing';

export interface Step<State, Event, Sent> {
  readonly state: State;
  readonly outputs: readonly Output<Event, Sent>[];
}

export interface Session<State, Command, Event, Sent, Received> {
  readonly initial: State;
  /** How long the shell waits before it settles this command as `device-deadline`, ms. */
  deadlineMs(command: Command): number;
  step(state: State, input: Input<Command, Received>, now: MonotonicMs): Step<State, Event, Sent>;
}

/** An HTTP request and its answer, matched by `id`; the form in which HTTP sessions send and receive. */
export interface HttpRequest {
  readonly id: number;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

export interface HttpExchange {
  readonly id: number;
  readonly result:
    | { readonly ok: true; readonly status: number; readonly body: string }
    /** No whole answer: the connection broke, or `timeoutMs` passed. The device may have acted. */
    | { readonly ok: false; readonly reason: 'timeout' | 'broken' };
}
