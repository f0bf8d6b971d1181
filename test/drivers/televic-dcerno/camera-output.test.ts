import { createSocket } from 'node:dgram';
import { afterEach, expect, test } from 'vitest';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import { televicDcernoKind } from '../../../drivers/televic-dcerno/driver.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophoneEvent,
} from '../../../protocols/models/microphones.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A port that is free for datagrams at the moment. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

async function listen() {
  const port = await freePort();
  const unit = createSocket('udp4');
  const events: MicrophoneEvent[] = [];
  let picture = noMicrophones;
  const waiting = new Set<() => void>();
  const driver = televicDcernoKind.create(
    televicDcernoKind.config.parse({
      id: 'm',
      kind: 'televic-dcerno',
      address: `udp://127.0.0.1:${port}`,
      units: { '101008D2': 2, '11000001': 1 },
    }),
    {
      clock: createSystemClock(),
      emit(event) {
        events.push(event);
        picture = applyMicrophoneEvent(picture, event);
        for (const look of waiting) look();
      },
      onHealth: () => {
        for (const look of waiting) look();
      },
    },
  );
  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!condition()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  ends.push(
    () => unit.close(),
    () => driver.stop(),
  );
  driver.start();
  await until(() => driver.health().status?.code === 'ready');
  const send = (text: string): void => unit.send(text, port, '127.0.0.1');
  return { driver, events, send, until, picture: () => picture };
}

test('datagrams as the maker prints them are who speaks and who waits', async () => {
  const { send, until, picture, events } = await listen();
  expect(events[0]).toEqual({ type: 'snapshot', state: noMicrophones });
  send('{"serial":"101008D2","status":2,"totalMicOn":0,"totalMicReq",1}');
  await until(() => picture().requests.includes(2));
  send('{"serial":"101008D2","status":1,"totalMicOn":1,"totalMicReq",0}');
  await until(() => picture().speakers.includes(2));
  expect(picture().requests).toEqual([]);
  send('{"serial":"11000001","status":8,"totalMicOn":2,"totalMicReq",0}');
  await until(() => picture().speakers.includes(1));
  expect(picture().seats[1]).toEqual({ present: true, chair: true });
});

test('a total of nobody heals what was lost, and a new mode ends everything', async () => {
  const { send, until, picture } = await listen();
  send('{"serial":"101008D2","status":1,"totalMicOn":1,"totalMicReq",0}');
  await until(() => picture().speakers.includes(2));
  send('{"serial":"11000001","status":0,"totalMicOn":0,"totalMicReq":0}');
  await until(() => picture().speakers.length === 0);
  send('{"serial":"101008D2","status":4,"totalMicOn":0,"totalMicReq":1}');
  await until(() => picture().requests.includes(2));
  send('{"serial":"00000000","status":0,"totalMicOn":1,"totalMicReq":1}');
  await until(() => picture().requests.length === 0);
});

test('nothing can be switched, and odd datagrams are counted', async () => {
  const { driver, send, until } = await listen();
  await expect(driver.submit({ type: 'open', seat: 2 })).resolves.toMatchObject({
    ok: false,
    code: 'device-unsupported',
  });
  send('hello');
  await until(() => driver.health().garbage === 1);
});
