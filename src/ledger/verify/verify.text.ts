import { textWith } from '../../kernel/text.ts';

/** How a check of a whole log ended, for whoever made it. */
export const verifyText = {
  good: textWith(
    (origin: string, size: number) => `${origin}：${size} 条记录，全部对得上。`,
    (origin: string, size: number) => `${origin}: ${size} entries, and all of it fits.`,
  ),
  span: textWith(
    (from: string, to: string) => `入账时间从 ${from} 到 ${to}，没有倒退。`,
    (from: string, to: string) => `Recorded from ${from} to ${to}, never backwards.`,
  ),
  since: textWith(
    (size: number) => `以前留下的 ${size} 条，一条也没有改。`,
    (size: number) => `The ${size} entries that were vouched for before have not been changed.`,
  ),
  root: textWith(
    (root: string) => `签名根 ${root}`,
    (root: string) => `Root ${root}`,
  ),
  trusted: textWith(
    (vkey: string) => `公钥取自日志本身，请和别处得到的对一对：${vkey}`,
    (vkey: string) => `The key was taken from the log itself; compare it with one from elsewhere: ${vkey}`,
  ),
  noEarlier: {
    zh: '没有和以前的签名根比对：推倒重建再签名的日志，要用 --against 才查得出来。',
    en: 'Not held against an earlier checkpoint: a log that was rebuilt and signed again shows only with --against.',
  },
  cosigned: textWith(
    (name: string, size: number, at: string) => `${name} 在 ${at} 见证过前 ${size} 条。`,
    (name: string, size: number, at: string) => `${name} vouched for the first ${size} entries at ${at}.`,
  ),
  notCosigned: textWith(
    (name: string) => `${name} 还没有见证过这本账。`,
    (name: string) => `${name} has not vouched for this ledger yet.`,
  ),
  namedByServer: {
    zh: '见证人的公钥是账本自己报的。要作数，请当面向见证人要来公钥，用 --witness 给出。',
    en: 'The keys of these witnesses were named by the ledger itself. To count on them, get them from the witnesses and give them with --witness.',
  },
  wrong: textWith(
    (what: string) => `对不上：${what}`,
    (what: string) => `WRONG: ${what}`,
  ),
  entry: textWith(
    (index: number) => `第 ${index} 条`,
    (index: number) => `entry ${index}`,
  ),
  entries: textWith(
    (first: number, last: number) => `第 ${first} 到 ${last} 条之中`,
    (first: number, last: number) => `one of entries ${first} to ${last}`,
  ),
  file: textWith(
    (where: string, path: string) => `${where}（${path}）`,
    (where: string, path: string) => `${where} (${path})`,
  ),
  where: textWith(
    (where: string, fault: string) => `${where}：${fault}`,
    (where: string, fault: string) => `${where}: ${fault}`,
  ),
};

/** What can be wrong with a log, by code. */
export const verifyFaults = {
  'file-missing': { zh: '这个文件没有了。', en: 'the file is not there.' },
  'bundle-malformed': { zh: '记录包的长短不对。', en: 'the bundle does not hold the entries it should.' },
  'entry-differs': {
    zh: '内容和当初入账的哈希不同，入账后被改过。',
    en: 'is not what was hashed when it was recorded; it was changed afterwards.',
  },
  'entry-malformed': { zh: '不是规定的格式。', en: 'is not an entry in the form they all have.' },
  'entry-foreign': { zh: '是别的社区的记录。', en: 'belongs to another community.' },
  'entry-dated-back': {
    zh: '入账时间早于前一条，被倒签了。',
    en: 'was recorded before the one in front of it: it is dated back.',
  },
  'entries-differ': {
    zh: '记录和当初的哈希不同，入账后被改过。',
    en: 'is not what was hashed when it was recorded; it was changed afterwards.',
  },
  'tile-differs': {
    zh: '记录没有错，哈希块被改过。',
    en: 'the entries are right, the tile of hashes over them was changed.',
  },
  'root-differs': {
    zh: '记录和哈希块彼此对得上，却不是签过名的那些：一起被改过。',
    en: 'entries and tiles fit each other, but they are not what was signed: they were changed together.',
  },
  'note-malformed': { zh: '签名根文件不成格式。', en: 'the checkpoint is not a signed note.' },
  'signature-wrong': {
    zh: '签名根的签名不对：大小、根或者签名被改过。',
    en: 'the signature of the checkpoint is wrong: its size, its root or the signature was changed.',
  },
  'signature-missing': {
    zh: '签名根没有这把公钥的签名。',
    en: 'the checkpoint is not signed with this key.',
  },
  'checkpoint-malformed': { zh: '签名根不成格式。', en: 'the checkpoint is not in the form they all have.' },
  'origin-differs': { zh: '签名根是另一个日志的。', en: 'the checkpoint is of another log.' },
  'vkey-malformed': { zh: '验证公钥不成格式。', en: 'the verifier key is not in the form they all have.' },
  'vkey-missing': {
    zh: '没有验证公钥，请用 --vkey 给出。',
    en: 'there is no verifier key; give one with --vkey.',
  },
  'checkpoint-missing': {
    zh: '没有签名根，这里不是一个日志。',
    en: 'there is no checkpoint; this is no log.',
  },
  'cosigned-differs': {
    zh: '见证人签过的不在这本账里：账本推倒重建过，或者给他们看的是另一份。',
    en: 'what the witnesses cosigned is not in this ledger: it was rebuilt, or they were shown another one.',
  },
  'earlier-unreadable': {
    zh: '--against 给的既不是签名根、回执，也不是日志。',
    en: 'what --against names is neither a checkpoint nor a receipt nor a log.',
  },
  'earlier-foreign': {
    zh: '以前留下的不是这把公钥签的：这不是原来那个日志。',
    en: 'what was kept is signed with another key: this is not the log it was.',
  },
  'earlier-larger': {
    zh: '日志比以前短了：有记录被拿掉。',
    en: 'the log is shorter than it was: entries were taken out.',
  },
  'earlier-differs': {
    zh: '和以前签的根对不上：日志推倒重建，又重新签了名。',
    en: 'does not lead to the root that was signed then: the log was rebuilt and signed again.',
  },
  'earlier-changed': {
    zh: '和以前留下的不同：日志推倒重建，又重新签了名。',
    en: 'is not what it was then: the log was rebuilt and signed again.',
  },
  'receipt-differs': {
    zh: '不是回执上的那一条：日志推倒重建，又重新签了名。',
    en: 'is not the one the receipt is for: the log was rebuilt and signed again.',
  },
};
