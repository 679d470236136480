import { textWith } from '../../kernel/text.ts';
import { localDate } from '../../kernel/time.ts';
import { sayDate } from '../matter/matter.text.ts';

type Marked = { number: string; until: string };
type About = { number: string };

/** What reporters are told of a mark; the templates are `abuse.<name>`. */
export const abuseNoticeText = {
  marked: textWith(
    ({ number, until }: Marked) =>
      `${number}被标成滥用，一个字没删。${sayDate('zh', localDate(until))}前，你一天最多能提交5条。打开看原因；觉得不对，在那里回一句。`,
    ({ number, until }) =>
      `${number} was marked as abusive; nothing of it was deleted. Until ${sayDate('en', localDate(until))} you can send five reports a day. Open it to read why, and answer there if you disagree.`,
  ),
  lifted: textWith(
    ({ number }: About) => `${number}的滥用标记撤销了，照常处理，提交也不受限了。`,
    ({ number }) => `${number} is no longer marked as abusive. It goes on as usual, and so do your reports.`,
  ),
};

/** What the desk's words stand under on the report's page, in the reporter's language. */
export const markMessageText = textWith(
  (words: string) => `这条被标成滥用，先放在一边，没有删。原因：${words}\n觉得不对，在这里回一句，我们再看。`,
  (words) =>
    `This was marked as abusive and waits aside; it was not deleted. Why: ${words}\nIf you disagree, answer here and we look again.`,
);
