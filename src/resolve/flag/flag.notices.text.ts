import { textWith } from '../../kernel/text.ts';

type About = { number: string };
type Decided = About & { words: string };

/** What people are told about flags; the templates are `flag.<name>`. */
export const flagNoticeText = {
  raised: textWith(
    ({ number }: About) => `有人举报了${number}号里的内容，请到“举报”里看。`,
    ({ number }) => `Something shown of no. ${number} was flagged. Look under “Flags”.`,
  ),
  hidden: textWith(
    ({ number, words }: Decided) => `你在${number}号里举报的内容，已经隐藏了：${words}`,
    ({ number, words }) => `What you flagged in no. ${number} is hidden now: ${words}`,
  ),
  kept: textWith(
    ({ number, words }: Decided) => `你在${number}号里举报的内容，看过了，保留：${words}`,
    ({ number, words }) => `What you flagged in no. ${number} was looked at and stays: ${words}`,
  ),
};
