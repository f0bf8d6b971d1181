/**
 * The log of votes: the journal's records of ballots as leaves of an RFC 6962 Merkle tree. A leaf is the record
 * as canonical JSON (RFC 8785), with the commitment to its personal part and without that part. Pure but for the
 * digest.
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { ChainedRecord } from './record.ts';

/** Records whose type begins like this are leaves, in the journal's order. */
const leafPrefix = 'ballot/';

export const isLeaf = ({ type }: { readonly type: string }): boolean => type.startsWith(leafPrefix);

/** The leaf's text: what the result file shows and what is hashed. */
export function leafLine(record: Omit<ChainedRecord, 'hash' | 'monoMs'>): string {
  const { actor, commitment, data, seq, type, version, wallMs } = record;
  const text = canonicalize({
    actor,
    commitment,
    data: JSON.parse(data) as unknown,
    seq,
    type,
    version,
    wallMs,
  });
  if (text === undefined) throw new Error(`record ${seq} is no JSON`);
  return text;
}

const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);

export const leafHash = (line: string | Uint8Array): Buffer => sha256(leafMark, line);

/** Perfect subtrees by level, so that the root at any size is a few hashes away. */
export interface MerkleTree {
  readonly size: number;
  append(hash: Buffer): void;
  /** Root over the first `size` leaves; of none: the hash of nothing. Throws a RangeError beyond the end. */
  root(size: number): Buffer;
  /** The perfect subtrees over the first `size` leaves, largest first. */
  peaks(size: number): readonly Buffer[];
}

export function createMerkleTree(): MerkleTree {
  /** `levels[k][i]`: hash over the leaves `i·2^k … (i+1)·2^k - 1`. */
  const levels: Buffer[][] = [[]];

  function peaks(size: number): Buffer[] {
    if (!(size >= 0 && size <= (levels[0]?.length ?? 0))) throw new RangeError(`no tree of ${size} leaves`);
    const found: Buffer[] = [];
    let from = 0;
    for (let level = levels.length - 1; level >= 0; level--) {
      const width = 2 ** level;
      if (size - from < width) continue;
      const hash = levels[level]?.[from / width];
      if (!hash) throw new RangeError(`no subtree at level ${level}`);
      found.push(hash);
      from += width;
    }
    return found;
  }

  return {
    get size() {
      return levels[0]?.length ?? 0;
    },
    append(hash) {
      levels[0]?.push(hash);
      // Every pair that became whole is a subtree one level up.
      for (let level = 0; (levels[level]?.length ?? 0) % 2 === 0; level++) {
        const [left, right] = levels[level]?.slice(-2) ?? [];
        if (!left || !right) return;
        (levels[level + 1] ??= []).push(sha256(nodeMark, left, right));
      }
    },
    root(size) {
      const [last, ...others] = peaks(size).reverse();
      if (!last) return sha256();
      return others.reduce((right, left) => sha256(nodeMark, left, right), last);
    },
    peaks,
  };
}
