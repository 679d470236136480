import type { OutwardTexts } from '../channels/notice/notice.contract.ts';
import { staffNoticeOutwardText } from '../channels/staff-notice/staff-notice.outward.text.ts';
import { reportOutwardText } from '../collect/report/report.outward.text.ts';
import { residenceOutwardText } from '../collect/residence/residence.outward.text.ts';
import { abuseOutwardText } from '../resolve/abuse/abuse.outward.text.ts';
import { flagOutwardText } from '../resolve/flag/flag.outward.text.ts';
import { outwardText as matterOutwardText } from '../resolve/matter/matter.outward.text.ts';

function outwardTextsOf(feature: string, texts: OutwardTexts): OutwardTexts {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${feature}.${name}`, text]));
}

/** How every feature's notices leave the house, by template. */
export const outwardTexts: OutwardTexts = {
  // As with the texts of the inbox: a feature's texts take the values that it wrote into the notice itself.
  ...outwardTextsOf('staff-notice', staffNoticeOutwardText as unknown as OutwardTexts),
  ...outwardTextsOf('report', reportOutwardText as unknown as OutwardTexts),
  ...outwardTextsOf('residence', residenceOutwardText as unknown as OutwardTexts),
  ...outwardTextsOf('abuse', abuseOutwardText as unknown as OutwardTexts),
  ...outwardTextsOf('flag', flagOutwardText as unknown as OutwardTexts),
  ...outwardTextsOf('matter', matterOutwardText as unknown as OutwardTexts),
};
