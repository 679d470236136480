import type { NoticeKind } from '../../channels/notice/notice.contract.ts';
import type { NoticeParams, NoticeTemplate } from './matter.decision.ts';
import { noticeText } from './matter.notices.text.ts';
import { levelText } from './matter.oversight.text.ts';
import { resultText, sayDate } from './matter.text.ts';

type Outward<Params> = { kind: NoticeKind; zh(params: Params): string; en(params: Params): string };

const outward = <Params>(
  kind: NoticeKind,
  zh: (params: Params) => string,
  en: (params: Params) => string,
): Outward<Params> => ({ kind, zh, en });

/**
 * Each notice as it leaves the house by text message or mail: what happened and when it will be done, without words
 * that anybody wrote freely and without anybody's name. A new template does not compile before it has its line here.
 */
export const outwardText: { [Template in NoticeTemplate]: Outward<NoticeParams[Template]> } = {
  accepted: outward(
    'progress',
    (p) => `${p.number}“${p.title}”受理了，${sayDate('zh', p.dueOn)}前办好。`,
    (p) => `${p.number} “${p.title}” is accepted, to be solved by ${sayDate('en', p.dueOn)}.`,
  ),
  joined: outward(
    'progress',
    (p) => `${p.number}和${p.into}是一样的事，一起办。`,
    (p) => `${p.number} is handled together with ${p.into}.`,
  ),
  rejected: outward(
    'progress',
    (p) => `${p.number}没有受理，原因写在里面。`,
    (p) => `${p.number} was not accepted; open it for the reason.`,
  ),
  redirected: outward(
    'progress',
    (p) => `${p.number}要找别的部门，找谁写在里面。`,
    (p) => `${p.number} is for another office; open it to see which.`,
  ),
  asked: outward(
    'question',
    (p) => `${p.number}社区想再问你一句，打开就能回答。`,
    (p) => `The community has a question about ${p.number}. Open it to answer.`,
  ),
  dispatched: outward(
    'progress',
    (p) => `${p.number}“${p.title}”派人办了，24小时内联系你。`,
    (p) => `${p.number} “${p.title}” has its handler, who contacts you within 24 hours.`,
  ),
  'to-take': outward(
    'work',
    (p) => `${p.main ? '主办' : '协办'}：${p.number}“${p.title}”，4个工作小时内接单。`,
    (p) =>
      `${p.main ? 'To handle' : 'To assist'}: ${p.number} “${p.title}”. Take it within 4 business hours.`,
  ),
  'taken-away': outward(
    'work',
    (p) => `${p.number}“${p.title}”不用你办了。`,
    (p) => `${p.number} “${p.title}” is no longer yours to handle.`,
  ),
  'handed-over': outward(
    'work',
    (p) => `${p.main ? '主办' : '协办'}交到你这里：${p.number}“${p.title}”。`,
    (p) => `${p.number} “${p.title}” is now yours to ${p.main ? 'handle' : 'assist in'}.`,
  ),
  'other-unit': outward(
    'progress',
    (p) => `${p.number}“${p.title}”换了一个单位接着办。`,
    (p) => `${p.number} “${p.title}” goes on with another organisation.`,
  ),
  taken: outward(
    'progress',
    (p) => `${p.number}“${p.title}”办理人接单了。`,
    (p) => `${p.number} “${p.title}” was taken by its handler.`,
  ),
  returned: outward(
    'work',
    (p) => `${p.number}“${p.title}”退回来了，要改派。`,
    (p) => `${p.number} “${p.title}” was returned and needs another handler.`,
  ),
  'assisting-changed': outward(
    'work',
    noticeText['assisting-changed'].zh,
    noticeText['assisting-changed'].en,
  ),
  'part-finished': outward(
    'work',
    (p) =>
      `${p.number}“${p.title}”有一份协办做完了，${p.open === 0 ? '可以办结' : `还有${p.open}份没做完`}。`,
    (p) =>
      `${p.number} “${p.title}”: one part is finished, ${p.open === 0 ? 'you can resolve it' : `${p.open} still open`}.`,
  ),
  'part-finished-in-short': outward(
    'progress',
    noticeText['part-finished-in-short'].zh,
    noticeText['part-finished-in-short'].en,
  ),
  'part-handed-back': outward(
    'work',
    (p) => `${p.number}“${p.title}”有一份协办退回来了。`,
    (p) => `${p.number} “${p.title}”: an assisting part was handed back.`,
  ),
  'extension-asked': outward(
    'work',
    (p) => `${p.number}“${p.title}”申请延期${p.workingDays}个工作日，等你定。`,
    (p) => `${p.number} “${p.title}”: ${p.workingDays} more working days are asked for.`,
  ),
  extended: outward(
    'progress',
    (p) => `${p.number}“${p.title}”延期到${sayDate('zh', p.dueOn)}。`,
    (p) => `${p.number} “${p.title}” is extended to ${sayDate('en', p.dueOn)}.`,
  ),
  'extension-refused': outward(
    'work',
    (p) => `${p.number}“${p.title}”没有同意延期。`,
    (p) => `${p.number} “${p.title}”: more time was refused.`,
  ),
  suspended: outward(
    'progress',
    (p) => `${p.number}“${p.title}”先停一停，原因写在里面。`,
    (p) => `${p.number} “${p.title}” stands still; open it for the reason.`,
  ),
  'extended-in-short': outward(
    'progress',
    (p) => `${p.number}“${p.title}”延期到${sayDate('zh', p.dueOn)}。`,
    (p) => `${p.number} “${p.title}” is extended to ${sayDate('en', p.dueOn)}.`,
  ),
  'suspended-in-short': outward(
    'progress',
    (p) => `${p.number}“${p.title}”先停一停。`,
    (p) => `${p.number} “${p.title}” stands still.`,
  ),
  'resolved-in-short': outward(
    'progress',
    (p) => `${p.number}“${p.title}”办结：${resultText[p.result].zh}。`,
    (p) => `${p.number} “${p.title}” is done: ${resultText[p.result].en}.`,
  ),
  resumed: outward(
    'progress',
    (p) => `${p.number}“${p.title}”接着办，${sayDate('zh', p.dueOn)}前办好。`,
    (p) => `Work on ${p.number} “${p.title}” goes on, to be solved by ${sayDate('en', p.dueOn)}.`,
  ),
  'due-moved': outward(
    'progress',
    (p) =>
      `${p.number}“${p.title}”改到${sayDate('zh', p.dueOn)}前办好，原来是${sayDate('zh', p.was)}：工作日历有变动。`,
    (p) =>
      `${p.number} “${p.title}” is now due by ${sayDate('en', p.dueOn)} instead of ${sayDate('en', p.was)}: the working calendar changed.`,
  ),
  resolved: outward(
    'question',
    (p) => `${p.number}“${p.title}”办结：${resultText[p.result].zh}。办好了吗？打开说一声。`,
    (p) =>
      `${p.number} “${p.title}” is done: ${resultText[p.result].en}. Is it really solved? Open it and say so.`,
  ),
  'to-call-back': outward(
    'work',
    (p) => `${p.number}“${p.title}”要回访，2个工作日内。`,
    (p) => `Call back about ${p.number} “${p.title}” within 2 working days.`,
  ),
  reopened: outward(
    'progress',
    (p) => `${p.number}“${p.title}”第${p.times}次重办，${sayDate('zh', p.dueOn)}前办好。`,
    (p) => `${p.number} “${p.title}” is done again (${p.times}), to be solved by ${sayDate('en', p.dueOn)}.`,
  ),
  'to-do-again': outward(
    'work',
    (p) => `${p.number}“${p.title}”没解决，要重办，${sayDate('zh', p.dueOn)}前办好。`,
    (p) => `${p.number} “${p.title}” is not solved, do it again by ${sayDate('en', p.dueOn)}.`,
  ),
  'sent-to-meeting': outward(
    'progress',
    (p) => `${p.number}“${p.title}”交三方联席会议来议。`,
    (p) => `${p.number} “${p.title}” goes to the joint meeting.`,
  ),
  closed: outward(
    'progress',
    (p) => `${p.number}“${p.title}”归档了。${sayDate('zh', p.reopenUntil)}前都能要求重办。`,
    (p) => `${p.number} “${p.title}” is closed. It can be reopened until ${sayDate('en', p.reopenUntil)}.`,
  ),
  'closed-unrated': outward(
    'progress',
    (p) => `${p.number}“${p.title}”没等到你的评价，先归档。${sayDate('zh', p.reopenUntil)}前都能要求重办。`,
    (p) =>
      `${p.number} “${p.title}” is closed without your answer. It can be reopened until ${sayDate('en', p.reopenUntil)}.`,
  ),
  absorbed: outward(
    'work',
    (p) => `${p.from}并入了${p.number}“${p.title}”。`,
    (p) => `${p.from} joined ${p.number} “${p.title}”.`,
  ),
  split: outward(
    'progress',
    (p) => `${p.from}里的一件事另立为${p.number}“${p.title}”，${sayDate('zh', p.dueOn)}前办好。`,
    (p) =>
      `One of the things in ${p.from} is now ${p.number} “${p.title}”, to be solved by ${sayDate('en', p.dueOn)}.`,
  ),
  'split-away': outward(
    'work',
    (p) => `${p.number}“${p.title}”里的一件事另立为${p.into}，这里不用再办。`,
    (p) => `One of the things in ${p.number} “${p.title}” is now ${p.into} and not to be done here.`,
  ),
  withdrawn: outward(
    'work',
    (p) => `${p.number}“${p.title}”反映人撤回了，不用再办。`,
    (p) => `${p.number} “${p.title}” was withdrawn. Nothing more to do.`,
  ),
  urged: outward(
    'work',
    (p) => `催办：${p.number}“${p.title}”${p.dueOn === null ? '' : `，${sayDate('zh', p.dueOn)}前要办好`}。`,
    (p) =>
      `Urged: ${p.number} “${p.title}”${p.dueOn === null ? '' : `, to be solved by ${sayDate('en', p.dueOn)}`}.`,
  ),
  'urge-passed-on': outward('progress', noticeText['urge-passed-on'].zh, noticeText['urge-passed-on'].en),
  supervised: outward(
    'work',
    (p) => `${levelText[p.level].zh}：${p.number}“${p.title}”，${sayDate('zh', p.dueOn)}前要有结果。`,
    (p) =>
      `${levelText[p.level].en}: ${p.number} “${p.title}”. A result is due by ${sayDate('en', p.dueOn)}.`,
  ),
  'supervised-in-short': outward(
    'progress',
    noticeText['supervised-in-short'].zh,
    noticeText['supervised-in-short'].en,
  ),
  'supervision-lifted': outward(
    'work',
    (p) => `${p.number}“${p.title}”的督办解除了。`,
    (p) => `The supervision of ${p.number} “${p.title}” was lifted.`,
  ),
  'supervision-met': outward('work', noticeText['supervision-met'].zh, noticeText['supervision-met'].en),
  moved: outward('progress', noticeText['moved-in-short'].zh, noticeText['moved-in-short'].en),
  'moved-in-short': outward('progress', noticeText['moved-in-short'].zh, noticeText['moved-in-short'].en),
  noted: outward(
    'progress',
    (p) => `${p.number}“${p.title}”有新的补充。`,
    (p) => `${p.number} “${p.title}” has a new note.`,
  ),
};
