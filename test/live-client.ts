/** A page's side of the live WebSocket without a page: subscribes, applies merge patches (RFC 7396), and remembers every message. */
import { WebSocket } from 'ws';
import type { Role } from '../protocols/api/commands.ts';
import type { LiveMessage } from '../protocols/api/live.ts';
import type { ViewOf } from '../protocols/api/views.ts';
import { eventually } from './running.ts';

export interface LiveClient<Name extends Role> {
  readonly messages: LiveMessage[];
  /** The view with every delta applied. Throws before the first snapshot. */
  view(): ViewOf<Name>;
  position(): { readonly epoch: string; readonly revision: number };
  /** Waits until the view satisfies a condition. */
  until(what: string, holds: (view: ViewOf<Name>) => boolean, withinMs?: number): Promise<ViewOf<Name>>;
  /** The code the connection was closed with. */
  readonly closed: Promise<number>;
  close(): void;
}

export interface LiveOptions<Name extends Role> {
  readonly view: Name;
  readonly cookie?: string;
  readonly origin?: string;
  /** What is known from before, to catch up. */
  readonly known?: { readonly epoch: string; readonly revision: number; readonly view: ViewOf<Name> };
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Written from the RFC, section 2, and shared with nobody. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = mergePatch(result[name], value);
  }
  return result;
}

export const liveUrl = (url: string): string => `${url.replace(/^http/, 'ws')}/api/live`;

/** Resolves with the first message that is not a heartbeat, or once caught up; rejects when the daemon refuses. */
export async function openLive<Name extends Role>(
  url: string,
  options: LiveOptions<Name>,
): Promise<LiveClient<Name>> {
  const socket = new WebSocket(liveUrl(url), {
    headers: {
      ...(options.cookie ? { cookie: options.cookie } : {}),
      ...(options.origin ? { origin: options.origin } : {}),
    },
  });
  const messages: LiveMessage[] = [];
  let view: unknown = options.known?.view;
  let epoch = options.known?.epoch ?? '';
  let revision = options.known?.revision ?? -1;
  const gaps: string[] = [];

  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as LiveMessage;
    messages.push(message);
    if (message.type === 'snapshot') ({ view, epoch, revision } = message);
    if (message.type === 'delta') {
      if (message.revision !== revision + 1) gaps.push(`${revision} → ${message.revision}`);
      revision = message.revision;
      view = mergePatch(view, message.patch);
    }
  });
  const closed = new Promise<number>((resolve) => {
    socket.on('close', (code) => resolve(code));
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  const { known } = options;
  socket.send(
    JSON.stringify({
      type: 'subscribe',
      view: options.view,
      ...(known ? { epoch: known.epoch, revision: known.revision } : {}),
    }),
  );
  // Every answer to a subscription ends with a heartbeat, or with the end.
  await eventually('an answer to the subscription', () =>
    messages.some(({ type }) => type !== 'snapshot' && type !== 'delta'),
  );

  const current = (): ViewOf<Name> => {
    if (gaps.length > 0) throw new Error(`gaps in the deltas: ${gaps.join(', ')}`);
    if (view === undefined) throw new Error(`no view: ${JSON.stringify(messages)}`);
    return view as ViewOf<Name>;
  };
  return {
    messages,
    view: current,
    position: () => ({ epoch, revision }),
    until: (what, holds, withinMs) =>
      eventually(
        what,
        () => {
          const now = current();
          return holds(now) ? now : null;
        },
        withinMs,
      ) as Promise<ViewOf<Name>>,
    closed,
    close: () => socket.terminate(),
  };
}
