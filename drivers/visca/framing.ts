/**
 * What the ways of carrying VISCA frames differ in, as seen by the session: with Sony's header and its numbers
 * (over-ip.ts), or bare (raw.ts), where only order and sockets tell what an answer belongs to.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { Inquiry, ViscaBody } from '../../protocols/visca/requests.ts';
import type { Pending, Running, Turn } from './state.ts';

export interface Framing {
  /** What a new link begins with: over IP, with the reset of the numbers. */
  readonly firstPhase: 'resetting' | 'identifying';
  /** Models' own words about themselves may be believed. */
  readonly knowsModels: boolean;
  /** `body` null: the reset of the numbers. */
  encode(sequence: number, body: ViscaBody | null, device: number): Uint8Array;
  received(turn: Turn, data: Uint8Array): void;
  /** How long to wait for the answer to this transmission, ms. */
  patienceMs(turn: Turn, pending: Pending): number;
  /** No answer came to the pending request in that time. */
  unanswered(turn: Turn, pending: Pending): void;
  /** Longer than this without any answer, and the camera is gone, ms. */
  silenceMs(turn: Turn): number;
  /** Asks after the lost end signal of this move; false: only the move sent anew brings another one. */
  asksAfterEnd(turn: Turn, running: Running): boolean;
  /** Looks after moves that seem never to have arrived; true when a request went out. */
  recover(turn: Turn): boolean;
  /** From when on this may be asked: not while an older answer would be taken for the new one. */
  askableAt(turn: Turn, inquiry: Inquiry): MonotonicMs;
  /** Commands that move nothing may be sent now. */
  mayStore(turn: Turn): boolean;
}
