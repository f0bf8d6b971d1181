/**
 * What a session is connected by. A transport opens one link at a time; reconnecting, back-off and
 * deadlines are the shell's. Only this folder owns sockets and the libraries that own sockets.
 */
/** The device said no for good: trying again soon is useless or unwanted. Codes of drivers/session.ts. */
export type Refusal = 'wrong-password' | 'wrong-version' | 'kicked';

export interface LinkSink<Received> {
  /** At most once, when the link can carry data. */
  up(): void;
  /** Exactly once, whoever ended it; nothing is reported afterwards. With a refusal the shell waits long. */
  down(reason: string, refusal?: Refusal): void;
  received(data: Received): void;
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
