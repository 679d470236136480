import type { Period } from '../../../kernel/period.ts';
import { type Text, textWith } from '../../../kernel/text.ts';
import type { Basis, Ending, OpenEnd, RetainedGroup, RetainedKind } from '../retention.contract.ts';

type Told = { what: Text; details: Text; why: Text; seenBy: Text; from?: Text };

const nobody: Text = { zh: '没有人看，只有系统用', en: 'Nobody; only the system uses it' };
const desk: Text = { zh: '社区值班', en: 'The community desk' };
const self: Text = { zh: '只有你自己', en: 'You alone' };

/** What is kept, of each kind: what it is, why, who sees it, and from when its time counts. */
export const toldOf: Record<RetainedKind, Told> = {
  matters: {
    what: { zh: '办成事项的反映', en: 'Reports that became matters' },
    details: {
      zh: '你写的话、地点、照片、录音，你留的称呼和电话，办理人写的经过，你的评价',
      en: 'Your words, the place, photos and recordings, the name and number you left, what the staff wrote, your rating',
    },
    why: {
      zh: '办这件事、告诉你结果、回访',
      en: 'To settle it, tell you the result and ask whether it is solved',
    },
    seenBy: {
      zh: '社区值班和办这件事的人，按你选的；公开的话和照片先去掉个人信息、再由人看过',
      en: 'The desk and those who handle it, as you chose; what is shown in public was cleared of personal data and read first',
    },
    from: { zh: '办结归档起', en: 'from its closing' },
  },
  reports: {
    what: { zh: '没有办成事项的反映', en: 'Reports that became no matter' },
    details: { zh: '撤回的、不受理的、转告别处的', en: 'Taken back, not accepted, or passed on' },
    why: { zh: '你来问时说得清', en: 'To answer you when you ask about it' },
    seenBy: desk,
    from: { zh: '定下来那天起', en: 'from the day it was decided' },
  },
  drafts: {
    what: { zh: '没写完的反映', en: 'Reports begun and not sent' },
    details: { zh: '写到一半的话、照片、录音', en: 'Words, photos and recordings so far' },
    why: { zh: '让你接着写', en: 'To let you go on with it' },
    seenBy: self,
    from: { zh: '最后一次改动起', en: 'from its last change' },
  },
  uploads: {
    what: { zh: '传上来没用上的照片、录音', en: 'Photos and recordings sent ahead and not used' },
    details: {
      zh: '拍照里的位置等信息一收到就去掉',
      en: 'Location and the like are taken out of photos on arrival',
    },
    why: { zh: '表单还开着时要用', en: 'A form may still be open' },
    seenBy: self,
    from: { zh: '传上来起', en: 'from its arrival' },
  },
  'offline-starts': {
    what: {
      zh: '没网时写的、没送完的反映的记号',
      en: 'Marks of reports written offline and never completed',
    },
    details: { zh: '加密后的编号，没有内容', en: 'Encrypted ids without content' },
    why: { zh: '以后再送时不重复', en: 'So that sending it later counts once' },
    seenBy: nobody,
    from: { zh: '开始送起', en: 'from the first piece' },
  },
  'submission-keys': {
    what: { zh: '防重复提交的底稿', en: 'Answers kept against sending twice' },
    details: { zh: '这次提交收到的答复', en: 'The answer to what was sent' },
    why: { zh: '网不好时重送，只算一次', en: 'So that what is sent again over a bad network counts once' },
    seenBy: nobody,
    from: { zh: '提交起', en: 'from sending' },
  },
  'public-course': {
    what: { zh: '事项的公开经过和账本', en: 'The public course of matters, and the ledger' },
    details: {
      zh: '编号、类别、哪一幢、哪天到哪一步、社区公开的答复。里面没有个人信息',
      en: 'Number, kind, building, which step on which day, answers the community published. No personal data in it',
    },
    why: { zh: '社区对大家的交代', en: 'The account the community owes everybody' },
    seenBy: { zh: '所有人', en: 'Everybody' },
  },
  accounts: {
    what: { zh: '账号', en: 'Accounts' },
    details: {
      zh: '你的名字、手机号、邮箱、登录方式、通知怎么收',
      en: 'Your name, number, mail address, ways to sign in, how you want news',
    },
    why: { zh: '登录、通知你', en: 'To sign in and to hear news' },
    seenBy: { zh: '你自己、社区值班、管理员', en: 'You, the desk, administrators' },
  },
  homes: {
    what: { zh: '住户登记', en: 'The register of homes' },
    details: {
      zh: '谁住哪一户、是业主还是租客、起止日期',
      en: 'Who lives where, as owner or tenant, from when to when',
    },
    why: {
      zh: '找对楼道长，“我也遇到”按户算',
      en: 'To find the right captain and to count “me too” by home',
    },
    seenBy: { zh: '社区值班、管理员、你的楼道长', en: 'The desk, administrators, your captain' },
  },
  'residence-requests': {
    what: { zh: '认户申请', en: 'Requests to register a home' },
    details: { zh: '你写的门牌和说明、同意没有', en: 'The door and words you wrote, and the decision' },
    why: { zh: '核对是不是住这里', en: 'To confirm that you live there' },
    seenBy: { zh: '社区值班、那个楼道的楼道长', en: 'The desk and that stairwell’s captain' },
    from: { zh: '定下来那天起', en: 'from the decision' },
  },
  rosters: {
    what: { zh: '导入前的名册文件', en: 'Rosters read and not yet imported' },
    details: { zh: '文件里的名字、电话、门牌', en: 'Names, numbers and doors in the file' },
    why: { zh: '让管理员先核对再导入', en: 'To be checked before the import' },
    seenBy: { zh: '管理员', en: 'Administrators' },
    from: { zh: '读进来起', en: 'from the reading' },
  },
  posts: {
    what: { zh: '谁在哪个岗位办了什么', en: 'Who acted under which post' },
    details: {
      zh: '工作人员的岗位、任期和经手的步骤',
      en: 'Posts of staff, their terms and the steps they took',
    },
    why: { zh: '办事的人要负责', en: 'Those who act answer for it' },
    seenBy: { zh: '工作人员；公开的只有岗位', en: 'Staff; in public only the post' },
  },
  notices: {
    what: { zh: '站内消息', en: 'Messages in the inbox' },
    details: { zh: '哪天告诉过你哪件事到哪一步', en: 'What you were told of which matter on which day' },
    why: { zh: '让你知道进展', en: 'To let you know how it goes' },
    seenBy: self,
    from: { zh: '发出起', en: 'from sending' },
  },
  messages: {
    what: { zh: '短信、邮件的发送记录', en: 'The log of text messages and mail' },
    details: {
      zh: '打了星号的号码、发没发到；不存内容',
      en: 'The masked number and whether it arrived; never the words',
    },
    why: { zh: '没收到时查得出', en: 'To find out why something did not arrive' },
    seenBy: { zh: '管理员、社区值班', en: 'Administrators and the desk' },
    from: { zh: '发出起', en: 'from sending' },
  },
  codes: {
    what: { zh: '登录验证码', en: 'Codes to sign in by' },
    details: {
      zh: '号码和加密后的验证码，5分钟后不能用',
      en: 'The number and the encrypted code, void after five minutes',
    },
    why: { zh: '登录；防有人乱发', en: 'To sign in, and against floods' },
    seenBy: nobody,
    from: { zh: '发出起', en: 'from sending' },
  },
  sessions: {
    what: { zh: '登录状态', en: 'Sign-ins' },
    details: {
      zh: '在哪种设备上、哪天登录的；工作账号更短',
      en: 'On which kind of device and when; shorter for staff',
    },
    why: { zh: '不用每次都登录', en: 'So that you need not sign in each time' },
    seenBy: self,
    from: { zh: '最后一次用起', en: 'from its last use' },
  },
  'account-events': {
    what: { zh: '账号的安全记录', en: 'What happened to ways in' },
    details: {
      zh: '哪天改过密码、换过动态码、绑过统一登录；不存内容',
      en: 'When a password, code app or provider was changed; never what to',
    },
    why: { zh: '被人冒用时查得清', en: 'To find out if somebody else used the account' },
    seenBy: self,
    from: { zh: '那一天起', en: 'from that day' },
  },
  counts: {
    what: { zh: '防刷屏的次数', en: 'Counts against floods' },
    details: {
      zh: '按号码、浏览器和网络地址算的次数，加密，和你写的事对不上',
      en: 'How often, by number, browser and network address; encrypted, and not tied to what you wrote',
    },
    why: { zh: '不让一个人把大家挤住', en: 'So that nobody crowds the others out' },
    seenBy: nobody,
    from: { zh: '记下起', en: 'from counting' },
  },
  'slip-tries': {
    what: { zh: '输错的住户码', en: 'Wrong codes of slips' },
    details: { zh: '谁在几点输错过；不存输的内容', en: 'Who was wrong and when; never what was typed' },
    why: { zh: '防有人猜', en: 'Against guessing' },
    seenBy: nobody,
    from: { zh: '输错起', en: 'from the try' },
  },
  restraints: {
    what: { zh: '暂时少发的名单', en: 'Who sends less for a while' },
    details: { zh: '加密后的号码', en: 'Encrypted numbers' },
    why: { zh: '被标为骚扰的，几天里少收少发', en: 'After a report was marked as abusive' },
    seenBy: nobody,
    from: { zh: '标记起', en: 'from the mark' },
  },
  looks: {
    what: { zh: '查阅记录', en: 'The log of looks' },
    details: {
      zh: '哪个岗位在几点看了谁的哪种信息',
      en: 'Which post saw whose data of which kind, and when',
    },
    why: { zh: '谁看过你的信息，查得到', en: 'So that it is known who saw your data' },
    seenBy: {
      zh: '管理员、亭长；关于你的，你自己看得到',
      en: 'Administrators and the chair; what concerns you, you',
    },
    from: { zh: '查看起', en: 'from the look' },
  },
  erasures: {
    what: { zh: '删除申请', en: 'Wishes to have data erased' },
    details: {
      zh: '哪天提出、哪天删完；删完后对不上是谁',
      en: 'When it was asked and done; afterwards it leads to nobody',
    },
    why: { zh: '证明删过了', en: 'To show that it was done' },
    seenBy: nobody,
    from: { zh: '删完或不删起', en: 'from its end' },
  },
  backups: {
    what: { zh: '备份', en: 'Backups' },
    details: { zh: '加密的整库备份，只用来恢复', en: 'Encrypted copies of everything, used only to restore' },
    why: { zh: '机器坏了不丢东西', en: 'So that nothing is lost when a machine breaks' },
    seenBy: { zh: '维护系统的人，有密码才打得开', en: 'Operators who hold the passphrase' },
  },
};

export const retentionText = {
  name: { zh: '你的信息', en: 'Your data' },
  title: { zh: '你的信息怎么存、存多久', en: 'What is kept of you, and how long' },
  back: { zh: '首页', en: 'Home' },
  lead: {
    zh: '这里一条一条写清：存什么、为什么、谁看得到、存多久、到期怎么办。系统就按这张表到点清理。',
    en: 'Line by line: what is kept, why, who sees it, how long, and what comes then. The system clears by this very table.',
  },
  group: {
    matters: { zh: '你反映的事', en: 'What you report' },
    people: { zh: '你的账号和家', en: 'Your account and home' },
    news: { zh: '发给你的消息', en: 'What you are told' },
    safety: { zh: '安全', en: 'Safety' },
  } satisfies Record<RetainedGroup, Text>,
  between: { zh: '、', en: '; ' },
  what: { zh: '有什么', en: 'What' },
  why: { zh: '为什么', en: 'Why' },
  basis: { zh: '凭什么', en: 'On what ground' },
  seenBy: { zh: '谁看得到', en: 'Who sees it' },
  long: { zh: '存多久', en: 'How long' },
  afterwards: { zh: '到期以后', en: 'Then' },
  bases: {
    consent: {
      zh: '你自己给的（个人信息保护法第13条第1项）',
      en: 'You gave it for this (PIPL, art. 13 (1) 1)',
    },
    task: { zh: '社区依法要做的事（同条第3项）', en: 'A task the law gives the community (art. 13 (1) 3)' },
    safety: {
      zh: '法律要求保安全、留记录（同条第3项，网络安全法第21条）',
      en: 'The law asks for safety and records (art. 13 (1) 3; Cybersecurity Law, art. 21)',
    },
  } satisfies Record<Basis, Text>,
  openEnds: {
    'until-erased': { zh: '用到你要求删掉为止', en: 'Until you want it erased' },
    always: { zh: '一直留着', en: 'For good' },
    'with-backup': {
      zh: '由维护的人定，旧备份到期扔掉',
      en: 'As the operator decides; old ones are thrown away',
    },
  } satisfies Record<OpenEnd, Text>,
  endings: {
    cleared: {
      zh: '去掉称呼、电话、原话、照片、录音，账本里能对上你的“钥匙”也销毁；只留事项的公开经过',
      en: 'Name, number, words, photos and recordings go, and the keys that could tie the ledger to you; the public course stays',
    },
    deleted: { zh: '删掉', en: 'Deleted' },
    stays: { zh: '不删', en: 'Not deleted' },
  } satisfies Record<Ending, Text>,
  period: textWith(
    ({ unit, count }: Period, from: string) =>
      `${from}${count}${{ minutes: '分钟', hours: '小时', days: '天', years: '年' }[unit]}`,
    ({ unit, count }, from) => `${count} ${count === 1 ? unit.slice(0, -1) : unit} ${from}`,
  ),
  who: { zh: '谁负责', en: 'Who answers for it' },
  whoText: textWith(
    (community: string) =>
      `${community}负责。发短信、邮件由服务商代办，只给号码和要发的那句话。不卖，不给别的单位用，不给人打分。`,
    (community) =>
      `${community}. Text messages and mail go out through providers, who get the number and that message only. Nothing is sold, lent to others or used to score people.`,
  ),
  telephone: textWith(
    (shown: string) => `社区电话 ${shown}`,
    (shown) => `Telephone ${shown}`,
  ),
  sensitive: {
    zh: '不用写身份证号、病情、银行卡号。必须写才说得清的，选“对办理人保密”。孩子的事请家长来反映。',
    en: 'Please leave out identity numbers, illnesses and bank cards. Where it cannot be told without them, choose “hidden from the handler”. For children, a parent reports.',
  },
  rights: { zh: '你可以', en: 'What you can do' },
  look: { zh: '看谁看过我的信息', en: 'See who looked at my data' },
  erase: { zh: '删掉我的信息', en: 'Erase my data' },
  copy: { zh: '拿一份我的信息', en: 'A copy of my data' },
  correct: { zh: '改名字、号码、怎么收通知', en: 'Correct my name, number and how news reaches me' },
  prove: { zh: '核对账本没被改过', en: 'Check that the ledger was not altered' },
  otherwise: {
    zh: '没有账号的，拿编号和查询密码（或私密链接）找社区值班。看、改、删、要解释，15个工作日内答复；不办的说明理由。对答复不满意，可以向网信部门投诉，也可以去法院。',
    en: 'Without an account, come to the desk with the number and the password or private link. Seeing, correcting, erasing or explaining is answered within 15 working days, with reasons where it is refused. You can complain to the cyberspace authority or go to court.',
  },
  gone: { zh: '到期已清', en: 'Cleared because its time was over' },
  goneNone: { zh: '还没有到期的', en: 'Nothing so far' },
  goneDay: { zh: '哪天', en: 'Day' },
  goneKind: { zh: '哪一种', en: 'Kind' },
  goneCount: { zh: '多少', en: 'How many' },
};
