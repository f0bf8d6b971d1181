/** What a session without headers remembers beside the rest (raw.ts). */
import type { MonotonicMs } from '../../protocols/clock.ts';
import { noBytes } from '../../protocols/codec.ts';
import type { Inquiry, ViscaBody } from '../../protocols/visca/requests.ts';
import type { Job } from './state.ts';

/** A move that was sent and not acknowledged yet: lost, or its ACK is withheld until the motion is over. */
export interface Parked {
  readonly sequence: number;
  readonly bytes: Uint8Array;
  readonly body: ViscaBody;
  readonly job: Job;
  readonly sentAt: MonotonicMs;
}

export interface RawState {
  /** Bytes of an unfinished frame. */
  readonly rest: Uint8Array;
  /** In the order sent; ACKs come in that order. */
  readonly parked: readonly Parked[];
  /**
   * An inquiry that was sent more than once and is answered: a further answer to it says that none was lost
   * and the camera is slow, `tookMs` at that time.
   */
  readonly repeated: {
    readonly inquiry: Inquiry;
    readonly tookMs: number;
    /** A second answer before then is one that the network has doubled, or waited with. */
    readonly dueAt: MonotonicMs;
    /** So many copies may be answered yet. */
    readonly open: number;
  } | null;
  /** Until then an answer to an older copy may come; answers differ in length, so only the same question waits. */
  readonly quietUntil: Readonly<Partial<Record<Inquiry, MonotonicMs>>>;
  /** When the pending request was sent again last. */
  readonly lastSentAt: MonotonicMs;
  /** An inquiry that got no answer at all: unknown to the camera, if the next request gets one. */
  readonly mute: Inquiry | null;
}

export const freshRaw: RawState = {
  rest: noBytes,
  parked: [],
  repeated: null,
  quietUntil: {},
  lastSentAt: 0,
  mute: null,
};
