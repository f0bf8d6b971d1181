/**
 * The contract of every wire: pure functions between bytes or JSON and typed messages. A protocol has one
 * codec for each direction, so driver and simulator share both and a test can hold each against golden
 * frames. Three laws (test/protocols/laws.ts): decode∘encode is the identity; any split of the bytes
 * yields the same messages; random bytes never throw and never grow `pending` past its bound.
 */

/** What one chunk of a byte stream yielded. Garbage is data: it is counted, never thrown. */
export interface Decoded<Message> {
  readonly messages: readonly Message[];
  /** Bytes of an unfinished message, to be passed to the next call; at most `maxPendingBytes` long. */
  readonly pending: Uint8Array;
  /** Messages or runs of bytes in this chunk that made no sense. */
  readonly garbage: number;
}

/** One direction of a protocol on a byte stream (TCP, serial). */
export interface StreamCodec<Message> {
  readonly maxPendingBytes: number;
  encode(message: Message): Uint8Array;
  decode(pending: Uint8Array, chunk: Uint8Array): Decoded<Message>;
}

export type Parsed<Message> =
  { readonly ok: true; readonly message: Message } | { readonly ok: false; readonly reason: string };

/** One direction of a protocol whose messages arrive whole (UDP, HID reports). */
export interface DatagramCodec<Message> {
  readonly maxBytes: number;
  encode(message: Message): Uint8Array;
  parse(datagram: Uint8Array): Parsed<Message>;
}

export const noBytes: Uint8Array = new Uint8Array(0);
