/** Checks 2, 3 and 11: the checkpoint is signed by the log's key, its tree has these lines, its fingerprint is the one from the hall. */
import { areEqual, encodeText } from './bytes.ts';
import type { ResultFile } from './file.ts';
import { fingerprintOf, parseFingerprint } from './fingerprint.ts';
import {
  hasRightId,
  isSignedBy,
  parseCheckpoint,
  parseKey,
  parseNote,
  type Checkpoint,
  type VerifierKey,
} from './note.ts';
import { conclude, type Finding } from './report.ts';
import { sentence, type Sentence } from './say.ts';
import { rootOf, subtreeSizes } from './tree.ts';

export interface Seal {
  readonly checkpoint: Checkpoint;
  /** What is signed, and what the fingerprint is of. */
  readonly text: string;
}

/** `trustedKey`: a key that came another way than in the file, as spelled. */
export function checkSignature(file: ResultFile, trustedKey: string | undefined): Finding<Seal> {
  const fail = (fault: Sentence): Finding<Seal> => ({ state: 'failed', faults: [fault] });
  const key = parseKey(file.key);
  if (!key) return fail(sentence('signature.badKey'));
  if (key.name !== file.origin) return fail(sentence('signature.otherName'));
  if (!hasRightId(key)) return fail(sentence('signature.wrongKeyId'));
  if (trustedKey !== undefined) {
    const trusted = parseKey(trustedKey.trim());
    if (!trusted) return fail(sentence('signature.badTrustedKey'));
    if (!isSameKey(trusted, key)) return fail(sentence('signature.foreignKey'));
  }
  const note = parseNote(file.checkpoint);
  const checkpoint = note && parseCheckpoint(note.text);
  const [signature] = note?.signatures ?? [];
  if (!note || !checkpoint || !signature) return fail(sentence('signature.badNote'));
  if (checkpoint.origin !== file.origin) return fail(sentence('signature.otherOrigin'));
  const count = note.signatures.length;
  if (count !== 1) return fail(sentence('signature.signers', { count }));
  if (signature.name !== key.name || !areEqual(signature.keyId, key.id))
    return fail(sentence('signature.otherSigner'));
  if (!isSignedBy(note.text, signature, key)) return fail(sentence('signature.forged'));
  const { origin } = file;
  const good =
    trustedKey === undefined
      ? sentence('signature.ownKey', { origin })
      : sentence('signature.trustedKey', { origin });
  return conclude([], good, { checkpoint, text: note.text });
}

const isSameKey = (left: VerifierKey, right: VerifierKey): boolean =>
  left.name === right.name && areEqual(left.id, right.id) && areEqual(left.publicKey, right.publicKey);

export function checkTree({ size, before, lines }: ResultFile, { checkpoint }: Seal): Finding<null> {
  const fail = (fault: Sentence): Finding<null> => ({ state: 'failed', faults: [fault] });
  if (size !== checkpoint.size)
    return fail(sentence('tree.otherSize', { sealed: checkpoint.size, claimed: size }));
  const first = size - lines.length;
  if (first < 0) return fail(sentence('tree.tooSmall'));
  if (before.length !== subtreeSizes(first).length) return fail(sentence('tree.before'));
  const root = rootOf(first, before, lines.map(encodeText));
  if (!root || !areEqual(root, checkpoint.root)) return fail(sentence('tree.otherRoot'));
  return conclude([], sentence('tree.good', { lines: lines.length, size }), null);
}

/** `typed`: what somebody read in the hall or in the minutes. */
export function checkFingerprint({ text }: Seal, typed: string | undefined): Finding<null> {
  const fingerprint = fingerprintOf(text);
  if (typed === undefined) {
    const compare = sentence('fingerprint.compare', { fingerprint });
    return { state: 'to-compare', sentence: compare, value: null };
  }
  const expected = parseFingerprint(typed);
  const fault =
    expected === null ? sentence('fingerprint.unreadable') : sentence('fingerprint.other', { fingerprint });
  const faults = expected === fingerprint ? [] : [fault];
  return conclude(faults, sentence('fingerprint.equal', { fingerprint }), null);
}
