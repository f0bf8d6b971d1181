/**
 * Signed notes and checkpoints of the log of votes as C2SP writes them (signed-note, tlog-checkpoint): three
 * lines, an empty one, and a signature by the installation's Ed25519 key. And the short fingerprint that stands on
 * the public display, so that the stream and the minutes witness the log.
 */
import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';

export interface Signer {
  /** Name of the log and of its key: of the key itself, so that two installations never share one. */
  readonly origin: string;
  /** The public key in C2SP's form: `name+id+base64`. */
  readonly verifierKey: string;
  /** The checkpoint over `size` leaves with this root (hexadecimal), signed. */
  checkpoint(size: number, root: string): { readonly note: string; readonly fingerprint: string };
}

const ed25519 = 1;
/** An Ed25519 public key in DER is this long a head and the 32 bytes. */
const keyBytes = 32;

const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

export function createSigner(pem: string): Signer {
  const privateKey: KeyObject = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).subarray(-keyBytes);
  const origin = `saalregie/${sha256(publicKey).toString('hex').slice(0, 16)}`;
  const typed = Buffer.concat([Uint8Array.of(ed25519), publicKey]);
  const keyId = sha256(`${origin}\n`, typed).subarray(0, 4);
  return {
    origin,
    verifierKey: `${origin}+${keyId.toString('hex')}+${typed.toString('base64')}`,
    checkpoint(size, root) {
      const text = `${origin}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n`;
      const signature = Buffer.concat([keyId, sign(null, Buffer.from(text), privateKey)]).toString('base64');
      return { note: `${text}\n— ${origin} ${signature}\n`, fingerprint: fingerprintOf(text) };
    },
  };
}

/** No I, L, O and U: nothing that is read out wrongly. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first 60 bits of the SHA-256 of a checkpoint's three lines, e.g. `K7QF-2M9A-XT4P`. */
export function fingerprintOf(text: string): string {
  const bits = BigInt(`0x${sha256(text).subarray(0, 8).toString('hex')}`) >> 4n;
  const letters = Array.from({ length: 12 }, (_none, index) =>
    alphabet.charAt(Number((bits >> BigInt(5 * (11 - index))) & 31n)),
  ).join('');
  return (letters.match(/.{4}/g) ?? []).join('-');
}
