import { z } from 'zod';
import type { CommunityId, Id } from '../../kernel/id.ts';
import type { Locale } from '../../kernel/text.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { type Connection, maybeRow, rows, type Tx } from '../../platform/database.ts';
import { type BulkAct, bulkActs } from './bulk.contract.ts';

const instant = z.number() as unknown as z.ZodType<Instant>;

const bulkRow = z.object({
  id: idOf('bulk'),
  act: z.enum(bulkActs),
  asked: z.unknown(),
  accountId: idOf('account'),
  personId: idOf('person'),
  locale: z.enum(['zh', 'en']),
  askedAt: instant,
  runAt: instant,
  undoneAt: instant.nullable(),
  doneAt: instant.nullable(),
  matterId: idOf('matter').nullable(),
});
export type BulkRow = z.output<typeof bulkRow>;

const itemRow = z.object({
  bulkId: idOf('bulk'),
  position: z.number(),
  kind: z.enum(['report', 'matter']),
  subjectId: z.uuid(),
  number: z.string(),
  outcome: z.enum(['waiting', 'done', 'refused']),
  refusalCode: z.string().nullable(),
  refusalFacts: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
});
export type ItemRow = z.output<typeof itemRow>;

const columns = (tx: Tx) => tx`
  id, act, asked, account_id, person_id, locale, asked_at, run_at, undone_at, done_at, matter_id`;

export async function insertBulk(
  tx: Tx,
  bulk: {
    id: Id<'bulk'>;
    act: BulkAct;
    asked: object;
    accountId: Id<'account'>;
    personId: Id<'person'>;
    locale: Locale;
    askedAt: Instant;
    runAt: Instant;
    matterId: Id<'matter'> | null;
  },
  items: readonly Pick<ItemRow, 'kind' | 'subjectId' | 'number'>[],
): Promise<void> {
  await tx`
    insert into bulks (community_id, id, act, asked, account_id, person_id, locale, asked_at, run_at, matter_id)
    values (${tx.community}, ${bulk.id}, ${bulk.act}, ${tx.json(bulk.asked as never)}, ${bulk.accountId},
      ${bulk.personId}, ${bulk.locale}, ${bulk.askedAt}, ${bulk.runAt}, ${bulk.matterId})`;
  for (const [position, item] of items.entries()) {
    await tx`
      insert into bulk_items (community_id, bulk_id, position, kind, subject_id, number)
      values (${tx.community}, ${bulk.id}, ${position}, ${item.kind}, ${item.subjectId}, ${item.number})`;
  }
}

export function findBulk(tx: Tx, id: Id<'bulk'>): Promise<BulkRow | undefined> {
  return maybeRow(
    bulkRow,
    tx`select ${columns(tx)} from bulks where community_id = ${tx.community} and id = ${id}`,
  );
}

/** Locked until the transaction ends: taking back and carrying out never happen at the same time. */
export function lockBulk(tx: Tx, id: Id<'bulk'>): Promise<BulkRow | undefined> {
  return maybeRow(
    bulkRow,
    tx`select ${columns(tx)} from bulks where community_id = ${tx.community} and id = ${id} for update`,
  );
}

export function listBulksOf(tx: Tx, personId: Id<'person'>, since: Instant): Promise<BulkRow[]> {
  return rows(
    bulkRow,
    tx`select ${columns(tx)} from bulks
      where community_id = ${tx.community} and person_id = ${personId} and asked_at >= ${since}
      order by asked_at desc, id desc limit 5`,
  );
}

export function listDueBulks(tx: Tx, now: Instant): Promise<BulkRow[]> {
  return rows(
    bulkRow,
    tx`select ${columns(tx)} from bulks
      where community_id = ${tx.community} and run_at <= ${now} and undone_at is null and done_at is null
      order by run_at, id limit 20`,
  );
}

/** The living communities with something to carry out, by one statement whatever their number. */
export async function selectCommunitiesWithDue(sql: Connection, now: Instant): Promise<CommunityId[]> {
  const found = await rows(
    z.strictObject({ id: idOf('community') }),
    sql`select id from communities_with_due_bulks(${now}::timestamptz) as id`,
  );
  return found.map(({ id }) => id);
}

export function listItems(tx: Tx, bulkIds: readonly Id<'bulk'>[]): Promise<ItemRow[]> {
  return rows(
    itemRow,
    tx`select bulk_id, position, kind, subject_id, number, outcome, refusal_code, refusal_facts from bulk_items
      where community_id = ${tx.community} and bulk_id = any(${[...bulkIds]}::uuid[])
      order by bulk_id, position`,
  );
}

export async function updateUndone(tx: Tx, id: Id<'bulk'>, at: Instant): Promise<void> {
  await tx`update bulks set undone_at = ${at}, asked = '{}' where community_id = ${tx.community} and id = ${id}`;
}

/** What was asked held words for reporters; the matters have them now. */
export async function updateDone(tx: Tx, id: Id<'bulk'>, at: Instant): Promise<void> {
  await tx`update bulks set done_at = ${at}, asked = '{}' where community_id = ${tx.community} and id = ${id}`;
}

export async function updateMatter(tx: Tx, id: Id<'bulk'>, matterId: Id<'matter'>): Promise<void> {
  await tx`update bulks set matter_id = ${matterId} where community_id = ${tx.community} and id = ${id}`;
}

export async function updateItem(
  tx: Tx,
  { bulkId, position }: Pick<ItemRow, 'bulkId' | 'position'>,
  to: Pick<ItemRow, 'outcome' | 'refusalCode' | 'refusalFacts'>,
): Promise<void> {
  const facts = to.refusalFacts === null ? null : tx.json(to.refusalFacts);
  await tx`
    update bulk_items set outcome = ${to.outcome}, refusal_code = ${to.refusalCode}, refusal_facts = ${facts}
    where community_id = ${tx.community} and bulk_id = ${bulkId} and position = ${position}`;
}
