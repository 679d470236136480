import { textWith } from '../../../kernel/text.ts';
import type { PhraseUse } from '../phrase.contract.ts';

/** The words of the pages where phrases are kept. */
export const phraseText = {
  title: { zh: '常用话', en: 'Phrases' },
  sub: {
    zh: '写回复时可以从这里起头，发之前都能改。',
    en: 'Words to start a reply from; each is edited before it is sent.',
  },
  add: { zh: '添一句', en: 'Add one' },
  starters: { zh: '补上自带的几句', en: 'Add the starter set' },
  startersText: {
    zh: '你们改过的、停用的都不动，只补从来没有过的。',
    en: 'Only what was never here is added; what you changed or retired stays so.',
  },
  emptyTitle: { zh: '还没有常用话', en: 'No phrases yet' },
  emptyText: {
    zh: '先补上自带的几句，再按你们的口气改。',
    en: 'Begin with the starter set and make it yours.',
  },
  uses: {
    ask: { zh: '请反映人补充', en: 'To ask for more' },
    write: { zh: '给反映人留言', en: 'To write before deciding' },
    accept: { zh: '受理时告诉反映人', en: 'To accept' },
    redirect: { zh: '转告', en: 'To redirect' },
    reject: { zh: '不予受理', en: 'Not to accept' },
    reply: { zh: '办理中回话', en: 'To reply meanwhile' },
    suspend: { zh: '先停一停', en: 'To suspend' },
    resolve: { zh: '办结答复', en: 'To resolve' },
  } satisfies Record<PhraseUse, { zh: string; en: string }>,
  allCategories: { zh: '所有类别', en: 'all categories' },
  change: { zh: '改', en: 'Change' },
  newTitle: { zh: '添一句常用话', en: 'A new phrase' },
  changeTitle: { zh: '改这句常用话', en: 'Change this phrase' },
  use: { zh: '用在哪里', en: 'Used for' },
  useMissing: { zh: '选一处，写的时候才找得到', en: 'Choose where it is offered' },
  category: { zh: '只用在这一类', en: 'Only for this category' },
  nameZh: { zh: '叫什么', en: 'Its name in Chinese' },
  nameZhMissing: { zh: '起个短名字，选的时候看', en: 'Give it a short name to choose by' },
  nameEn: { zh: '英文名字', en: 'Its name in English' },
  textZh: { zh: '这句话', en: 'The words in Chinese' },
  textMissing: { zh: '写这句话', en: 'Write the words' },
  textEn: { zh: '英文的', en: 'The words in English' },
  textEnHint: {
    zh: '用英文的反映人会读到这一句；没有就读中文的。',
    en: 'Read by reporters who use English; without it they read the Chinese.',
  },
  filledTitle: { zh: '会自动填的', en: 'What is filled in' },
  filledMatter: textWith(
    (names: string) => `办理中、先停、办结的话里能写：${names}`,
    (names) => `In replies, suspensions and results: ${names}`,
  ),
  filledReport: textWith(
    (names: string) => `补充、留言、受理、转告、不予受理的话里能写：${names}`,
    (names) => `Before a report is decided on, and as it is: ${names}`,
  ),
  filledNote: {
    zh: '不会填反映人和别人的姓名、电话、住址。',
    en: 'Names, numbers and addresses of people are never filled in.',
  },
  optional: { zh: '可以不填', en: 'optional' },
  save: { zh: '存好', en: 'Save' },
  retire: { zh: '停用这句', en: 'Retire it' },
  back: { zh: '回常用话', en: 'Back to the phrases' },
  done: {
    saved: { zh: '存好了', en: 'Saved' },
    retired: { zh: '停用了，发出去的不变', en: 'Retired; what was sent stays' },
    starters: { zh: '自带的都在了', en: 'The starter set is here' },
  },
};
