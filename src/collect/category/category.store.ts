import { z } from 'zod';
import { rows, type Tx } from '../../platform/database.ts';
import {
  type Category,
  type CategoryGroup,
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
        effective_from, effective_to
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
          category_limit, flags, keywords)
        values (${tx.community}, ${category.code}, ${category.effectiveFrom}, ${category.effectiveTo},
          ${category.group}, ${tx.json(category.name)}, ${category.tier}, ${tx.json(category.handler)},
          ${category.limit}, ${category.flags}, ${category.keywords})
        on conflict do nothing`,
    ),
  );
}
