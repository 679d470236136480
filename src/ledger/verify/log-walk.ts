import { joinBytes, type Sha256, sameBytes } from '../../kernel/bytes.ts';
import { addLeaves, type Edge, rootOfEdge } from '../tree/edge.ts';
import { hashBytes, hashLeaf } from '../tree/hashing.ts';
import { hashesOf, parseBundle, type TilePart, tilePath, tileWidth, widthIn } from '../tree/tile.ts';
import { readEnvelope } from './envelope.ts';

/** Where the files of a log are read: below an address or in a folder; undefined for what is not there. */
export type LogSource = (path: string) => Promise<Uint8Array | undefined>;

/** What is wrong, and where. `first` and `last` are the entries it may be; one where both are the same. */
export type Finding = {
  code: FindingCode;
  path: string;
  first: number;
  last: number;
};
export type FindingCode =
  | 'file-missing'
  | 'bundle-malformed'
  | 'entry-differs'
  | 'entry-malformed'
  | 'entry-foreign'
  | 'entry-dated-back'
  | 'tile-differs';

/** A log that was read to its end: the root over its entries, and whatever did not fit on the way. */
export type Walked = {
  root: Uint8Array;
  /** Roots and leaf hashes asked for, by size and by index. */
  roots: ReadonlyMap<number, Uint8Array>;
  leaves: ReadonlyMap<number, Uint8Array>;
  findings: readonly Finding[];
  /** The first entry whose leaf is not the one an earlier copy of the log has there. */
  changedSince: number | null;
  firstRecordedAt: string | null;
  lastRecordedAt: string | null;
};

export type Walk = {
  sha256: Sha256;
  source: LogSource;
  size: number;
  /** Sizes whose roots, and indices whose leaves, are wanted. */
  wanted: { sizes: readonly number[]; leaves: readonly number[] };
  /** An earlier copy to compare with, leaf by leaf. */
  earlier: { source: LogSource; size: number } | null;
  onProgress(done: number): void;
};

/**
 * Reads a whole log, bundle after bundle: hashes every entry, holds it against its tile and its envelope against
 * the rules, and builds the tree anew from the entries alone. Keeps no more of it than its edge.
 */
export async function walkLog(walk: Walk): Promise<Walked> {
  const { sha256, size, wanted, onProgress } = walk;
  const seen = new Seen();
  const roots = new Map<number, Uint8Array>();
  const leaves = new Map<number, Uint8Array>();
  let edge: Edge = [];
  let isBroken = false;
  const noteRoot = (at: number) => {
    if (wanted.sizes.includes(at)) roots.set(at, rootOfEdge(sha256, edge));
  };
  noteRoot(0);
  for (let index = 0; index * tileWidth < size; index++) {
    const first = index * tileWidth;
    const own = await readLeaves(walk, index, seen);
    isBroken = own === undefined;
    if (own === undefined) break;
    for (const leaf of wanted.leaves) {
      const hash = own[leaf - first];
      if (hash) leaves.set(leaf, hash);
    }
    // Up to each size whose root is wanted, and then to the end of the bundle.
    const ends = [...wanted.sizes.filter((at) => at > first && at < first + own.length), first + own.length];
    let at = first;
    for (const end of ends.sort((a, b) => a - b)) {
      const grown = addLeaves(sha256, at, edge, own.slice(at - first, end - first));
      edge = grown.edge;
      for (const { hashes, ...tile } of grown.full)
        await compareTile(walk, { level: tile.level, index: tile.index, width: tileWidth }, hashes, seen);
      at = end;
      noteRoot(at);
    }
    onProgress(first + own.length);
  }
  // After a gap nothing that follows can be held against anything.
  for (const [level, hashes] of isBroken ? [] : edge.entries()) {
    const index = Math.floor(size / tileWidth ** (level + 1));
    if (hashes.length > 0)
      await compareTile(walk, { level, index, width: hashes.length }, joinBytes(...hashes), seen);
  }
  const { findings, changedSince, firstRecordedAt, lastRecordedAt } = seen;
  const root = rootOfEdge(sha256, edge);
  return { root, roots, leaves, findings, changedSince, firstRecordedAt, lastRecordedAt };
}

/** What a walk remembers from one entry to the next. */
class Seen {
  readonly findings: Finding[] = [];
  changedSince: number | null = null;
  community: string | null = null;
  firstRecordedAt: string | null = null;
  lastRecordedAt: string | null = null;

  note(code: FindingCode, part: TilePart, first: number, last = first): void {
    this.findings.push({ code, path: tilePath(part), first, last });
  }
}

/** The leaf hashes of one bundle, from its entries; undefined where there is nothing to go on with. */
async function readLeaves(walk: Walk, index: number, seen: Seen): Promise<Uint8Array[] | undefined> {
  const { sha256, source, size, earlier } = walk;
  const width = widthIn(size, 'entries', index);
  const part: TilePart = { level: 'entries', index, width };
  const first = index * tileWidth;
  const bundle = await source(tilePath(part));
  const entries = bundle && parseBundle(bundle);
  if (entries === undefined || entries.length !== width) {
    seen.note(bundle ? 'bundle-malformed' : 'file-missing', part, first, first + width - 1);
    return undefined;
  }
  const leaves = entries.map((entry) => hashLeaf(sha256, entry));
  for (const [i, entry] of entries.entries()) checkEnvelope(entry, part, first + i, seen);
  if (earlier && seen.changedSince === null) {
    const then = widthIn(earlier.size, 0, index);
    const tile = then === 0 ? undefined : await earlier.source(tilePath({ level: 0, index, width: then }));
    const old = tile && hashesOf(tile, then);
    const at = (old ?? []).findIndex((hash, i) => !sameBytes(hash, leaves[i] ?? hash));
    if (at >= 0) seen.changedSince = first + at;
  }
  return leaves;
}

function checkEnvelope(entry: Uint8Array, part: TilePart, index: number, seen: Seen): void {
  const envelope = readEnvelope(entry);
  if (envelope === undefined) {
    seen.note('entry-malformed', part, index);
    return;
  }
  const { community, recordedAt } = envelope;
  if (community !== (seen.community ?? community)) seen.note('entry-foreign', part, index);
  // Instants have one form, so that their order is that of their letters.
  if (recordedAt < (seen.lastRecordedAt ?? recordedAt)) seen.note('entry-dated-back', part, index);
  seen.community ??= community;
  seen.firstRecordedAt ??= recordedAt;
  seen.lastRecordedAt = recordedAt;
}

/** Holds a tile as it is served against the one that follows from the entries. */
async function compareTile(walk: Walk, part: TilePart, expected: Uint8Array, seen: Seen): Promise<void> {
  const served = await walk.source(tilePath(part));
  const level = Number(part.level);
  const span = tileWidth ** level;
  const start = part.index * tileWidth * span;
  const end = Math.min(walk.size, start + part.width * span) - 1;
  const hashes = served && hashesOf(served, part.width);
  if (!hashes) {
    seen.note(served ? 'tile-differs' : 'file-missing', part, start, end);
    return;
  }
  const at = (i: number) => expected.subarray(i * hashBytes, (i + 1) * hashBytes);
  const wrong = hashes.findIndex((hash, i) => !sameBytes(hash, at(i)));
  if (wrong < 0) return;
  const first = start + wrong * span;
  seen.note(level === 0 ? 'entry-differs' : 'tile-differs', part, first, first + span - 1);
}
