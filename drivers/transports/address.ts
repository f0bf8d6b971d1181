/**
 * Device addresses as URLs (`tcp://host:port`, `udp://…`, `wss://…`, `serial:/dev/ttyUSB0?baud=9600`), read
 * once at the config's edge.
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

/** The same for two addresses that lead to the same place, whatever the spelling. */
export function addressKey(address: NetworkAddress | SerialAddress): string {
  if ('path' in address) return `serial:${address.path}`;
  return `${address.scheme}://${address.host.toLowerCase()}:${address.port}`;
}
