import { createServer, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { createSystemClock } from '../../daemon/runtime/clock.ts';
import { runSession } from '../../drivers/run-session.ts';
import type { HttpExchange, HttpRequest } from '../../drivers/session.ts';
import { createHttpTransport } from '../../drivers/transports/http.ts';
import { createMemoryTransport } from '../../drivers/transports/memory.ts';
import type { LinkSink } from '../../drivers/transports/transport.ts';
import { createVirtualClock } from '../../protocols/clock.ts';
import type { MicrophoneEvent } from '../../protocols/models/microphones.ts';
import { longPollSession } from './long-poll.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** The device's side: what happened so far, and one poll that waits for more. */
function createDevice() {
  const happened: object[] = [];
  let waiting: { after: number; answer: (events: object[]) => void } | null = null;
  const flush = (): void => {
    if (!waiting || happened.length <= waiting.after) return;
    const { after, answer } = waiting;
    waiting = null;
    answer(happened.slice(after));
  };
  return {
    poll(after: number, answer: (events: object[]) => void): void {
      waiting = { after, answer };
      flush();
    },
    set(seat: number, open: boolean): void {
      happened.push({ seat, open });
      flush();
    },
  };
}

describe('the contract on HTTP exchanges', () => {
  test('in memory on a virtual clock: events, commands, a failing poll and its retry, the deadline', async () => {
    const clock = createVirtualClock();
    const device = createDevice();
    const events: MicrophoneEvent[] = [];
    let broken = false;
    let mute = false;
    let sink: LinkSink<HttpExchange> | null = null;
    const answer = (id: number, status: number, body: unknown): void =>
      sink?.received({ id, result: { ok: true, status, body: JSON.stringify(body) } });
    const driver = runSession({
      session: longPollSession,
      transport: createMemoryTransport<HttpRequest, HttpExchange>({
        opened(opened) {
          sink = opened;
          opened.up();
        },
        received({ id, path, body }) {
          if (mute) return;
          if (path.startsWith('/events')) {
            if (broken) answer(id, 500, {});
            else device.poll(Number(path.split('=')[1]), (found) => answer(id, 200, found));
            return;
          }
          const seat = Number(path.split('/')[2]);
          if (seat > 10) answer(id, 404, {});
          else {
            device.set(seat, (JSON.parse(body ?? '{}') as { open: boolean }).open);
            answer(id, 200, {});
          }
        },
        closed: () => undefined,
      }),
      clock,
      emit: (event) => events.push(event),
      onHealth: () => undefined,
    });
    driver.start();
    await clock.advance(10);
    device.set(3, true);
    expect(events).toEqual([{ type: 'opened', seat: 3 }]);
    expect(driver.health()).toMatchObject({ link: 'up', status: { code: 'ready' } });

    await expect(driver.submit({ type: 'open', seat: 4 })).resolves.toEqual({
      ok: true,
      evidence: 'acknowledged',
    });
    expect(events.at(-1)).toEqual({ type: 'opened', seat: 4 });
    await expect(driver.submit({ type: 'open', seat: 11 })).resolves.toMatchObject({
      code: 'device-refused',
    });
    await expect(driver.submit({ type: 'close-all' })).resolves.toMatchObject({ code: 'device-unsupported' });

    broken = true;
    device.set(3, false);
    await clock.advance(500);
    expect(driver.health()).toMatchObject({ status: { code: 'silent' }, garbage: 1 });
    device.set(4, false);
    broken = false;
    await clock.advance(1000);
    expect(events.slice(-2)).toEqual([
      { type: 'closed', seat: 3 },
      { type: 'closed', seat: 4 },
    ]);

    mute = true;
    const late = driver.submit({ type: 'open', seat: 5 });
    await clock.advance(2000);
    await expect(late).resolves.toEqual({ ok: false, code: 'device-deadline', effect: 'unknown' });
    driver.stop();
    expect(clock.pending()).toBe(0);
  });

  test('on real sockets: a poll that waits is answered when something happens', async () => {
    const device = createDevice();
    const server = createServer((request, response: ServerResponse) => {
      const url = new URL(request.url ?? '/', 'http://x');
      if (url.pathname === '/events')
        device.poll(Number(url.searchParams.get('after')), (found) => response.end(JSON.stringify(found)));
      else {
        device.set(Number(url.pathname.split('/')[2]), true);
        response.end('{}');
      }
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const events: MicrophoneEvent[] = [];
    const driver = runSession({
      session: longPollSession,
      transport: createHttpTransport({ host: '127.0.0.1', port }),
      clock: createSystemClock(),
      emit: (event) => events.push(event),
      onHealth: () => undefined,
    });
    closing.push(
      () => driver.stop(),
      () => {
        server.close();
        server.closeAllConnections();
      },
    );
    driver.start();
    await expect.poll(() => driver.health().link).toBe('up');
    await expect(driver.submit({ type: 'open', seat: 2 })).resolves.toEqual({
      ok: true,
      evidence: 'acknowledged',
    });
    await expect.poll(() => events).toEqual([{ type: 'opened', seat: 2 }]);
    device.set(7, true);
    await expect.poll(() => events.at(-1)).toEqual({ type: 'opened', seat: 7 });
  });
});
