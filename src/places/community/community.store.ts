import { z } from 'zod';
import type { CommunityId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { type Connection, maybeRow, rows } from '../../platform/database.ts';

const communityRow = z.object({
  id: idOf('community'),
  slug: z.string(),
  name: z.string(),
  nameEn: z.string(),
  streetName: z.string(),
  archived: z.boolean(),
});
export type CommunityRow = z.infer<typeof communityRow>;

export function selectCommunity(sql: Connection, slug: string): Promise<CommunityRow | undefined> {
  return maybeRow(
    communityRow,
    sql`select id, slug, name, name_en, street_name, archived from communities where slug = ${slug}`,
  );
}

export function selectCommunities(sql: Connection): Promise<CommunityRow[]> {
  return rows(
    communityRow,
    sql`select id, slug, name, name_en, street_name, archived from communities order by created_at, slug`,
  );
}

export async function insertCommunity(
  sql: Connection,
  community: CommunityRow & { id: CommunityId; createdAt: Instant },
): Promise<boolean> {
  const { id, slug, name, nameEn, streetName, archived, createdAt } = community;
  const made = await sql`
    insert into communities (id, slug, name, name_en, street_name, archived, created_at)
    values (${id}, ${slug}, ${name}, ${nameEn}, ${streetName}, ${archived}, ${createdAt})
    on conflict (slug) do nothing returning 1 as made`;
  return made.length === 1;
}

export async function updateArchived(sql: Connection, id: CommunityId, archived: boolean): Promise<void> {
  await sql`update communities set archived = ${archived} where id = ${id}`;
}
