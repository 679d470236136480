import { z } from 'zod';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import type { PersonId } from '../../people/person/person.contract.ts';
import type { PostId } from '../../people/post/post.contract.ts';
import { maybeRow, rows, type Tx } from '../../platform/database.ts';
import { type Ending, type Party, parties } from './witness.contract.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const at = z.custom<Instant>((value) => typeof value === 'number');
const party = z.enum(parties);

const namingRow = z.strictObject({ party, turn: z.int(), postId: idOf('post') });
export type NamingRow = z.output<typeof namingRow>;

const keyRow = z.strictObject({
  party,
  turn: z.int(),
  name: z.string(),
  keyId: z.string(),
  publicKey: bytes,
  registeredAt: at,
  isEnded: z.boolean(),
});
export type KeyRow = z.output<typeof keyRow>;

const cosignatureRow = z.strictObject({
  party,
  turn: z.int(),
  size: z.int(),
  seconds: z.int(),
  signature: bytes,
});
export type CosignatureRow = z.output<typeof cosignatureRow>;

/** Holds off whoever else names, registers or ends for this community until the transaction ends. */
export async function lockWitnesses(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`witnesses ${tx.community}`}, 0))`;
}

/** The newest naming of each party that ever had one. */
export function selectNamings(tx: Tx): Promise<NamingRow[]> {
  return rows(
    namingRow,
    tx`
      select distinct on (party) party, turn, post_id from witness_namings
      where community_id = ${tx.community} order by party, turn desc`,
  );
}

export async function insertNaming(tx: Tx, naming: NamingRow & { at: Instant; by: PersonId }): Promise<void> {
  await tx`
    insert into witness_namings (community_id, party, turn, post_id, named_at, named_by)
    values (${tx.community}, ${naming.party}, ${naming.turn}, ${naming.postId as PostId}, ${naming.at}, ${naming.by})`;
}

/** The newest key of each party that ever had one. */
export function selectKeys(tx: Tx): Promise<KeyRow[]> {
  return rows(
    keyRow,
    tx`
      select distinct on (key.party) ${keyColumns(tx)}
      from witness_keys key left join witness_key_endings ended using (community_id, party, turn)
      where key.community_id = ${tx.community} order by key.party, key.turn desc`,
  );
}

const keyColumns = (
  tx: Tx,
) => tx`key.party, key.turn, key.name, key.key_id, key.public_key, key.registered_at,
  ended.turn is not null as is_ended`;

/** Any key that was ever registered, by what stands before a signature of it. */
export function selectKeyOf(tx: Tx, name: string, keyId: string): Promise<KeyRow | undefined> {
  return maybeRow(
    keyRow,
    tx`
      select ${keyColumns(tx)}
      from witness_keys key left join witness_key_endings ended using (community_id, party, turn)
      where key.community_id = ${tx.community} and key.name = ${name} and key.key_id = ${keyId}`,
  );
}

/** Writes a key; false where this public key was registered before, by whomever. */
export async function insertKey(
  tx: Tx,
  key: Omit<KeyRow, 'isEnded'> & { namingTurn: number; by: PersonId },
): Promise<boolean> {
  const { name, keyId, publicKey, registeredAt, namingTurn, by } = key;
  const made = await maybeRow(
    z.strictObject({ turn: z.int() }),
    tx`
      insert into witness_keys (community_id, party, turn, naming_turn, name, key_id, public_key, registered_at,
        registered_by)
      values (${tx.community}, ${key.party}, ${key.turn}, ${namingTurn}, ${name}, ${keyId},
        ${Buffer.from(publicKey)}, ${registeredAt}, ${by})
      on conflict do nothing returning turn`,
  );
  return made !== undefined;
}

export async function insertEnding(
  tx: Tx,
  ending: { party: Party; turn: number; reason: Ending; at: Instant; by: PersonId },
): Promise<void> {
  await tx`
    insert into witness_key_endings (community_id, party, turn, reason, ended_at, ended_by)
    values (${tx.community}, ${ending.party}, ${ending.turn}, ${ending.reason}, ${ending.at}, ${ending.by})`;
}

/** What a key vouched for last in a log. */
export function selectLast(
  tx: Tx,
  log: number,
  key: Pick<KeyRow, 'party' | 'turn'>,
): Promise<CosignatureRow | undefined> {
  return maybeRow(
    cosignatureRow,
    tx`
      select party, turn, size, seconds, signature from witness_cosignatures
      where community_id = ${tx.community} and log = ${log} and party = ${key.party} and turn = ${key.turn}
      order by size desc, seconds desc limit 1`,
  );
}

export function selectLastSeconds(tx: Tx): Promise<{ party: Party; seconds: number }[]> {
  return rows(
    z.strictObject({ party, seconds: z.int() }),
    tx`
      select party, max(seconds) as seconds from witness_cosignatures
      where community_id = ${tx.community} group by party`,
  );
}

/** Everything cosigned at one size, the latest of each key. */
export function selectCosignaturesAt(tx: Tx, log: number, size: number): Promise<CosignatureRow[]> {
  return rows(
    cosignatureRow,
    tx`
      select distinct on (party, turn) party, turn, size, seconds, signature from witness_cosignatures
      where community_id = ${tx.community} and log = ${log} and size = ${size}
      order by party, turn, seconds desc`,
  );
}

/** The keys by which cosignatures of this size were made, those that ended since among them. */
export function selectKeysAt(tx: Tx, log: number, size: number): Promise<KeyRow[]> {
  return rows(
    keyRow,
    tx`
      select ${keyColumns(tx)}
      from witness_keys key left join witness_key_endings ended using (community_id, party, turn)
      where key.community_id = ${tx.community} and exists (
        select from witness_cosignatures one
        where one.community_id = key.community_id and one.log = ${log} and one.size = ${size}
          and one.party = key.party and one.turn = key.turn)`,
  );
}

export function hasCosignature(tx: Tx, log: number, one: CosignatureRow): Promise<boolean> {
  return maybeRow(
    z.strictObject({ seconds: z.int() }),
    tx`
      select seconds from witness_cosignatures
      where community_id = ${tx.community} and log = ${log} and party = ${one.party} and turn = ${one.turn}
        and size = ${one.size} and seconds = ${one.seconds}`,
  ).then((found) => found !== undefined);
}

export async function insertCosignature(
  tx: Tx,
  log: number,
  one: CosignatureRow,
  receivedAt: Instant,
): Promise<void> {
  await tx`
    insert into witness_cosignatures (community_id, log, size, party, turn, seconds, signature, received_at)
    values (${tx.community}, ${log}, ${one.size}, ${one.party}, ${one.turn}, ${one.seconds},
      ${Buffer.from(one.signature)}, ${receivedAt})`;
}

/** The largest size that keys of all parties in force cosigned; undefined while there is none. */
export async function selectAgreedSize(tx: Tx, log: number): Promise<number | undefined> {
  const found = await maybeRow(
    z.strictObject({ size: z.int() }),
    tx`
      select size from witness_cosignatures one
      where community_id = ${tx.community} and log = ${log} and not exists (
        select from witness_key_endings ended
        where ended.community_id = one.community_id and ended.party = one.party and ended.turn = one.turn)
      group by size having count(distinct party) = ${parties.length} order by size desc limit 1`,
  );
  return found?.size;
}
