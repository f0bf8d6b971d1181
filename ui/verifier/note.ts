/**
 * Signed notes and checkpoints as C2SP writes them (signed-note, tlog-checkpoint), Ed25519 only. A checkpoint is
 * what the whole file hangs on: name of the log, number of its entries, root of their tree.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { areEqual, concatenate, decodeBase64, decodeHex, digestOf, encodeText } from './bytes.ts';

const ed25519Algorithm = Uint8Array.of(1);
const namePattern = /^[^\s+\p{Cc}]{1,200}$/u;
const newline = Uint8Array.of(10);

export interface VerifierKey {
  readonly name: string;
  /** 4 bytes. */
  readonly id: Uint8Array;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** A key spelled `<name>+<id>+<base64>`; null: no such spelling. Whether the id is right is `hasRightId`'s question. */
export function parseKey(text: string): VerifierKey | null {
  const [name = '', idText = '', keyText = '', ...more] = text.split('+');
  // The key's base64 may hold a + itself.
  const key = decodeBase64([keyText, ...more].join('+'));
  const id = decodeHex(idText);
  if (!namePattern.test(name) || id?.length !== 4 || key?.length !== 33 || key[0] !== 1) return null;
  return { name, id, publicKey: key.slice(1) };
}

/** Whether a key's id is derived from its name and bytes. */
export function hasRightId({ name, id, publicKey }: VerifierKey): boolean {
  const digest = digestOf(concatenate(encodeText(name), newline, ed25519Algorithm, publicKey));
  return areEqual(digest.slice(0, 4), id);
}

export interface NoteSignature {
  readonly name: string;
  /** 4 bytes. */
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Note {
  /** With its last newline: what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Text, an empty line, and at least one line of signature; null: no note. */
export function parseNote(note: string): Note | null {
  const gap = note.lastIndexOf('\n\n');
  if (gap < 0 || !note.endsWith('\n')) return null;
  const signatures: NoteSignature[] = [];
  for (const line of note.slice(gap + 2, -1).split('\n')) {
    const [dash, name = '', blobText = '', ...more] = line.split(' ');
    const blob = decodeBase64(blobText);
    if (dash !== '—' || !namePattern.test(name) || more.length > 0 || !blob || blob.length < 5) return null;
    signatures.push({ name, keyId: blob.slice(0, 4), signature: blob.slice(4) });
  }
  return { text: note.slice(0, gap + 1), signatures };
}

/** Whether this signature is the key's own, under this text. Strict RFC 8032: no second spelling of a signature. */
export function isSignedBy(
  text: string,
  { name, keyId, signature }: NoteSignature,
  key: VerifierKey,
): boolean {
  if (name !== key.name || !areEqual(keyId, key.id) || signature.length !== 64) return false;
  return ed25519.verify(signature, encodeText(text), key.publicKey, { zip215: false });
}

export interface Checkpoint {
  readonly origin: string;
  /** Leaves of the tree. */
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

/** The three lines of a checkpoint; null: not exactly those. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin = '', sizeText = '', rootText = '', ...rest] = text.split('\n');
  if (rest.length !== 1 || rest[0] !== '' || origin === '' || !/^(?:0|[1-9]\d{0,14})$/.test(sizeText))
    return null;
  const root = decodeBase64(rootText);
  return root?.length === 32 ? { origin, size: Number(sizeText), root } : null;
}
