import { type PostName, postNames } from './cast.seed.ts';
import { saidOtherwise } from './founding-lines.seed.ts';
import { heardOnRounds, heardOnRoundsForMore } from './founding-rounds.seed.ts';
import type { PictureName } from './pictures.ts';
import type { Tale, Voice, Work } from './tale.ts';

/** Limits of two hours round the clock: whoever is asked comes at once. */
const urgentCategories = new Set(['FAC05', 'FIR01', 'FIR02', 'FIR04', 'BLD01', 'NBR06']);
const hours = ['08:50', '09:15', '09:40', '10:05', '10:30', '14:10', '14:35', '15:00', '15:25'] as const;
/** A star behind the category: photos of before and after. */
const pictures: { [about: string]: { before: PictureName; after: PictureName } } = {
  'FAC01*': { before: 'lamp-out', after: 'lamp-lit' },
  'NBR02*': { before: 'water-stain', after: 'ceiling-mended' },
  'PRK01*': { before: 'bicycles-in-the-way', after: 'bicycles-in-the-rack' },
  'ENV02*': { before: 'rubbish-beside-the-bins', after: 'bins-clean' },
};
const doors = /^\d-\d-\d0\d$/;

/** The long one: two months from the first word to gas in every kitchen, most of them spent waiting for others. */
const gas: Tale = {
  ...{ back: 78, at: '14:20', who: '4-1-102', through: 'session', where: '小区广场' },
  says: '用了十几年的煤气瓶，老人扛不动也不放心，什么时候能接上管道燃气？',
  ...{ title: '接通管道燃气', about: 'RNW01', tier: 'linked', handler: 'deskOne', meToo: 9 },
  assisting: ['committee', 'service'],
  turn: {
    suspended: {
      ...{ after: 6, reason: 'third-party', days: 50 },
      explanation: '燃气公司已经进场，先做户外管，再逐户入户，八幢楼要轮着来。',
    },
  },
  work: {
    days: 2,
    reply: '两个月里八幢楼全部通气，每户试过压、点过火，安全告知书签到户。',
    word: { solved: 'yes', satisfaction: 5, given: 'by-phone', says: '再也不用扛煤气瓶了。' },
  },
};

/**
 * The first five of the founding seven months, from lines of columns:
 * workdays back | way in | home | where | category | handler | workdays | word | title | what was said | reply.
 * A line of the rounds has no way in: it is written by the captain of the building. A line that does not fit throws.
 */
export const earlierTales: readonly Tale[] = [
  ...readLines(heardOnRounds, 'self', 'round'),
  ...readLines(heardOnRoundsForMore.joint, 'joint', 'round'),
  ...readLines(heardOnRoundsForMore.linked, 'linked', 'round'),
  ...readLines(saidOtherwise.self, 'self'),
  ...readLines(saidOtherwise.joint, 'joint'),
  ...readLines(saidOtherwise.linked, 'linked'),
  gas,
];

function readLines(table: string, tier: Tale['tier'], way?: 'round'): Tale[] {
  const lines = table.split('\n').filter((line) => line !== '');
  return lines.map((line, index) => {
    const columns = line.split('|');
    if (way !== undefined) columns.splice(1, 0, way);
    return readTale(columns, tier, hours[index % hours.length] ?? '09:15');
  });
}

function readTale(columns: readonly string[], tier: Tale['tier'], at: string): Tale {
  const [back = '', through = '', home = '', where = '', about = '', handler = '', days = ''] = columns;
  const [word = '', title = '', says = '', reply = ''] = columns.slice(7);
  const shown = pictures[about];
  const isWhole = columns.length === 11 && columns.every((column) => column !== '');
  if (!isWhole || !isWay(through) || !isPost(handler) || !(home === '-' || doors.test(home))) {
    throw new Error(`a line of the founding tales does not fit: ${columns.join('|')}`);
  }
  return {
    ...{ back: wholeNumber(back), at, who: home === '-' ? null : home, through, where, says },
    ...(through === 'round' ? { writtenBy: captainOf(home) } : {}),
    ...{ title, about: about.replace('*', ''), tier, handler, urgent: urgentCategories.has(about) },
    ...(shown ? { shows: shown.before } : {}),
    work: {
      ...{ days: wholeNumber(days), reply, word: readWord(word) },
      ...(shown ? { proof: shown.after } : {}),
    },
  };
}

function captainOf(home: string): PostName {
  const name = `captain${home[0]}`;
  if (!isPost(name)) throw new Error(`nobody looks after ${home}`);
  return name;
}

/** `s` is silence; else the stars, with `p` before them where it is solved in part, and the words said, if any. */
function readWord(word: string): Work['word'] {
  if (word === 's') return 'silence';
  const [, partly, stars, says] = /^(p?)([1-5])(?: (.+))?$/.exec(word) ?? [];
  if (stars === undefined) throw new Error(`no word on a result: ${word}`);
  const given = {
    satisfaction: Number(stars),
    given: 'by-phone',
    ...(says === undefined ? {} : { says }),
  } as const;
  return { solved: partly ? 'partly' : 'yes', ...given };
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`no number: ${text}`);
  return Number(text);
}

function isPost(name: string): name is PostName {
  return postNames.has(name);
}

function isWay(name: string): name is Voice['through'] {
  return ['wechat', 'qq', 'box', 'board', 'round', 'session'].includes(name);
}
