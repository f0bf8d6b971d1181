/**
 * TLS to devices that sign their own certificate. Trust is by pin: the config names the SHA-256 fingerprint
 * of the certificate that the technician has looked at, and anything else ends the link before a byte of
 * ours (a password, a token) is sent. Without a pin the certificate must be one that the system trusts.
 */
import { connect, type TLSSocket } from 'node:tls';
import { z } from 'zod';

/** `AB:CD:…` or plain hex, 32 bytes; kept as upper-case hex without colons. */
export const fingerprintSchema: z.ZodType<string, string> = z.string().transform((text, context) => {
  const digits = text.replaceAll(':', '').toUpperCase();
  if (/^[0-9A-F]{64}$/.test(digits)) return digits;
  const expected = 'AA:BB:… (SHA-256, 32 bytes)';
  context.addIssue({ code: 'custom', message: expected, params: { expected } });
  return z.NEVER;
});

export interface TlsOptions {
  /** SHA-256 of the certificate; absent: the system's certificate authorities decide. */
  readonly fingerprint?: string;
}

export interface Secured {
  readonly socket: TLSSocket;
  readonly verdict: 'trusted' | 'unknown-certificate';
  /** The fingerprint that was shown, `AB:CD:…`. */
  readonly shown: string;
}

const withColons = (digits: string): string => digits.match(/../g)?.join(':') ?? digits;

/** Connects and judges the certificate. Calls back once, unless the socket ends first: listen to its events. */
export function connectTls(
  address: { readonly host: string; readonly port: number },
  options: TlsOptions,
  secured: (result: Secured) => void,
): TLSSocket {
  // The certificate is judged below, before anything is written.
  const socket = connect({ ...address, rejectUnauthorized: false, ...serverName(address.host) }, () => {
    const shown = socket.getPeerX509Certificate()?.fingerprint256 ?? '';
    const isPinned = shown.replaceAll(':', '').toUpperCase() === options.fingerprint;
    const isTrusted = options.fingerprint === undefined ? socket.authorized : isPinned;
    secured({
      socket,
      verdict: isTrusted ? 'trusted' : 'unknown-certificate',
      shown: withColons(shown.replaceAll(':', '')),
    });
  });
  return socket;
}

/** What answers speaks no TLS at all: another device, or another port of it. */
export const isNotTls = (error: Error): boolean =>
  'code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_SSL_');

/** A name for the handshake, where the address is one: an IP address must not be sent as a name. */
const serverName = (host: string): { servername?: string } =>
  /^[\d.]+$|:/.test(host) ? {} : { servername: host };
