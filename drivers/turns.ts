/**
 * Messages of which only one may travel at a time: devices with a prompt, with an answer to each request, or
 * with a pause between commands. Pure, with a bound; the session says when the next one's turn has come.
 */
export interface Turns<Message> {
  /** The one that travels. */
  readonly current: Message | null;
  readonly waiting: readonly Message[];
}

export const noTurns: Turns<never> = { current: null, waiting: [] };

/** More than this never wait for one device: the newest is dropped, and its command runs into its deadline. */
const maxWaiting = 256;

export interface Turned<Message> {
  readonly turns: Turns<Message>;
  /** To be sent now. */
  readonly send: readonly Message[];
}

export function enqueue<Message>(turns: Turns<Message>, messages: readonly Message[]): Turned<Message> {
  const waiting = [...turns.waiting, ...messages].slice(0, maxWaiting);
  return turns.current === null
    ? advance({ current: null, waiting })
    : { turns: { ...turns, waiting }, send: [] };
}

/** The current one is over (answered, prompted, given up): the next goes out. */
export function advance<Message>(turns: Turns<Message>): Turned<Message> {
  const [next, ...waiting] = turns.waiting;
  return next === undefined
    ? { turns: { current: null, waiting: [] }, send: [] }
    : { turns: { current: next, waiting }, send: [next] };
}
