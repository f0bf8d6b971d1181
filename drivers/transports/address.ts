/** Device addresses as URLs (`tcp://host:port`, `udp://…`, `ws://…`), read once at the config's edge. */
import { z } from 'zod';

export interface NetworkAddress {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
}

/** A zod type for addresses with one of `schemes`; `defaultPort` where the URL names none. */
export function networkAddress(
  schemes: readonly string[],
  defaultPort: number,
): z.ZodType<NetworkAddress, string> {
  const example = schemes.map((scheme) => `${scheme}://192.0.2.10:${defaultPort}`).join(' | ');
  return z.string().transform((text, context) => {
    const match = /^([a-z]+):\/\/(\[[0-9a-f:]+\]|[^/:@?#\s]+)(?::(\d{1,5}))?\/?$/i.exec(text);
    const scheme = match?.[1]?.toLowerCase();
    const port = match?.[3] ? Number(match[3]) : defaultPort;
    if (!match?.[2] || !scheme || !schemes.includes(scheme) || port < 1 || port > 65_535) {
      context.addIssue({ code: 'custom', message: `address ${example}`, params: { expected: example } });
      return z.NEVER;
    }
    return { scheme, host: match[2].replace(/^\[|\]$/g, ''), port };
  });
}
