/** The member's store on a virtual clock: its line, and that every press becomes one vote whatever happens to the line. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../protocols/clock.ts';
import { lostAfterMs } from '../../protocols/api/timing.ts';
import type { CastInput, Receipt, SeatMessage, SeatRequest } from '../../protocols/api/seat.ts';
import { createPendingCasts, type KeptText } from '../../ui/live/seat-casts.ts';
import { attemptDeadlineMs } from '../../ui/live/seat-line.ts';
import { createSeatStore, savedVote, wishDeadlineMs } from '../../ui/live/seat-store.ts';
import type { SocketHandlers } from '../../ui/live/store.ts';
import { seatFixtures } from './seat-fixtures.ts';

const wallStart = 1_800_000_000_000;
const { shared, own } = seatFixtures.open;

/** A browser's storage: several tabs may look at it. */
function createStorage() {
  let text: string | null = null;
  const listeners = new Set<() => void>();
  return {
    get text() {
      return text;
    },
    tab(): KeptText {
      let mine = (): void => undefined;
      return {
        read: () => text,
        write(next) {
          text = next;
          for (const listener of listeners) if (listener !== mine) listener();
        },
        onChange(listener) {
          mine = listener;
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      };
    },
  };
}

function setUp(random = 0.5) {
  const clock = createVirtualClock(0, wallStart);
  const storage = createStorage();
  const sockets: { handlers: SocketHandlers; sent: SeatRequest[]; isClosed: boolean }[] = [];
  let ids = 0;
  const start = () =>
    createSeatStore({
      clock,
      random: () => random,
      casts: createPendingCasts(storage.tab()),
      newCastId: () => `cast-${String(++ids).padStart(4, '0')}`,
      openSocket(handlers) {
        const socket = { handlers, sent: [] as SeatRequest[], isClosed: false };
        sockets.push(socket);
        return {
          send: (text) => socket.sent.push(JSON.parse(text) as SeatRequest),
          close: () => {
            socket.isClosed = true;
          },
        };
      },
    });
  const last = () => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  };
  const say = (message: SeatMessage): void => last().handlers.onMessage(JSON.stringify(message));
  return {
    clock,
    storage,
    sockets,
    store: start(),
    start,
    last,
    say,
    open() {
      last().handlers.onOpen();
      say({ type: 'snapshot', epoch: 'e', revision: 1, view: shared });
      say({ type: 'own', own });
    },
    casts: () => sockets.flatMap(({ sent }) => sent.filter((request) => request.type === 'cast')),
  };
}

const receipt = (cast: CastInput, number = 7): SeatMessage => ({
  type: 'receipt',
  receipt: { ballot: cast.ballot, cast: cast.cast, choice: cast.choice, number, at: wallStart },
});

describe('the member’s line', () => {
  test('subscribes with what it has, and is live with the view', async () => {
    const rig = setUp();
    rig.open();
    expect(rig.last().sent).toEqual([{ type: 'subscribe' }]);
    expect(rig.store.getState()).toMatchObject({ link: 'live', shared, own });
    rig.last().handlers.onClose();
    await rig.clock.advance(250);
    rig.last().handlers.onOpen();
    expect(rig.last().sent).toEqual([{ type: 'subscribe', epoch: 'e', revision: 1 }]);
  });

  test('is called lost after silence, also while the socket looks open, and tries again', async () => {
    const rig = setUp();
    rig.open();
    await rig.clock.advance(lostAfterMs - 1);
    expect(rig.store.getState().link).toBe('live');
    await rig.clock.advance(1);
    expect(rig.store.getState().link).toBe('lost');
    expect(rig.sockets).toHaveLength(2);
    expect(rig.sockets[0]?.isClosed).toBe(true);
  });

  test('waits between tries, first 250 ms, then longer, five seconds at most', async () => {
    const rig = setUp(0.999_999);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      rig.last().handlers.onClose();
      const before = rig.clock.now();
      const { length } = rig.sockets;
      while (rig.sockets.length === length) await rig.clock.advance(1);
      waits.push(rig.clock.now() - before);
    }
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
  });

  test('does not wait once the device wakes up or the network is back', async () => {
    const rig = setUp();
    rig.open();
    for (let attempt = 0; attempt < 6; attempt++) {
      rig.last().handlers.onClose();
      await rig.clock.advance(5000);
    }
    rig.last().handlers.onClose();
    const { length } = rig.sockets;
    rig.store.wake();
    expect(rig.sockets).toHaveLength(length + 1);
  });

  test('that was ended for being too slow begins anew, and not without a pause', async () => {
    const rig = setUp();
    rig.open();
    for (let round = 0; round < 5; round++) {
      rig.say({ type: 'ended', error: 'overloaded' });
      const { length } = rig.sockets;
      await rig.clock.advance(100);
      expect(rig.sockets).toHaveLength(length);
      while (rig.sockets.length === length) await rig.clock.advance(10);
      rig.last().handlers.onOpen();
      expect(rig.last().sent[0]).toEqual({ type: 'subscribe' });
    }
    // Each end without a sensible word between made the pause longer.
    expect(rig.clock.now()).toBeGreaterThan(3000);
  });

  test.each(['not-signed-in', 'signed-in-elsewhere'] as const)(
    'that ended with %s stays ended',
    async (error) => {
      const rig = setUp();
      rig.open();
      rig.say({ type: 'ended', error });
      rig.store.wake();
      await rig.clock.advance(60_000);
      expect(rig.store.getState()).toMatchObject({ link: 'ended', ended: error });
      expect(rig.sockets).toHaveLength(1);
    },
  );

  test('an attempt without a word is given up', async () => {
    const rig = setUp();
    await rig.clock.advance(lostAfterMs);
    const { length } = rig.sockets;
    rig.last().handlers.onOpen();
    await rig.clock.advance(attemptDeadlineMs + 5000);
    expect(rig.sockets.length).toBeGreaterThan(length);
  });

  test('a gap in the deltas is asked for; one that is not answered ends in a new line', async () => {
    const rig = setUp();
    rig.open();
    rig.say({ type: 'delta', revision: 3, patch: { title: 'later' } });
    expect(rig.store.getState().shared?.title).toBe(shared.title);
    expect(rig.last().sent.at(-1)).toEqual({ type: 'subscribe', epoch: 'e', revision: 1 });
    await rig.clock.advance(2000);
    expect(rig.sockets).toHaveLength(2);
  });

  test('a wish without an answer is told as such, and so is one whose line ended', async () => {
    const rig = setUp();
    expect(await rig.store.wish('confirm')).toEqual({ ok: false, error: 'unreachable' });
    rig.open();
    const silent = rig.store.wish('confirm');
    for (let second = 0; second <= wishDeadlineMs / 1000; second++) {
      rig.say({ type: 'heartbeat', wallMs: wallStart + second * 1000 });
      await rig.clock.advance(1000);
    }
    expect(await silent).toEqual({ ok: false, error: 'no-answer' });
    const cut = rig.store.wish('confirm');
    rig.last().handlers.onClose();
    expect(await cut).toEqual({ ok: false, error: 'no-answer' });
  });
});

describe('a press', () => {
  test('is in the storage before it is on the wire', async () => {
    const rig = setUp();
    rig.open();
    const order: string[] = [];
    const { handlers } = rig.last();
    expect(handlers).toBeDefined();
    rig.last().sent.push = (...requests) => {
      order.push(`${requests[0]?.type}: ${rig.storage.text === null ? 'not stored' : 'stored'}`);
      return 0;
    };
    rig.store.cast('b7', 'yes');
    expect(order).toEqual(['cast: stored']);
  });

  test('is sent again with its id after every reconnection until there is an answer', async () => {
    const rig = setUp();
    rig.open();
    rig.store.cast('b7', 'yes');
    for (let round = 0; round < 3; round++) {
      rig.last().handlers.onClose();
      await rig.clock.advance(5000);
      rig.open();
    }
    const sent = rig.casts();
    expect(sent).toHaveLength(4);
    expect(new Set(sent.map(({ cast }) => cast)).size).toBe(1);
    rig.say(receipt(sent[0] as CastInput));
    expect(rig.storage.text).toBeNull();
    rig.last().handlers.onClose();
    await rig.clock.advance(5000);
    rig.open();
    expect(rig.casts()).toHaveLength(4);
  });

  test('that is repeated is none, neither on its way nor once it is saved; another choice is another one', () => {
    const rig = setUp();
    rig.open();
    rig.store.cast('b7', 'yes');
    rig.store.cast('b7', 'yes');
    rig.say(receipt(rig.casts()[0] as CastInput));
    rig.store.cast('b7', 'yes');
    expect(rig.casts()).toHaveLength(1);
    rig.store.cast('b7', 'no');
    rig.store.cast('b7', 'yes');
    expect(rig.casts().map(({ cast, choice }) => [cast, choice])).toEqual([
      ['cast-0001', 'yes'],
      ['cast-0002', 'no'],
      ['cast-0003', 'yes'],
    ]);
  });

  test('on a line that stands but gives no answer is sent again after a while', async () => {
    const rig = setUp();
    rig.open();
    rig.store.cast('b7', 'yes');
    for (let second = 1; second <= 5; second++) {
      await rig.clock.advance(1000);
      rig.say({ type: 'heartbeat', wallMs: wallStart + second * 1000 });
    }
    expect(rig.casts()).toHaveLength(2);
  });

  test('is saved by the later of receipt and word, so that the clerk’s entry wins over an older receipt', async () => {
    const rig = setUp();
    rig.open();
    rig.store.cast('b7', 'yes');
    rig.say(receipt(rig.casts()[0] as CastInput, 7));
    expect(savedVote(rig.store.getState(), 'b7')).toMatchObject({ choice: 'yes', number: 7, by: 'page' });
    rig.say({
      type: 'own',
      own: { ...own, vote: { ballot: 'b7', channel: 'page', choice: 'no', number: 9, at: 1, by: 'clerk' } },
    });
    expect(savedVote(rig.store.getState(), 'b7')).toMatchObject({ choice: 'no', number: 9, by: 'clerk' });
    expect(savedVote(rig.store.getState(), 'b8')).toBeUndefined();
  });

  test('of a tab that woke up late does not undo what another tab pressed since', async () => {
    const rig = setUp();
    rig.open();
    rig.last().handlers.onClose();
    rig.store.cast('b7', 'yes');
    // Another tab, on a line of its own.
    rig.start();
    rig.open();
    const other = rig.last();
    const second = createPendingCasts(rig.storage.tab());
    second.put({ ballot: 'b7', cast: 'cast-other-tab', choice: 'no', madeAt: wallStart });
    await rig.clock.advance(5000);
    for (const socket of rig.sockets) if (socket !== other && !socket.isClosed) socket.handlers.onOpen();
    expect(rig.casts().at(-1)).toMatchObject({ cast: 'cast-other-tab', choice: 'no' });
  });

  /**
   * The daemon in a few lines: the same id is the same vote, the last id on disk counts. Between it and the page the
   * line may be cut at any moment, before or after a message was heard.
   */
  test('whatever happens to the line, the last press is the vote, with one record for each press that arrived', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('press' as const), choice: fc.constantFrom('yes', 'no', 'abstain') }),
      fc.record({
        do: fc.constantFrom(
          'deliver' as const,
          'hear' as const,
          'cut' as const,
          'arrive late' as const,
          'reload' as const,
          'wait' as const,
        ),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const rig = setUp();
        let { store } = rig;
        const records = new Map<string, Receipt>();
        let presses = 0;
        let wish: string | undefined;
        /** Requests on the wire, and answers on their way back, of the socket that is open. */
        let taken = 0;
        let back: SeatMessage[] = [];
        /** Said on lines given up, and not yet arrived: the network may bring it at any time, or never. */
        let late: CastInput[] = [];
        const connect = (): void => {
          rig.open();
          // What is on disk is told at every beginning.
          const last = [...records.values()].pop();
          if (last !== undefined) {
            const { choice, number, at } = last;
            rig.say({
              type: 'own',
              own: { ...own, vote: { ballot: 'b7', channel: 'page', choice, number, at, by: 'page' } },
            });
          }
          taken = 0;
          back = [];
        };
        const underway = (): CastInput[] => {
          const { sent } = rig.last();
          const requests = sent.slice(taken).filter((request) => request.type === 'cast');
          taken = sent.length;
          return requests.map(({ type: _type, ...input }) => input);
        };
        const record = (input: CastInput): Receipt => {
          const known = records.get(input.cast) ?? { ...input, number: records.size + 1, at: wallStart };
          records.set(input.cast, known);
          return known;
        };
        const deliver = (): void => {
          for (const input of underway()) back.push({ type: 'receipt', receipt: record(input) });
        };
        const hear = (): void => {
          for (const message of back.splice(0)) rig.say(message);
        };
        const cut = async (): Promise<void> => {
          late.push(...underway());
          rig.last().handlers.onClose();
          await rig.clock.advance(5000);
          connect();
        };
        connect();
        for (const each of steps)
          switch (each.do) {
            case 'press': {
              const before = rig.storage.text;
              store.cast('b7', each.choice);
              if (rig.storage.text !== before) presses++;
              wish = each.choice;
              break;
            }
            case 'deliver':
              deliver();
              break;
            case 'hear':
              hear();
              break;
            case 'cut':
              await cut();
              break;
            case 'arrive late':
              for (const input of late) record(input);
              late = [];
              break;
            case 'reload':
              late.push(...underway());
              store.stop();
              store = rig.start();
              connect();
              break;
            case 'wait':
              await rig.clock.advance(1000);
              rig.say({ type: 'heartbeat', wallMs: wallStart });
          }
        await cut();
        deliver();
        hear();
        for (const input of late) record(input);
        const [last] = [...records.values()].sort((left, right) => right.number - left.number);
        expect(last?.choice).toBe(wish);
        expect(records.size).toBeLessThanOrEqual(presses);
        expect(store.getState().pending).toEqual([]);
        if (wish !== undefined) expect(savedVote(store.getState(), 'b7')?.choice).toBe(wish);
      }),
      { numRuns: 300 },
    );
  });
});
