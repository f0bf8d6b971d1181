/**
 * One view for many pages on WebSockets: snapshot, gapless deltas, catching up. A delta is built once and written
 * in slices, so that a thousand pages do not hold up a cut; a page that does not read is let go.
 */
import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { diff } from '../../protocols/api/merge-patch.ts';

const sliceSize = 50;
const keptDeltas = 200;
const maxUnsentBytes = 1_000_000;

/** Names the daemon's run: a page that was here before a restart starts anew. */
export const epoch = randomUUID();

export interface Channel {
  readonly clients: Set<WebSocket>;
  /** Brings the view up to date; everybody on the channel gets the delta. false: there was none. */
  refresh(): boolean;
  /** Subscribes and sends what the page is missing: deltas, or a snapshot. */
  join(client: WebSocket, known: { readonly epoch?: string; readonly revision?: number }): void;
  broadcast(text: string): void;
}

export function write(client: WebSocket, text: string): void {
  if (client.readyState !== client.OPEN) return;
  // A page that fell asleep with the line open comes back for a snapshot.
  if (client.bufferedAmount > maxUnsentBytes) client.close(1013);
  else client.send(text);
}

/** In slices, with the event loop's other work between. */
export function inSlices<Item>(items: readonly Item[], each: (item: Item) => void, from = 0): void {
  for (const item of items.slice(from, from + sliceSize)) each(item);
  if (from + sliceSize < items.length) setImmediate(inSlices, items, each, from + sliceSize);
}

export function createChannel(viewNow: () => unknown): Channel {
  const clients = new Set<WebSocket>();
  let revision = 0;
  let view = viewNow();
  /** The last deltas, the newest with the present revision. */
  const deltas: string[] = [];

  const broadcast = (text: string): void => inSlices([...clients], (client) => write(client, text));

  function refresh(): boolean {
    const next = viewNow();
    const patch = diff(view, next);
    view = next;
    if (patch === undefined) return false;
    revision++;
    const text = JSON.stringify({ type: 'delta', revision, patch });
    deltas.push(text);
    if (deltas.length > keptDeltas) deltas.shift();
    broadcast(text);
    return true;
  }

  return {
    clients,
    refresh,
    broadcast,
    join(client, known) {
      refresh();
      // Subscribed before the snapshot is written, in one turn of the loop: nothing can fall between.
      clients.add(client);
      const missing = revision - (known.revision ?? -1);
      const isGapless =
        known.epoch === epoch && known.revision !== undefined && missing >= 0 && missing <= deltas.length;
      const texts = isGapless
        ? deltas.slice(deltas.length - missing)
        : [JSON.stringify({ type: 'snapshot', epoch, revision, view })];
      for (const text of texts) write(client, text);
    },
  };
}
