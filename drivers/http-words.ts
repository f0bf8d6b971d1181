/**
 * What one microphone system over HTTP says differently from the others (http-desk.ts runs them all): its
 * greeting, polls, questions and commands, and what their answers mean. All of it pure.
 */
import type { HttpAnswer } from '../protocols/http.ts';
import type { MicrophoneCommand, MicrophonesState } from '../protocols/models/microphones.ts';
import type { DeviceStatus, HttpRequest } from './session.ts';
import type { Refusal } from './transports/transport.ts';

/** What a round reads: who speaks and who waits, or that and all the rest. */
export type Scope = 'lists' | 'all';

export type Answered<Memory> =
  | {
      readonly type: 'understood';
      readonly memory: Memory;
      /** A poll brought something. */
      readonly news?: boolean;
      /** Something has changed, or was missed, that only a whole round can tell. */
      readonly gap?: boolean;
    }
  /** The device says no to a command. */
  | { readonly type: 'refused' }
  | { readonly type: 'garbage' }
  /** The device does not know us (any more): greet it again. */
  | { readonly type: 'session-lost' }
  | { readonly type: 'hang-up'; readonly reason: string; readonly refusal: Refusal };

/** What one system says differently from the others; all of it pure. */
export interface HttpWords<Question, Memory> {
  readonly initial: Memory;
  request(question: Question, memory: Memory): Omit<HttpRequest, 'id'>;
  /** What has to be asked next before anything else; undefined: we are welcome. */
  greeting(memory: Memory): Question | undefined;
  /** What stays true after the device has forgotten us. */
  restart(memory: Memory): Memory;
  /** What stays true after a poll ended without an answer; absent: everything. */
  interrupted?(memory: Memory): Memory;
  polls(memory: Memory): readonly Question[];
  reads(scope: Scope, memory: Memory): readonly Question[];
  /** A question that the picture can do without: no answer to it, or an odd one, is no failure of the round. */
  isOptional?(question: Question): boolean;
  /**
   * What a command is, one after the other; none: the picture shows it already. `refused`: the device would do
   * something else than what is meant. undefined: it cannot be done.
   */
  command(
    command: MicrophoneCommand,
    memory: Memory,
    open: readonly MicrophoneCommand[],
  ): readonly Question[] | 'refused' | undefined;
  /** `isStale`: news came after this was asked, so an answer about lists may be older than they. */
  answered(question: Question, answer: HttpAnswer, memory: Memory, isStale: boolean): Answered<Memory>;
  picture(memory: Memory): MicrophonesState;
  /** What is to be shown instead of `ready` once the picture is known. */
  status?(memory: Memory): DeviceStatus | null;
  /** From an accepted command to reading it back, ms. */
  readonly effectMs: number;
  /** Where news that come between two polls are lost: from news to the round that looks after them, ms. */
  readonly lookMs?: number;
}

/** Questions of a round are given up before the next is due. */
export const readTimeoutMs = 4500;
export const commandTimeoutMs = 3500;
