import { z } from 'zod';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { rows, type Tx } from '../../platform/database.ts';
import {
  type Category,
  type CategoryGroup,
  categoryChangeKinds,
  categoryGroupSchema,
  categorySchema,
} from './category.contract.ts';

const groupRow = z.object(categoryGroupSchema.shape);
const categoryRow = z.object(categorySchema.shape);

export function selectGroups(tx: Tx): Promise<CategoryGroup[]> {
  return rows(
    groupRow,
    tx`select code, name from category_groups where community_id = ${tx.community} order by code`,
  );
}

export function selectCategories(tx: Tx): Promise<Category[]> {
  return rows(
    categoryRow,
    tx`select code, group_code as "group", name, tier, handler, category_limit as "limit", flags, keywords,
        open, effective_from, effective_to
      from categories where community_id = ${tx.community} order by code, effective_from`,
  );
}

export async function insertGroups(tx: Tx, groups: readonly CategoryGroup[]): Promise<void> {
  for (const { code, name } of groups) {
    await tx`insert into category_groups (community_id, code, name)
      values (${tx.community}, ${code}, ${tx.json(name)}) on conflict do nothing`;
  }
}

export async function insertCategories(tx: Tx, categories: readonly Category[]): Promise<void> {
  await Promise.all(
    categories.map(
      (category) => tx`
        insert into categories (community_id, code, effective_from, effective_to, group_code, name, tier, handler,
          category_limit, flags, keywords, open)
        values (${tx.community}, ${category.code}, ${category.effectiveFrom}, ${category.effectiveTo},
          ${category.group}, ${tx.json(category.name)}, ${category.tier}, ${tx.json(category.handler)},
          ${category.limit}, ${category.flags}, ${category.keywords}, ${category.open})
        on conflict do nothing`,
    ),
  );
}

/** Writes a row for a day on which its category has none yet, or in the place of one planned for that day. */
export async function upsertCategory(tx: Tx, category: Category): Promise<void> {
  const { code, effectiveFrom, effectiveTo, group, name, tier, handler, limit, flags, keywords, open } =
    category;
  await tx`
    insert into categories (community_id, code, effective_from, effective_to, group_code, name, tier, handler,
      category_limit, flags, keywords, open)
    values (${tx.community}, ${code}, ${effectiveFrom}, ${effectiveTo}, ${group}, ${tx.json(name)}, ${tier},
      ${tx.json(handler)}, ${limit}, ${flags}, ${keywords}, ${open})
    on conflict (community_id, code, effective_from) do update
      set name = excluded.name, tier = excluded.tier, category_limit = excluded.category_limit,
        open = excluded.open, effective_to = excluded.effective_to`;
}

export async function updateEnd(
  tx: Tx,
  { code, effectiveFrom }: Pick<Category, 'code' | 'effectiveFrom'>,
  effectiveTo: string | null,
): Promise<void> {
  await tx`
    update categories set effective_to = ${effectiveTo}
    where community_id = ${tx.community} and code = ${code} and effective_from = ${effectiveFrom}`;
}

export async function deleteCategory(
  tx: Tx,
  { code, effectiveFrom }: Pick<Category, 'code' | 'effectiveFrom'>,
): Promise<void> {
  await tx`
    delete from categories
    where community_id = ${tx.community} and code = ${code} and effective_from = ${effectiveFrom}`;
}

/** One writer of the catalogue at a time: what follows on a row is decided by all rows of its category. */
export async function lockCatalogue(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`categories ${tx.community}`}, 0))`;
}

const changeRow = z.strictObject({
  id: idOf('category-change'),
  at: z.custom<Instant>((value) => typeof value === 'number'),
  personId: idOf('person'),
  code: z.string(),
  kind: z.enum(categoryChangeKinds),
  effectiveFrom: z.string(),
  reason: z.string(),
});
export type CategoryChange = z.output<typeof changeRow>;

export async function insertChange(tx: Tx, change: CategoryChange): Promise<void> {
  const { id, at, personId, code, kind, effectiveFrom, reason } = change;
  await tx`
    insert into category_changes (community_id, id, at, person_id, code, kind, effective_from, reason)
    values (${tx.community}, ${id}, ${at}, ${personId}, ${code}, ${kind}, ${effectiveFrom}, ${reason})`;
}

/** The newest changes of a category first. */
export function selectChanges(tx: Tx, code: string, limit: number): Promise<CategoryChange[]> {
  return rows(
    changeRow,
    tx`
      select id, at, person_id, code, kind, effective_from, reason from category_changes
      where community_id = ${tx.community} and code = ${code} order by at desc, id desc limit ${limit}`,
  );
}
