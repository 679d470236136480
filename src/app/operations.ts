import { messageHandlers } from '../channels/message/message.service.ts';
import { noticeHandlers } from '../channels/notice/notice.service.ts';
import { mailAddressHandlers } from '../channels/preference/mail-address.service.ts';
import { preferenceHandlers } from '../channels/preference/preference.service.ts';
import { reachHandlers } from '../channels/reach/reach.service.ts';
import { webhookHandlers } from '../channels/webhook/webhook.service.ts';
import { calendarHandlers } from '../clocks/calendar/calendar-keeping.service.ts';
import { categoryHandlers } from '../collect/category/category.service.ts';
import { categoryKeepingHandlers } from '../collect/category/category-keeping.service.ts';
import { draftHandlers } from '../collect/draft/draft.service.ts';
import { lostKeyHandlers } from '../collect/lost-key/lost-key.service.ts';
import { offlineReportHandlers } from '../collect/offline-report/offline-report.service.ts';
import { photoHandlers } from '../collect/photo/photo.service.ts';
import { reportHandlers } from '../collect/report/report.service.ts';
import { residenceHandlers } from '../collect/residence/residence.service.ts';
import { callbackHandlers } from '../followup/callback/callback.service.ts';
import { urgingHandlers } from '../followup/urging/urging.service.ts';
import { copyHandlers } from '../guarantee/copy/copy.service.ts';
import { erasureHandlers } from '../guarantee/erasure/erasure.service.ts';
import { figuresHandlers } from '../guarantee/figures/figures.service.ts';
import { inhabitantsHandlers } from '../guarantee/inhabitants/inhabitants.service.ts';
import { proofHandlers } from '../guarantee/proof/proof.service.ts';
import { retentionHandlers } from '../guarantee/retention/retention.service.ts';
import { witnessHandlers } from '../ledger/witness/witness.service.ts';
import { absenceHandlers } from '../people/absence/absence.service.ts';
import { accountHandlers } from '../people/account/account.service.ts';
import { directoryHandlers } from '../people/directory/directory.service.ts';
import { identityHandlers } from '../people/identity/identity.service.ts';
import { lookHandlers } from '../people/look/look.service.ts';
import { postHandlers } from '../people/post/post.service.ts';
import { recoveryHandlers } from '../people/recovery/recovery.service.ts';
import { rosterHandlers } from '../people/roster/roster.service.ts';
import { secondFactorHandlers } from '../people/second-factor/second-factor.service.ts';
import { sessionHandlers } from '../people/session/session-list.service.ts';
import { slipHandlers } from '../people/slip/slip.service.ts';
import { placeHandlers } from '../places/place/place.service.ts';
import { placeKeepingHandlers } from '../places/place/place-keeping.service.ts';
import type { BoundOperation } from '../platform/call.ts';
import { abuseHandlers } from '../resolve/abuse/abuse.service.ts';
import { bulkHandlers } from '../resolve/bulk/bulk.service.ts';
import { changeHandlers } from '../resolve/change/change.service.ts';
import { exportHandlers } from '../resolve/export/export.service.ts';
import { flagHandlers } from '../resolve/flag/flag.service.ts';
import { handoverHandlers } from '../resolve/handover/handover.service.ts';
import { matterHandlers } from '../resolve/matter/matter.service.ts';
import { phraseHandlers } from '../resolve/phrase/phrase.service.ts';
import { publicationHandlers } from '../resolve/publication/publication.service.ts';
import { operatorHandlers } from './operator/operator.service.ts';

/** Everything the product does, with the function that does it. */
export const operations: readonly BoundOperation[] = [
  ...accountHandlers,
  ...sessionHandlers,
  ...secondFactorHandlers,
  ...identityHandlers,
  ...recoveryHandlers,
  ...placeHandlers,
  ...placeKeepingHandlers,
  ...directoryHandlers,
  ...rosterHandlers,
  ...postHandlers,
  ...lookHandlers,
  ...absenceHandlers,
  ...slipHandlers,
  ...noticeHandlers,
  ...inhabitantsHandlers,
  ...reachHandlers,
  ...preferenceHandlers,
  ...mailAddressHandlers,
  ...messageHandlers,
  ...webhookHandlers,
  ...calendarHandlers,
  ...categoryHandlers,
  ...categoryKeepingHandlers,
  ...photoHandlers,
  ...draftHandlers,
  ...reportHandlers,
  ...offlineReportHandlers,
  ...residenceHandlers,
  ...lostKeyHandlers,
  ...matterHandlers,
  ...flagHandlers,
  ...abuseHandlers,
  ...bulkHandlers,
  ...handoverHandlers,
  ...exportHandlers,
  ...phraseHandlers,
  ...publicationHandlers,
  ...changeHandlers,
  ...callbackHandlers,
  ...figuresHandlers,
  ...witnessHandlers,
  ...copyHandlers,
  ...erasureHandlers,
  ...retentionHandlers,
  ...proofHandlers,
  ...operatorHandlers,
  ...urgingHandlers,
];
