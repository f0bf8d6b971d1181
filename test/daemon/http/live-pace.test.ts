/** When a page hears of a change: at once after a pause, then twenty times a second; on a virtual clock. */
import type { AddressInfo } from 'node:net';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { registerLive, type Live } from '../../../daemon/http/live.ts';
import type { View } from '../../../protocols/api/views.ts';
import { createVirtualClock, type VirtualClock } from '../../../protocols/clock.ts';
import { eventually } from '../../running.ts';
import { fixtures } from '../../ui/fixtures.ts';

let ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  ends = [];
});

interface Stage {
  readonly clock: VirtualClock;
  readonly live: Live;
  /** Titles that the page has been told, in order. */
  readonly told: string[];
  title(title: string): void;
}

/** One page on the display's view, whose title the test sets. */
async function open(): Promise<Stage> {
  const clock = createVirtualClock();
  let view: View = { ...fixtures.displaySpeaking, title: 'zuerst' };
  const app: FastifyInstance = Fastify();
  app.decorateRequest('role', null);
  await app.register(websocket);
  const live = await new Promise<Live>((resolve) => {
    void app.register((scope) => {
      resolve(registerLive(scope, { clock, view: () => view }));
      return Promise.resolve();
    });
    void app.ready();
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const page = new WebSocket(`ws://127.0.0.1:${port}/api/live`);
  ends.push(
    () => app.close(),
    () => live.stop(),
    () => page.terminate(),
  );
  const told: string[] = [];
  page.on('open', () => page.send('{"type":"subscribe","view":"display"}'));
  page.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as { view?: View; patch?: { title?: string } };
    const title = message.view ? 'title' in message.view && message.view.title : message.patch?.title;
    if (typeof title === 'string') told.push(title);
  });
  await eventually('the snapshot is there', () => told.length === 1);
  return {
    clock,
    live,
    told,
    title(title) {
      view = { ...fixtures.displaySpeaking, title };
      live.changed();
    },
  };
}

test('a look that found nothing new holds back the news by a few milliseconds only', async () => {
  const { clock, live, told, title } = await open();
  await clock.advance(500);
  live.changed();
  title('gedrückt');
  await clock.advance(5);
  await eventually('it is told', () => told.at(-1) === 'gedrückt');
});

test('the first change is told at once, and those after it together after 50 ms', async () => {
  const { clock, told, title } = await open();
  await clock.advance(500);
  title('eins');
  await eventually('it is told', () => told.at(-1) === 'eins');
  title('zwei');
  await clock.advance(20);
  title('drei');
  await clock.advance(29);
  title('vier');
  await clock.advance(1);
  await eventually('the rest is told', () => told.at(-1) === 'vier');
  expect(told).toEqual(['zuerst', 'eins', 'vier']);
});
