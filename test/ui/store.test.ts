import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diff } from '../../protocols/api/merge-patch.ts';
import { lostAfterMs } from '../../protocols/api/timing.ts';
import type { DisplayView } from '../../protocols/api/views.ts';
import { createVirtualClock } from '../../protocols/clock.ts';
import { applyMergePatch } from '../../ui/live/merge-patch.ts';
import { maxMessageChars, parseLiveMessage } from '../../ui/live/messages.ts';
import { attemptDeadlineMs, createLiveStore, type SocketHandlers } from '../../ui/live/store.ts';
import { displayFixtures } from './display-fixtures.ts';

const wallStart = 1_800_000_000_000;

/** A daemon made of paper: keeps every socket the store opened, and what it sent. */
function setUp(random = 0.5) {
  const clock = createVirtualClock(0, wallStart);
  const sockets: { handlers: SocketHandlers; sent: unknown[]; closed: boolean }[] = [];
  let wallJump = 0;
  const store = createLiveStore({
    role: 'display',
    clock: { now: clock.now, wall: () => clock.wall() + wallJump, after: clock.after },
    random: () => random,
    openSocket(handlers) {
      const socket = { handlers, sent: [] as unknown[], closed: false };
      sockets.push(socket);
      return {
        send: (text) => socket.sent.push(JSON.parse(text)),
        close: () => {
          socket.closed = true;
        },
      };
    },
  });
  const last = () => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  };
  return {
    clock,
    store,
    sockets,
    last,
    say: (message: unknown) => last().handlers.onMessage(JSON.stringify(message)),
    jumpWall: (ms: number) => {
      wallJump += ms;
    },
  };
}

const { displaySpeaking } = displayFixtures;
const snapshot = (revision: number, view: DisplayView = displaySpeaking, epoch = 'e1') => ({
  type: 'snapshot',
  epoch,
  revision,
  view,
});
const heartbeat = (wallMs = wallStart) => ({ type: 'heartbeat', wallMs });

function live(revision = 7, random = 0.5) {
  const rig = setUp(random);
  rig.last().handlers.onOpen();
  rig.say(snapshot(revision));
  return rig;
}

describe('the live store', () => {
  test('subscribes with nothing at first and is live with the snapshot', () => {
    const { store, last, say } = setUp();
    expect(store.getState().link).toBe('connecting');
    last().handlers.onOpen();
    expect(last().sent).toEqual([{ type: 'subscribe', view: 'display' }]);
    say(snapshot(7));
    expect(store.getState()).toMatchObject({ link: 'live', view: displaySpeaking, staleSinceAt: null });
  });

  test('a delta changes what it names and leaves the rest the same object', () => {
    const { store, say } = live();
    const before = store.getState().view;
    say({ type: 'delta', revision: 8, patch: { queueLength: 5 } });
    const after = store.getState().view;
    expect(after?.queueLength).toBe(5);
    expect(after?.floor).toBe(before?.floor);
    expect(before?.queueLength).toBe(4);
  });

  test('a null in a delta removes the key', () => {
    const { store, say } = live();
    say({ type: 'delta', revision: 8, patch: { floor: null } });
    expect(store.getState().view).not.toHaveProperty('floor');
  });

  test('a delta that changes nothing wakes no listener', () => {
    const { store, say } = live();
    let calls = 0;
    store.subscribe(() => calls++);
    say({ type: 'delta', revision: 8, patch: { queueLength: 4 } });
    say(heartbeat());
    expect(calls).toBe(0);
    say({ type: 'delta', revision: 9, patch: { queueLength: 3 } });
    expect(calls).toBe(1);
  });

  test('a gap is not applied; it asks once for what is missing and then goes on', () => {
    const { store, say, last } = live();
    say({ type: 'delta', revision: 9, patch: { queueLength: 9 } });
    say({ type: 'delta', revision: 10, patch: { queueLength: 10 } });
    expect(store.getState().view?.queueLength).toBe(4);
    expect(last().sent.slice(1)).toEqual([{ type: 'subscribe', view: 'display', epoch: 'e1', revision: 7 }]);
    for (const revision of [8, 9, 10]) say({ type: 'delta', revision, patch: { queueLength: revision } });
    expect(store.getState().view?.queueLength).toBe(10);
  });

  test('a gap that nobody fills ends in a new connection', async () => {
    const { say, clock, sockets } = live();
    say({ type: 'delta', revision: 9, patch: {} });
    await clock.advance(1000);
    say(heartbeat());
    await clock.advance(1100);
    expect(sockets).toHaveLength(2);
    expect(sockets[0]?.closed).toBe(true);
  });

  test('an old delta, sent twice, changes nothing', () => {
    const { store, say } = live();
    say({ type: 'delta', revision: 7, patch: { queueLength: 99 } });
    expect(store.getState().view?.queueLength).toBe(4);
  });

  test('after a cut it comes back with its revision and takes the missing deltas', async () => {
    const { store, say, clock, sockets, last } = live();
    last().handlers.onClose();
    await clock.advance(400);
    expect(sockets).toHaveLength(2);
    last().handlers.onOpen();
    expect(last().sent).toEqual([{ type: 'subscribe', view: 'display', epoch: 'e1', revision: 7 }]);
    say({ type: 'delta', revision: 8, patch: { queueLength: 8 } });
    expect(store.getState()).toMatchObject({ link: 'live', view: { queueLength: 8 } });
  });

  test('a restarted daemon answers with a new epoch, whose snapshot replaces everything', async () => {
    const { store, say, clock, last } = live();
    last().handlers.onClose();
    await clock.advance(400);
    last().handlers.onOpen();
    say(snapshot(0, { role: 'display', publicity: 'unknown', chamber: 'X' }, 'e2'));
    expect(store.getState().view).toEqual({ role: 'display', publicity: 'unknown', chamber: 'X' });
    say({ type: 'delta', revision: 1, patch: { publicity: 'public' } });
    expect(store.getState().view?.publicity).toBe('public');
  });

  test('silence is loss within 3 s although the socket looks open, and the view stays as old', async () => {
    const { store, clock, say, sockets } = live();
    say(heartbeat(wallStart + 60_000));
    await clock.advance(lostAfterMs - 1);
    expect(store.getState().link).toBe('live');
    await clock.advance(1);
    expect(store.getState()).toMatchObject({
      link: 'lost',
      view: displaySpeaking,
      staleSinceAt: wallStart + 60_000,
    });
    expect(sockets[0]?.closed).toBe(true);
    expect(sockets).toHaveLength(2);
  });

  test('heartbeats alone keep the link alive for an hour without another connection', async () => {
    const { store, clock, say, sockets } = live();
    for (let second = 0; second < 3600; second++) {
      await clock.advance(1000);
      say(heartbeat());
    }
    expect(store.getState().link).toBe('live');
    expect(sockets).toHaveLength(1);
  });

  test('a daemon that never answers is lost, and tried again and again, not more often than twice a second', async () => {
    const { store, clock, sockets } = setUp(0.99);
    await clock.advance(lostAfterMs);
    expect(store.getState()).toMatchObject({ link: 'lost', view: null });
    await clock.advance(120_000);
    expect(sockets.length).toBeGreaterThan(10);
    expect(sockets.length).toBeLessThan(60);
    expect(sockets.filter(({ closed }) => !closed)).toHaveLength(1);
  });

  test('refused connections back off with jitter, so that a hundred pages do not come back at once', async () => {
    const firstRetryAt = async (random: number): Promise<number> => {
      const { clock, sockets, last } = setUp(random);
      last().handlers.onClose();
      while (sockets.length < 2) await clock.advance(1);
      return clock.now();
    };
    expect(await firstRetryAt(0)).toBeLessThan(await firstRetryAt(0.99));
  });

  test('an attempt that hangs is given up', async () => {
    const { clock, sockets, last } = live();
    last().handlers.onClose();
    await clock.advance(400 + attemptDeadlineMs + 1000);
    expect(sockets.length).toBeGreaterThanOrEqual(3);
  });

  test('what a dropped socket still says is not heard', async () => {
    const { store, clock, sockets, say, last } = live();
    await clock.advance(lostAfterMs);
    sockets[0]?.handlers.onMessage(
      JSON.stringify({ type: 'delta', revision: 8, patch: { queueLength: 66 } }),
    );
    expect(store.getState()).toMatchObject({ link: 'lost', view: { queueLength: 4 } });
    last().handlers.onOpen();
    say(heartbeat());
    expect(store.getState().link).toBe('live');
  });

  test('waking from sleep looks at once, even when the monotonic clock slept too', async () => {
    const { store, jumpWall, sockets } = live();
    store.wake();
    expect(sockets).toHaveLength(1);
    jumpWall(600_000);
    store.wake();
    expect(store.getState().link).toBe('lost');
    expect(sockets).toHaveLength(2);
  });

  test('waking cuts a waiting retry short', async () => {
    const { store, sockets, last } = live();
    last().handlers.onClose();
    store.wake();
    expect(sockets).toHaveLength(2);
  });

  test('the daemon’s clock is followed, and stands still while the link is lost', async () => {
    const { store, clock, say } = live();
    say(heartbeat(wallStart + 5000));
    expect(store.serverNow()).toBe(wallStart + 5000);
    await clock.advance(1000);
    expect(store.serverNow()).toBe(wallStart + 6000);
    await clock.advance(lostAfterMs + 20_000);
    expect(store.serverNow()).toBe(wallStart + 5000);
  });

  test('a late heartbeat does not push the clock back, a daemon whose clock was set does', async () => {
    const { store, say } = live();
    say(heartbeat(wallStart + 100));
    say(heartbeat(wallStart - 300));
    expect(store.serverNow()).toBe(wallStart + 100);
    say(heartbeat(wallStart - 60_000));
    expect(store.serverNow()).toBe(wallStart - 60_000);
  });

  test('being signed out ends it for good; being too slow starts afresh', async () => {
    const signedOut = live();
    signedOut.say({ type: 'ended', error: 'not-signed-in' });
    await signedOut.clock.advance(60_000);
    expect(signedOut.store.getState()).toMatchObject({ link: 'ended', ended: 'not-signed-in' });
    expect(signedOut.sockets).toHaveLength(1);

    const tooSlow = live();
    tooSlow.say({ type: 'ended', error: 'overloaded' });
    await tooSlow.clock.advance(400);
    expect(tooSlow.sockets).toHaveLength(2);
    tooSlow.last().handlers.onOpen();
    expect(tooSlow.last().sent).toEqual([{ type: 'subscribe', view: 'display' }]);
  });

  test('stopping leaves no timer and no open socket', () => {
    const { store, clock, sockets } = live();
    store.stop();
    expect(clock.pending()).toBe(0);
    expect(sockets.every(({ closed }) => closed)).toBe(true);
  });

  test('garbage is counted and survived, and is no sign of life', async () => {
    const { store, clock, last } = live();
    const rubbish = [
      '',
      '{',
      'null',
      '[]',
      '{"type":"delta"}',
      '{"type":"snapshot","view":{}}',
      '7',
      '{"type":"x"}',
    ];
    for (const text of rubbish) last().handlers.onMessage(text);
    last().handlers.onMessage(new ArrayBuffer(8));
    expect(store.garbage()).toBe(rubbish.length + 1);
    expect(store.getState().view).toEqual(displaySpeaking);
    await clock.advance(lostAfterMs);
    expect(store.getState().link).toBe('lost');
  });
});

describe('parsing live messages', () => {
  test('random text never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        parseLiveMessage(text, 'display');
      }),
      { seed: 20261123, numRuns: 500 },
    );
  });

  test('a view of another role is not taken', () => {
    expect(parseLiveMessage(JSON.stringify(snapshot(1)), 'operator')).toBeNull();
  });

  test('a message beyond any chamber is not even parsed', () => {
    expect(parseLiveMessage(`"${'x'.repeat(maxMessageChars)}"`, 'display')).toBeNull();
  });
});

describe('the merge patch', () => {
  // RFC 7396, appendix A, without the cases whose target is no object at all.
  test.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j patched with %j is %j', (target, patch, result) => {
    expect(applyMergePatch(target, patch)).toEqual(result);
  });

  test('what the daemon’s diff makes leads from any view to any other', () => {
    const value = fc.letrec((tie) => ({
      tree: fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), tie('node'), { maxKeys: 4 }),
      node: fc.oneof(
        { depthSize: 'small' },
        fc.integer(),
        fc.boolean(),
        fc.string(),
        fc.array(fc.integer(), { maxLength: 3 }),
        tie('tree'),
      ),
    })).tree;
    fc.assert(
      fc.property(value, value, (before, after) => {
        const frozen = JSON.stringify(before);
        const patch = diff(before, after);
        expect(applyMergePatch(before, patch === undefined ? {} : patch)).toEqual(after);
        expect(JSON.stringify(before)).toBe(frozen);
      }),
      { seed: 7396, numRuns: 500 },
    );
  });

  test('a hostile key does not reach the prototype', () => {
    const patched = applyMergePatch({}, JSON.parse('{"__proto__":{"evil":true}}'));
    expect(patched).not.toHaveProperty('evil');
    expect({}).not.toHaveProperty('evil');
  });
});
