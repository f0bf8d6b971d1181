/** A link inside the process, for tests and seeded runs: the far end is a plain object. */
import type { LinkSink, Transport } from './transport.ts';

export interface FarEnd<Sent, Received> {
  /** The session connected: answer through `sink`, call `sink.up()` to accept. */
  opened(sink: LinkSink<Received>): void;
  received(data: Sent): void;
  closed(): void;
}

export function createMemoryTransport<Sent, Received>(
  farEnd: FarEnd<Sent, Received>,
): Transport<Sent, Received> {
  return {
    connect(outer) {
      let open = true;
      let isUp = false;
      const sink: LinkSink<Received> = {
        up() {
          if (!open || isUp) return;
          isUp = true;
          outer.up();
        },
        down(reason, refusal, detail) {
          if (!open) return;
          open = false;
          outer.down(reason, refusal, detail);
        },
        received(data) {
          if (open && isUp) outer.received(data);
        },
        unanswered(data) {
          if (open && isUp) outer.unanswered(data);
        },
      };
      queueMicrotask(() => {
        if (open) farEnd.opened(sink);
      });
      return {
        send(data) {
          if (open && isUp) farEnd.received(data);
        },
        close() {
          if (!open) return;
          farEnd.closed();
          sink.down('closed');
        },
      };
    },
  };
}
