import type { NoticeTexts } from '../../channels/notice/notice.contract.ts';
import { noticeTextsOf } from '../../channels/notice/notice.rules.ts';
import { staffNoticeText as staffNotices } from '../../channels/staff-notice/staff-notice.notices.text.ts';
import { reportNoticeText as reportNotices } from '../../collect/report/report.notices.text.ts';
import { residenceNoticeText as residenceNotices } from '../../collect/residence/residence.notices.text.ts';
import { abuseNoticeText as abuseNotices } from '../../resolve/abuse/abuse.notices.text.ts';
import { flagNoticeText as flagNotices } from '../../resolve/flag/flag.notices.text.ts';
import { noticeText as matterNotices } from '../../resolve/matter/matter.notices.text.ts';

/** The words of every feature's notices, by template. */
export const noticeTexts: NoticeTexts = {
  // A feature's texts take only the values of their own template, which the feature also wrote into the notice.
  ...noticeTextsOf('staff-notice', staffNotices as unknown as NoticeTexts),
  ...noticeTextsOf('report', reportNotices as unknown as NoticeTexts),
  ...noticeTextsOf('residence', residenceNotices as unknown as NoticeTexts),
  ...noticeTextsOf('abuse', abuseNotices as unknown as NoticeTexts),
  ...noticeTextsOf('flag', flagNotices as unknown as NoticeTexts),
  ...noticeTextsOf('matter', matterNotices as unknown as NoticeTexts),
};
