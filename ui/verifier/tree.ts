/**
 * The Merkle tree of RFC 6962. The file holds the last leaves of the tree; everything before them is there as the
 * hashes of perfect subtrees, one for each binary digit of their number.
 */
import { concatenate, digestOf } from './bytes.ts';

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

export const hashLeaf = (leaf: Uint8Array): Uint8Array => digestOf(concatenate(leafPrefix, leaf));
const hashNode = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  digestOf(concatenate(nodePrefix, left, right));

/** Sizes of the perfect subtrees that `count` leaves fall into, the largest first: 6 → 4, 2. */
export function subtreeSizes(count: number): readonly number[] {
  const sizes: number[] = [];
  for (let size = 1, left = count; left > 0; size *= 2, left = Math.floor(left / 2))
    if (left % 2 === 1) sizes.unshift(size);
  return sizes;
}

/**
 * The root of the tree whose first `first` leaves are the subtrees `before` and whose other leaves follow; null:
 * the number of subtrees does not fit.
 */
export function rootOf(
  first: number,
  before: readonly Uint8Array[],
  leaves: readonly Uint8Array[],
): Uint8Array | null {
  const sizes = subtreeSizes(first);
  if (sizes.length !== before.length) return null;
  const stack = before.map((hash, index) => ({ size: sizes[index] ?? 0, hash }));
  for (const leaf of leaves) {
    let top = { size: 1, hash: hashLeaf(leaf) };
    for (let left = stack.at(-1); left?.size === top.size; left = stack.at(-1)) {
      stack.pop();
      top = { size: 2 * top.size, hash: hashNode(left.hash, top.hash) };
    }
    stack.push(top);
  }
  const last = stack.pop();
  if (!last) return digestOf(new Uint8Array());
  return stack.reduceRight((right, { hash }) => hashNode(hash, right), last.hash);
}
