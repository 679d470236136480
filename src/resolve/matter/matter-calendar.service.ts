import { deadlineMovedJob, deadlineMovedPayload } from '../../clocks/deadline/deadline.contract.ts';
import { type Instant, localDate } from '../../kernel/time.ts';
import { appendEntries } from '../../ledger/entry/entry.service.ts';
import type { Workers } from '../../platform/outbox.ts';
import type { Act } from './matter.decision.ts';
import { decideDueMoved } from './matter.promise.rules.ts';
import { lockMatter } from './matter.store.ts';
import { loadCase } from './matter-case.service.ts';
import { tellOfMatter } from './matter-decision.service.ts';

const byItself = (now: Instant): Act => ({
  ...{ now, hat: 'system', personId: null, postId: null, isDeputy: false, reportId: null },
});

/**
 * Tells of promises that a change of the calendar moved. The clock itself moved with that change; other clocks than
 * that of the promise are seen by who keeps them, on the page they work on.
 */
export const calendarWorkers: Workers = {
  [deadlineMovedJob]: {
    async within({ tx, payload, now }) {
      const { subjectId, kind, was, dueOn } = deadlineMovedPayload.parse(payload);
      if (kind !== 'resolve' || was === dueOn) return;
      const matter = await lockMatter(tx, subjectId);
      if (!matter) return;
      const days = { was: localDate(was), dueOn: localDate(dueOn) };
      const { entries, notices } = decideDueMoved(matter, days, byItself(now));
      await appendEntries(tx, entries);
      await tellOfMatter(tx, await loadCase(tx, matter, now), notices, now);
    },
  },
};
