import { textWith } from '../../kernel/text.ts';

/** What `sunshine backup` and `sunshine restore` say to the operator. */
export const backupText = {
  ask: { zh: '备份的口令：', en: 'Passphrase of the backup:' },
  askNew: { zh: '给备份设一个口令：', en: 'A passphrase for the backup:' },
  askAgain: { zh: '再输一遍：', en: 'The same again:' },
  passphraseMissing: {
    zh: '没有口令：请用 --passphrase-file 指定文件，或设 BACKUP_PASSPHRASE。',
    en: 'There is no passphrase: name a file with --passphrase-file, or set BACKUP_PASSPHRASE.',
  },
  passphraseShort: textWith(
    (min: number) => `口令太短，至少要 ${min} 个字符。`,
    (min) => `The passphrase is too short: it takes at least ${min} characters.`,
  ),
  passphrasesDiffer: { zh: '两次输入的口令不一样。', en: 'The two passphrases are not the same.' },
  passphraseUnreadable: textWith(
    (file: string) => `口令文件 ${file} 读不了。`,
    (file) => `The passphrase file ${file} cannot be read.`,
  ),
  nothingThere: textWith(
    (dataDir: string) => `${dataDir} 里没有数据库，没有可备份的。`,
    (dataDir) => `There is no database in ${dataDir}: nothing to back up.`,
  ),
  ownerNeeded: {
    zh: '请设 DATABASE_OWNER_URL：只有表的所有者能读写全部内容。',
    en: 'Set DATABASE_OWNER_URL: only the owner of the tables reads and writes all of them.',
  },
  written: textWith(
    (path: string, rows: number, files: number) =>
      `已写好并检查过：${path}（${rows} 行记录，${files} 个文件）。`,
    (path, rows, files) => `Written and checked: ${path} (${rows} rows, ${files} files).`,
  ),
  keepPassphrase: {
    zh: '请把口令另外保管好：没有口令，谁也打不开这份备份。',
    en: 'Keep the passphrase elsewhere, too: without it nobody can open this backup.',
  },
  whole: textWith(
    (path: string, madeAt: string, product: string, rows: number, files: number) =>
      `${path} 完好：${madeAt} 由 ${product} 版所做，${rows} 行记录，${files} 个文件。`,
    (path, madeAt, product, rows, files) =>
      `${path} is whole: made ${madeAt} by version ${product}, ${rows} rows, ${files} files.`,
  ),
  restored: textWith(
    (path: string, rows: number, files: number) => `已从 ${path} 恢复：${rows} 行记录，${files} 个文件。`,
    (path, rows, files) => `Restored from ${path}: ${rows} rows, ${files} files.`,
  ),
  settingsAt: textWith(
    (path: string) => `做备份时的设置（短信、邮件等）放在 ${path}，请看过后再采用。`,
    (path) =>
      `The settings of the installation that was backed up (text messages, mail …) lie in ${path}: look at them before you use them.`,
  ),
  logGoesOn: textWith(
    (origin: string) => `${origin}：备份里的最新检查点就是公布的最新一个，台账接着记。`,
    (origin) =>
      `${origin}: the newest checkpoint of the backup is the newest one published, so the log goes on.`,
  ),
  logFollowed: textWith(
    (origin: string, next: string) =>
      `${origin}：不能证明备份里的检查点是公布的最新一个，旧台账到此为止，新台账从 ${next} 开始，第一条写明接的是哪一个。`,
    (origin, next) =>
      `${origin}: nothing shows that the newest checkpoint of the backup is the newest one published. This log has ended; ${next} follows it and says so in its first entry.`,
  ),
  addressNeeded: {
    zh: '请设 BASE_URL（PORT 不能是 0）：新台账要以网址为名。什么也没有改动。',
    en: 'Set BASE_URL (PORT is 0): a log that follows is named by its address. Nothing was changed.',
  },
  checkpointUnreadable: textWith(
    (path: string) => `检查点文件 ${path} 读不了。`,
    (path) => `The checkpoint ${path} cannot be read.`,
  ),
  stopOld: {
    zh: '请确认原来的那一套已经停掉：两套同时运行会重复发通知。',
    en: 'Make sure that the old installation is stopped: two at once would send every notice twice.',
  },
  erasuresUnreadable: textWith(
    (path: string) => `读不到删除清单 ${path}。`,
    (path) => `The list of erasures ${path} cannot be read.`,
  ),
  erasuresUnknown: {
    zh: '没有找到删除清单：备份以后有人要求删过信息的，要照原安装数据目录里的 erasures.jsonl 再删一遍（--erasures）。',
    en: 'No list of erasures was found: whatever people had erased after this backup must be erased again. Restore with --erasures and the file erasures.jsonl of the old data folder.',
  },
  erasuresRepeated: textWith(
    (count: number) => `备份以后删过的${count}人，启动后再删一遍。`,
    (count) =>
      `Erased since the backup: ${count === 1 ? 'one person, whose data is' : `${count} people, whose data is`} erased again once the product starts.`,
  ),
} as const;
