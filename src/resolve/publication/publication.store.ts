import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, oneRow, rows, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import {
  type PublicationPart,
  type PublicationState,
  publicationParts,
  publicationStates,
} from './publication.contract.ts';

const at = z.custom<Instant>((value) => typeof value === 'number');

const publicationRow = z.strictObject({
  id: idOf('publication'),
  matterId: idOf('matter'),
  part: z.enum(publicationParts),
  sourceId: z.uuid() as unknown as z.ZodType<Id>,
  at,
  state: z.enum(publicationStates),
  text: z.string().nullable(),
  version: z.number(),
});
export type PublicationRow = z.output<typeof publicationRow>;

const columns = (tx: Tx) => tx`id, matter_id, part, source_id, at, state, text, version`;

export type PublicationSource = { part: PublicationPart; sourceId: Id; at: Instant };

/** Has every source wait that is not known yet; what came with reports from another matter moves along. */
export async function upsertSources(
  tx: Tx,
  matterId: Id<'matter'>,
  sources: readonly PublicationSource[],
): Promise<void> {
  for (const { part, sourceId, at: since } of sources) {
    await tx`
      insert into publications (community_id, id, matter_id, part, source_id, at)
      values (${tx.community}, ${newId()}, ${matterId}, ${part}, ${sourceId}, ${since})
      on conflict (community_id, part, source_id) do update set matter_id = excluded.matter_id
        where publications.matter_id <> excluded.matter_id`;
  }
}

/** Lets go of what waits or was kept closed of a matter. */
export async function deleteUnpublished(tx: Tx, ids: readonly Id<'publication'>[]): Promise<void> {
  await tx`
    delete from publications
    where community_id = ${tx.community} and id = any(${[...ids]}::uuid[]) and state in ('waiting', 'kept')`;
}

export function listOfMatter(tx: Tx, matterId: Id<'matter'>): Promise<PublicationRow[]> {
  return rows(
    publicationRow,
    tx`select ${columns(tx)} from publications
      where community_id = ${tx.community} and matter_id = ${matterId} order by at, id`,
  );
}

export function listPublished(tx: Tx, matterId: Id<'matter'>): Promise<PublicationRow[]> {
  return rows(
    publicationRow,
    tx`select ${columns(tx)} from publications
      where community_id = ${tx.community} and matter_id = ${matterId} and state = 'published' order by at, id`,
  );
}

/** The item, locked until the transaction ends: one decision on it at a time. */
export function lockPublication(tx: Tx, id: Id<'publication'>): Promise<PublicationRow | undefined> {
  return maybeRow(
    publicationRow,
    tx`select ${columns(tx)} from publications where community_id = ${tx.community} and id = ${id} for update`,
  );
}

/** The published item that a photo is. */
export function findPublishedPhoto(tx: Tx, photoId: Id<'photo'>): Promise<PublicationRow | undefined> {
  return maybeRow(
    publicationRow,
    tx`select ${columns(tx)} from publications
      where community_id = ${tx.community} and part in ('photo', 'proof') and source_id = ${photoId}
        and state = 'published'`,
  );
}

export async function updateDecided(
  tx: Tx,
  id: Id<'publication'>,
  change: { state: PublicationState; text: string | null },
  by: { at: Instant; postId: Id<'post'> | null },
): Promise<void> {
  await tx`
    update publications set state = ${change.state}, text = ${change.text}, version = version + 1, decided_at = ${by.at},
      decided_by_post_id = ${by.postId}
    where community_id = ${tx.community} and id = ${id}`;
}

const waitingRow = z.strictObject({
  matterId: idOf('matter'),
  number: z.string(),
  title: z.string(),
  texts: z.number(),
  photos: z.number(),
  since: at,
});

/** Matters with something that waits, longest waiting first. */
export function listWaiting(tx: Tx, limit: number): Promise<z.output<typeof waitingRow>[]> {
  return rows(
    waitingRow,
    tx`select w.*, m.number, m.public_title as title
      from (
        select matter_id, min(at) as since, count(*) filter (where part in ('report', 'reply')) as texts,
          count(*) filter (where part in ('photo', 'proof')) as photos
        from publications where community_id = ${tx.community} and state = 'waiting'
        group by matter_id order by min(at), matter_id limit ${limit}
      ) w join matters m on m.community_id = ${tx.community} and m.id = w.matter_id
      order by w.since, w.matter_id`,
  );
}

const countRow = z.strictObject({ count: z.number() });

export async function countWaiting(tx: Tx): Promise<number> {
  const { count } = await oneRow(
    countRow,
    tx`select count(distinct matter_id) as count from publications
      where community_id = ${tx.community} and state = 'waiting'`,
  );
  return count;
}

/** Keeps the words a matter is found by; the community goes in front of each, so that a search stays within it. */
export async function upsertSearch(tx: Tx, matterId: Id<'matter'>, words: readonly string[]): Promise<void> {
  await tx`
    insert into matter_search (community_id, matter_id, lexemes)
    values (${tx.community}, ${matterId},
      array(select ${tx.community}::text || ':' || word from unnest(${[...words]}::text[]) word order by 1))
    on conflict (community_id, matter_id) do update set lexemes = excluded.lexemes
      where matter_search.lexemes <> excluded.lexemes`;
}

export async function deleteSearch(tx: Tx, matterId: Id<'matter'>): Promise<void> {
  await tx`delete from matter_search where community_id = ${tx.community} and matter_id = ${matterId}`;
}

/** What is published of these sources, or waits to be. */
export function listOfSources(tx: Tx, sourceIds: readonly Id[]): Promise<PublicationRow[]> {
  return rows(
    publicationRow,
    tx`select ${columns(tx)} from publications
      where community_id = ${tx.community} and source_id = any(${[...sourceIds]}::uuid[]) order by at, id`,
  );
}
