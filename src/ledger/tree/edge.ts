import { joinBytes, type Sha256 } from '../../kernel/bytes.ts';
import { emptyRoot, hashChildren } from './hashing.ts';
import { rootOver, tileWidth } from './tile.ts';

/**
 * What of a tree has to be at hand to go on with it: for each level of tiles the hashes of its last, partial tile,
 * fewer than 256 each.
 */
export type Edge = readonly (readonly Uint8Array[])[];

/** A tile that became full. `root` is its hash, the next one of the level above. */
export type FullTile = { level: number; index: number; hashes: Uint8Array; root: Uint8Array };

/** How many hashes the edge of a tree of this size has on each level. */
export function edgeWidths(size: number): number[] {
  const widths: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / tileWidth)) widths.push(rest % tileWidth);
  return widths;
}

/** Adds leaves to a tree of `size`: its edge afterwards, and the tiles that became full, lower ones first. */
export function addLeaves(
  sha256: Sha256,
  size: number,
  edge: Edge,
  leafHashes: readonly Uint8Array[],
): { edge: Edge; full: FullTile[] } {
  const levels = edge.map((hashes) => [...hashes]);
  const full: FullTile[] = [];
  const add = (level: number, hash: Uint8Array, leaves: number): void => {
    const hashes = levels[level] ?? [];
    hashes.push(hash);
    levels[level] = hashes.length < tileWidth ? hashes : [];
    if (hashes.length < tileWidth) return;
    const root = rootOver(sha256, hashes);
    full.push({ level, index: leaves / tileWidth ** (level + 1) - 1, hashes: joinBytes(...hashes), root });
    add(level + 1, root, leaves);
  };
  for (const [i, hash] of leafHashes.entries()) add(0, hash, size + i + 1);
  return { edge: levels, full };
}

/** The root of the tree an edge belongs to. */
export function rootOfEdge(sha256: Sha256, edge: Edge): Uint8Array {
  let root: Uint8Array | undefined;
  for (const hashes of edge) {
    // From the right: the smallest complete subtree is the last one, and every larger one stands left of it.
    for (let end = hashes.length, width = 1; end > 0; width *= 2) {
      if (Math.floor(hashes.length / width) % 2 === 0) continue;
      const subtree = rootOver(sha256, hashes.slice(end - width, end));
      root = root === undefined ? subtree : hashChildren(sha256, subtree, root);
      end -= width;
    }
  }
  return root ?? emptyRoot(sha256);
}
