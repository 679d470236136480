import { seedNationalCalendar } from '../clocks/calendar/calendar.service.ts';
import { seedCategories } from '../collect/category/category.service.ts';
import { openLog } from '../ledger/log/log.service.ts';
import type { Community, Platform } from '../platform/call.ts';
import { seedPhrases } from '../resolve/phrase/phrase.service.ts';

/**
 * Gives a new community what it cannot work without: the categories in force, the national calendar, phrases to
 * write with, and its log, whose origin is fixed by this.
 */
export async function prepareCommunity(platform: Platform, community: Community): Promise<void> {
  await platform.database.global((tx) => seedNationalCalendar(tx));
  await platform.database.write(community.id, async (tx) => {
    await seedCategories(tx);
    await seedPhrases(tx, platform.clock.now());
    await openLog(tx, platform, community.slug);
  });
}
