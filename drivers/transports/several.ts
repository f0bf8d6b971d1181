/**
 * Many small devices that are one to the session: USB keypads, each on a link of its own. The whole is up from
 * the beginning; members come and go, are tried again by themselves, and the session is told of each. One that
 * is missing is no reason to drop the others in mid-ballot.
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import type { Link, Transport } from './transport.ts';

export type MemberNews<Received> =
  | { readonly member: string; readonly type: 'up' }
  | { readonly member: string; readonly type: 'down' }
  | { readonly member: string; readonly type: 'received'; readonly data: Received };

/** How long a member that is not there is left alone, ms. */
const retryMs = 1000;

export function createSeveralTransport<Received>(
  members: readonly { readonly id: string; readonly transport: Transport<never, Received> }[],
  clock: Clock,
): Transport<never, MemberNews<Received>> {
  return {
    connect(sink) {
      let over = false;
      const links = new Map<string, Link<never>>();
      const retries = new Map<string, Cancel>();
      const join = ({ id, transport }: (typeof members)[number]): void => {
        let isUp = false;
        retries.delete(id);
        links.set(
          id,
          transport.connect({
            up() {
              if (over) return;
              isUp = true;
              sink.received({ member: id, type: 'up' });
            },
            down() {
              if (over) return;
              links.delete(id);
              retries.set(
                id,
                clock.after(retryMs, () => join({ id, transport })),
              );
              if (isUp) sink.received({ member: id, type: 'down' });
            },
            received(data) {
              if (!over) sink.received({ member: id, type: 'received', data });
            },
            unanswered: () => undefined,
          }),
        );
      };
      queueMicrotask(() => {
        if (over) return;
        sink.up();
        for (const member of members) if (!over) join(member);
      });
      return {
        send: () => undefined,
        close() {
          if (over) return;
          over = true;
          for (const cancel of retries.values()) cancel();
          for (const link of links.values()) link.close();
          sink.down('closed');
        },
      };
    },
  };
}
