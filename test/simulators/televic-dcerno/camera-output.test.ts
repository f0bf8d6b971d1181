import { createSocket } from 'node:dgram';
import { expect, test } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { serve } from '../../../simulators/televic-dcerno/serve.ts';
import { createWorld } from '../../../simulators/world/world.ts';

test('the unit sends its camera datagrams to the port set in its menu, as the maker prints them', async () => {
  const listener = createSocket('udp4');
  const heard: string[] = [];
  let heardEnough = (): void => undefined;
  const three = new Promise<void>((resolve) => (heardEnough = resolve));
  listener.on('message', (data) => {
    heard.push(data.toString());
    if (heard.length === 3) heardEnough();
  });
  await new Promise<void>((resolve) => listener.bind(0, '127.0.0.1', resolve));
  const clock = createVirtualClock();
  const world = createWorld({
    clock,
    seed: 1,
    seats: [1, 2, 3].map((seat) => ({ seat, name: '', x: seat, y: 0, chair: seat === 1 })),
  });
  const simulator = await serve({ world, clock, id: 'm', host: '127.0.0.1', port: 0 });
  try {
    simulator.press?.(3);
    simulator.fault('camera-output', { port: listener.address().port });
    simulator.press?.(2);
    simulator.fault('set', { mode: 'request' });
    simulator.release?.(2);
    await three;
    expect(heard).toEqual([
      '{"serial":"10100802","status":1,"totalMicOn":2,"totalMicReq",0}',
      '{"serial":"00000000","status":0,"totalMicOn":2,"totalMicReq",0}',
      '{"serial":"10100802","status":0,"totalMicOn":1,"totalMicReq",0}',
    ]);
  } finally {
    await simulator.close();
    listener.close();
  }
});
