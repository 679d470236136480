import { type Text, textWith } from '../../kernel/text.ts';
import type { WarningCode } from './operator.contract.ts';

type Facts = Readonly<Record<string, string | number>>;

/** What is wrong and what to do about it, in words for whoever looks after the machine. */
export const warningText: Record<WarningCode, { title: Text; text: Text<[Facts]> }> = {
  'disk-full': {
    title: { zh: '硬盘满了，新来的反映和照片存不下', en: 'The disk is full: nothing new can be kept' },
    text: textWith(
      (facts: Facts) => `只剩${facts.freeMb}MB。请清理硬盘，或换一块大的；已经存下的都还在。`,
      (facts) => `${facts.freeMb} MB are left. Make room or use a larger disk; what was kept is still there.`,
    ),
  },
  'disk-nearly-full': {
    title: { zh: '硬盘快满了', en: 'The disk is nearly full' },
    text: textWith(
      (facts: Facts) => `只剩${facts.freeMb}MB。满了以后收不下反映和照片，请早点清理或扩容。`,
      (facts) => `${facts.freeMb} MB are left. Once it is full nothing can be taken in: make room soon.`,
    ),
  },
  'jobs-failed': {
    title: { zh: '有任务试了多次没做成', en: 'Some jobs were given up' },
    text: textWith(
      (facts: Facts) => `${facts.count}项，列在“没做成的”里。原因排除后，点“再试一次”。`,
      (facts) => `${facts.count}, listed under “Given up”. Once the cause is gone, try them again.`,
    ),
  },
  'jobs-stuck': {
    title: { zh: '有任务到点没人做', en: 'Jobs are due and nobody does them' },
    text: textWith(
      (facts: Facts) => `最早的一项已等了${facts.minutes}分钟。请看服务程序是不是在运行，再看日志。`,
      (facts) => `The oldest has waited ${facts.minutes} minutes. See whether the server runs, then its log.`,
    ),
  },
  'log-damaged': {
    title: { zh: '公开账本被动过', en: 'The public ledger was tampered with' },
    text: textWith(
      (_facts: Facts) =>
        '库里存的和签过名的对不上，或者签名的钥匙打不开，所以不再入账、不再签名。不要重建：先存下数据库，用 sunshine ledger verify 找出是哪一条，再从备份恢复。',
      (_facts) =>
        'What is stored is not what was signed, or its key does not open, so nothing more is recorded or signed. Do not rebuild it: keep a copy of the database, find the entry with sunshine ledger verify, then restore from a backup.',
    ),
  },
  'ledger-behind': {
    title: { zh: '台账没有跟上', en: 'The ledger is behind' },
    text: textWith(
      (facts: Facts) => `最早的一条记录已等了${facts.minutes}分钟没有编号。请看服务程序的日志。`,
      (facts) => `The oldest entry has waited ${facts.minutes} minutes for its index. See the server’s log.`,
    ),
  },
  'rounds-stopped': {
    title: { zh: '后台停住了', en: 'The work in the background has stopped' },
    text: textWith(
      (facts: Facts) => `已有${facts.minutes}分钟没走完一轮。多半是数据库连不上或硬盘满了，请看日志。`,
      (facts) =>
        `No round has finished for ${facts.minutes} minutes. Usually the database is away or a disk full: see the log.`,
    ),
  },
  'clock-jumped': {
    title: { zh: '服务器的时钟跳过', en: 'The server’s clock has jumped' },
    text: textWith(
      (facts: Facts) =>
        `跳了${facts.minutes}分钟（机器睡眠也算）。请核对时间、打开自动校时；那前后记下的时刻可能不准。`,
      (facts) =>
        `By ${facts.minutes} minutes (sleep counts, too). Check the time and keep it synchronised; moments noted around it may be wrong.`,
    ),
  },
};

export const operatorText = {
  settings: { zh: '社区设置', en: 'Settings' },
  title: { zh: '运行情况', en: 'How it runs' },
  sub: textWith(
    (version: string) => `版本${version}`,
    (version) => `Version ${version}`,
  ),
  allWell: { zh: '一切正常', en: 'All is well' },
  allWellText: {
    zh: '硬盘够用，任务按时在做，台账跟得上。',
    en: 'There is room on the disk, jobs are done in time and the ledger keeps up.',
  },
  warnings: { zh: '要处理', en: 'Needs attention' },
  jobs: { zh: '后台任务', en: 'Jobs' },
  jobsText: { zh: '本社区的', en: 'of this community' },
  noJobs: { zh: '没有等着做的任务', en: 'No job is waiting' },
  kind: { zh: '任务', en: 'Job' },
  waiting: { zh: '等着', en: 'Waiting' },
  givenUp: { zh: '没做成', en: 'Given up' },
  since: { zh: '最早的到点', en: 'Oldest due' },
  failed: { zh: '没做成的', en: 'Given up' },
  attempts: { zh: '试了几次', en: 'Tries' },
  error: { zh: '原因', en: 'Cause' },
  at: { zh: '什么时候', en: 'When' },
  act: { zh: '怎么办', en: 'What to do' },
  retry: { zh: '再试一次', en: 'Try again' },
  retryOf: textWith(
    (kind: string) => `再试一次：${kind}`,
    (kind) => `Try again: ${kind}`,
  ),
  room: { zh: '占用和余量', en: 'Room' },
  disk: { zh: '硬盘剩余', en: 'Left on the disk' },
  of: textWith(
    (free: string, size: string) => `${free}，共${size}`,
    (free, size) => `${free} of ${size}`,
  ),
  database: { zh: '数据库（全部社区）', en: 'Database (all communities)' },
  files: { zh: '照片和文件（本社区）', en: 'Photos and files (this community)' },
  ledger: { zh: '台账', en: 'Ledger' },
  entries: textWith(
    (entries: number, waiting: number) => `${entries}条，${waiting}条等编号`,
    (entries, waiting) => `${entries} entries, ${waiting} waiting for an index`,
  ),
  process: { zh: '程序', en: 'Process' },
  versions: { zh: '版本', en: 'Versions' },
  versionsOf: textWith(
    (product: string, database: string, node: string) => `${product} · PostgreSQL ${database} · Node ${node}`,
    (product, database, node) => `${product} · PostgreSQL ${database} · Node ${node}`,
  ),
  migration: { zh: '数据库结构', en: 'Last migration' },
  startedAt: { zh: '启动时间', en: 'Started' },
  lastRoundAt: { zh: '最近一轮', en: 'Last round' },
  none: { zh: '还没有', en: 'None yet' },
  done: { retried: { zh: '已放回去重做', en: 'Put back to be tried again' } },
};
