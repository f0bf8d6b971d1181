/**
 * What a session is connected by. A transport opens one link at a time; reconnecting, back-off and
 * deadlines are the shell's. Only this folder owns sockets and the libraries that own sockets.
 */
/** The device said no for good: trying again soon is useless or unwanted. Codes of drivers/session.ts. */
export type Refusal =
  | 'wrong-password'
  | 'wrong-version'
  | 'kicked'
  /** What answers at this address is something else. */
  | 'wrong-device'
  /** Two devices of the config claim one place on a shared line; the detail names it. */
  | 'address-twice'
  /** TLS with a certificate that nobody vouched for; the detail is its fingerprint, to be written into the config. */
  | 'unknown-certificate';

export interface LinkSink<Received> {
  /** At most once, when the link can carry data. */
  up(): void;
  /**
   * Exactly once, whoever ended it; nothing is reported afterwards. With a refusal the shell waits long;
   * `detail` is what a person needs to mend it.
   */
  down(reason: string, refusal?: Refusal, detail?: string): void;
  received(data: Received): void;
  /** An exchange ended without an answer: the session hears of it, but it is no sign of life. */
  unanswered(data: Received): void;
}

export interface Link<Sent> {
  /** Sends, or drops silently when the link is not up: the session learns of that by silence. */
  send(data: Sent): void;
  /** Ends the link; `down` follows. Calling it again changes nothing. */
  close(): void;
}

export interface Transport<Sent, Received> {
  /** Never calls the sink before it has returned. */
  connect(sink: LinkSink<Received>): Link<Sent>;
}
