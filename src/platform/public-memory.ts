import { LRUCache } from 'lru-cache';
import type { CommunityId } from '../kernel/id.ts';
import type { Connection } from './database.ts';

/**
 * What every stranger of a community is shown alike, kept from when it was last made. It holds as long as nothing that
 * is public of the community changed, which the database counts as part of each change: one small question instead of
 * the whole answer (docs/decisions/0059).
 */
export type PublicMemory = {
  /**
   * What was kept under `name`, or what `make` makes now; `undefined` is never kept. `name` holds everything the answer
   * depends on besides the community's own rows: what was asked, the language, the day.
   */
  recall<T>(community: CommunityId, name: string, make: () => Promise<T>): Promise<T>;
};

type Kept = { version: string; value: unknown };

const defaultBytes = 48 * 1024 * 1024;
/** Names carry what people typed; what nobody else will type again is not worth keeping. */
const longestName = 600;

export function openPublicMemory(sql: Connection, maxBytes = defaultBytes): PublicMemory {
  const kept = new LRUCache<string, Kept>({ maxSize: maxBytes, maxEntrySize: maxBytes / 16 });
  return {
    async recall<T>(community: CommunityId, name: string, make: () => Promise<T>): Promise<T> {
      if (name.length > longestName) return make();
      const place = `${community} ${name}`;
      // Asked before the rest is read: what changes in between is read anew next time.
      const version = await versionOf(sql, community);
      const known = kept.get(place);
      if (known?.version === version) return known.value as T;
      const value = await make();
      if (value !== undefined)
        kept.set(place, { version, value }, { size: bytesOf(value) + 2 * place.length });
      return value;
    },
  };
}

async function versionOf(sql: Connection, community: CommunityId): Promise<string> {
  const [row] = await sql<{ version: string }[]>`
    select version::text as version from public_changes where community_id = ${community}`;
  return row?.version ?? '0';
}

/** About as many as it takes in memory: two for a character, and what holds them together. */
function bytesOf(value: unknown): number {
  return 200 + 2 * (typeof value === 'string' ? value.length : JSON.stringify(value).length);
}
