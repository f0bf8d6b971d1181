/**
 * Makes result files for the verifier's tests, honest ones and forged ones, by the format's description alone: with
 * Node's own cryptography, a tree written down as RFC 6962 defines it, and nothing of the verifier or the daemon.
 */
import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';

export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };
export type Fields = { [key: string]: Value };

/** A leaf of the tree before it is spelled; everything can be changed by a forger. */
export interface DraftLine {
  seq: number;
  wallMs: number;
  actor: string;
  type: string;
  version: number;
  data: Fields;
  personal: Fields | null;
  salt: string;
  /** Its personal part stands in the file. */
  isOpen: boolean;
  /** Instead of the honest spelling. */
  spelled?: string;
}

export interface Draft {
  signer: Signer;
  ballot: string;
  /** Leaves before the ballot. */
  earlier: string[];
  lines: DraftLine[];
}

export interface ResultJson {
  format: string;
  version: number;
  origin: string;
  key: string;
  ballot: string;
  log: { size: number; before: string[]; lines: string[] };
  openings: { line: number; salt: string; json: string }[];
  checkpoint: string;
}

export interface Signer {
  readonly origin: string;
  readonly privateKey: KeyObject;
  readonly publicKey: Buffer;
  /** 4 bytes. */
  readonly keyId: Buffer;
  readonly spelled: string;
}

export const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** A key made from one byte, the same at every run. */
export function signerOf(origin: string, seed: number): Signer {
  const pkcs8 = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.alloc(32, seed),
  ]);
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  const keyId = sha256(`${origin}\n`, Uint8Array.of(1), publicKey).subarray(0, 4);
  const encoded = Buffer.concat([Uint8Array.of(1), publicKey]).toString('base64');
  return { origin, privateKey, publicKey, keyId, spelled: `${origin}+${keyId.toString('hex')}+${encoded}` };
}

export const hall = signerOf('saalregie/7f3a', 7);

/** Keys sorted, nothing between. */
export function spell(value: Value): string {
  if (Array.isArray(value)) return `[${value.map((each: Value) => spell(each)).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value as Fields).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${spell(each)}`).join()}}`;
}

export const commitmentOf = (salt: string, json: string): string =>
  sha256(`${salt}\n${json}`).toString('hex');

/** MTH of RFC 6962, word for word. */
export function treeHash(leaves: readonly (string | Uint8Array)[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return sha256(Uint8Array.of(0), only);
  let split = 1;
  while (2 * split < leaves.length) split *= 2;
  return sha256(Uint8Array.of(1), treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
}

/** Perfect subtrees over leaves, the largest first. */
export function subtrees(leaves: readonly string[]): string[] {
  const hashes: string[] = [];
  let at = 0;
  for (let size = 2 ** 30; size >= 1; size /= 2)
    if (leaves.length - at >= size) {
      hashes.push(treeHash(leaves.slice(at, at + size)).toString('hex'));
      at += size;
    }
  return hashes;
}

export function signNote(text: string, signer: Signer): string {
  const blob = Buffer.concat([signer.keyId, sign(null, Buffer.from(text), signer.privateKey)]);
  return `${text}\n— ${signer.origin} ${blob.toString('base64')}\n`;
}

export const checkpointText = (origin: string, leaves: readonly string[]): string =>
  `${origin}\n${leaves.length}\n${treeHash(leaves).toString('base64')}\n`;

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function fingerprintOf(checkpoint: string): string {
  const text = checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1);
  let bits = sha256(text).readBigUInt64BE() >> 4n;
  let spelled = '';
  for (let digit = 0; digit < 12; digit += 1) {
    spelled = alphabet.charAt(Number(bits % 32n)) + (digit % 4 === 0 && digit > 0 ? '-' : '') + spelled;
    bits /= 32n;
  }
  return spelled;
}

export function spellLine(line: DraftLine, ballot: string): string {
  if (line.spelled !== undefined) return line.spelled;
  const { seq, wallMs, actor, type, version, data, personal, salt } = line;
  const commitment = personal ? commitmentOf(salt, JSON.stringify(personal)) : '';
  return spell({ seq, wallMs, actor, type, version, commitment, data: { ballot, ...data } });
}

/** Tree, signature and file of a draft: what the daemon would write, had it recorded this. */
export function seal({ signer, ballot, earlier, lines }: Draft): ResultJson {
  const spelled = lines.map((line) => spellLine(line, ballot));
  const leaves = [...earlier, ...spelled];
  return {
    format: 'saalregie-result',
    version: 1,
    origin: signer.origin,
    key: signer.spelled,
    ballot,
    log: { size: leaves.length, before: subtrees(earlier), lines: spelled },
    openings: lines.flatMap(({ isOpen, salt, personal }, line) =>
      isOpen && personal ? [{ line, salt, json: JSON.stringify(personal) }] : [],
    ),
    checkpoint: signNote(checkpointText(signer.origin, leaves), signer),
  };
}

export const bytesOf = (file: ResultJson | string): Uint8Array =>
  new TextEncoder().encode(typeof file === 'string' ? file : JSON.stringify(file));

/** Appends a record; the commitment follows from `personal`. */
export function append(draft: Draft, type: string, data: Fields, personal: Fields | null = null): DraftLine {
  const index = draft.lines.length;
  const line: DraftLine = {
    // Other records of the journal lie between.
    seq: (draft.lines.at(-1)?.seq ?? 400) + 1 + (index % 3),
    wallMs: 1_780_000_000_000 + 1000 * index,
    actor: 'clerk',
    type: `ballot/${type}`,
    version: 1,
    data,
    personal,
    salt: sha256(`salt ${draft.ballot} ${index}`).toString('hex').slice(0, 32),
    isOpen: false,
  };
  draft.lines.push(line);
  return line;
}

/** Opens what the kind of ballot asks for. */
export function disclose(draft: Draft): Draft {
  const opening = draft.lines[0]?.data ?? {};
  const byName = opening['named'] === true || opening['kind'] === 'roll-call';
  for (const line of draft.lines)
    line.isOpen =
      line.type === 'ballot/opened' ||
      (line.type === 'ballot/entitled' && byName) ||
      (line.type === 'ballot/cast' &&
        draft.lines.findLast(({ type, data }) => type === line.type && data['tag'] === line.data['tag']) ===
          line);
  return draft;
}
