/** The HID transport on a system whose devices come and go as the library tells it: no real USB is needed. */
import { afterEach, describe, expect, test } from 'vitest';
import { hidAddress, type HidAddress } from '../../../drivers/transports/address.ts';
import {
  createHidTransport,
  portIn,
  type HidEntry,
  type HidOptions,
  type HidSystem,
} from '../../../drivers/transports/hid.ts';
import { connectTo } from './listener.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const addressOf = (text: string): HidAddress => {
  const address = hidAddress(1).parse(text);
  if (!('vendor' in address)) throw new Error('not HID');
  return address;
};

const entry = (path: string, more: Partial<HidEntry> = {}): HidEntry => ({
  path,
  vendor: 0x1881,
  product: 0x0150,
  serial: '',
  interface: 0,
  usagePage: 0,
  usage: 0,
  port: null,
  ...more,
});

/** A PC with such devices. */
function createSystem(...plugged: readonly HidEntry[]) {
  const devices = [...plugged];
  const opened: string[] = [];
  const written: string[] = [];
  let closed = 0;
  let talk: { report(data: Uint8Array): void; error(error: Error): void } | null = null;
  const behaviour: { written: (data: Uint8Array) => Promise<number> } = {
    written: (data) => Promise.resolve(data.length),
  };
  const system: HidSystem = {
    list: () => Promise.resolve([...devices]),
    open(path, on) {
      if (!devices.some((device) => device.path === path)) return Promise.reject(new Error('cannot open'));
      opened.push(path);
      talk = on;
      return Promise.resolve({
        write(report) {
          written.push(Buffer.from(report).toString('hex'));
          return behaviour.written(report);
        },
        close() {
          closed++;
          return Promise.resolve();
        },
      });
    },
  };
  return {
    system,
    devices,
    opened,
    written,
    behaviour,
    closed: () => closed,
    says: (...bytes: readonly number[]) => talk?.report(Uint8Array.from(bytes)),
    fails: (message: string) => talk?.error(new Error(message)),
  };
}

function connect(pc: ReturnType<typeof createSystem>, address: string, more: Pick<HidOptions, 'usage'> = {}) {
  const transport = createHidTransport({
    address: addressOf(address),
    system: pc.system,
    presenceMs: 5,
    ...more,
  });
  const connection = connectTo(transport);
  ends.push(() => connection.link.close());
  return connection;
}

type Connection = ReturnType<typeof connect>;
const up = (connection: Connection): Promise<void> => connection.until(() => connection.isUp());
async function ended(connection: Connection): Promise<string> {
  while (!connection.down()) await new Promise((resolve) => setImmediate(resolve));
  return connection.down()?.reason ?? '';
}

test('reports pass both ways as they are', async () => {
  const pc = createSystem(entry('/dev/hidraw0'));
  const connection = connect(pc, 'hid:1881:0150');
  await up(connection);
  pc.says(1, 2, 3);
  connection.link.send(Uint8Array.of(0, 9, 8));
  connection.link.send(Uint8Array.of(0, 7));
  await connection.until(() => connection.received.length === 1);
  await new Promise((resolve) => setImmediate(resolve));
  expect(connection.received[0]).toEqual(Uint8Array.of(1, 2, 3));
  expect(pc.written).toEqual(['000908', '0007']);
});

describe('which device is meant', () => {
  const two = () =>
    createSystem(
      entry('/dev/hidraw1', { serial: 'A', port: '1-1.4' }),
      entry('/dev/hidraw2', { serial: 'B', port: '1-1.3' }),
      entry('/dev/hidraw3', { product: 0x0152, port: '1-1' }),
    );
  test.each([
    ['hid:1881:0150?serial=B', '/dev/hidraw2'],
    ['hid:1881:0150?path=/dev/hidraw1', '/dev/hidraw1'],
    ['hid:1881:0150?port=1-1.3', '/dev/hidraw2'],
    ['hid:1881:0152', '/dev/hidraw3'],
  ])('%s is %s', async (address, path) => {
    const pc = two();
    await up(connect(pc, address));
    expect(pc.opened).toEqual([path]);
  });

  test.each([
    ['hid:1881:0150', 'several such devices: /dev/hidraw1, /dev/hidraw2'],
    ['hid:1881:0150?port=1-1.2', 'plugged in elsewhere, or another one'],
    ['hid:1881:0805', 'not plugged in'],
  ])('%s is none: %s', async (address, reason) => {
    const pc = two();
    expect(await ended(connect(pc, address))).toBe(reason);
    expect(pc.opened).toEqual([]);
  });

  test('of a device with several uses it is the one that is meant, or the first interface', async () => {
    const pc = createSystem(
      entry('/dev/hidraw6', { interface: 1, usagePage: 0x0c, usage: 1 }),
      entry('/dev/hidraw5', { interface: 0, usagePage: 0x01, usage: 6 }),
      entry('/dev/hidraw7', { interface: 1, usagePage: 0x01, usage: 6 }),
    );
    await up(connect(pc, 'hid:1881:0150', { usage: { page: 1, id: 6 } }));
    expect(pc.opened).toEqual(['/dev/hidraw5']);
  });
});

describe('unplugged', () => {
  test('an error of the reader ends the link, and the device is closed once', async () => {
    const pc = createSystem(entry('/dev/hidraw0'));
    const connection = connect(pc, 'hid:1881:0150');
    await up(connection);
    pc.fails('could not read from HID device');
    pc.fails('again');
    expect(connection.down()?.reason).toBe('could not read from HID device');
    connection.link.close();
    expect(pc.closed()).toBe(1);
  });

  test('a device that vanishes from the list without a word is gone', async () => {
    const pc = createSystem(entry('/dev/hidraw0'));
    const connection = connect(pc, 'hid:1881:0150');
    await up(connection);
    pc.devices.splice(0);
    expect(await ended(connection)).toBe('not plugged in');
  });

  test('plugged into another port it is not the same device any more', async () => {
    const pc = createSystem(entry('/dev/hidraw0', { port: '1-1.4' }));
    const connection = connect(pc, 'hid:1881:0150?port=1-1.4');
    await up(connection);
    pc.devices.splice(0, 1, entry('/dev/hidraw0', { port: '1-1.2' }));
    expect(await ended(connection)).toBe('plugged in elsewhere, or another one');
  });

  test('another device at its place under another file ends the link', async () => {
    const pc = createSystem(entry('/dev/hidraw0', { port: '1-1.4' }));
    const connection = connect(pc, 'hid:1881:0150?port=1-1.4');
    await up(connection);
    pc.devices.splice(0, 1, entry('/dev/hidraw8', { port: '1-1.4' }));
    expect(await ended(connection)).toBe('another device stands in its place');
  });
});

describe('writing', () => {
  test('a report that is refused, or not written whole, ends the link', async () => {
    for (const [answer, reason] of [
      [() => Promise.reject(new Error('cannot write')), 'cannot write'],
      [() => Promise.resolve(1), 'a report was not written whole'],
    ] as const) {
      const pc = createSystem(entry('/dev/hidraw0'));
      pc.behaviour.written = answer;
      const connection = connect(pc, 'hid:1881:0150');
      await up(connection);
      connection.link.send(Uint8Array.of(0, 1, 2));
      expect(await ended(connection)).toBe(reason);
    }
  });

  test('a longer count, as Windows gives it, is fine', async () => {
    const pc = createSystem(entry('/dev/hidraw0'));
    pc.behaviour.written = (data) => Promise.resolve(data.length + 10);
    const connection = connect(pc, 'hid:1881:0150');
    await up(connection);
    connection.link.send(Uint8Array.of(0, 1));
    connection.link.send(Uint8Array.of(0, 2));
    while (pc.written.length < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(connection.down()).toBeNull();
  });

  test('a device that takes nothing is given up with 64 reports waiting', async () => {
    const pc = createSystem(entry('/dev/hidraw0'));
    pc.behaviour.written = () => new Promise(() => undefined);
    const connection = connect(pc, 'hid:1881:0150');
    await up(connection);
    for (let count = 0; count < 64; count++) connection.link.send(Uint8Array.of(0));
    expect(connection.down()).toBeNull();
    connection.link.send(Uint8Array.of(0));
    expect(connection.down()?.reason).toBe('the device does not take what is sent');
  });
});

test('closed before it was open, it is closed and never up', async () => {
  const pc = createSystem(entry('/dev/hidraw0'));
  const connection = connect(pc, 'hid:1881:0150');
  connection.link.close();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(connection.isUp()).toBe(false);
  expect(connection.down()?.reason).toBe('closed');
});

test('the port stands in the place where Linux keeps the device', () => {
  const place = '/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1.4/1-1.4:1.0/0003:04D9:1203.0003';
  expect(portIn(place)).toBe('1-1.4');
  expect(portIn('/sys/devices/platform/i2c-1/0018:04F3:0001.0001')).toBeNull();
});

test('the library itself: this PC can be listed, and a device that is not there is not opened', async () => {
  const connection = connectTo(createHidTransport({ address: addressOf('hid:ffff:fffe') }));
  expect(await ended(connection)).toBe('not plugged in');
});
