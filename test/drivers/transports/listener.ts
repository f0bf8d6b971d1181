/** A listener to a transport: what came, and waiting for what will come. */
import type { Link, Refusal, Transport } from '../../../drivers/transports/transport.ts';

export interface Connection<Sent, Received> {
  readonly link: Link<Sent>;
  readonly received: Received[];
  readonly unanswered: Received[];
  isUp(): boolean;
  down(): { readonly reason: string; readonly refusal?: Refusal; readonly detail?: string } | null;
  until(condition: () => boolean): Promise<void>;
}

export function connectTo<Sent, Received>(transport: Transport<Sent, Received>): Connection<Sent, Received> {
  const received: Received[] = [];
  const unanswered: Received[] = [];
  const watchers = new Set<() => void>();
  let up = false;
  let down: ReturnType<Connection<Sent, Received>['down']> = null;
  const look = (): void => {
    for (const watcher of watchers) watcher();
  };
  const link = transport.connect({
    up() {
      if (up || down) throw new Error('up twice, or after down');
      up = true;
      look();
    },
    down(reason, refusal, detail) {
      if (down) throw new Error('down twice');
      down = {
        reason,
        ...(refusal === undefined ? {} : { refusal }),
        ...(detail === undefined ? {} : { detail }),
      };
      look();
    },
    received(data) {
      if (down) throw new Error('something came after down');
      received.push(data);
      look();
    },
    unanswered(data) {
      unanswered.push(data);
      look();
    },
  });
  return {
    link,
    received,
    unanswered,
    isUp: () => up,
    down: () => down,
    until: (condition) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!condition()) return;
          watchers.delete(check);
          resolve();
        };
        watchers.add(check);
        check();
      }),
  };
}
