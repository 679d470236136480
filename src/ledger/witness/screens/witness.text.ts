import { textWith } from '../../../kernel/text.ts';
import type { WitnessFault } from '../../verify/witness-check.ts';
import type { Party, ShownWitness } from '../witness.contract.ts';

/** The words of the pages of the witnesses. */
export const witnessText = {
  title: { zh: '三方见证', en: 'Witnesses' },
  sub: { zh: '谁在盯着这本账', en: 'Who watches this ledger' },
  intro: {
    zh: '账本写过的改不了。万一有人把整本推倒重做，光看账本看不出来。所以社区、业委会、物业各拿一把钥匙，自己核对过才签：前面的一条没改，才签后面的。',
    en: 'What the ledger holds cannot be changed. Were it made anew from the beginning, it would not show in the ledger itself. So the community, the owners’ committee and the property company each hold a key, and sign only after checking that nothing before has changed.',
  },
  demonstration: {
    zh: '这是试用的小区。三把钥匙都是装试用数据时在这台机器上做的，签完就扔了，证明不了什么。真的小区里，三方各做各的，各管各的。',
    en: 'This is the demonstration. Its three keys were made on this machine when it was loaded, and thrown away after signing, so they prove nothing. In a real community each party makes its own and keeps it.',
  },
  parties: {
    community: { zh: '社区', en: 'Community' },
    'owners-committee': { zh: '业委会', en: 'Owners’ committee' },
    'property-company': { zh: '物业', en: 'Property company' },
  } satisfies Record<Party, { zh: string; en: string }>,
  states: {
    unnamed: { zh: '还没定见证人', en: 'No witness named' },
    named: { zh: '还没登记钥匙', en: 'No key registered' },
    keyed: { zh: '还没签过', en: 'Has not signed' },
    cosigned: { zh: '签过', en: 'Signed' },
  } satisfies Record<ShownWitness['state'], { zh: string; en: string }>,
  isNewest: { zh: '签到最新', en: 'Signed the newest' },
  differs: { zh: '对不上', en: 'Does not agree' },
  differsText: textWith(
    (party: string) => `${party}签过的那一份，和账本里现在的不一样：有人改过。请街道和另外两方一起看。`,
    (party: string) =>
      `What the ${party.toLowerCase()} signed is not what the ledger has now: somebody changed it. Look at it together with the street office and the other two.`,
  ),
  lastSigned: { zh: '最后一次签', en: 'Signed last' },
  upTo: textWith(
    (size: string, when: string) => `${when}，前${size}条`,
    (size: string, when: string) => `${when}, the first ${size} entries`,
  ),
  key: { zh: '公钥', en: 'Public key' },
  copyKey: textWith(
    (party: string) => `复制${party}的公钥`,
    (party: string) => `Copy the key of the ${party.toLowerCase()}`,
  ),
  agreed: { zh: '三方都签过的', en: 'Signed by all three' },
  agreedChip: { zh: '三方一致', en: 'All three agree' },
  noAgreed: {
    zh: '还没有三方都签过的一份。三方各签一次就有了。',
    en: 'Nothing is signed by all three yet. It takes one signature of each.',
  },
  entries: { zh: '共多少条', en: 'Entries' },
  entryCount: textWith(
    (size: string) => `${size}条`,
    (size: string) => size,
  ),
  sealedAt: { zh: '封存时间', en: 'Sealed at' },
  fingerprint: { zh: '指纹', en: 'Fingerprint' },
  newest: { zh: '账本现在', en: 'The ledger now' },
  noLog: {
    zh: '账本还没开始。有了第一条记录就有。',
    en: 'The ledger has not begun. It does with its first entry.',
  },
  files: { zh: '给会用电脑的人', en: 'For those who use a computer' },
  filesText: {
    zh: '下面两个文件谁都能取，用 sunshine ledger verify 或别的工具核对。要作数，公钥请当面向三方要。',
    en: 'Anybody may fetch these files and check them with sunshine ledger verify or other tools. To count on the keys, ask the three for them.',
  },
  cosignedFile: { zh: '三方签过的签名根', en: 'The checkpoint all three signed' },
  keysFile: { zh: '三方的公钥', en: 'The keys of the three' },
  toSign: { zh: '我是见证人，去核对签名', en: 'I am a witness: check and sign' },
  // Naming
  nameTitle: { zh: '谁来见证', en: 'Who witnesses' },
  nameText: {
    zh: '每一方定一个职务，三方要是三个人。换人以后，原来的钥匙当场停用。',
    en: 'One post for each party, and three different people. When it changes, the key of the one before ends at once.',
  },
  post: textWith(
    (party: string) => `${party}由谁见证`,
    (party: string) => `Who witnesses for the ${party.toLowerCase()}`,
  ),
  noPosts: textWith(
    (party: string) => `${party}还没有合适的职务，先到人员里安排。`,
    (party: string) =>
      `There is no post for the ${party.toLowerCase()} yet; give one on the page of people first.`,
  ),
  postMissing: {
    zh: '选一个职务，大家才知道谁在见证',
    en: 'Choose a post, so that everybody knows who witnesses',
  },
  choose: { zh: '选一个职务', en: 'Choose a post' },
  name: { zh: '就定这位', en: 'Name this post' },
  endTitle: { zh: '钥匙丢了，或者别人可能拿到了', en: 'The key was lost, or somebody else may have it' },
  endReason: { zh: '怎么回事', en: 'What happened' },
  endReasons: {
    lost: { zh: '找不到了', en: 'It is lost' },
    leaked: { zh: '别人可能拿到了', en: 'Somebody else may have it' },
  },
  endText: {
    zh: '停用以后，这把钥匙再也不能签。签过的都还作数。',
    en: 'Once ended, it can never sign again. What it signed still counts.',
  },
  end: { zh: '停用这把钥匙', en: 'End this key' },
  done: {
    named: { zh: '定好了', en: 'Named' },
    registered: { zh: '公钥登记好了，可以签了', en: 'The key is registered; you can sign now' },
    ended: { zh: '钥匙停用了', en: 'The key has ended' },
  },
};

/** The words of the page on which a witness signs. */
export const signingText = {
  title: { zh: '核对并签名', en: 'Check and sign' },
  back: { zh: '回三方见证', en: 'Back to the witnesses' },
  noScript: { zh: '这一页要用脚本', en: 'This page needs scripts' },
  noScriptText: {
    zh: '钥匙只在你自己的设备里，不交给服务器，所以核对和签名要由浏览器来做。也可以用命令行：',
    en: 'The key stays in your device and is never given to the server, so the browser itself checks and signs. The command line does too:',
  },
  noKey: { zh: '这台设备上还没有钥匙', en: 'There is no key in this device yet' },
  notNamed: {
    zh: '你登录的账号不是哪一方的见证人，不能在这里做新钥匙。手里有钥匙文件的，可以放进来签。',
    en: 'Your account is not the witness of any party, so no new key is made here. With the file of a key you can bring it in and sign.',
  },
  makeTitle: textWith(
    (party: string) => `给${party}做一把钥匙`,
    (party: string) => `Make the key of the ${party.toLowerCase()}`,
  ),
  makeText: {
    zh: '钥匙在这台设备里做，用口令封好。服务器拿不到钥匙，也拿不到口令。口令忘了，谁也找不回来。',
    en: 'It is made in this device and sealed with a passphrase. The server gets neither. A forgotten passphrase cannot be recovered by anybody.',
  },
  passphrase: { zh: '口令', en: 'Passphrase' },
  passphraseHint: { zh: '至少8个字，自己记得住', en: 'Eight characters at least, that you will remember' },
  again: { zh: '再写一遍口令', en: 'The passphrase again' },
  make: { zh: '做钥匙', en: 'Make the key' },
  bringTitle: { zh: '已经有钥匙', en: 'There is a key already' },
  bringText: {
    zh: '选你以前存下的钥匙文件。它只放进这台设备，不上传。',
    en: 'Choose the file you kept. It goes into this device only and is not uploaded.',
  },
  keyFile: { zh: '钥匙文件', en: 'The file of the key' },
  bring: { zh: '放进这台设备', en: 'Bring it in' },
  registerTitle: { zh: '登记公钥', en: 'Register the public key' },
  registerText: {
    zh: '先存一份钥匙文件，放在安全的地方。再把公钥登记上去，大家才能核对你的签名。',
    en: 'First keep a copy of the file in a safe place. Then register the public half, so that everybody can check what you sign.',
  },
  registerPasted: {
    zh: '用命令行做的钥匙，把它打印的那一行贴在这里。',
    en: 'Made on the command line: paste the line it printed.',
  },
  vkey: { zh: '公钥', en: 'Public key' },
  register: textWith(
    (party: string) => `登记成${party}的公钥`,
    (party: string) => `Register it for the ${party.toLowerCase()}`,
  ),
  notRegistered: {
    zh: '这把钥匙没有登记在册。是见证人的话，请登录以后来登记。',
    en: 'This key is not registered. If you are a witness, sign in and register it here.',
  },
  signTitle: { zh: '核对，再签名', en: 'Check, then sign' },
  signText: {
    zh: '点一下，这台设备会取来最新的账，和你上次签的对：前面的一条没改，才签。',
    en: 'One press: this device fetches the newest state and holds it against what you signed last. Only if nothing before has changed, it signs.',
  },
  sign: { zh: '核对并签名', en: 'Check and sign' },
  keyName: { zh: '钥匙', en: 'Key' },
  seen: { zh: '上次签的', en: 'Signed last' },
  backup: { zh: '存一份钥匙文件', en: 'Keep a copy of the key' },
  forget: { zh: '从这台设备删掉钥匙', en: 'Delete the key from this device' },
  forgetSure: { zh: '再点一次就删掉，先存好文件', en: 'Press again to delete; keep the file first' },
  evidenceTitle: { zh: '两份签名都留着', en: 'Both signed checkpoints are kept' },
  evidenceText: {
    zh: '以前的一份和现在的一份，都有账本自己的签名，抵赖不了。存下来，拿给另外两方和街道看。',
    en: 'The one from before and the one from now both bear the ledger’s own signature. Keep them, and show them to the other two and to the street office.',
  },
  evidence: { zh: '存下证据', en: 'Save the evidence' },
  otherTitle: { zh: '管理员说过另起了一本账吗', en: 'Did an administrator say that another ledger follows?' },
  otherText: {
    zh: '恢复备份以后，有时要另起一本。问清楚了再往下签；从这一本的第一条起重新盯着。',
    en: 'After a restore another one sometimes follows. Ask first; then go on, and watch this one from its first entry.',
  },
  follow: { zh: '问清楚了，签新的一本', en: 'I asked: sign the new one' },
  honest: {
    zh: '这一页的脚本也来自这台服务器。最稳当的是用命令行签，三方里至少一方这样做。',
    en: 'The script of this page comes from the same server. The command line is safest; at least one of the three should use it.',
  },
};

/** What the page's script says; `{}` is filled in there. */
export const signingWords = {
  working: { zh: '正在核对…', en: 'Checking…' },
  tooShort: {
    zh: '口令至少8个字，短了容易被猜到',
    en: 'Eight characters at least; a shorter one is easily guessed',
  },
  differs: { zh: '两遍口令不一样，再写一遍', en: 'The two differ; write it again' },
  made: {
    zh: '做好了。先存一份钥匙文件，再登记公钥',
    en: 'Made. Keep a copy of the file, then register the public key',
  },
  brought: { zh: '钥匙放进来了', en: 'The key is in this device' },
  notKey: {
    zh: '这不是见证钥匙的文件，换一个',
    en: 'This is not the file of a witness’s key; choose another',
  },
  keyOpen: {
    zh: '这把钥匙没有用口令封好，不能放进浏览器。请用命令行签',
    en: 'This key is not sealed with a passphrase and does not go into a browser. Sign on the command line',
  },
  forgotten: { zh: '钥匙从这台设备删掉了', en: 'The key is deleted from this device' },
  wrongPassphrase: { zh: '口令不对，再写一遍。没有签', en: 'This is another passphrase. Nothing was signed' },
  noLine: {
    zh: '没连上，这次没有送到。过一会儿再签',
    en: 'No connection; it did not arrive. Sign again in a while',
  },
  failed: {
    zh: '出了错，没有签。刷新再试',
    en: 'Something went wrong; nothing was signed. Reload and try again',
  },
  noRoom: {
    zh: '这个浏览器不让存东西，钥匙放不住。换一个浏览器，或用命令行',
    en: 'This browser keeps nothing, so it cannot hold a key. Use another one, or the command line',
  },
  neverSeen: { zh: '还没签过', en: 'Nothing yet' },
  lastSeen: { zh: '前{}条', en: 'the first {} entries' },
  first: {
    zh: '签好了：共{}条。这是第一次，从现在起由你盯着',
    en: 'Signed: {} entries. It is the first time; from now on you watch it',
  },
  goesOn: {
    zh: '对得上。上次签的{}条一条没改，现在共{}条，签好了',
    en: 'It fits. The {} entries signed last are unchanged; now there are {}, and they are signed',
  },
  'log-forked': {
    zh: '没有签。现在的账和你上次签的接不上：以前的记录被改过，账本推倒重做了。把证据存下来，马上告诉另外两方和街道',
    en: 'Not signed. The ledger does not go on from what you signed last: earlier entries were changed and it was made anew. Save the evidence and tell the other two and the street office at once',
  },
  'log-shortened': {
    zh: '没有签。账本比你上次签的短了：有记录被拿掉。把证据存下来，马上告诉另外两方和街道',
    en: 'Not signed. The ledger is shorter than what you signed last: entries were taken out. Save the evidence and tell the other two and the street office at once',
  },
  'log-key-changed': {
    zh: '没有签。名字没变，签名的钥匙却换了：这不是原来那本账。把证据存下来，马上告诉另外两方和街道',
    en: 'Not signed. The name is the same, but another key signs: this is not the ledger it was. Save the evidence and tell the other two and the street office at once',
  },
  'log-other': {
    zh: '没有签。这是另一本账，名字和你签过的不同',
    en: 'Not signed. This is another ledger, under another name than the one you signed',
  },
  'log-unsigned': {
    zh: '没有签。给出来的没有账本自己的签名，不能作数',
    en: 'Not signed. What was shown does not bear the ledger’s own signature',
  },
  'nothing-shown': {
    zh: '没有签。账本什么也没给出来，过一会儿再来',
    en: 'Not signed. The ledger showed nothing; come back in a while',
  },
} satisfies Record<WitnessFault, { zh: string; en: string }> & Record<string, { zh: string; en: string }>;
