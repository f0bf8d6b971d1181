/**
 * A HID device on USB as reports that arrive whole, and the only owner of the package node-hid. What is sent
 * begins with the report number (0 where a device has none); what is received has none. "Up" when the device is
 * open. Pulled out, it is gone from the list of devices; plugged in again, the shell's next attempt finds it.
 */
import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { devicesAsync, HIDAsync, type Device } from 'node-hid';
import type { HidAddress } from './address.ts';
import type { Transport } from './transport.ts';

/** A device as the system lists it; several entries where it has several uses. */
export interface HidEntry {
  readonly path: string;
  readonly vendor: number;
  readonly product: number;
  readonly serial: string;
  readonly interface: number;
  /** Page and number of its use; 0: the system does not tell. */
  readonly usagePage: number;
  readonly usage: number;
  /** The USB port it is plugged into, as Linux names it (`1-1.4`); null: the system does not tell. */
  readonly port: string | null;
}

export interface HidHandle {
  /** Bytes written; rejects where the device is gone. */
  write(report: Uint8Array): Promise<number>;
  close(): Promise<void>;
}

/** The system's HID devices: node-hid, or in tests something else that behaves like it. */
export interface HidSystem {
  list(): Promise<readonly HidEntry[]>;
  open(path: string, on: { report(data: Uint8Array): void; error(error: Error): void }): Promise<HidHandle>;
}

export interface HidOptions {
  readonly address: HidAddress;
  /** Where a device has several uses: the one that is meant. */
  readonly usage?: { readonly page: number; readonly id: number };
  readonly system?: HidSystem;
  /** How often it is looked whether the device is still there, ms. */
  readonly presenceMs?: number;
}

/** An unplugged device ends its reads with an error on most systems; where it does not, this finds it. */
const defaultPresenceMs = 1000;
/** Reports that were given to the library and not taken by the device: more than this and it counts as stuck. */
const maxUnsent = 64;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'HID error');

export function createHidTransport(options: HidOptions): Transport<Uint8Array, Uint8Array> {
  const system = options.system ?? nodeHid;
  return {
    connect(sink) {
      let over = false;
      let handle: HidHandle | null = null;
      let presence: ReturnType<typeof setInterval> | null = null;
      let unsent = 0;
      let tail: Promise<unknown> = Promise.resolve();
      const release = (opened: HidHandle): void => void opened.close().catch(() => undefined);
      const end = (reason: string): void => {
        if (over) return;
        over = true;
        if (presence) clearInterval(presence);
        if (handle) release(handle);
        sink.down(reason);
      };
      const open = async (): Promise<void> => {
        const path = await find(system, options);
        if (over) return;
        const opened = await system.open(path, {
          report(data) {
            if (!over) sink.received(data);
          },
          error: (error) => end(error.message),
        });
        if (over) return release(opened);
        handle = opened;
        presence = setInterval(() => {
          // The same device: a file's name is given to the next one that is plugged in.
          find(system, options).then(
            (found) => {
              if (found !== path) end('another device stands in its place');
            },
            (error: unknown) => end(messageOf(error)),
          );
        }, options.presenceMs ?? defaultPresenceMs);
        sink.up();
      };
      open().catch((error: unknown) => end(messageOf(error)));
      return {
        send(data) {
          if (over || !handle) return;
          const device = handle;
          if (++unsent > maxUnsent) return end('the device does not take what is sent');
          // One after the other: the library writes on threads of its own.
          tail = tail
            .then(() => (over ? data.length : device.write(data)))
            .then(
              (written) => {
                unsent--;
                // Windows counts a report longer than it was given.
                if (written < data.length) end('a report was not written whole');
              },
              (error: unknown) => end(messageOf(error)),
            );
        },
        close: () => end('closed'),
      };
    },
  };
}

/** The file of the one device that is meant; rejects where there is none, or more than one. */
async function find(system: HidSystem, { address, usage }: HidOptions): Promise<string> {
  const { vendor, product, pick } = address;
  const entries = (await system.list()).filter(
    (entry) =>
      entry.vendor === vendor &&
      entry.product === product &&
      (!usage || entry.usagePage === 0 || (entry.usagePage === usage.page && entry.usage === usage.id)),
  );
  const fitting = entries.filter((entry) => isPicked(entry, pick));
  const [first] = fitting.toSorted((a, b) => a.interface - b.interface || a.path.localeCompare(b.path));
  if (!first) throw new Error(entries.length > 0 ? 'plugged in elsewhere, or another one' : 'not plugged in');
  // Several uses of one device are one device, as far as the system tells.
  const paths = new Set(
    fitting.filter((entry) => entry.interface === first.interface).map(({ path }) => path),
  );
  if (paths.size > 1) throw new Error(`several such devices: ${[...paths].sort().join(', ')}`);
  return first.path;
}

function isPicked(entry: HidEntry, pick: HidAddress['pick']): boolean {
  return pick === null || entry[pick.by] === pick.value;
}

/** So long a list of all devices is good for everybody who asks, ms: a hall of keypads looks once, not a hundred times. */
const listedMs = 500;
let listed: Promise<readonly HidEntry[]> | null = null;

async function listAll(): Promise<readonly HidEntry[]> {
  const devices = await devicesAsync();
  return Promise.all(
    devices.flatMap((device) => (device.path === undefined ? [] : [entryOf(device, device.path)])),
  );
}

const entryOf = async (device: Device, path: string): Promise<HidEntry> => ({
  path,
  vendor: device.vendorId,
  product: device.productId,
  serial: device.serialNumber ?? '',
  interface: device.interface,
  usagePage: device.usagePage ?? 0,
  usage: device.usage ?? 0,
  port: await portOf(path),
});

async function portOf(path: string): Promise<string | null> {
  const name = basename(path);
  if (!/^hidraw\d+$/.test(name)) return null;
  try {
    return portIn(await realpath(`/sys/class/hidraw/${name}/device`));
  } catch {
    return null;
  }
}

const nodeHid: HidSystem = {
  list() {
    if (!listed) {
      listed = listAll();
      setTimeout(() => (listed = null), listedMs).unref();
    }
    return listed;
  },
  async open(path, on) {
    const device = await HIDAsync.open(path);
    device.on('error', (error: Error) => on.error(error));
    device.on('data', (data: Uint8Array) => on.report(Uint8Array.from(data)));
    return {
      write: (report) => device.write(Buffer.from(report)),
      close: () => device.close(),
    };
  },
};

/** The last USB port in the place where Linux keeps a device, e.g. `…/usb1/1-1/1-1.4/1-1.4:1.0/…` → `1-1.4`. */
export const portIn = (place: string): string | null =>
  place
    .split('/')
    .filter((part) => /^\d+-\d+(\.\d+)*$/.test(part))
    .at(-1) ?? null;
