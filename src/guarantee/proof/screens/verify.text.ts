import { textWith } from '../../../kernel/text.ts';

export const verifyPageText = {
  name: { zh: '核验', en: 'Check the ledger' },
  back: { zh: '返回', en: 'Back' },
  title: { zh: '这本账，谁都可以查', en: 'A ledger that anybody can check' },
  about: {
    zh: '每件事走的每一步，都写进公开账本。改了、删了、补了，都看得出来。你不用信我们，可以自己核对。',
    en: 'Every step of every matter is written into the public ledger. What is changed, taken out or dated back shows. You need not trust us: check for yourself.',
  },
  cards: [
    {
      title: { zh: '一步一条', en: 'One step, one entry' },
      text: {
        zh: '受理、派单、办结、回访，每一步记一条。条条相扣，少一条、改一个字，后面就接不上。',
        en: 'Accepted, dispatched, done, called back: each is an entry. They are chained; with one gone or one letter changed, what follows does not fit.',
      },
    },
    {
      title: { zh: '随记随封', en: 'Sealed as it is written' },
      text: {
        zh: '写进去几秒内就封存、签名。反映人拿着自己那条的回执，账被换过，拿回执一对就知道。',
        en: 'Within seconds an entry is sealed and signed. Whoever reported holds the receipt of it: if the ledger is ever exchanged, it shows against the receipt.',
      },
    },
    {
      title: { zh: '人人能核', en: 'Anybody can check' },
      text: {
        zh: '拿编号查，拿回执对，都在你自己的浏览器里算；会用电脑的，可以下载整本账，离线重算一遍。',
        en: 'By number or by receipt, reckoned in your own browser; who knows computers downloads the whole ledger and reckons it offline.',
      },
    },
  ],
} as const;

export const entriesText = {
  title: { zh: '查我的那一条', en: 'Find my entry' },
  number: { zh: '事情编号', en: 'Number of the matter' },
  hint: { zh: '像2026-0158这样', en: 'Like 2026-0158' },
  look: { zh: '核对', en: 'Check' },
  unreadable: { zh: '编号像2026-0158这样，前面是年份', en: 'A number is like 2026-0158, the year first' },
  found: textWith(
    (number: string, count: number) => `${number}号在账本里有${count}条`,
    (number, count) => `No. ${number} has ${count} entries in the ledger`,
  ),
  serverWord: {
    zh: '下面是服务器自己查的结果，只算服务器的话。打开浏览器的脚本功能，会由你的浏览器再算一遍；或者照下面的步骤自己核。',
    en: 'This is what the server itself found, so it is the server’s word only. With scripts switched on your own browser reckons it again; or check by your own means, as below.',
  },
  place: textWith(
    (leaf: number) => `第${leaf}条`,
    (leaf) => `Entry ${leaf}`,
  ),
  waiting: { zh: '等封存', en: 'Not sealed yet' },
  server: {
    fits: { zh: '服务器说：接得上', en: 'The server says: it fits' },
    unsigned: { zh: '等封存', en: 'Not sealed yet' },
    broken: { zh: '服务器说：对不上', en: 'The server says: it does not fit' },
  },
  bytes: { zh: '看这一条的原文', en: 'Show the entry itself' },
  all: {
    zh: '这里列的是服务器交出来的。有没有少给，要核整本账才知道。',
    en: 'These are the entries the server gave. Whether it kept any back only a check of the whole ledger shows.',
  },
};

export const receiptText = {
  link: { zh: '核对回执', en: 'Check a receipt' },
  title: { zh: '核对回执', en: 'Check a receipt' },
  about: {
    zh: '选一个.tlog-proof文件，或把里面的字贴进来。全在你的浏览器里算，文件不会传出去。',
    en: 'Choose a .tlog-proof file, or paste what is in it. It is reckoned in your browser; the file is sent nowhere.',
  },
  file: { zh: '回执文件', en: 'The receipt’s file' },
  text: { zh: '或者贴在这里', en: 'Or paste it here' },
  look: { zh: '核对贴的回执', en: 'Check what is pasted' },
  withoutScript: {
    zh: '这个浏览器没有开脚本，页面不能替你算。请用下面“自己核”的命令核对回执：那才算数，服务器说的不算。',
    en: 'Scripts are off in this browser, so the page cannot reckon for you. Check the receipt with the command under “By your own means”: that counts, and the server’s word does not.',
  },
};

export const sealText = {
  title: { zh: '最近一次封存', en: 'The latest seal' },
  when: { zh: '时间', en: 'When' },
  size: { zh: '共多少条', en: 'Entries' },
  sizeOf: textWith(
    (size: string, today: string) => `${size}条，今天新增${today}条`,
    (size, today) => `${size}, of them ${today} today`,
  ),
  root: { zh: '指纹', en: 'Fingerprint' },
  key: { zh: '公钥', en: 'Key' },
  keyAbout: {
    zh: '封存用的公钥。和贴在小区、写在回执旁边的对一对，一样才是这本账。',
    en: 'The key it is sealed with. Compare it with the one posted in the estate or kept elsewhere: only the same one is this ledger.',
  },
  older: textWith(
    (count: number) => `以前还有${count}本账`,
    (count) => `Earlier ledgers: ${count}`,
  ),
  none: {
    zh: '还没有封存过。第一条写进来，几秒钟就封。',
    en: 'Nothing is sealed yet. The first entry is, within seconds.',
  },
  download: { zh: '下载整本账', en: 'Download it all' },
  steps: { zh: '离线核对步骤', en: 'How to check offline' },
};

export const meansText = {
  title: { zh: '自己核', en: 'By your own means' },
  about: {
    zh: '账本的文件谁都能下载，格式是公开的（C2SP tlog-tiles，哈希照RFC 6962）。条数从0数起。',
    en: 'Anybody can download the ledger’s files; their format is public (C2SP tlog-tiles, hashed by RFC 6962). Entries are counted from 0.',
  },
  program: { zh: '用本产品的命令核整本账', en: 'The whole ledger, with this product’s command' },
  programText: {
    zh: '它不连数据库，只看公开文件：签名、每一条、每一块哈希都重算，先错的那一条会点名。',
    en: 'It looks at the public files only, not at a database: signature, every entry and every tile are reckoned anew, and the first wrong entry is named.',
  },
  against: { zh: '连同手上的回执一起核', en: 'Together with a receipt you hold' },
  againstText: {
    zh: '账本如果推倒重来、重新签名，单看它自己看不出，和你的回执一比就露馅。',
    en: 'A ledger rebuilt and signed again looks right by itself; it fails against your receipt.',
  },
  bare: { zh: '只用curl和openssl', en: 'With curl and openssl only' },
  bareKey: { zh: '一、取公钥和最近的封存', en: '1. Fetch the key and the latest seal' },
  bareSignature: { zh: '二、验签名', en: '2. Check the signature' },
  bareEntry: {
    zh: '三、算一条的哈希，和哈希块里同一位置的32个字节比',
    en: '3. Hash one entry, and compare with the 32 bytes at its place in the tile of hashes',
  },
  bareRest: {
    zh: '从每一条算到指纹，只用哈希就够：测试里有一个只用Python标准库、照格式说明写的核验程序（test/foreign-verifier）。',
    en: 'From the entries to the fingerprint it takes hashing only: the tests hold a verifier in plain Python, written from the description of the format alone (test/foreign-verifier).',
  },
};

export const accountsText = {
  title: { zh: '公开账', en: 'The open accounts' },
  asOf: textWith(
    (asOf: string) => `${asOf}，每个数都能点开`,
    (asOf) => `${asOf}; each number opens its matters`,
  ),
  caption: { zh: '每月收到、办结、还没办完', en: 'Received, resolved and open by month' },
  month: { zh: '月份', en: 'Month' },
  total: { zh: '合计', en: 'Total' },
  rule: { zh: '怎么算的', en: 'How it is counted' },
  received: { zh: '收到', en: 'Received' },
  receivedRule: { zh: '受理入账的，一样的事并成1件', en: 'Accepted; the same thing counts once' },
  resolved: { zh: '办结', en: 'Resolved' },
  resolvedRule: { zh: '有结果、有照片或答复', en: 'With a result, and photos or a reply' },
  open: { zh: '还没办完', en: 'Still open' },
  openRule: { zh: '当月收到、到现在还没办完的', en: 'Received in the month and open now' },
  solved: textWith(
    (solved: string, asked: string) => `居民说解决了：${solved} / ${asked}。`,
    (solved, asked) => `Solved, as residents say: ${solved} of ${asked}. `,
  ),
  solvedNone: { zh: '居民说解决了：—。', en: 'Solved, as residents say: —. ' },
  more: { zh: '全部数字和算法', en: 'All figures and how they are counted' },
};

/** What the check in the browser may say, by code; `[…]` are blanks it fills. */
export const verdictText = {
  working: { zh: '正在算…', en: 'Reckoning…' },
  failed: {
    zh: '没算成。刷新一下再试；还不行，用下面的命令核。',
    en: 'It could not be reckoned. Reload and try again, or use the command below.',
  },
  good: {
    zh: '对得上。[what]，[number]号，[at]入账，是账本第[index]条。查了三样：封存的签名是真的；这一条在里面；账本从那时到现在（[newest]条）是接着写的，没有推倒重来。',
    en: 'It fits. [what], No. [number], recorded [at], entry [index]. Three things were checked: the seal’s signature is genuine; the entry stands under it; from then to now ([newest] entries) the ledger only went on and was not rebuilt.',
  },
  'good-alone': {
    zh: '回执本身对得上：[what]，[number]号，[at]入账，第[index]条；签名是真的，这一条在里面。现在连不上账本，没能和今天的账比。连上网再核一次。',
    en: 'The receipt itself fits: [what], No. [number], recorded [at], entry [index]; the signature is genuine and the entry stands under it. The ledger cannot be reached, so today’s was not compared. Check again with a network.',
  },
  'receipt-unreadable': {
    zh: '这不是回执，或者不全。回执第一行是c2sp.org/tlog-proof@v1，最后一行是签名。',
    en: 'This is no receipt, or not all of one. The first line of a receipt is c2sp.org/tlog-proof@v1, the last a signature.',
  },
  'receipt-foreign': {
    zh: '这是别的账本的回执，不是这个社区的。到开回执的那个社区去核。',
    en: 'This is the receipt of another ledger, not of this community’s. Check it where it was given.',
  },
  'receipt-signature-wrong': {
    zh: '对不上：回执上的签名不是这把公钥签的。要么回执被改过，要么账本换了公钥。别扔回执，找居委会和业委会当面问。',
    en: 'Wrong: the signature on the receipt is not by this key. Either the receipt was changed, or the ledger’s key was. Keep the receipt, and ask the committee and the owners’ committee in person.',
  },
  'receipt-not-included': {
    zh: '对不上：第[index]条的内容或位置被改过，和封存的对不起来。',
    en: 'Wrong: the content or the place of entry [index] was changed; it does not lead to what was sealed.',
  },
  'entry-missing': {
    zh: '签名是真的，但回执里没带第[index]条的原文，账本这会儿也给不出，没法核它的内容。',
    en: 'The signature is genuine, but the receipt does not carry entry [index] and the ledger does not give it now: its content cannot be checked.',
  },
  'entry-malformed': {
    zh: '第[index]条在账本里，但不是规定的格式。',
    en: 'Entry [index] stands in the ledger but is not in the form they all have.',
  },
  'log-unsigned': {
    zh: '对不上：网站现在给的封存没有这把公钥的签名，不是原来那本账。留好回执。',
    en: 'Wrong: the seal served now is not signed with this key. This is not the ledger it was; keep your receipt.',
  },
  'log-shorter': {
    zh: '对不上：以前封到[kept]条，现在只有[now]条。有记录被拿掉了。留好回执。',
    en: 'Wrong: [kept] entries were sealed before and now there are [now]. Entries were taken out; keep your receipt.',
  },
  'log-differs': {
    zh: '对不上：前[kept]条和以前封存的不一样，账本推倒重来、又重新签了名。留好回执，它就是证据。',
    en: 'Wrong: the first [kept] entries are not those that were sealed. The ledger was rebuilt and signed again. Keep your receipt: it is the evidence.',
  },
  'log-torn': {
    zh: '对不上：账本的哈希文件缺了或者长短不对，接不起来。',
    en: 'Wrong: files of the ledger’s hashes are missing or not as long as they should be; nothing can be joined.',
  },
  'entries-good': {
    zh: '你的浏览器自己核过了：[count]条都在账本里，到第[size]条为止的封存全部接得上。',
    en: 'Checked by your own browser: all [count] stand in the ledger, and everything up to the seal over [size] entries joins.',
  },
  'entries-wrong': {
    zh: '你的浏览器自己核过了：[count]条里有[wrong]条对不上。把这一页打印下来，找居委会和业委会问。',
    en: 'Checked by your own browser: [wrong] of [count] do not fit. Print this page and ask the committee and the owners’ committee.',
  },
  'entry-fits': { zh: '接得上', en: 'Fits' },
  'entry-wrong': { zh: '对不上', en: 'Does not fit' },
  'seal-kept': {
    zh: '这个浏览器记下了到[size]条的封存，下次来会接着核。',
    en: 'This browser has noted the seal over [size] entries, and will go on from it next time.',
  },
  'seal-goes-on': {
    zh: '和这个浏览器上次记下的（[kept]条）接得上，没有推倒重来。',
    en: 'It goes on from what this browser noted last time ([kept] entries); nothing was rebuilt.',
  },
} as const;
