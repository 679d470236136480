import { textWith } from '../../../kernel/text.ts';
import type { BulkAct } from '../bulk.contract.ts';

/** The words for acting on several things at once. */
export const bulkText = {
  title: { zh: '一起办', en: 'Several at once' },
  bar: { zh: '勾上几件，一起办', en: 'Tick several, act once' },
  go: { zh: '一起办', en: 'Act on these' },
  chosen: textWith(
    (reports: number, matters: number) =>
      [reports > 0 && `${reports}条待受理`, matters > 0 && `${matters}件待派单`].filter(Boolean).join('，'),
    (reports, matters) =>
      [reports > 0 && `${reports} to decide`, matters > 0 && `${matters} to dispatch`]
        .filter(Boolean)
        .join(', '),
  ),
  none: { zh: '还没有勾上', en: 'Nothing is ticked' },
  noneText: {
    zh: '回到列表，在要一起办的前面打勾。已经有人办了的不在这里。',
    en: 'Go back to the list and tick what belongs together. What somebody decided on meanwhile is not here.',
  },
  back: { zh: '回到待办分拣', en: 'Back to the desk' },
  which: { zh: '怎么办', en: 'What to do' },
  these: { zh: '勾上的', en: 'What is ticked' },
  onlyReports: textWith(
    (count: number) => `这一步办${count}条待受理的，待派单的另办。`,
    (count) => `This is for the ${count} reports; what waits to be dispatched is apart.`,
  ),
  onlyMatters: textWith(
    (count: number) => `这一步办${count}件待派单的，待受理的另办。`,
    (count) => `This is for the ${count} matters; what waits to be decided on is apart.`,
  ),
  acts: {
    accept: { zh: '各立一件', en: 'One matter each' },
    merge: { zh: '并成一件', en: 'Make one of them' },
    join: { zh: '并入一件', en: 'Join a matter' },
    redirect: { zh: '一起转告', en: 'Redirect' },
    dispatch: { zh: '一起派单', en: 'Dispatch' },
  } satisfies Record<BulkAct, { zh: string; en: string }>,
  confirm: {
    accept: { zh: '各立一件，受理', en: 'Accept each' },
    merge: { zh: '并成一件，受理', en: 'Accept as one' },
    join: { zh: '并入，一起办', en: 'Join them' },
    redirect: { zh: '都转告', en: 'Tell them all' },
    dispatch: { zh: '都派出去', en: 'Dispatch all' },
  } satisfies Record<BulkAct, { zh: string; en: string }>,
  grace: {
    zh: '按下后30秒内可以撤回，到时才办，才告诉反映人。',
    en: 'For 30 seconds you can take it back; only then is it carried out and anybody told.',
  },
  titleOf: textWith(
    (number: string) => `${number}号公开的标题`,
    (number) => `Public title of no. ${number}`,
  ),
  joinInto: { zh: '并入哪一件', en: 'Join which one' },
  joinNone: { zh: '没有能并的：同一幢里没有正在办的事。', en: 'No open matter is about the same building.' },
  joinMissing: { zh: '选一件，进展才通知得到', en: 'Choose one' },
  mainLater: { zh: '先受理，不派', en: 'Accept only' },
  recent: textWith(
    (act: string, count: number) => `${act}：${count}件`,
    (act, count) => `${act}: ${count}`,
  ),
  waits: textWith(
    (time: string) => `${time}开始办，之前能撤回。`,
    (time) => `It begins at ${time}; until then you can take it back.`,
  ),
  begun: { zh: '时间到了，正在办。', en: 'Its time has come; it is being carried out.' },
  undo: { zh: '撤回', en: 'Undo' },
  undone: { zh: '撤回了，什么都没有动。', en: 'Taken back. Nothing was changed.' },
  done: textWith(
    (done: number, refused: number) =>
      refused === 0 ? `${done}件都办了。` : `办了${done}件，${refused}件没办成。`,
    (done, refused) => (refused === 0 ? `All ${done} are done.` : `${done} done, ${refused} not.`),
  ),
  look: { zh: '看结果', en: 'See what became of it' },
  result: { zh: '这一批的结果', en: 'What became of it' },
  outcome: {
    waiting: { zh: '还没办', en: 'not yet' },
    done: { zh: '办了', en: 'done' },
    refused: { zh: '没办成', en: 'not done' },
  },
  item: textWith(
    (number: string) => `第${number}号`,
    (number) => `No. ${number}`,
  ),
  toMatter: { zh: '看并成的这一件', en: 'See the matter they became' },
  again: { zh: '刷新', en: 'Reload' },
  flash: {
    asked: { zh: '记下了，30秒内可以撤回', en: 'Noted; for 30 seconds you can take it back' },
    undone: { zh: '撤回了，什么都没有动', en: 'Taken back, nothing was changed' },
  },
};
