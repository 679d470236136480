import type { RefusalDeclaration } from '../../kernel/operation.ts';

/**
 * Every "no" of this feature, once. `{name}` in a text is filled from the refusal's facts. Unknown and
 * forbidden look alike to strangers: both are `matter-not-found`.
 */
export const matterRefusals = {
  'matter-not-found': {
    status: 404,
    zh: '没有找到这件事。看看编号对不对，或用提交时拿到的链接打开。',
    en: 'No such matter. Check the number, or open it with the link you were given.',
  },
  'report-not-found': {
    status: 404,
    zh: '没有找到这条反映。看看编号对不对。',
    en: 'No such report. Check the number.',
  },
  'matter-changed': {
    status: 409,
    zh: '刚才有人动过这件事，你的改动没有保存。看看现在到哪一步了，再决定。',
    en: 'Somebody has just changed this matter, and nothing of yours was saved. See where it stands, then decide.',
  },
  'report-already-decided': {
    status: 409,
    zh: '这条反映已经有人处理了。刷新列表，看下一条。',
    en: 'Somebody has already decided on this report. Reload the list and take the next one.',
  },
  'report-marked-abusive': {
    status: 409,
    zh: '这条标成了滥用。要受理，先撤销标记。',
    en: 'This report is marked as abusive. To accept it, lift the mark first.',
  },
  'step-not-possible': {
    status: 409,
    zh: '现在这一步还不能这样做。看看这件事走到哪了。',
    en: 'This cannot be done at this stage. See where the matter stands.',
  },
  'desk-only': {
    status: 403,
    zh: '这一步由社区值班台来做。请联系值班台。',
    en: 'Only the community desk does this. Ask the desk.',
  },
  'handler-only': {
    status: 403,
    zh: '这一步由办理人来做。要换人办，请值班台改派。',
    en: 'Only those who handle this matter do this. To change hands, ask the desk to reassign it.',
  },
  'main-handler-only': {
    status: 403,
    zh: '这一步由主办来做。协办有话可以写在补充里。',
    en: 'Only the main handler does this. If you assist, leave a note instead.',
  },
  'reporter-only': {
    status: 403,
    zh: '这一步由反映人来做。用提交时拿到的链接打开。',
    en: 'Only those who reported it do this. Open it with the link you were given.',
  },
  'resident-only': {
    status: 403,
    zh: '先登录，并认好住在哪一户，再点“我也遇到”。也可以直接反映。',
    en: 'Sign in and say which home is yours before “me too”. Or report it yourself.',
  },
  'street-reads-only': {
    status: 403,
    zh: '街道能看、能督办，别的不改。有意见请告诉社区。',
    en: 'The street office reads and supervises, and changes nothing else. Tell the community what you found.',
  },
  'staff-only': {
    status: 403,
    zh: '这一页是工作人员用的。请用工作账号登录。',
    en: 'This page is for staff. Sign in with a staff account.',
  },
  'worked-on-it': {
    status: 403,
    zh: '接过、联系过或办过这件事的人不能自己回访。请别的同事来问。',
    en: 'Whoever took, contacted or resolved it does not make the callback. Ask a colleague.',
  },
  'desk-calls-first': {
    status: 403,
    zh: '值班台还有人能回访，先由他们来问。',
    en: 'Somebody at the desk can still make this call; they ask first.',
  },
  'handler-unknown': {
    status: 422,
    zh: '选的办理人现在没有人在岗。换一个再派。',
    en: 'Nobody holds the chosen post now. Choose another handler.',
  },
  'handler-twice': {
    status: 422,
    zh: '主办和协办不能是同一个。去掉重复的再派。',
    en: 'The same post cannot handle and assist. Remove the duplicate.',
  },
  'category-unknown': {
    status: 422,
    zh: '这个类别现在不用了。从列表里重新选一个。',
    en: 'This category is not in force. Choose one from the list.',
  },
  'other-place': {
    status: 409,
    zh: '地点不是同一幢，不能并成一件。分开受理。',
    en: 'They are not about the same building and cannot become one. Accept them separately.',
  },
  'other-category': {
    status: 409,
    zh: '类别不同，不能并成一件。分开办理。',
    en: 'They are of different categories and cannot become one. Handle them separately.',
  },
  'target-not-open': {
    status: 409,
    zh: '要并入的那件已经办完了。单独受理，或从那件要求重办。',
    en: 'The matter to join is no longer open. Accept this one separately, or reopen that one.',
  },
  'merge-later-into-earlier': {
    status: 409,
    zh: '只能把后来的并入先来的。换过来再并。',
    en: 'Only the later one can join the earlier one. Swap them.',
  },
  'split-leaves-nothing': {
    status: 409,
    zh: '只有这一条反映，整条拆走就什么都不剩了。只拆其中一段。',
    en: 'This is the only report here; without it nothing is left. Split off a part of its words instead.',
  },
  'part-not-said': {
    status: 422,
    zh: '要拆出的话得是反映人的原话，一字不改。从原文里复制一段。',
    en: 'The part must be the reporter’s own words, unchanged. Copy it from the report.',
  },
  'already-asked': {
    status: 409,
    zh: '已经请反映人补充过一次了。按现有的内容决定，或打电话问。',
    en: 'The reporter was already asked once. Decide on what is there, or telephone.',
  },
  'reporter-unreachable': {
    status: 409,
    zh: '反映人没有留联系方式，问了收不到。按现有的内容决定；也可以留言，对方打开链接时会看到。',
    en: 'The reporter left no way to be reached. Decide on what is there, or leave a message: it is seen when the link is opened.',
  },
  'dispatch-is-final': {
    status: 409,
    zh: '已经退过两次，由值班台定了，不能再退。有困难请写在补充里。',
    en: 'It was returned twice and the desk has decided. Write a note if there is a difficulty.',
  },
  'return-too-late': {
    status: 409,
    zh: '退单要在派单后1个工作日内。现在请先接单，再和值班台商量改派。',
    en: 'Returning is possible within one working day of dispatch. Take it, then ask the desk to reassign it.',
  },
  'extension-already-given': {
    status: 409,
    zh: '只能延期一次。办不完的部分，用“部分解决”如实办结。',
    en: 'It can be extended once only. Resolve what can be done and say so: “partly solved”.',
  },
  'extension-already-asked': {
    status: 409,
    zh: '已经申请过延期，等值班台答复。',
    en: 'An extension has been asked for. Wait for the desk.',
  },
  'extension-not-asked': {
    status: 409,
    zh: '没有等答复的延期申请。刷新这一页，看看现在到哪一步了。',
    en: 'No extension is waiting for a decision. Reload the page to see where the matter stands.',
  },
  'extension-too-long': {
    status: 422,
    zh: '延期最长{max}个工作日，不能超过原来的时限。写短一些。',
    en: 'At most {max} working days: no longer than the first limit. Ask for less.',
  },
  'past-due': {
    status: 409,
    zh: '已经过了期限，不能再延期。请尽快办结，并说明原因。',
    en: 'The deadline has passed and cannot be extended. Resolve it soon and say why it is late.',
  },
  'suspended-too-long': {
    status: 422,
    zh: '一共最多挂起60天，还能挂{left}天。把日期提前。',
    en: 'At most 60 days in all, {left} left. Choose an earlier date.',
  },
  'until-not-ahead': {
    status: 422,
    zh: '选一个今天以后的日子，到那天接着办。',
    en: 'Choose a day after today: work goes on that day.',
  },
  'proof-missing': {
    status: 422,
    zh: '加一张办好后的照片；拍不了就写明为什么。',
    en: 'Add a photo of what was done, or say why there is none.',
  },
  'reason-missing': {
    status: 422,
    zh: '写一句哪里没办好，办理人才知道从哪里接着办。',
    en: 'Say in a sentence what is not solved, so that the handler knows where to go on.',
  },
  'reopen-too-late': {
    status: 409,
    zh: '归档后15天内可以要求重办，期限是{date}。现在请重新反映一次。',
    en: 'Reopening was possible until {date}, 15 days after closing. Please report it again.',
  },
  'reopened-twice': {
    status: 409,
    zh: '已经重办过两次，交三方联席会议来议。会议结果会告诉你。',
    en: 'It was done again twice and now goes to the joint meeting. You will hear what it decides.',
  },
  'not-silent-yet': {
    status: 409,
    zh: '办结满7天没有答复才能归档，最早{date}。',
    en: 'It can be archived without an answer 7 days after it was resolved, from {date}.',
  },
  'household-already-counted': {
    status: 409,
    zh: '你们家已经算在里面了，进展会告诉你。',
    en: 'Your household is already counted. You will hear how it goes.',
  },
  'words-missing': {
    status: 422,
    zh: '写一句催什么，办理人才知道先做哪一步。',
    en: 'Say in a sentence what is urgent, so that the handler knows what to do first.',
  },
  'urged-today': {
    status: 409,
    zh: '今天已经催过一次，话带到了。明天还没动静，可以再催。',
    en: 'You have urged it today, and it was passed on. If nothing happens, urge again tomorrow.',
  },
  'supervisor-only': {
    status: 403,
    zh: '督办由街道或社区管理员来做。可以先催办，再请他们督办。',
    en: 'The street office or an administrator supervises. Urge it first, then ask them.',
  },
  'supervision-not-yours': {
    status: 403,
    zh: '谁挂的督办谁来解除。请联系挂督办的一方。',
    en: 'Whoever placed the supervision lifts it. Ask them.',
  },
  'supervised-already': {
    status: 409,
    zh: '已经在督办了。要加重，把黄牌改成红牌。',
    en: 'It is supervised already. To press harder, turn yellow into red.',
  },
  'not-supervised': {
    status: 409,
    zh: '这件事现在没有督办，不用解除。刷新这一页看看。',
    en: 'It is not supervised now, so there is nothing to lift. Reload the page.',
  },
  'ground-missing': {
    status: 409,
    zh: '这一条理由现在还不成立。换一条，或再等等看。',
    en: 'This reason does not hold now. Choose another, or wait.',
  },
  'same-tier': {
    status: 409,
    zh: '这件事已经在这一层。选另一层。',
    en: 'It is on this tier already. Choose another one.',
  },
  'move-reason-unfit': {
    status: 422,
    zh: '这条理由不能转到这一层。按理由换一层，或换一条理由。',
    en: 'This reason does not lead to that tier. Choose the tier it leads to, or another reason.',
  },
  'assisting-only': {
    status: 403,
    zh: '这一份由协办自己来做。不是你协办的，请在补充里写。',
    en: 'Only those who assist do this, each with their own part. If it is not yours, leave a note.',
  },
  'part-not-found': {
    status: 404,
    zh: '没有找到协办的这一份。刷新这一页，看看现在谁在协办。',
    en: 'There is no such part. Reload the page to see who assists now.',
  },
  'part-not-open': {
    status: 409,
    zh: '协办的这一份现在不用这样做了。刷新这一页，看看走到哪了。',
    en: 'This part does not stand where that can be done. Reload the page to see where it is.',
  },
  'part-is-final': {
    status: 409,
    zh: '这一份退过一次，社区又派给了你，不能再退。有困难写在补充里。',
    en: 'You handed it back once and the desk gave it to you again. Write a note if there is a difficulty.',
  },
  'parts-open': {
    status: 409,
    zh: '还有{parts}份协办没做完。等他们做完，或写明为什么不等。',
    en: 'Of the assisting parts, {parts} are still open. Wait for them, or say why you do not.',
  },
  'limit-not-passed': {
    status: 409,
    zh: '期限{date}才到，还不能说“到期没结果”。等到那天，或换一条理由。',
    en: 'The deadline is {date}, so “no result in time” does not hold yet. Wait, or choose another reason.',
  },
} as const satisfies Record<string, RefusalDeclaration>;

export type MatterRefusal = keyof typeof matterRefusals;

/** What every reading operation may answer. */
export const readRefusals = pickRefusals('matter-not-found');

/** What every change to a matter may answer, besides its own. */
export const commonRefusals = pickRefusals(
  'matter-not-found',
  'matter-changed',
  'step-not-possible',
  'street-reads-only',
);

/** What every decision on a report may answer, besides its own. */
export const intakeRefusals = pickRefusals(
  'report-not-found',
  'report-already-decided',
  'desk-only',
  'street-reads-only',
);

/** The declarations of some codes, to be spread into an operation's `refusals`. */
export function pickRefusals<Code extends MatterRefusal>(
  ...codes: Code[]
): { [K in Code]: (typeof matterRefusals)[K] } {
  return Object.fromEntries(codes.map((code) => [code, matterRefusals[code]])) as {
    [K in Code]: (typeof matterRefusals)[K];
  };
}
