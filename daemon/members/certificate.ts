/**
 * The certificate of the members' door: the one the config names, or one of the daemon's own authority. The
 * authority is made once and can be installed on members' devices; what it signs is renewed in time, and anew
 * when names are added.
 */
import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { generate as generateCertificate } from 'selfsigned';
import { z } from 'zod';

export interface DoorCertificate {
  readonly key: string;
  /** Leaf first. */
  readonly cert: string;
  /** The authority to be installed on devices, PEM; null: the config's own certificate is used. */
  readonly authority: string | null;
}

const dayMs = 86_400_000;
const authorityDays = 3650;
const isIP = (name: string): boolean => z.union([z.ipv4(), z.ipv6()]).safeParse(name).success;

/** What browsers still take from a private authority. */
const leafDays = 397;
const renewDays = 30;

/** Rejects where a file of the config cannot be read. `names`: host names and addresses. */
export async function doorCertificate(options: {
  readonly folder: string;
  readonly names: readonly string[];
  readonly own?: { readonly chain: string; readonly key: string };
  readonly nowMs: number;
}): Promise<DoorCertificate> {
  const { folder, names, own, nowMs } = options;
  if (own) {
    const [cert, key] = await Promise.all([readFile(own.chain, 'utf8'), readFile(own.key, 'utf8')]);
    return { cert, key, authority: null };
  }
  const authority = await keptPair(
    join(folder, 'authority'),
    (pair) => !isDue(pair.cert, nowMs),
    () =>
      make('Saalregie', nowMs, authorityDays, {
        extensions: [
          { name: 'basicConstraints', cA: true, critical: true },
          { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
        ],
      }),
  );
  const leaf = await keptPair(
    join(folder, 'members'),
    ({ cert }) => !isDue(cert, nowMs) && isFor(cert, names) && isSignedBy(cert, authority.cert),
    () =>
      make(names[0] ?? 'localhost', nowMs, leafDays, {
        ca: authority,
        extensions: [
          { name: 'basicConstraints', cA: false },
          { name: 'keyUsage', digitalSignature: true, critical: true },
          { name: 'extKeyUsage', serverAuth: true },
          {
            name: 'subjectAltName',
            altNames: names.map((name) => (isIP(name) ? { type: 7, ip: name } : { type: 2, value: name })),
          },
        ],
      }),
  );
  return { ...leaf, authority: authority.cert };
}

interface Pair {
  readonly key: string;
  readonly cert: string;
}

async function keptPair(
  path: string,
  isGood: (pair: Pair) => boolean,
  makePair: () => Promise<Pair>,
): Promise<Pair> {
  const [keyFile, certFile] = [`${path}-key.pem`, `${path}.pem`];
  if (existsSync(keyFile) && existsSync(certFile)) {
    const [key, cert] = await Promise.all([readFile(keyFile, 'utf8'), readFile(certFile, 'utf8')]);
    if (isGood({ key, cert })) return { key, cert };
  }
  const pair = await makePair();
  await writeFile(keyFile, pair.key, { mode: 0o600 });
  await writeFile(certFile, pair.cert);
  return pair;
}

async function make(
  name: string,
  nowMs: number,
  days: number,
  options: Parameters<typeof generateCertificate>[1],
): Promise<Pair> {
  // Needed once a year, and a sixth of the daemon's memory.
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: name.slice(0, 64) }], {
    keyType: 'ec',
    algorithm: 'sha256',
    // A device whose clock is a little behind takes it too.
    notBeforeDate: new Date(nowMs - dayMs),
    notAfterDate: new Date(nowMs + days * dayMs),
    ...options,
  });
  return { key: made.private, cert: made.cert };
}

const isDue = (cert: string, nowMs: number): boolean =>
  new X509Certificate(cert).validToDate.getTime() - nowMs < renewDays * dayMs;

function isFor(cert: string, names: readonly string[]): boolean {
  const x509 = new X509Certificate(cert);
  return names.every((name) => (isIP(name) ? x509.checkIP(name) : x509.checkHost(name)) !== undefined);
}

const isSignedBy = (cert: string, authority: string): boolean =>
  new X509Certificate(cert).verify(new X509Certificate(authority).publicKey);
