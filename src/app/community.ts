import { seedNationalCalendar } from '../clocks/calendar/calendar.service.ts';
import { seedCategories } from '../collect/category/category.service.ts';
import type { Community, Platform } from '../platform/call.ts';

/** Gives a new community what it cannot work without: the categories in force, and the national calendar. */
export async function prepareCommunity(platform: Platform, community: Community): Promise<void> {
  await platform.database.global((tx) => seedNationalCalendar(tx));
  await platform.database.write(community.id, (tx) => seedCategories(tx));
}
