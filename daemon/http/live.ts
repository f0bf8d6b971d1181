/** The live WebSocket of the house's pages: subscribe, snapshot, gapless deltas, heartbeat; one channel for each view. */
import type {} from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { Cancel, Clock } from '../../protocols/clock.ts';
import { subscribeSchema, type LiveMessage } from '../../protocols/api/live.ts';
import { heartbeatMs } from '../../protocols/api/timing.ts';
import type { Role } from '../../protocols/api/commands.ts';
import type { View } from '../../protocols/api/views.ts';
import { definedOnly } from '../chamber/defined.ts';
import { createChannel, write, type Channel } from './channel.ts';

export interface LiveOptions {
  readonly clock: Clock;
  view(name: Role): View;
}

export interface Live {
  /** Something a view may show has changed. */
  changed(): void;
  stop(): void;
}

/**
 * Views a role may subscribe to; anonymous pages are displays. Chair and clerk see titles of items that are not
 * public: nobody else does.
 */
export const mayWatch: Readonly<Record<Role, readonly Role[]>> = {
  operator: ['operator', 'display'],
  chair: ['chair', 'display'],
  clerk: ['clerk', 'chair', 'display'],
  display: ['display'],
};

/** At most twenty deltas a second per view; the first after a pause goes at once. */
const minPauseMs = 50;
/**
 * After a look that found nothing to send. A press is heard before it is on disk: the look at the one must not hold
 * back the news of the other.
 */
const shortPauseMs = 5;
const maxClients = 1500;

/** One view's channel, and when it may be looked at again. */
interface Paced {
  readonly channel: Channel;
  nextAt: number;
  cancel: Cancel | null;
}

export function registerLive(app: FastifyInstance, options: LiveOptions): Live {
  const { clock } = options;
  const channels = new Map<Role, Paced>();
  let clientCount = 0;
  let cancelHeartbeat: Cancel | null = null;
  let stopped = false;

  function channelOf(name: Role): Channel {
    const known = channels.get(name);
    if (known) return known.channel;
    const channel = createChannel(() => options.view(name));
    channels.set(name, { channel, nextAt: Number.NEGATIVE_INFINITY, cancel: null });
    return channel;
  }

  function publish(paced: Paced): void {
    paced.cancel?.();
    paced.cancel = null;
    if (paced.channel.clients.size === 0) return;
    const isSent = paced.channel.refresh();
    paced.nextAt = clock.now() + (isSent ? minPauseMs : shortPauseMs);
  }

  function heartbeat(): void {
    const message: LiveMessage = { type: 'heartbeat', wallMs: clock.wall() };
    const text = JSON.stringify(message);
    for (const paced of channels.values()) {
      // Some things become true by time alone, such as the offer to hand the direction back.
      publish(paced);
      paced.channel.broadcast(text);
    }
    if (!stopped) cancelHeartbeat = clock.after(heartbeatMs, heartbeat);
  }
  cancelHeartbeat = clock.after(heartbeatMs, heartbeat);

  app.get('/api/live', { websocket: true, schema: { hide: true } }, (socket, request) => {
    if (++clientCount > maxClients || stopped) {
      clientCount--;
      socket.close(1013);
      return;
    }
    const role = request.role ?? 'display';
    let subscribed: Channel | null = null;
    socket.on('message', (data: Buffer) => {
      const wish = subscribeSchema.safeParse(parseJson(data));
      if (!wish.success || !mayWatch[role].includes(wish.data.view)) {
        const error = wish.success ? (request.role ? 'wrong-role' : 'not-signed-in') : 'invalid-input';
        const message: LiveMessage = { type: 'ended', error };
        write(socket, JSON.stringify(message));
        socket.close(1008);
        return;
      }
      subscribed?.clients.delete(socket);
      const channel = channelOf(wish.data.view);
      subscribed = channel;
      channel.join(socket, definedOnly({ epoch: wish.data.epoch, revision: wish.data.revision }));
      write(socket, JSON.stringify({ type: 'heartbeat', wallMs: clock.wall() } satisfies LiveMessage));
    });
    socket.on('close', () => {
      clientCount--;
      subscribed?.clients.delete(socket);
    });
    socket.on('error', () => socket.terminate());
  });

  return {
    changed() {
      if (stopped) return;
      for (const paced of channels.values()) {
        if (paced.cancel) continue;
        const wait = paced.nextAt - clock.now();
        if (wait <= 0) publish(paced);
        else paced.cancel = clock.after(wait, () => publish(paced));
      }
    },
    stop() {
      stopped = true;
      cancelHeartbeat?.();
      for (const { channel, cancel } of channels.values()) {
        cancel?.();
        for (const client of channel.clients) client.close(1001);
      }
    },
  };
}

function parseJson(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'));
  } catch {
    return undefined;
  }
}
