import { addMs, type Instant } from '../../kernel/time.ts';
import type { Database } from '../../platform/database.ts';
import { forgetSessions } from '../session/session.service.ts';
import { codesKeptMs } from './account.rules.ts';
import * as store from './account.store.ts';

/** Removes sessions nobody can use any more and codes older than a day. For a daily job. */
export function forgetExpired(database: Database, now: Instant): Promise<void> {
  return database.global(async (sql) => {
    await forgetSessions(sql, now);
    await store.deleteCodesBefore(sql, addMs(now, -codesKeptMs));
  });
}
