/**
 * Device addresses as URLs (`tcp://host:port`, `udp://…`, `wss://…`, `serial:/dev/ttyUSB0?baud=9600`,
 * `hid:1881:0150?port=1-1.4`), read once at the config's edge.
 */
import { z } from 'zod';

export interface NetworkAddress {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
}

export interface SerialAddress {
  readonly scheme: 'serial';
  /** `/dev/ttyUSB0`, `COM3`, … */
  readonly path: string;
  readonly baud: number;
}

export interface HidAddress {
  readonly scheme: 'hid';
  readonly vendor: number;
  readonly product: number;
  /** Which of several: its own serial number, its file (`/dev/hidraw3`), or the USB port it is plugged into (`1-1.4`). */
  readonly pick: { readonly by: 'serial' | 'path' | 'port'; readonly value: string } | null;
}

function parseNetwork(text: string, ports: Readonly<Record<string, number>>): NetworkAddress | undefined {
  const match = /^([a-z]+):\/\/(\[[0-9a-f:]+\]|[^/:@?#\s]+)(?::(\d{1,5}))?\/?$/i.exec(text);
  const scheme = match?.[1]?.toLowerCase() ?? '';
  const port = match?.[3] ? Number(match[3]) : ports[scheme];
  if (!match?.[2] || port === undefined || !Object.hasOwn(ports, scheme) || port < 1 || port > 65_535)
    return undefined;
  return { scheme, host: match[2].replace(/^\[|\]$/g, ''), port };
}

function parseSerial(text: string, baud: number): SerialAddress | undefined {
  const match = /^serial:([^?\s]+)(?:\?baud=(\d{3,7}))?$/i.exec(text);
  if (!match?.[1]) return undefined;
  return { scheme: 'serial', path: match[1], baud: match[2] ? Number(match[2]) : baud };
}

function parseHid(text: string): HidAddress | undefined {
  const match = /^hid:([0-9a-f]{4}):([0-9a-f]{4})(?:\?(serial|path|port)=([^\s?&]{1,200}))?$/i.exec(text);
  if (!match?.[1] || !match[2]) return undefined;
  const by = (['serial', 'path', 'port'] as const).find((each) => each === match[3]?.toLowerCase());
  return {
    scheme: 'hid',
    vendor: Number.parseInt(match[1], 16),
    product: Number.parseInt(match[2], 16),
    pick: by && match[4] ? { by, value: match[4] } : null,
  };
}

const exampleHost = '192.0.2.10';

/** A zod type for addresses with one of `schemes`; `defaultPort` where the URL names none. */
export const networkAddress = (
  schemes: readonly string[],
  defaultPort: number,
): z.ZodType<NetworkAddress, string> =>
  addressOf(Object.fromEntries(schemes.map((scheme) => [scheme, defaultPort])));

/** A zod type for network addresses whose default port depends on the scheme, e.g. `{http: 80, https: 443}`. */
export function addressOf(ports: Readonly<Record<string, number>>): z.ZodType<NetworkAddress, string> {
  const examples = Object.entries(ports).map(([scheme, port]) => `${scheme}://${exampleHost}:${port}`);
  return z.string().transform((text, context) => {
    const address = parseNetwork(text, ports);
    if (address) return address;
    const expected = examples.join(' | ');
    context.addIssue({ code: 'custom', message: `address ${expected}`, params: { expected } });
    return z.NEVER;
  });
}

/** As `addressOf`, or a serial line; `baud` where the URL names none. */
export function lineAddress(
  baud: number,
  ports: Readonly<Record<string, number>>,
): z.ZodType<NetworkAddress | SerialAddress, string> {
  const examples = [
    `serial:/dev/ttyUSB0?baud=${baud}`,
    ...Object.entries(ports).map(([scheme, port]) => `${scheme}://${exampleHost}:${port}`),
  ];
  return z.string().transform((text, context) => {
    const address = parseSerial(text, baud) ?? parseNetwork(text, ports);
    if (address) return address;
    const expected = examples.join(' | ');
    context.addIssue({ code: 'custom', message: `address ${expected}`, params: { expected } });
    return z.NEVER;
  });
}

/** A HID device on USB, or one that is offered over TCP, for rehearsals. */
export const hidAddress = (tcpPort: number): z.ZodType<HidAddress | NetworkAddress, string> =>
  z.string().transform((text, context) => {
    const address = parseHid(text) ?? parseNetwork(text, { tcp: tcpPort });
    if (address) return address;
    const expected = `hid:1881:0150 | hid:1881:0150?port=1-1.4 | tcp://${exampleHost}:${tcpPort}`;
    context.addIssue({ code: 'custom', message: `address ${expected}`, params: { expected } });
    return z.NEVER;
  });

/** The same for two addresses that lead to the same place, whatever the spelling. */
export function addressKey(address: NetworkAddress | SerialAddress | HidAddress): string {
  if ('vendor' in address) {
    const { vendor, product, pick } = address;
    return `hid:${vendor}:${product}:${pick ? `${pick.by}=${pick.value}` : ''}`;
  }
  if ('path' in address) return `serial:${address.path}`;
  return `${address.scheme}://${address.host.toLowerCase()}:${address.port}`;
}
