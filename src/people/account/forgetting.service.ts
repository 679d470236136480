import { periodBefore } from '../../kernel/period.ts';
import { addMs, type Instant } from '../../kernel/time.ts';
import type { Database } from '../../platform/database.ts';
import { forgetSessions } from '../session/session.service.ts';
import { codesKeptMs, eventsKept } from './account.rules.ts';
import * as store from './account.store.ts';

/**
 * Removes sessions nobody can use any more, codes older than a day, and what happened to ways in when its time is over.
 * For a daily job.
 */
export async function forgetExpired(database: Database, now: Instant): Promise<void> {
  await database.global(async (sql) => {
    await forgetSessions(sql, now);
    await store.deleteCodesBefore(sql, addMs(now, -codesKeptMs));
  });
  // Last: by its own clock the database refuses to let young ones go, however far ahead ours is.
  await database.global((sql) => store.deleteEventsBefore(sql, periodBefore(now, eventsKept)));
}
