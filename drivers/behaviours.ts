/**
 * What a driver of a microphone system must do, as the conformance suite (test/conformance/) runs it on all of
 * them. Where a protocol has no means for one, its kind says so with the section of the facts that shows it
 * (`notOffered`), and `npm run devices` prints the list. What concerns the link alone is never missing.
 */
export const microphoneBehaviours = [
  /** Who speaks and who waits is known right after connecting. */
  'snapshot',
  /** A press on the unit is reported. */
  'press',
  /** Requests are reported. */
  'request',
  /** … in the device's own order. */
  'order',
  /** A request taken back at the unit is reported. */
  'withdraw',
  /** We switch a microphone on. */
  'open',
  /** We switch a microphone off. */
  'close',
  /** A full speak list is respected, and its limit known. */
  'max-open',
  /** The chair's microphone is apart from the delegates'. */
  'chair',
  /** The mode is known. */
  'mode',
  /** We change the mode. */
  'set-mode',
  /** Names of seats, and their changes. */
  'names',
  /** Units that are lost and found. */
  'presence',
  /** A command is answered, or its effect can be read back. */
  'answer',
] as const;

export type MicrophoneBehaviour = (typeof microphoneBehaviours)[number];
/** By behaviour: the section of the facts and the reason, e.g. `5.1: no names`. */
export type NotOffered = Readonly<Partial<Record<MicrophoneBehaviour, string>>>;
