/**
 * A member's page as a stubborn client: it makes the id of a cast before it sends, keeps what was not answered, and
 * sends it again over every new line until there is a receipt or a refusal. What it was told is its own list.
 */
import { WebSocket } from 'ws';
import type { Receipt, SeatMessage } from '../../protocols/api/seat.ts';

export interface PageVoter {
  readonly person: string;
  /** Presses an option: the one before counts no more for this voter. */
  press(ballot: string, choice: string): void;
  /** Nothing waits for an answer. */
  isSettled(): boolean;
  /** Every receipt there was, in order. */
  readonly receipts: readonly Receipt[];
  readonly refusals: readonly string[];
  /** Receipts of one cast that differ: there must be none. */
  readonly contradictions: number;
  /** The last choice of a ballot that was acknowledged. */
  acknowledged(ballot: string): string | undefined;
  /** Breaks the line; it comes back by itself. */
  cut(): void;
  /** A delivery of this ballot's first cast that was long on its way, whatever was sent since. */
  repeatFirst(ballot: string): void;
  close(): void;
}

const retryMs = 60;

export function createPageVoter(options: {
  readonly person: string;
  readonly cookie: string;
  readonly ca: Buffer;
  url(): string;
}): PageVoter {
  const { person, cookie, ca } = options;
  const receipts: Receipt[] = [];
  const refusals: string[] = [];
  let pending: { readonly ballot: string; readonly cast: string; readonly choice: string } | null = null;
  let socket: WebSocket | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isOver = false;
  let casts = 0;
  let contradictions = 0;

  const send = (): void => {
    if (pending && socket?.readyState === WebSocket.OPEN)
      socket.send(JSON.stringify({ type: 'cast', ...pending }));
  };

  function hear(message: SeatMessage): void {
    if (message.type === 'receipt') {
      const { receipt } = message;
      const known = receipts.find(({ cast }) => cast === receipt.cast);
      if (known && JSON.stringify(known) !== JSON.stringify(receipt)) contradictions++;
      if (!known) receipts.push(receipt);
      if (pending?.cast === receipt.cast) pending = null;
    } else if (message.type === 'refused' && pending?.cast === message.id) {
      // The disk is not there at the moment: that is no answer.
      if (message.error === 'journal-failed') return;
      refusals.push(message.error);
      pending = null;
    }
  }

  function connect(): void {
    if (isOver) return;
    const line = new WebSocket(`${options.url().replace('https', 'wss')}/api/seat/live`, {
      headers: { cookie },
      ca,
      perMessageDeflate: false,
    });
    socket = line;
    line.on('open', () => {
      line.send('{"type":"subscribe"}');
      send();
    });
    line.on('message', (data: Buffer) => hear(JSON.parse(data.toString('utf8')) as SeatMessage));
    line.on('error', () => line.terminate());
    line.on('close', () => {
      if (!isOver) timer = setTimeout(connect, retryMs);
    });
  }
  connect();

  return {
    person,
    press(ballot, choice) {
      pending = { ballot, cast: `${person}-${++casts}`.padEnd(8, '-'), choice };
      send();
    },
    isSettled: () => pending === null,
    receipts,
    refusals,
    get contradictions() {
      return contradictions;
    },
    acknowledged: (ballot) => receipts.findLast((receipt) => receipt.ballot === ballot)?.choice,
    cut: () => socket?.terminate(),
    repeatFirst(ballot) {
      const first = receipts.find((receipt) => receipt.ballot === ballot);
      if (first && socket?.readyState === WebSocket.OPEN) {
        const { cast, choice } = first;
        socket.send(JSON.stringify({ type: 'cast', ballot, cast, choice }));
      }
    },
    close() {
      isOver = true;
      if (timer) clearTimeout(timer);
      socket?.terminate();
    },
  };
}
