import { pauseReasonName } from '../../clocks/deadline/deadline.text.ts';
import type { Tier } from '../../collect/category/category.contract.ts';
import { type Say, textWith } from '../../kernel/text.ts';
import type { MatterNotice, NoticeParams, NoticeTemplate } from './matter.decision.ts';
import { groundText, levelText, markText, moveReasonText } from './matter.oversight.text.ts';
import { channelText, rejectText, resultText, sayDate } from './matter.text.ts';

type NoticeTexts = {
  [Template in NoticeTemplate]: {
    zh: (params: NoticeParams[Template]) => string;
    en: (params: NoticeParams[Template]) => string;
  };
};

const more = (message: string | null, space = '') => (message === null ? '' : `${space}${message}`);

const standstill = textWith(
  (p: NoticeParams['suspended-in-short']) =>
    `${pauseReasonName[p.reason].zh}，${p.until === null ? '有了结果' : `最晚${sayDate('zh', p.until)}`}接着办`,
  (p) =>
    `${pauseReasonName[p.reason].en}, until ${p.until === null ? 'there is a result' : `${sayDate('en', p.until)} at the latest`}`,
);

const urgedBy = textWith(
  (p: NoticeParams['urged']) =>
    p.mark === null ? `${p.by === 'desk' ? '社区' : '反映人'}在催` : markText[p.mark].zh,
  (p) =>
    p.mark === null
      ? `${p.by === 'desk' ? 'The community' : 'The reporter'} asks for it`
      : capital(markText[p.mark].en),
);

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Who settles it from now on, in a plain sentence. */
const settledBy = {
  self: { zh: '由邻里自己商量办', en: 'is settled among the neighbours' },
  joint: {
    zh: '由社区、业委会、物业一起商量办',
    en: 'is settled by community, owners’ committee and property company together',
  },
  linked: { zh: '由社区请有关部门来办', en: 'is taken by the community to the authorities in charge' },
} satisfies Record<Tier, { zh: string; en: string }>;

const movedInShort = textWith(
  (p: NoticeParams['moved-in-short']) =>
    `${p.number}“${p.title}”改${settledBy[p.to].zh}，因为${moveReasonText[p.reason].zh}。编号不变${p.dueOn === null ? '' : `，${sayDate('zh', p.dueOn)}前办好`}。`,
  (p) =>
    `${p.number} “${p.title}” ${settledBy[p.to].en} from now on: ${moveReasonText[p.reason].en}. The number stays${p.dueOn === null ? '' : `; it is to be solved by ${sayDate('en', p.dueOn)}`}.`,
);

/** What people are told at each step: number and title first, then what happened, then what they can do. */
export const noticeText: NoticeTexts = {
  accepted: textWith(
    (p) => `${p.number}“${p.title}”受理了，${sayDate('zh', p.dueOn)}前办好。${more(p.message)}`,
    (p) =>
      `${p.number} “${p.title}” is accepted, to be solved by ${sayDate('en', p.dueOn)}.${more(p.message, ' ')}`,
  ),
  joined: textWith(
    (p) => `${p.number}和${p.into}“${p.title}”是一样的事，一起办。进展都会告诉你。${more(p.message)}`,
    (p) =>
      `${p.number} is about the same as ${p.into} “${p.title}” and is handled with it. You will hear of every step.${more(p.message, ' ')}`,
  ),
  rejected: textWith(
    (p) => `${p.number}没有受理：${rejectText[p.reason].zh}。${p.message}`,
    (p) => `${p.number} was not accepted: ${rejectText[p.reason].en}. ${p.message}`,
  ),
  redirected: textWith(
    (p) => `${p.number}这件事要找${channelText[p.channel].zh}。${p.message}`,
    (p) => `For ${p.number}, the right one to go to is ${channelText[p.channel].en}. ${p.message}`,
  ),
  asked: textWith(
    (p) => `${p.number}想再问一句：${p.question}打开这件事就能回答。`,
    (p) => `A question about ${p.number}: ${p.question} Open it to answer.`,
  ),
  dispatched: textWith(
    (p) => `${p.number}“${p.title}”已经派人办了，24小时内联系你。`,
    (p) => `${p.number} “${p.title}” was given to its handler, who will contact you within 24 hours.`,
  ),
  'to-take': textWith(
    (p) => `${p.main ? '主办' : '协办'}：${p.number}“${p.title}”。4个工作小时内接单。${more(p.message)}`,
    (p) =>
      `${p.main ? 'To handle' : 'To assist'}: ${p.number} “${p.title}”. Take it within 4 business hours.${more(p.message, ' ')}`,
  ),
  'taken-away': textWith(
    (p) => `${p.number}“${p.title}”不用你办了。`,
    (p) => `${p.number} “${p.title}” is no longer yours to handle.`,
  ),
  'handed-over': textWith(
    (p) => `${p.main ? '主办' : '协办'}交到你这里：${p.number}“${p.title}”。原来的期限不变。${p.message}`,
    (p) =>
      `${p.number} “${p.title}” is now yours to ${p.main ? 'handle' : 'assist in'}; its date stays. ${p.message}`,
  ),
  'other-unit': textWith(
    (p) =>
      `${p.number}“${p.title}”换了一个单位接着办，联系你的人会换${p.dueOn === null ? '' : `，${sayDate('zh', p.dueOn)}前办好不变`}。`,
    (p) =>
      `${p.number} “${p.title}” goes on with another organisation, which will contact you${p.dueOn === null ? '' : `; it is still to be solved by ${sayDate('en', p.dueOn)}`}.`,
  ),
  taken: textWith(
    (p) => `${p.number}“${p.title}”办理人接单了。`,
    (p) => `${p.number} “${p.title}” was taken by its handler.`,
  ),
  returned: textWith(
    (p) => `${p.number}“${p.title}”退回来了：${p.reason}`,
    (p) => `${p.number} “${p.title}” was returned: ${p.reason}`,
  ),
  'assisting-changed': textWith(
    (p) =>
      `${p.number}“${p.title}”换了协办，现在${p.assisting === 0 ? '没有协办' : `有${p.assisting}家协办`}。`,
    (p) =>
      `${p.number} “${p.title}”: who assists has changed, now ${p.assisting === 0 ? 'nobody' : p.assisting}.`,
  ),
  'part-finished': textWith(
    (p) =>
      `${p.number}“${p.title}”有一份协办做完了：${p.words}${p.open === 0 ? '协办都做完了，可以办结。' : `还有${p.open}份没做完。`}`,
    (p) =>
      `${p.number} “${p.title}”: one part is finished: ${p.words} ${p.open === 0 ? 'All parts are done; you can resolve it.' : `Still open: ${p.open}.`}`,
  ),
  'part-finished-in-short': textWith(
    (p) => `${p.number}“${p.title}”做好了一部分，其余接着办。全部办好会告诉你。`,
    (p) => `A part of ${p.number} “${p.title}” is done; the rest goes on. You will hear when all of it is.`,
  ),
  'part-handed-back': textWith(
    (p) => `${p.number}“${p.title}”有一份协办退回来了：${p.reason}`,
    (p) => `${p.number} “${p.title}”: an assisting part was handed back: ${p.reason}`,
  ),
  'extension-asked': textWith(
    (p) => `${p.number}“${p.title}”申请延期${p.workingDays}个工作日：${p.reason}`,
    (p) => `${p.number} “${p.title}”: ${p.workingDays} more working days are asked for: ${p.reason}`,
  ),
  extended: textWith(
    (p) => `${p.number}“${p.title}”延期到${sayDate('zh', p.dueOn)}。原因：${p.reason}`,
    (p) => `${p.number} “${p.title}” is extended to ${sayDate('en', p.dueOn)}. Reason: ${p.reason}`,
  ),
  'extension-refused': textWith(
    (p) => `${p.number}“${p.title}”没有同意延期：${p.reason}`,
    (p) => `${p.number} “${p.title}”: more time was refused: ${p.reason}`,
  ),
  suspended: textWith(
    (p) => `${p.number}“${p.title}”先停一停，${standstill.zh(p)}。${p.explanation}`,
    (p) => `${p.number} “${p.title}” stands still, ${standstill.en(p)}. ${p.explanation}`,
  ),
  'extended-in-short': textWith(
    (p) => `${p.number}“${p.title}”延期到${sayDate('zh', p.dueOn)}。`,
    (p) => `${p.number} “${p.title}” is extended to ${sayDate('en', p.dueOn)}.`,
  ),
  'suspended-in-short': textWith(
    (p) => `${p.number}“${p.title}”先停一停，${standstill.zh(p)}。`,
    (p) => `${p.number} “${p.title}” stands still, ${standstill.en(p)}.`,
  ),
  'resolved-in-short': textWith(
    (p) => `${p.number}“${p.title}”办结：${resultText[p.result].zh}。`,
    (p) => `${p.number} “${p.title}” is done: ${resultText[p.result].en}.`,
  ),
  resumed: textWith(
    (p) => `${p.number}“${p.title}”接着办，${sayDate('zh', p.dueOn)}前办好。`,
    (p) => `Work on ${p.number} “${p.title}” goes on, to be solved by ${sayDate('en', p.dueOn)}.`,
  ),
  'due-moved': textWith(
    (p) =>
      `${p.number}“${p.title}”改到${sayDate('zh', p.dueOn)}前办好，原来是${sayDate('zh', p.was)}：工作日历有变动。`,
    (p) =>
      `${p.number} “${p.title}” is now due by ${sayDate('en', p.dueOn)} instead of ${sayDate('en', p.was)}: the working calendar changed.`,
  ),
  resolved: textWith(
    (p) => `${p.number}“${p.title}”办结：${resultText[p.result].zh}。${p.reply}办好了吗？打开这件事说一声。`,
    (p) =>
      `${p.number} “${p.title}” is done: ${resultText[p.result].en}. ${p.reply} Is it really solved? Open it and say so.`,
  ),
  'to-call-back': textWith(
    (p) => `${p.number}“${p.title}”要回访，2个工作日内。办事的人不能自己回访。`,
    (p) => `Call back about ${p.number} “${p.title}” within 2 working days. Not by whoever worked on it.`,
  ),
  reopened: textWith(
    (p) => `${p.number}“${p.title}”第${p.times}次重办，${sayDate('zh', p.dueOn)}前办好。`,
    (p) => `${p.number} “${p.title}” is done again (${p.times}), to be solved by ${sayDate('en', p.dueOn)}.`,
  ),
  'to-do-again': textWith(
    (p) => `${p.number}“${p.title}”没解决，要重办，${sayDate('zh', p.dueOn)}前办好：${p.reason}`,
    (p) => `${p.number} “${p.title}” is not solved, do it again by ${sayDate('en', p.dueOn)}: ${p.reason}`,
  ),
  'sent-to-meeting': textWith(
    (p) => `${p.number}“${p.title}”重办两次还没解决，交三方联席会议来议。`,
    (p) => `${p.number} “${p.title}” was done again twice without success and goes to the joint meeting.`,
  ),
  closed: textWith(
    (p) => `${p.number}“${p.title}”归档了。${sayDate('zh', p.reopenUntil)}前都能要求重办。`,
    (p) => `${p.number} “${p.title}” is closed. It can be reopened until ${sayDate('en', p.reopenUntil)}.`,
  ),
  'closed-unrated': textWith(
    (p) =>
      `${p.number}“${p.title}”没有等到你的评价，先归档，不算满意。${sayDate('zh', p.reopenUntil)}前都能要求重办。`,
    (p) =>
      `${p.number} “${p.title}” is closed without your answer, which does not count as satisfied. It can be reopened until ${sayDate('en', p.reopenUntil)}.`,
  ),
  absorbed: textWith(
    (p) => `${p.from}并入了${p.number}“${p.title}”，那边的反映人和邻居现在都等这一件。`,
    (p) => `${p.from} joined ${p.number} “${p.title}”; its reporters and neighbours now wait for this one.`,
  ),
  split: textWith(
    (p) =>
      `${p.from}里的一件事另立为${p.number}“${p.title}”，${sayDate('zh', p.dueOn)}前办好。查进展用${p.number}。${more(p.message)}`,
    (p) =>
      `One of the things in ${p.from} is now ${p.number} “${p.title}”, to be solved by ${sayDate('en', p.dueOn)}. Follow it under ${p.number}.${more(p.message, ' ')}`,
  ),
  'split-away': textWith(
    (p) => `${p.number}“${p.title}”里的一件事另立为${p.into}了，这里不用再办那一件。`,
    (p) =>
      `One of the things in ${p.number} “${p.title}” is now ${p.into}; it is not to be done here any more.`,
  ),
  withdrawn: textWith(
    (p) => `${p.number}“${p.title}”反映人撤回了，不用再办。`,
    (p) => `${p.number} “${p.title}” was withdrawn by its reporter. Nothing more to do.`,
  ),
  urged: textWith(
    (p) =>
      `催办：${p.number}“${p.title}”。${urgedBy.zh(p)}${p.dueOn === null ? '' : `，${sayDate('zh', p.dueOn)}前要办好`}。${more(p.message)}`,
    (p) =>
      `Urged: ${p.number} “${p.title}”. ${urgedBy.en(p)}${p.dueOn === null ? '' : `; it is to be solved by ${sayDate('en', p.dueOn)}`}.${more(p.message, ' ')}`,
  ),
  'urge-passed-on': textWith(
    (p) =>
      `你催了${p.number}“${p.title}”，话带给${p.to === 'handler' ? '办理人和社区' : '社区'}了。明天还没动静，可以再催。`,
    (p) =>
      `You urged ${p.number} “${p.title}”; it was passed on to ${p.to === 'handler' ? 'its handler and the community' : 'the community'}. If nothing happens, urge again tomorrow.`,
  ),
  supervised: textWith(
    (p) =>
      `${levelText[p.level].zh}：${p.number}“${p.title}”，${groundText[p.reason].zh}。${sayDate('zh', p.dueOn)}前要有结果。${p.words}`,
    (p) =>
      `${levelText[p.level].en}: ${p.number} “${p.title}”, ${groundText[p.reason].en}. A result is due by ${sayDate('en', p.dueOn)}. ${p.words}`,
  ),
  'supervised-in-short': textWith(
    (p) => `${p.number}“${p.title}”有上级盯着办了，要求${sayDate('zh', p.dueOn)}前有结果。`,
    (p) =>
      `${p.number} “${p.title}” is now supervised from above: a result is due by ${sayDate('en', p.dueOn)}.`,
  ),
  'supervision-lifted': textWith(
    (p) => `${p.number}“${p.title}”的督办解除了：${p.words}`,
    (p) => `The supervision of ${p.number} “${p.title}” was lifted: ${p.words}`,
  ),
  'supervision-met': textWith(
    (p) => `你督办的${p.number}“${p.title}”办结了：${resultText[p.result].zh}。`,
    (p) => `${p.number} “${p.title}”, which you supervised, is done: ${resultText[p.result].en}.`,
  ),
  moved: textWith(
    (p) => `${movedInShort.zh(p)}${p.words}`,
    (p) => `${movedInShort.en(p)} ${p.words}`,
  ),
  'moved-in-short': textWith(
    (p) => movedInShort.zh(p),
    (p) => movedInShort.en(p),
  ),
  noted: textWith(
    (p) => `${p.number}“${p.title}”有新的补充：${p.text}`,
    (p) => `${p.number} “${p.title}” has a new note: ${p.text}`,
  ),
};

/** A notice in the reader's language. */
export function sayNotice(t: Say, notice: Pick<MatterNotice, 'template' | 'params'>): string {
  // Template and params belong together by the type of MatterNotice; indexing by a union loses that tie.
  const text = noticeText[notice.template][t.locale] as (params: MatterNotice['params']) => string;
  return text(notice.params);
}
