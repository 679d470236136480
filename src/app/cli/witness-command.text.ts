import { textWith } from '../../kernel/text.ts';
import type { WitnessFault } from '../../ledger/verify/witness-check.ts';

/** What the command of a witness says. */
export const witnessCommandText = {
  signed: textWith(
    (size: number) => `已见证：${size} 条。`,
    (size: number) => `Cosigned: ${size} entries.`,
  ),
  goesOn: textWith(
    (size: number) => `上次见过的 ${size} 条都在里面，一条没改。`,
    (size: number) => `The ${size} entries seen before are all in it, unchanged.`,
  ),
  first: textWith(
    (vkey: string) => `第一次见这本账，照原样收下。和别处得到的公钥对一对：${vkey}`,
    (vkey: string) =>
      `This ledger was seen for the first time and taken as it is. Compare its key with one from elsewhere: ${vkey}`,
  ),
  refused: textWith(
    (what: string) => `没有签。${what}`,
    (what: string) => `NOT SIGNED. ${what}`,
  ),
  evidence: textWith(
    (file: string) => `两份签名都存在 ${file}。拿给另外两方和街道看。`,
    (file: string) =>
      `Both signed checkpoints are in ${file}. Show them to the other two parties and to the street office.`,
  ),
  passphraseMissing: textWith(
    (file: string) => `${file} 用口令封着，请用 --passphrase-file 给出口令。`,
    (file: string) => `${file} is sealed; name its passphrase with --passphrase-file.`,
  ),
  keyShut: textWith(
    (file: string) => `${file} 打不开：口令不对，或者文件坏了。`,
    (file: string) => `${file} does not open: the passphrase is another one, or the file is damaged.`,
  ),
};

/** What can be wrong with a log that a witness is shown. */
export const witnessFaults: Record<WitnessFault, { zh: string; en: string }> = {
  'log-forked': {
    zh: '现在的账和上次见过的接不上：以前的记录被改过，账本推倒重建了。',
    en: 'The ledger does not go on from what was seen last: earlier entries were changed, it was rebuilt.',
  },
  'log-shortened': {
    zh: '账本比上次短了：有记录被拿掉。',
    en: 'The ledger is shorter than it was: entries were taken out.',
  },
  'log-key-changed': {
    zh: '还是这个名字，却换了签名的钥匙：这不是原来那本账。',
    en: 'The same name, signed with another key: this is not the ledger it was.',
  },
  'log-other': {
    zh: '这是另一本账，名字和上次的不同。确实是恢复备份以后另起的，请另用一个 --seen 文件。',
    en: 'This is another ledger, under another name. If it truly follows the old one after a restore, use another --seen file.',
  },
  'log-unsigned': {
    zh: '签名根没有这本账自己的签名。',
    en: 'The checkpoint does not bear the signature of the ledger.',
  },
  'nothing-shown': { zh: '账本什么也没有给出来。', en: 'The ledger showed nothing.' },
};
