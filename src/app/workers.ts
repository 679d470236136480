import { join } from 'node:path';
import { openMailAdapter } from '../channels/mail/mail.service.ts';
import { sendingWorkers } from '../channels/message/message-sending.service.ts';
import { spreadingWorkers } from '../channels/message/message-spreading.service.ts';
import { openSmsAdapter, smsWorkers } from '../channels/sms/sms.service.ts';
import { staffNoticeWorkers } from '../channels/staff-notice/staff-notice.service.ts';
import { sweepDeliveries } from '../channels/webhook/webhook.service.ts';
import { type IsPublic, tellWebhooks, webhookWorkers } from '../channels/webhook/webhook-delivery.service.ts';
import { categoryFlag } from '../collect/category/category.contract.ts';
import { getCatalogue } from '../collect/category/category.service.ts';
import { lostKeyWorkers } from '../collect/lost-key/lost-key.service.ts';
import { photoKeeper } from '../collect/photo/photo.service.ts';
import { recordingKeeper } from '../collect/recording/recording.service.ts';
import { isNumberRestrained } from '../collect/restraint/restraint.service.ts';
import { urgeDueMatters } from '../followup/urging/urging.service.ts';
import { erasureList, erasureWorkers } from '../guarantee/erasure/erasure-carrying.service.ts';
import { countEntries } from '../guarantee/figures/figures-counting.service.ts';
import { clearRetained, sweepRetained } from '../guarantee/retention/retention-keeping.service.ts';
import { dateOf, dayMs, hourMs, type LocalDate, minuteMs } from '../kernel/time.ts';
import { listCommunitiesWithUnread } from '../ledger/entry/entry.service.ts';
import { forgetExpired } from '../people/account/forgetting.service.ts';
import { forgetAttempts } from '../people/identity/identity-binding.service.ts';
import { forgetLinks } from '../people/recovery/account-rescue.service.ts';
import { type FileKeeper, sweepStale, sweepUnnamed } from '../platform/files/kept-files.ts';
import { bringBackJobs, type Workers } from '../platform/outbox.ts';
import { carryOutBulks, listCommunitiesWithBulks } from '../resolve/bulk/bulk-run.service.ts';
import { calendarWorkers } from '../resolve/matter/matter-calendar.service.ts';
import { householdWorkers } from '../resolve/matter/matter-household.service.ts';
import {
  closeSilentMatters,
  endLapsedReopenings,
  resumeExhaustedMatters,
} from '../resolve/matter/matter-time.service.ts';
import { collectPublications } from '../resolve/publication/publication-collecting.service.ts';
import type { Installation } from './installation.ts';
import { outwardTexts } from './outward-texts.ts';
import type { Chore } from './runner.ts';

/** Who does each kind of job that the outbox holds. */
export function workersOn({ settings, platform }: Installation): Workers {
  const sms = openSmsAdapter(settings.smsAdapter, platform);
  const mail = openMailAdapter(settings.mail, platform);
  return {
    ...lostKeyWorkers,
    ...smsWorkers(sms),
    ...spreadingWorkers(outwardTexts),
    ...sendingWorkers({ sms, mail, texts: outwardTexts, isHeldBack: isNumberRestrained(platform) }),
    ...webhookWorkers(),
    ...staffNoticeWorkers,
    ...householdWorkers,
    ...calendarWorkers,
    ...erasureWorkers(join(settings.dataDir, erasureList)),
  };
}

/** Everyone whose rows name files; who keeps files of a new kind joins them, or nothing ever clears theirs away. */
export const fileKeepers: readonly FileKeeper[] = [photoKeeper, recordingKeeper];

/** In every round. */
const roundMs = 0;

/** Of matters about somebody's hardship and the like, other programs learn nothing; nor of a category nobody knows. */
const publicOn =
  (today: LocalDate): IsPublic =>
  async (tx) => {
    const { categories } = await getCatalogue(tx, today);
    const open = new Set<unknown>(
      categories.filter((one) => !one.flags.includes(categoryFlag.sensitive)).map(({ code }) => code),
    );
    return ({ facts }) => facts.category === undefined || open.has(facts.category);
  };

/** What time alone brings about, in every living community. */
export const chores: Readonly<Record<string, Chore>> = {
  'carry out bulks': {
    everyMs: 1000,
    whileSettling: true,
    listDue: listCommunitiesWithBulks,
    run: carryOutBulks,
  },
  'close silent matters': { everyMs: minuteMs, run: closeSilentMatters },
  'end lapsed reopenings': { everyMs: minuteMs, run: endLapsedReopenings },
  'resume exhausted matters': { everyMs: minuteMs, run: resumeExhaustedMatters },
  'urge due matters': { everyMs: minuteMs, run: urgeDueMatters },
  'bring back jobs': { everyMs: minuteMs, whileSettling: true, run: bringBackJobs },
  'sweep unused files': {
    everyMs: hourMs,
    run: (platform, community) => sweepStale(platform, community, fileKeepers),
  },
  'sweep unnamed files': {
    everyMs: dayMs,
    run: (platform, community) => sweepUnnamed(platform, community, fileKeepers),
  },
  'tell webhooks': {
    everyMs: roundMs,
    whileSettling: true,
    listDue: listCommunitiesWithUnread,
    run: (platform, community) => tellWebhooks(platform, community, publicOn(dateOf(platform.clock.now()))),
  },
  'count figures': {
    everyMs: 1000,
    whileSettling: true,
    listDue: listCommunitiesWithUnread,
    run: countEntries,
  },
  'collect publications': {
    everyMs: roundMs,
    whileSettling: true,
    listDue: listCommunitiesWithUnread,
    run: collectPublications,
  },
  'sweep what is over': { everyMs: hourMs, run: sweepRetained },
  'clear what is over': { everyMs: 10 * minuteMs, run: clearRetained },
  'sweep deliveries': { everyMs: dayMs, run: sweepDeliveries },
  'sweep unfinished files': {
    everyMs: dayMs,
    run: (platform) => platform.files.sweep(platform.clock.now()),
  },
  'forget password links': {
    everyMs: dayMs,
    run: (platform) => forgetLinks(platform.database, platform.clock.now()),
  },
  'forget answered attempts': {
    everyMs: dayMs,
    run: (platform) => forgetAttempts(platform.database, platform.clock.now()),
  },
  'forget expired sessions': {
    everyMs: dayMs,
    run: (platform) => forgetExpired(platform.database, platform.clock.now()),
  },
};
