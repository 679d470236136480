import type postgres from 'postgres';
import { z } from 'zod';
import type { CommunityId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { type Connection, maybeRow, rows, type Tx } from '../../platform/database.ts';
import type { FullTile } from '../tree/edge.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const at = z.custom<Instant>((value) => typeof value === 'number');

const logRow = z.strictObject({
  log: z.int(),
  origin: z.string(),
  firstIndex: z.int(),
  publicKey: bytes,
  sealedSeed: z.string(),
  createdAt: at,
});
export type LogRow = z.output<typeof logRow>;

const checkpointRow = z.strictObject({ size: z.int(), root: bytes, note: z.string(), signedAt: at });
export type CheckpointRow = z.output<typeof checkpointRow>;

export async function insertLog(tx: Tx, row: LogRow): Promise<void> {
  const { log, origin, firstIndex, publicKey, sealedSeed, createdAt } = row;
  await tx`
    insert into ledger_logs (community_id, log, origin, first_index, public_key, sealed_seed, created_at)
    values (${tx.community}, ${log}, ${origin}, ${firstIndex}, ${Buffer.from(publicKey)}, ${sealedSeed}, ${createdAt})`;
}

/** The log of this number, or the newest. */
export function selectLog(tx: Tx, log: number | null): Promise<LogRow | undefined> {
  return maybeRow(
    logRow,
    tx`
      select log, origin, first_index, public_key, sealed_seed, created_at from ledger_logs
      where community_id = ${tx.community} and (${log}::smallint is null or log = ${log}::smallint)
      order by log desc limit 1`,
  );
}

/** Every log of the community, in the order they followed each other. */
export function selectLogs(tx: Tx): Promise<LogRow[]> {
  return rows(
    logRow,
    tx`
      select log, origin, first_index, public_key, sealed_seed, created_at from ledger_logs
      where community_id = ${tx.community} order by log`,
  );
}

export async function insertCheckpoint(
  tx: Tx,
  log: number,
  checkpoint: CheckpointRow & { leafHashes: Uint8Array },
): Promise<void> {
  const { size, root, leafHashes, note, signedAt } = checkpoint;
  await tx`
    insert into ledger_checkpoints (community_id, log, size, root, leaf_hashes, note, signed_at)
    values (${tx.community}, ${log}, ${size}, ${Buffer.from(root)}, ${Buffer.from(leafHashes)}, ${note}, ${signedAt})`;
}

export function selectNewestCheckpoint(tx: Tx, log: number): Promise<CheckpointRow | undefined> {
  return maybeRow(
    checkpointRow,
    tx`
      select size, root, note, signed_at from ledger_checkpoints
      where community_id = ${tx.community} and log = ${log} order by size desc limit 1`,
  );
}

export function selectCheckpointBefore(
  tx: Tx,
  log: number,
  before: Instant,
): Promise<CheckpointRow | undefined> {
  return maybeRow(
    checkpointRow,
    tx`
      select size, root, note, signed_at from ledger_checkpoints
      where community_id = ${tx.community} and log = ${log} and signed_at < ${before} order by size desc limit 1`,
  );
}

export function selectCheckpointAt(tx: Tx, log: number, atLeast: number): Promise<CheckpointRow | undefined> {
  return maybeRow(
    checkpointRow,
    tx`
      select size, root, note, signed_at from ledger_checkpoints
      where community_id = ${tx.community} and log = ${log} and size >= ${atLeast} order by size limit 1`,
  );
}

/** The leaf hashes that checkpoints above a size added, in order. */
export function selectAddedLeaves(
  tx: Tx,
  log: number,
  above: number,
): Promise<{ size: number; leafHashes: Uint8Array }[]> {
  return rows(
    z.strictObject({ size: z.int(), leafHashes: bytes }),
    tx`
      select size, leaf_hashes from ledger_checkpoints
      where community_id = ${tx.community} and log = ${log} and size > ${above} order by size`,
  );
}

export async function insertTiles(tx: Tx, log: number, tiles: readonly FullTile[]): Promise<void> {
  const values = tiles.map(({ level, index, hashes, root }) => ({
    ...{ level, index, hashes: Buffer.from(hashes).toString('hex'), root: Buffer.from(root).toString('hex') },
  }));
  await tx`
    insert into ledger_tiles (community_id, log, level, index, hashes, root)
    select ${tx.community}, ${log}, level, index, decode(hashes, 'hex'), decode(root, 'hex')
    from jsonb_to_recordset(${tx.json(values as unknown as postgres.JSONValue)}::jsonb)
      as full_tile (level smallint, index bigint, hashes text, root text)`;
}

export async function selectTile(
  tx: Tx,
  log: number,
  level: number,
  index: number,
): Promise<Uint8Array | undefined> {
  const found = await maybeRow(
    z.strictObject({ hashes: bytes }),
    tx`
      select hashes from ledger_tiles
      where community_id = ${tx.community} and log = ${log} and level = ${level} and index = ${index}`,
  );
  return found?.hashes;
}

/** The roots of full tiles of one level, which are hashes of the level above. */
export async function selectTileRoots(
  tx: Tx,
  log: number,
  level: number,
  from: number,
  limit: number,
): Promise<Uint8Array[]> {
  const found = await rows(
    z.strictObject({ root: bytes }),
    tx`
      select root from ledger_tiles
      where community_id = ${tx.community} and log = ${log} and level = ${level}
        and index >= ${from} and index < ${from + limit}
      order by index`,
  );
  return found.map(({ root }) => root);
}

export async function selectCommunitiesWithPending(sql: Connection): Promise<CommunityId[]> {
  const found = await rows(
    z.strictObject({ id: idOf('community') }),
    sql`select id from communities_with_pending_entries() as id`,
  );
  return found.map(({ id }) => id);
}
