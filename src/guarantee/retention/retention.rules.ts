import { draftLivesMs } from '../../collect/draft/draft.rules.ts';
import { restrainedForMs } from '../../collect/restraint/restraint.rules.ts';
import { lasting, type Period } from '../../kernel/period.ts';
import { dayMs } from '../../kernel/time.ts';
import { codesKeptMs, eventsKept } from '../../people/account/account.rules.ts';
import { residentIdleMs } from '../../people/session/session.rules.ts';
import { triesCountMs } from '../../people/slip/slip.rules.ts';
import type { Basis, Ending, OpenEnd, RetainedGroup, RetainedKind } from './retention.contract.ts';

type Retained = {
  group: RetainedGroup;
  basis: Basis;
  /** How long; or what it waits for, where no clock runs. */
  keeps: Period | OpenEnd;
  ending: Ending;
};

const years = (count: number): Period => ({ unit: 'years', count });

/**
 * Everything the product keeps of people, how long, and what comes then: as short as its purpose allows (个人信息保护法 19).
 * The page of privacy is drawn from this table and the chores go by it, so that what is told is what is done.
 */
export const retained = {
  // Three years after closing: claims under civil law end then (民法典 188), and so does what the ticket was kept for.
  matters: { group: 'matters', basis: 'consent', keeps: years(3), ending: 'cleared' },
  reports: { group: 'matters', basis: 'consent', keeps: years(3), ending: 'cleared' },
  drafts: { group: 'matters', basis: 'consent', keeps: lasting(draftLivesMs), ending: 'deleted' },
  uploads: { group: 'matters', basis: 'consent', keeps: lasting(dayMs), ending: 'deleted' },
  // A telephone may send what it wrote without network weeks later, once.
  'offline-starts': { group: 'matters', basis: 'consent', keeps: lasting(90 * dayMs), ending: 'deleted' },
  // Long enough for a telephone that was switched off over night.
  'submission-keys': { group: 'matters', basis: 'consent', keeps: lasting(2 * dayMs), ending: 'deleted' },
  'public-course': { group: 'matters', basis: 'task', keeps: 'always', ending: 'stays' },

  accounts: { group: 'people', basis: 'consent', keeps: 'until-erased', ending: 'deleted' },
  homes: { group: 'people', basis: 'task', keeps: 'until-erased', ending: 'deleted' },
  // A decision can be asked about for a while; afterwards the register alone says who lives where.
  'residence-requests': { group: 'people', basis: 'consent', keeps: years(1), ending: 'deleted' },
  rosters: { group: 'people', basis: 'task', keeps: lasting(dayMs), ending: 'deleted' },
  posts: { group: 'people', basis: 'task', keeps: 'always', ending: 'stays' },

  notices: { group: 'news', basis: 'consent', keeps: years(1), ending: 'deleted' },
  messages: { group: 'news', basis: 'consent', keeps: lasting(90 * dayMs), ending: 'deleted' },

  codes: { group: 'safety', basis: 'safety', keeps: lasting(codesKeptMs), ending: 'deleted' },
  sessions: { group: 'safety', basis: 'safety', keeps: lasting(residentIdleMs), ending: 'deleted' },
  'account-events': { group: 'safety', basis: 'safety', keeps: eventsKept, ending: 'deleted' },
  counts: { group: 'safety', basis: 'safety', keeps: lasting(2 * dayMs), ending: 'deleted' },
  'slip-tries': { group: 'safety', basis: 'safety', keeps: lasting(triesCountMs), ending: 'deleted' },
  restraints: { group: 'safety', basis: 'safety', keeps: lasting(restrainedForMs), ending: 'deleted' },
  // Records of handling and providing are kept three years (个人信息保护法 56, 网络数据安全管理条例 12), logs of networks six
  // months at least (网络安全法 21(3)).
  looks: { group: 'safety', basis: 'safety', keeps: years(3), ending: 'deleted' },
  erasures: { group: 'safety', basis: 'safety', keeps: years(3), ending: 'deleted' },
  backups: { group: 'safety', basis: 'safety', keeps: 'with-backup', ending: 'deleted' },
} as const satisfies Record<RetainedKind, Retained>;

type TimedKind = {
  [K in RetainedKind]: (typeof retained)[K]['keeps'] extends Period ? K : never;
}[RetainedKind];

/** Kinds whose clock runs where no community is known (sign-in), or with the files themselves; all others are a community's own. */
const elsewhere = ['codes', 'sessions', 'account-events', 'uploads'] as const;

/** Kinds that the chores of this feature take away, each noted in the community's log of what went. */
export type ClockedKind = Exclude<TimedKind, (typeof elsewhere)[number]>;

/** What stands where words of people stood. Of one language: it is data, and nobody's words. */
export const clearedWords = '（到期已清）';

/** So many rows of a kind at once, and so many matters a round: nobody waits for a cleaning. */
export const rowsAtOnce = 5_000;
export const mattersAtOnce = 50;
