/** Reports cut out of a stream: whole ones alone come through, and a new link begins with a new one. */
import { expect, test } from 'vitest';
import { cutIntoReports } from '../../../drivers/transports/hid-network.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { connectTo } from './listener.ts';

test('a stream in any pieces is the same reports, and half a report of the last link is none of the next', async () => {
  let device: LinkSink<Uint8Array> | null = null;
  const sent: Uint8Array[] = [];
  const transport = cutIntoReports(
    createMemoryTransport<Uint8Array, Uint8Array>({
      opened(sink) {
        device = sink;
        sink.up();
      },
      received: (data) => void sent.push(data),
      closed: () => undefined,
    }),
    4,
  );
  const says = (...bytes: readonly number[]): void => device?.received(Uint8Array.from(bytes));
  const first = connectTo(transport);
  await first.until(() => first.isUp());
  says(1, 2, 3);
  expect(first.received).toEqual([]);
  says(4, 5, 6, 7, 8, 9);
  expect(first.received).toEqual([Uint8Array.of(1, 2, 3, 4), Uint8Array.of(5, 6, 7, 8)]);
  first.link.send(Uint8Array.of(0, 1));
  expect(sent).toEqual([Uint8Array.of(0, 1)]);
  first.link.close();
  expect(first.down()?.reason).toBe('closed');
  const second = connectTo(transport);
  await second.until(() => second.isUp());
  says(1, 2, 3, 4);
  expect(second.received).toEqual([Uint8Array.of(1, 2, 3, 4)]);
});
