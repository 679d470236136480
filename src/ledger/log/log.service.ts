import { joinBytes, sameBytes, utf8Bytes } from '../../kernel/bytes.ts';
import type { CommunityId } from '../../kernel/id.ts';
import { type Instant, minuteMs } from '../../kernel/time.ts';
import type { Community, Platform } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { seal, unseal } from '../../platform/secrets.ts';
import {
  holdSequencing,
  lastIndex,
  readEnvelopes,
  readLeafHashes,
  recordPending,
  sha256,
} from '../entry/entry.service.ts';
import { formatCheckpoint, openCheckpoint } from '../note/checkpoint.ts';
import { signNote } from '../note/note.ts';
import type { VerifierKey } from '../note/note-key.ts';
import { addLeaves, type Edge, edgeWidths, rootOfEdge } from '../tree/edge.ts';
import { emptyRoot, hashBytes } from '../tree/hashing.ts';
import type { HashReader } from '../tree/proof.ts';
import {
  formatBundle,
  hashesOf,
  type TilePart,
  tileHashReader,
  tilePath,
  tileWidth,
  widthIn,
} from '../tree/tile.ts';
import {
  type CheckpointRow,
  insertCheckpoint,
  insertLog,
  insertTiles,
  type LogRow,
  selectAddedLeaves,
  selectCheckpointAt,
  selectCheckpointBefore,
  selectCommunitiesWithPending,
  selectLog,
  selectLogs,
  selectNewestCheckpoint,
  selectTile,
  selectTileRoots,
} from './log.store.ts';
import { makeSeed, publicKeyOf, serverSigner, serverVerifier } from './log-key.ts';

/** A log as others know it. Its first leaf is the community's entry `firstIndex`. */
export type Log = { number: number; origin: string; firstIndex: number; key: VerifierKey };

/** What a log signed. `size` counts its leaves. */
export type SignedCheckpoint = { size: number; root: Uint8Array; note: string; signedAt: Instant };

type LogMeans = Pick<Platform, 'database' | 'clock' | 'secret' | 'baseUrl'>;

/**
 * Thrown before anything is signed: what is stored is not what the log signed before, or its key cannot be had.
 * Nothing is recorded until that is mended, for a log that signs two histories is worth nothing any more.
 */
export class DamagedLogError extends Error {
  override name = 'DamagedLogError';
}

/** Under what a log's secret key is sealed: the log's own name, so that no sealed key can be put in another's place. */
const sealPurpose = (origin: string) => `ledger key of ${origin}`;

/**
 * The address below which a log is served, without its scheme (tlog-tiles, "Parameters"); undefined as long as the
 * server does not know its port. The first log of a community has the plain one, those that follow their number.
 */
function originAt(baseUrl: string, slug: string, number: number): string | undefined {
  const { host, port } = new URL(baseUrl);
  return port === '0' ? undefined : `${host}/ledger/${slug}${number === 1 ? '' : `/${number}`}`;
}

/** A community's newest log; its first one is begun where there is none. */
export async function openLog(
  tx: Tx,
  means: Pick<LogMeans, 'baseUrl' | 'secret' | 'clock'>,
  slug: string,
): Promise<Log | undefined> {
  await holdSequencing(tx);
  return (await findLog(tx)) ?? beginLog(tx, means, slug);
}

/**
 * Begins a community's log with a key of its own, and signs the empty tree: the first log, or after a restore that
 * cannot go on with the old one the next. Its origin is fixed with this, wherever the installation moves later.
 * Undefined where the installation's address is not known yet.
 */
export async function beginLog(
  tx: Tx,
  { baseUrl, secret, clock }: Pick<LogMeans, 'baseUrl' | 'secret' | 'clock'>,
  slug: string,
): Promise<Log | undefined> {
  await holdSequencing(tx);
  const number = ((await selectLog(tx, null))?.log ?? 0) + 1;
  const origin = originAt(baseUrl, slug, number);
  if (origin === undefined) return undefined;
  const seed = makeSeed();
  const row: LogRow = {
    log: number,
    origin,
    firstIndex: number === 1 ? 0 : (await lastIndex(tx)) + 1,
    publicKey: publicKeyOf(seed),
    sealedSeed: seal(secret, sealPurpose(origin), seed.toString('hex')),
    createdAt: clock.now(),
  };
  await insertLog(tx, row);
  await signTree(tx, row, secret, { size: 0, root: emptyRoot(sha256), leafHashes: [] }, clock.now());
  return logFrom(row);
}

function logFrom({ log, origin, firstIndex, publicKey }: LogRow): Log {
  return { number: log, origin, firstIndex, key: { name: origin, type: 'ed25519', publicKey } };
}

/** So many at once that a backlog is soon gone, so few that a round stays short. */
const leavesPerRound = 1000;

type GrownTree = { size: number; root: Uint8Array; leafHashes: readonly Uint8Array[] };

async function signTree(tx: Tx, row: LogRow, secret: Buffer, tree: GrownTree, now: Instant): Promise<void> {
  const { key, origin } = logFrom(row);
  const seed = unseal(secret, sealPurpose(origin), row.sealedSeed);
  if (seed === undefined)
    throw new DamagedLogError('the key of the log cannot be opened with this installation’s secret');
  const { size, root } = tree;
  const text = formatCheckpoint({ origin, size, root, extensions: [] });
  const note = signNote(text, [serverSigner(key, Buffer.from(seed, 'hex'))]);
  const leafHashes = joinBytes(...tree.leafHashes);
  await insertCheckpoint(tx, row.log, { size, root, note, leafHashes, signedAt: now });
}

/**
 * One round of the log: numbers what is pending, adds it to the tree and signs a checkpoint over it, all in one
 * transaction under the sequencer's lock. Killed at any moment, the round was done or never was; no signature of it
 * is known to anybody before the commit. Gives how many leaves it added: fewer than `limit` means that all are in.
 */
export function growLog(
  { database, clock, secret, baseUrl }: LogMeans,
  community: Pick<Community, 'id' | 'slug'>,
  limit = leavesPerRound,
): Promise<number> {
  return database.write(community.id, async (tx) => {
    await recordPending(tx, clock, limit);
    if (!(await selectLog(tx, null))) await beginLog(tx, { baseUrl, secret, clock }, community.slug);
    const row = await selectLog(tx, null);
    if (!row) return 0;
    const before = await findTrusted(tx, row);
    const added = await readLeafHashes(tx, row.firstIndex + before.size, limit);
    if (added.length === 0) return 0;
    const edge = await readEdge(tx, row.log, before);
    const grown = addLeaves(sha256, before.size, edge, added);
    if (grown.full.length > 0) await insertTiles(tx, row.log, grown.full);
    const size = before.size + added.length;
    const root = rootOfEdge(sha256, grown.edge);
    await signTree(tx, row, secret, { size, root, leafHashes: added }, clock.now());
    return added.length;
  });
}

/** The newest checkpoint, if the log signed it. */
async function findTrusted(tx: Tx, row: LogRow): Promise<CheckpointRow> {
  const newest = await selectNewestCheckpoint(tx, row.log);
  if (!newest) throw new DamagedLogError('the log has no checkpoint');
  const opened = openCheckpoint(newest.note, serverVerifier(logFrom(row).key));
  if (!opened.ok)
    throw new DamagedLogError(`the newest checkpoint is not the log's own: ${opened.refusal.code}`);
  return { ...newest, size: opened.value.size, root: opened.value.root };
}

/**
 * The stored hashes to go on from. They must lead to the root that was signed last: what is then added to them
 * begins with that tree, so two checkpoints of a log never contradict each other.
 */
async function readEdge(tx: Tx, log: number, { size, root }: CheckpointRow): Promise<Edge> {
  const edge: Uint8Array[][] = [];
  for (const [level, width] of edgeWidths(size).entries()) {
    const first = Math.floor(size / tileWidth ** (level + 1)) * tileWidth;
    edge.push(width === 0 ? [] : await readHashes(tx, log, level, first, width));
  }
  if (!sameBytes(rootOfEdge(sha256, edge), root))
    throw new DamagedLogError(
      `the stored hashes do not lead to the root that was signed over ${size} entries`,
    );
  return edge;
}

/** Hashes of one level of tiles that stand in no full tile yet, from their place on. */
async function readHashes(
  tx: Tx,
  log: number,
  level: number,
  first: number,
  width: number,
): Promise<Uint8Array[]> {
  if (level > 0) return selectTileRoots(tx, log, level - 1, first, width);
  const rounds = await selectAddedLeaves(tx, log, first);
  const hashes = rounds.flatMap(({ size, leafHashes }) => {
    const own = hashesOf(leafHashes, leafHashes.length / hashBytes) ?? [];
    return own.map((hash, i) => ({ hash, index: size - own.length + i }));
  });
  return hashes.filter(({ index }) => index >= first && index < first + width).map(({ hash }) => hash);
}

/** A log of a community, the newest unless a number is given. */
export async function findLog(tx: Tx, number: number | null = null): Promise<Log | undefined> {
  const row = await selectLog(tx, number);
  return row && logFrom(row);
}

/** Every log of a community, the one that goes on last. */
export async function listLogs(tx: Tx): Promise<Log[]> {
  return (await selectLogs(tx)).map(logFrom);
}

/** What a log signed last. */
export function newestCheckpoint(tx: Tx, log: Log): Promise<SignedCheckpoint | undefined> {
  return selectNewestCheckpoint(tx, log.number);
}

/** What a log had signed last before a moment; walked back from the newest, so it is for moments not long ago. */
export function lastCheckpointBefore(
  tx: Tx,
  log: Log,
  moment: Instant,
): Promise<SignedCheckpoint | undefined> {
  return selectCheckpointBefore(tx, log.number, moment);
}

/** The first checkpoint that covers so many leaves at least; undefined while there is none yet. */
export function checkpointCovering(tx: Tx, log: Log, leaves: number): Promise<SignedCheckpoint | undefined> {
  return selectCheckpointAt(tx, log.number, leaves);
}

/** A tile or a bundle of entries as it is served; undefined for what the log does not have, or not so wide. */
export async function readTilePart(tx: Tx, log: Log, part: TilePart): Promise<Uint8Array | undefined> {
  const size = (await selectNewestCheckpoint(tx, log.number))?.size ?? 0;
  return widthIn(size, part.level, part.index) < part.width ? undefined : readStored(tx, log, part);
}

async function readStored(tx: Tx, log: Log, { level, index, width }: TilePart): Promise<Uint8Array> {
  const first = index * tileWidth;
  if (level === 'entries') {
    const envelopes = await readEnvelopes(tx, log.firstIndex + first, width);
    return formatBundle(envelopes.map(utf8Bytes));
  }
  const full = await selectTile(tx, log.number, level, index);
  if (full) return full.subarray(0, width * hashBytes);
  return joinBytes(...(await readHashes(tx, log.number, level, first, width)));
}

/** Reads the hashes of a log's tree as of a size it once had: each tile once for all proofs made with one reader. */
export function logHashReader(tx: Tx, log: Log, size: number): HashReader {
  const known = new Map<string, Promise<Uint8Array>>();
  return tileHashReader(sha256, size, (tiles) =>
    Promise.all(
      tiles.map((tile) => {
        const path = tilePath(tile);
        const read = known.get(path) ?? readStored(tx, log, tile);
        known.set(path, read);
        return read;
      }),
    ),
  );
}

/** Whether a community's log cannot go on: what is stored is not what was signed, or its key cannot be opened. */
export async function isLogDamaged(tx: Tx, secret: Buffer): Promise<boolean> {
  const row = await selectLog(tx, null);
  if (!row) return false;
  try {
    await readEdge(tx, row.log, await findTrusted(tx, row));
  } catch (error) {
    if (error instanceof DamagedLogError) return true;
    throw error;
  }
  return unseal(secret, sealPurpose(row.origin), row.sealedSeed) === undefined;
}

/** How long a damaged log is left alone before it is tried again. */
const restMs = minuteMs;

/**
 * Keeps the logs of an installation going. `listDue` gives the communities whose log has something to do, in one
 * statement whatever their number; each one is due once when a process starts, so that a log is begun, and entries
 * that were recorded before there was one are brought in.
 */
export function keepLogs(platform: LogMeans) {
  const current = new Set<CommunityId>();
  const damagedAt = new Map<CommunityId, Instant>();
  const rests = (id: CommunityId) => {
    const at = damagedAt.get(id);
    return at !== undefined && Math.abs(platform.clock.now() - at) < restMs;
  };
  return {
    async listDue<One extends Pick<Community, 'id'>>(communities: readonly One[]): Promise<One[]> {
      const pending = new Set(await selectCommunitiesWithPending(platform.database.sql));
      return communities.filter(({ id }) => (pending.has(id) || !current.has(id)) && !rests(id));
    },
    /** How many logs could not go on when they were last tried. */
    damaged: () => damagedAt.size,
    async grow(community: Pick<Community, 'id' | 'slug'>): Promise<void> {
      const { id } = community;
      current.delete(id);
      try {
        if ((await growLog(platform, community, leavesPerRound)) < leavesPerRound) current.add(id);
        damagedAt.delete(id);
      } catch (error) {
        if (error instanceof DamagedLogError) damagedAt.set(id, platform.clock.now());
        throw error;
      }
    },
  };
}
