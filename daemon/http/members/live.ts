/**
 * The members' WebSocket: what all see as snapshot and deltas, what only one sees as a message of its own, casts
 * with their receipts, wishes with their answers. The line itself is a fact: whoever votes from elsewhere must
 * see and hear, and the journal tells when they could not.
 */
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import type { Cancel, Clock } from '../../../protocols/clock.ts';
import { heartbeatMs } from '../../../protocols/api/timing.ts';
import { seatRequestSchema, type CastInput, type SeatMessage } from '../../../protocols/api/seat.ts';
import type { ErrorCode } from '../../../protocols/api/errors.ts';
import { mayFollow, ownBasis, seatOutside, seatOwn, seatShared } from '../../chamber/access/project.ts';
import type { ChamberRoot } from '../../chamber/root.ts';
import { definedOnly } from '../../chamber/defined.ts';
import type { CastAnswer } from '../../votes/votes.ts';
import type { CommandAnswer } from '../../runtime/loop.ts';
import { createChannel, inSlices, write, type Channel } from '../channel.ts';
import { isLive, type MemberSession } from './session.ts';

export interface MembersLiveOptions {
  readonly clock: Clock;
  root(): ChamberRoot;
  cast(person: string, input: CastInput): Promise<CastAnswer>;
  wish(person: string, wish: string, input: unknown): Promise<CommandAnswer>;
  /** The first page of this person is connected, or the last one is gone. */
  linked(person: string, up: boolean): void;
}

export interface MembersLive {
  changed(): void;
  stop(): void;
}

interface Page {
  readonly socket: WebSocket;
  readonly member: MemberSession;
  channel: Channel | null;
  basis: readonly unknown[];
  own: string;
}

/** At most ten looks a second at what changed: a thousand receipts are theirs at once, the rest can wait for company. */
const minPauseMs = 100;
const maxPages = 1500;
/** A page that sends more than this in a second is no page. */
const maxRequestsPerSecond = 20;

const text = (message: SeatMessage): string => JSON.stringify(message);

export function registerMembersLive(app: FastifyInstance, options: MembersLiveOptions): MembersLive {
  const { clock } = options;
  const pages = new Set<Page>();
  /** Of one person; several only while a line dies. */
  const counts = new Map<string, number>();
  let inside: Channel | null = null;
  let outside: Channel | null = null;
  let cancelPublish: Cancel | null = null;
  let lastPublish = Number.NEGATIVE_INFINITY;
  let stopped = false;

  const channelFor = (person: string): Channel => {
    if (mayFollow(options.root(), person))
      return (inside ??= createChannel(() => seatShared(options.root())));
    return (outside ??= createChannel(() => seatOutside(options.root())));
  };

  function publish(): void {
    cancelPublish = null;
    lastPublish = clock.now();
    if (inside && inside.clients.size > 0) inside.refresh();
    if (outside && outside.clients.size > 0) outside.refresh();
    inSlices([...pages], look);
  }

  /** What this page is to see now, where that is something else than it has. */
  function look(page: Page): void {
    const root = options.root();
    const { socket, member } = page;
    if (!isLive(root, member)) {
      end(socket, root.access.persons[member.person]?.isSignedIn ? 'signed-in-elsewhere' : 'not-signed-in');
      return;
    }
    if (!page.channel) return;
    const channel = channelFor(member.person);
    if (channel !== page.channel) {
      page.channel.clients.delete(socket);
      page.channel = channel;
      // Another view altogether: from the beginning.
      channel.join(socket, {});
    }
    const basis = ownBasis(root, member.person);
    if (page.basis.length > 0 && basis.every((part, index) => part === page.basis[index])) return;
    page.basis = basis;
    const own = text({ type: 'own', own: seatOwn(root, member.person) });
    if (own === page.own) return;
    page.own = own;
    write(socket, own);
  }

  function end(socket: WebSocket, error: ErrorCode): void {
    write(socket, text({ type: 'ended', error }));
    socket.close(1008);
  }

  function heartbeat(): void {
    const beat = text({ type: 'heartbeat', wallMs: clock.wall() });
    inSlices([...pages], ({ socket }) => write(socket, beat));
    if (!stopped) cancelHeartbeat = clock.after(heartbeatMs, heartbeat);
  }
  let cancelHeartbeat: Cancel = clock.after(heartbeatMs, heartbeat);

  function take(page: Page, data: Buffer): void {
    const { socket, member } = page;
    if (!isLive(options.root(), member)) {
      look(page);
      return;
    }
    const parsed = seatRequestSchema.safeParse(parseJson(data));
    if (!parsed.success) {
      end(socket, 'invalid-input');
      return;
    }
    const request = parsed.data;
    switch (request.type) {
      case 'subscribe':
        page.channel?.clients.delete(socket);
        page.channel = channelFor(member.person);
        page.channel.join(socket, definedOnly({ epoch: request.epoch, revision: request.revision }));
        page.basis = [];
        page.own = '';
        look(page);
        write(socket, text({ type: 'heartbeat', wallMs: clock.wall() }));
        return;
      case 'cast': {
        const { type: _type, ...input } = request;
        void options.cast(member.person, input).then((answer) =>
          write(
            socket,
            text(
              answer.ok
                ? { type: 'receipt', receipt: answer.receipt }
                : {
                    type: 'refused',
                    id: input.cast,
                    ...definedOnly({ error: answer.error, checkpoint: answer.checkpoint }),
                  },
            ),
          ),
        );
        return;
      }
      case 'wish':
        void options
          .wish(member.person, request.wish, request.input)
          .then((answer) =>
            write(
              socket,
              text(
                answer.ok
                  ? { type: 'done', id: request.id }
                  : { type: 'refused', id: request.id, error: answer.error },
              ),
            ),
          );
    }
  }

  app.get('/api/seat/live', { websocket: true, schema: { hide: true } }, (socket, request) => {
    const { member } = request;
    if (!member || stopped || pages.size >= maxPages) {
      end(socket, member ? 'overloaded' : 'not-signed-in');
      return;
    }
    const page: Page = { socket, member, channel: null, basis: [], own: '' };
    pages.add(page);
    linked(member.person, 1);
    let second = 0;
    let requests = 0;
    socket.on('message', (data: Buffer) => {
      const now = Math.floor(clock.now() / 1000);
      requests = now === second ? requests + 1 : 1;
      second = now;
      if (requests > maxRequestsPerSecond) end(socket, 'too-many-attempts');
      else take(page, data);
    });
    socket.on('close', () => {
      pages.delete(page);
      page.channel?.clients.delete(socket);
      linked(member.person, -1);
    });
    socket.on('error', () => socket.terminate());
  });

  function linked(person: string, by: 1 | -1): void {
    const before = counts.get(person) ?? 0;
    const after = before + by;
    if (after > 0) counts.set(person, after);
    else counts.delete(person);
    if (before > 0 === after > 0 || stopped) return;
    options.linked(person, after > 0);
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
      cancelHeartbeat();
      for (const { socket } of pages) socket.close(1001);
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
