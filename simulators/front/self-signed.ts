/** The certificate that a unit signs itself, as the real ones do: a new one for each simulator. */
import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** SHA-256, `AB:CD:…`. */
  readonly fingerprint: string;
}

export async function selfSigned(name: string): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: name }], { keyType: 'ec' });
  return {
    key: made.private,
    cert: made.cert,
    fingerprint: new X509Certificate(made.cert).fingerprint256,
  };
}
