import { type Sha256, sameBytes } from '../../kernel/bytes.ts';
import { emptyRoot, hashBytes, hashChildren } from './hashing.ts';

/** A complete subtree: over the leaves from `index × 2^level` on, 2^level of them. Its hash never changes. */
export type TreeNode = { level: number; index: number };

/** Gives the hashes of complete subtrees, in the order asked for. */
export type HashReader = (nodes: readonly TreeNode[]) => Promise<readonly Uint8Array[]>;

/** The leaves from `from` up to but without `to`, as RFC 6962 divides them. */
type LeafRange = { from: number; to: number };

/** The largest power of two below a length of at least two: where RFC 6962 divides a tree. */
function splitOf(length: number): number {
  let power = 1;
  while (power * 2 < length) power *= 2;
  return power;
}

/** The complete subtrees a range is made of, from left to right. */
function nodesOf({ from, to }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let at = from; at < to; ) {
    let level = 0;
    while (2 ** (level + 1) <= to - at) level++;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** Hashes ranges, asking the reader once for all that is stored. */
async function hashRanges(
  sha256: Sha256,
  ranges: readonly LeafRange[],
  read: HashReader,
): Promise<Uint8Array[]> {
  const parts = ranges.map(nodesOf);
  const hashes = (await read(parts.flat())).values();
  return parts.map((nodes) => {
    const own = nodes.map(() => hashes.next().value ?? new Uint8Array(0));
    return own.reduceRight((right, left) => hashChildren(sha256, left, right));
  });
}

/** The root over the first `size` leaves. */
export async function rootOf(sha256: Sha256, size: number, read: HashReader): Promise<Uint8Array> {
  if (size === 0) return emptyRoot(sha256);
  const [root] = await hashRanges(sha256, [{ from: 0, to: size }], read);
  return root ?? emptyRoot(sha256);
}

/** Proves that leaf `index` stands in the tree of `size` leaves (RFC 6962, 2.1.1). */
export function proveInclusion(
  sha256: Sha256,
  index: number,
  size: number,
  read: HashReader,
): Promise<Uint8Array[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`a tree of ${size} has no leaf ${index}`);
  return hashRanges(sha256, pathRanges(index, { from: 0, to: size }), read);
}

function pathRanges(leaf: number, { from, to }: LeafRange): LeafRange[] {
  if (to - from === 1) return [];
  const middle = from + splitOf(to - from);
  return leaf < middle
    ? [...pathRanges(leaf, { from, to: middle }), { from: middle, to }]
    : [...pathRanges(leaf, { from: middle, to }), { from, to: middle }];
}

/** Proves that the tree of `size` leaves begins with that of `oldSize` (RFC 6962, 2.1.2). */
export function proveConsistency(
  sha256: Sha256,
  oldSize: number,
  size: number,
  read: HashReader,
): Promise<Uint8Array[]> {
  if (!(oldSize >= 0 && oldSize <= size)) throw new RangeError(`a tree of ${size} had never ${oldSize}`);
  const ranges = oldSize === 0 ? [] : consistencyRanges(oldSize, { from: 0, to: size }, true);
  return hashRanges(sha256, ranges, read);
}

function consistencyRanges(oldSize: number, { from, to }: LeafRange, isOldRoot: boolean): LeafRange[] {
  if (oldSize === to) return isOldRoot ? [] : [{ from, to }];
  const middle = from + splitOf(to - from);
  return oldSize <= middle
    ? [...consistencyRanges(oldSize, { from, to: middle }, isOldRoot), { from: middle, to }]
    : [...consistencyRanges(oldSize, { from: middle, to }, false), { from, to: middle }];
}

export type InclusionClaim = {
  index: number;
  size: number;
  root: Uint8Array;
  leafHash: Uint8Array;
  hashes: readonly Uint8Array[];
};

/** Whether a proof leads from this leaf to this root (RFC 9162, 2.1.3.2). */
export function verifyInclusion(sha256: Sha256, claim: InclusionClaim): boolean {
  const { index, size, root, leafHash, hashes } = claim;
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes(hashes)) return false;
  let [node, last] = [index, size - 1];
  let hash = leafHash;
  for (const sibling of hashes) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = hashChildren(sha256, sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = hashChildren(sha256, hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameBytes(hash, root);
}

export type ConsistencyClaim = {
  oldSize: number;
  oldRoot: Uint8Array;
  size: number;
  root: Uint8Array;
  hashes: readonly Uint8Array[];
};

/**
 * Whether a proof shows that the larger tree begins with the smaller one (RFC 9162, 2.1.4.2). Every tree begins
 * with the empty one; two of one size must be the same.
 */
export function verifyConsistency(sha256: Sha256, claim: ConsistencyClaim): boolean {
  const { oldSize, oldRoot, size, root, hashes } = claim;
  if (!isCount(oldSize) || !isCount(size) || oldSize > size || !areHashes(hashes)) return false;
  if (oldSize === size) return hashes.length === 0 && sameBytes(oldRoot, root);
  if (oldSize === 0) return hashes.length === 0 && sameBytes(oldRoot, emptyRoot(sha256));
  const isComplete = Number.isInteger(Math.log2(oldSize));
  const [first, ...rest] = isComplete ? [oldRoot, ...hashes] : hashes;
  if (first === undefined || hashes.length === 0) return false;
  let [node, last] = [oldSize - 1, size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [oldHash, hash] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldHash = hashChildren(sha256, sibling, oldHash);
      hash = hashChildren(sha256, sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = hashChildren(sha256, hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameBytes(oldHash, oldRoot) && sameBytes(hash, root);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === hashBytes);
}

/** Not a shift: those hold 32 bits only. */
function half(value: number): number {
  return Math.floor(value / 2);
}
