/**
 * The live WebSocket: subscribe, snapshot, gapless deltas, heartbeat. A delta is built once per view and
 * written in slices, so that a thousand pages do not hold up a cut; a page that does not read is let go.
 */
import { randomUUID } from 'node:crypto';
import type {} from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import type { Cancel, Clock } from '../../protocols/clock.ts';
import { subscribeSchema, type LiveMessage } from '../../protocols/api/live.ts';
import { heartbeatMs } from '../../protocols/api/timing.ts';
import type { Role } from '../../protocols/api/commands.ts';
import { diff } from '../../protocols/api/merge-patch.ts';
import type { View } from '../../protocols/api/views.ts';

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

const sliceSize = 50;
const keptDeltas = 200;
/** At most twenty deltas a second per view; the first after a pause goes at once. */
const minPauseMs = 50;
const maxUnsentBytes = 1_000_000;
const maxClients = 1500;

interface Channel {
  readonly clients: Set<WebSocket>;
  revision: number;
  view: View;
  /** The last deltas, the newest with the present revision. */
  readonly deltas: { readonly revision: number; readonly text: string }[];
}

export function registerLive(app: FastifyInstance, options: LiveOptions): Live {
  const { clock } = options;
  const epoch = randomUUID();
  const channels = new Map<Role, Channel>();
  let clientCount = 0;
  let cancelPublish: Cancel | null = null;
  let lastPublish = Number.NEGATIVE_INFINITY;
  let cancelHeartbeat: Cancel | null = null;
  let stopped = false;

  function channelOf(name: Role): Channel {
    const known = channels.get(name);
    if (known) return known;
    const channel: Channel = { clients: new Set(), revision: 0, view: options.view(name), deltas: [] };
    channels.set(name, channel);
    return channel;
  }

  /** Brings the channel's view up to date; everybody on it gets the delta. */
  function refresh(name: Role, channel: Channel): void {
    const view = options.view(name);
    const patch = diff(channel.view, view);
    channel.view = view;
    if (patch === undefined) return;
    channel.revision++;
    const message: LiveMessage = { type: 'delta', revision: channel.revision, patch };
    const text = JSON.stringify(message);
    channel.deltas.push({ revision: channel.revision, text });
    if (channel.deltas.length > keptDeltas) channel.deltas.shift();
    broadcast([...channel.clients], text);
  }

  function publish(): void {
    cancelPublish = null;
    lastPublish = clock.now();
    for (const [name, channel] of channels) {
      if (channel.clients.size > 0) refresh(name, channel);
    }
  }

  function broadcast(clients: readonly WebSocket[], text: string, from = 0): void {
    for (const client of clients.slice(from, from + sliceSize)) write(client, text);
    if (from + sliceSize < clients.length) setImmediate(broadcast, clients, text, from + sliceSize);
  }

  function write(client: WebSocket, text: string): void {
    if (client.readyState !== client.OPEN) return;
    // A page that fell asleep with the line open comes back for a snapshot.
    if (client.bufferedAmount > maxUnsentBytes) client.close(1013);
    else client.send(text);
  }

  function heartbeat(): void {
    // Some things become true by time alone, such as the offer to hand the direction back.
    publish();
    const message: LiveMessage = { type: 'heartbeat', wallMs: clock.wall() };
    const text = JSON.stringify(message);
    for (const channel of channels.values()) broadcast([...channel.clients], text);
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
      refresh(wish.data.view, channel);
      // Subscribed before the snapshot is written, in one turn of the loop: nothing can fall between.
      subscribed = channel;
      channel.clients.add(socket);
      for (const text of catchUp(channel, wish.data.epoch, wish.data.revision)) write(socket, text);
      write(socket, JSON.stringify({ type: 'heartbeat', wallMs: clock.wall() } satisfies LiveMessage));
    });
    socket.on('close', () => {
      clientCount--;
      subscribed?.clients.delete(socket);
    });
    socket.on('error', () => socket.terminate());
  });

  function catchUp(
    channel: Channel,
    knownEpoch: string | undefined,
    knownRevision: number | undefined,
  ): string[] {
    const missing = channel.revision - (knownRevision ?? -1);
    if (
      knownEpoch === epoch &&
      knownRevision !== undefined &&
      missing >= 0 &&
      missing <= channel.deltas.length
    )
      return channel.deltas.slice(channel.deltas.length - missing).map(({ text }) => text);
    const message: LiveMessage = { type: 'snapshot', epoch, revision: channel.revision, view: channel.view };
    return [JSON.stringify(message)];
  }

  return {
    changed() {
      if (cancelPublish || stopped) return;
      const wait = lastPublish + minPauseMs - clock.now();
      if (wait <= 0) publish();
      else cancelPublish = clock.after(wait, publish);
    },
    stop() {
      stopped = true;
      cancelPublish?.();
      cancelHeartbeat?.();
      for (const channel of channels.values()) for (const client of channel.clients) client.close(1001);
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
