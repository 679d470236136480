import { joinBytes, type Sha256 } from '../../kernel/bytes.ts';
import { hashBytes, hashChildren } from './hashing.ts';
import type { HashReader, TreeNode } from './proof.ts';

/** Hashes of a full tile: a subtree of height eight (C2SP tlog-tiles). */
export const tileWidth = 256;
const tileHeight = 8;

/** A tile of hashes: level 0 holds those of leaves, each level above the roots of full tiles below. */
export type Tile = { level: number; index: number; width: number };

/** What a log serves besides its checkpoint: tiles of hashes, and beside those of level 0 the entries themselves. */
export type TilePart = { level: number | 'entries'; index: number; width: number };

/** How many hashes the tile at this place has in a tree of this size; 0 where there is none. */
export function widthIn(size: number, level: number | 'entries', index: number): number {
  const hashes = Math.floor(size / tileWidth ** (level === 'entries' ? 0 : level));
  return Math.max(0, Math.min(tileWidth, hashes - index * tileWidth));
}

/** The tiles of hashes of a tree of this size that a tree of `oldSize` did not have or had narrower. */
export function tilesSince(oldSize: number, size: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0; tileWidth ** level <= size; level++) {
    const span = tileWidth ** (level + 1);
    for (let index = Math.floor(oldSize / span); widthIn(size, level, index) > 0; index++) {
      const width = widthIn(size, level, index);
      if (width > widthIn(oldSize, level, index)) tiles.push({ level, index, width });
    }
  }
  return tiles;
}

/** Everything a log serves but its checkpoint and key, as far as a tree of `oldSize` did not have it: tiles, entries beside those of level 0. */
export function partsSince(oldSize: number, size: number): TilePart[] {
  return tilesSince(Math.min(oldSize, size), size).flatMap((tile): TilePart[] =>
    tile.level === 0 ? [tile, { ...tile, level: 'entries' }] : [tile],
  );
}

/** The path of a tile below the log's address, `tile/0/x001/067.p/12`. */
export function tilePath({ level, index, width }: TilePart): string {
  let groups = String(index % 1000).padStart(3, '0');
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups = `x${String(rest % 1000).padStart(3, '0')}/${groups}`;
  }
  return `tile/${level}/${groups}${width === tileWidth ? '' : `.p/${width}`}`;
}

/** Reads such a path; undefined for any other than the one way in which a tile's path is written. */
export function parseTilePath(path: string): TilePart | undefined {
  const [, levelText, groups = '', widthText] =
    /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? [];
  if (levelText === undefined) return undefined;
  const part: TilePart = {
    level: levelText === 'entries' ? 'entries' : Number(levelText),
    index: Number(groups.replaceAll(/[x/]/g, '')),
    width: widthText === undefined ? tileWidth : Number(widthText),
  };
  const isWidth = part.width > 0 && (widthText === undefined || part.width < tileWidth);
  const isLevel = part.level === 'entries' || part.level <= 63;
  return isWidth && isLevel && Number.isSafeInteger(part.index) && tilePath(part) === path ? part : undefined;
}

/** The hashes a tile consists of; undefined where it has not the width it should have. */
export function hashesOf(tile: Uint8Array, width: number): Uint8Array[] | undefined {
  if (tile.length !== width * hashBytes) return undefined;
  return Array.from({ length: width }, (_, i) => tile.subarray(i * hashBytes, (i + 1) * hashBytes));
}

/** The root over hashes whose number is a power of two, such as those of a full tile. */
export function rootOver(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  const [first, second] = hashes;
  if (first === undefined || !Number.isInteger(Math.log2(hashes.length)))
    throw new RangeError(`${hashes.length} hashes are no complete subtree`);
  if (second === undefined) return first;
  const half = hashes.length / 2;
  return hashChildren(sha256, rootOver(sha256, hashes.slice(0, half)), rootOver(sha256, hashes.slice(half)));
}

/** Where a complete subtree stands in tiles: which tile, and which of its hashes it is over. */
function placeOf({ level, index }: TreeNode): { level: number; index: number; from: number; count: number } {
  const count = 2 ** (level % tileHeight);
  const first = index * count;
  return {
    level: Math.floor(level / tileHeight),
    index: Math.floor(first / tileWidth),
    from: first % tileWidth,
    count,
  };
}

/** Thrown for a tile that is not as wide as the log's size says it is. */
export class WrongTileError extends Error {
  override name = 'WrongTileError';
  readonly tile: Tile;
  constructor(tile: Tile) {
    super(`${tilePath(tile)} is not ${tile.width * hashBytes} bytes long`);
    this.tile = tile;
  }
}

/**
 * Reads hashes out of the tiles of a tree of this size; each tile is asked for once in a reading. What it gives is
 * as good as the tiles: only a proof that leads to a signed root shows that they are right.
 */
export function tileHashReader(
  sha256: Sha256,
  size: number,
  readTiles: (tiles: readonly Tile[]) => Promise<readonly Uint8Array[]>,
): HashReader {
  return async (nodes) => {
    const wanted = new Map<string, Tile>();
    for (const { level, index } of nodes.map(placeOf)) {
      wanted.set(`${level}/${index}`, { level, index, width: widthIn(size, level, index) });
    }
    const tiles = [...wanted.values()];
    const read = await readTiles(tiles);
    const hashes = new Map(
      tiles.map((tile, i) => {
        const own = hashesOf(read[i] ?? new Uint8Array(0), tile.width);
        if (!own) throw new WrongTileError(tile);
        return [`${tile.level}/${tile.index}`, own];
      }),
    );
    return nodes.map((node) => {
      const { level, index, from, count } = placeOf(node);
      return rootOver(sha256, hashes.get(`${level}/${index}`)?.slice(from, from + count) ?? []);
    });
  };
}

const maxEntryBytes = 65_535;

/** Writes entries as a bundle: each behind its length in two bytes, the high one first. */
export function formatBundle(entries: readonly Uint8Array[]): Uint8Array {
  const parts = entries.map((entry) => {
    if (entry.length > maxEntryBytes)
      throw new RangeError(`an entry of ${entry.length} bytes fits no bundle`);
    return joinBytes(Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry);
  });
  return joinBytes(...parts);
}

/** The entries of a bundle; undefined where its lengths do not come out even. */
export function parseBundle(bundle: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; ) {
    const [high, low] = bundle.subarray(at, at + 2);
    if (high === undefined || low === undefined) return undefined;
    const end = at + 2 + high * 256 + low;
    if (end > bundle.length) return undefined;
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
