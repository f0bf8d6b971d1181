/** One line for several links, with rules of a line's simplest kind: first byte is the device's number. */
import { afterEach, describe, expect, it } from 'vitest';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import { createSharedLineTransport, type LineRules } from '../../../drivers/transports/shared-line.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { connectTo } from '../transports/listener.ts';

const rules: LineRules<boolean> = {
  initial: false,
  step(isUp, input) {
    switch (input.type) {
      case 'line-up':
        return { state: true, outputs: [1, 2, 3].map((device) => ({ type: 'admit' as const, device })) };
      case 'joined':
        return { state: isUp, outputs: isUp ? [{ type: 'admit', device: input.device }] : [] };
      case 'spoken':
        return { state: isUp, outputs: [{ type: 'send', data: input.data }] };
      case 'received': {
        const [device = 0] = input.data;
        if (device === 9) return { state: isUp, outputs: [{ type: 'dismiss', device: 1, reason: 'gone' }] };
        return { state: isUp, outputs: [{ type: 'deliver', device, data: input.data }] };
      }
      default:
        return { state: isUp, outputs: [] };
    }
  },
};

let lines = 0;
const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

function bench() {
  const name = `shared-${++lines}`;
  const port = { opened: 0, closed: 0, sent: [] as number[][], far: null as LinkSink<Uint8Array> | null };
  const join = (device: number, settings = 'baud=9600') => {
    const connection = connectTo(
      createSharedLineTransport({
        name,
        settings,
        device,
        rules,
        clock: createVirtualClock(),
        open: () =>
          createMemoryTransport<Uint8Array, Uint8Array>({
            opened(sink) {
              port.opened++;
              port.far = sink;
              sink.up();
            },
            received: (data) => port.sent.push([...data]),
            closed: () => port.closed++,
          }),
      }),
    );
    open.push(connection.link);
    return connection;
  };
  return { port, join };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a shared line', () => {
  it('is opened once, gives everybody what is theirs, and is closed with the last', async () => {
    const { port, join } = bench();
    const [one, two] = [join(1), join(2)];
    await settled();
    expect([one.isUp(), two.isUp(), port.opened]).toEqual([true, true, 1]);
    port.far?.received(Uint8Array.of(2, 7));
    port.far?.received(Uint8Array.of(5, 7));
    expect(one.received).toEqual([]);
    expect(two.received).toEqual([Uint8Array.of(2, 7)]);
    one.link.send(Uint8Array.of(1));
    expect(port.sent).toEqual([[1]]);
    one.link.close();
    expect(one.down()?.reason).toBe('closed');
    expect(port.closed).toBe(0);
    two.link.send(Uint8Array.of(2));
    two.link.close();
    expect(port.closed).toBe(1);
    one.link.send(Uint8Array.of(3));
    expect(port.sent).toEqual([[1], [2]]);
    const again = join(1);
    await settled();
    expect([again.isUp(), port.opened]).toEqual([true, 2]);
  });

  it('refuses a second link for the same device, and other settings of the same line', async () => {
    const { join } = bench();
    const first = join(1);
    const second = join(1);
    const slower = join(2, 'baud=2400');
    await settled();
    expect(second.down()).toMatchObject({ refusal: 'address-twice' });
    expect(slower.down()).toMatchObject({ refusal: 'address-twice' });
    expect(slower.down()?.detail).toContain('baud=2400 / baud=9600');
    second.link.close();
    expect([first.isUp(), first.down()]).toEqual([true, null]);
  });

  it('takes every link down with the line, with its reason', async () => {
    const { port, join } = bench();
    const all = [join(1), join(2)];
    await settled();
    port.far?.down('the port is gone');
    expect(all.map((one) => one.down()?.reason)).toEqual(['the port is gone', 'the port is gone']);
  });

  it('lets one device go and come back while the others stay', async () => {
    const { port, join } = bench();
    const [one, two] = [join(1), join(2)];
    await settled();
    port.far?.received(Uint8Array.of(9));
    expect([one.down()?.reason, two.down()]).toEqual(['gone', null]);
    const back = join(1);
    await settled();
    expect([back.isUp(), port.opened]).toEqual([true, 1]);
  });
});
