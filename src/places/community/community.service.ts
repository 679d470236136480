import type { CommunityId } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Community } from '../../platform/call.ts';
import type { Connection } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { insertCommunity, selectCommunities, selectCommunity, updateArchived } from './community.store.ts';

/** How long a process may go on with what it knew of a community: an archiving is felt everywhere within this. */
const rememberedMs = 5_000;

/** Finds communities by the name in their address; asked at every request, so remembered for a few seconds. */
export function communityDirectory(sql: Connection, now: () => number) {
  const remembered = new Map<string, { community: Community; at: number }>();
  return {
    async find(slug: string): Promise<Community | undefined> {
      // What stands in the address may be anything, also what the database cannot hold.
      if (!/^[a-z0-9-]{1,64}$/.test(slug)) return undefined;
      const known = remembered.get(slug);
      // Both ways: where the clock was set back, what is remembered would hold for as long as it was ahead.
      if (known && Math.abs(now() - known.at) < rememberedMs) return known.community;
      const community = await selectCommunity(sql, slug);
      if (community) remembered.set(slug, { community, at: now() });
      else remembered.delete(slug);
      return community;
    },
  };
}

export function listCommunities(sql: Connection): Promise<Community[]> {
  return selectCommunities(sql);
}

export function findCommunity(sql: Connection, slug: string): Promise<Community | undefined> {
  return selectCommunity(sql, slug);
}

/** Makes a community; its slug is part of every address and never changes. */
export async function createCommunity(
  sql: Connection,
  described: Omit<Community, 'id' | 'archived'> & { createdAt: Instant },
): Promise<Outcome<Community, 'slug-taken'>> {
  const community: Community = {
    id: newId<CommunityId>(),
    slug: described.slug,
    name: described.name,
    nameEn: described.nameEn,
    streetName: described.streetName,
    archived: false,
  };
  const made = await insertCommunity(sql, { ...community, createdAt: described.createdAt });
  return made ? ok(community) : refuse('slug-taken');
}

/** Closes the books of a community: it can be read, and nothing in it changes or runs any more. */
export function archiveCommunity(sql: Connection, id: CommunityId): Promise<void> {
  return updateArchived(sql, id, true);
}
