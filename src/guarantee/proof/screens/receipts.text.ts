import { textWith } from '../../../kernel/text.ts';

export const receiptsText = {
  title: { zh: '回执', en: 'Receipts' },
  about: {
    zh: '这是写进公开账本的凭证。存一份在自己手里，以后谁改过账，拿它一对就知道。里面没有你的姓名、电话和说的话。',
    en: 'Proof that it stands in the public ledger. Keep a copy: if anybody ever changes the ledger, it shows against this. It holds neither your name or number nor your words.',
  },
  place: textWith(
    (leaf: number) => `账本第${leaf}条`,
    (leaf) => `Entry ${leaf}`,
  ),
  sealed: { zh: '已封存', en: 'Sealed' },
  pending: { zh: '等封存，一般几秒钟', en: 'Not sealed yet, a few seconds as a rule' },
  reload: { zh: '刷新看封存了没有', en: 'Reload to see whether it is sealed' },
  download: { zh: '下载回执', en: 'Download' },
  downloadOf: textWith(
    (what: string, leaf: number) => `下载回执：${what}，账本第${leaf}条`,
    (what, leaf) => `Download the receipt: ${what}, entry ${leaf}`,
  ),
  every: textWith(
    (count: number) => `每一步的回执，共${count}张`,
    (count) => `A receipt for each step: ${count}`,
  ),
};
