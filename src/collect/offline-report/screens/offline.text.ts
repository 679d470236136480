import { textWith } from '../../../kernel/text.ts';

export const offlineFormText = {
  title: { zh: '没网也能反映', en: 'Report without network' },
  intro: {
    zh: '写好先存在这台手机里，有网就自动送出，只送一次。',
    en: 'It is kept on this phone and sent by itself once there is a network, exactly once.',
  },
  what: { zh: '发生了什么事？', en: 'What happened?' },
  where: { zh: '在哪里？', en: 'Where is it?' },
  who: { zh: '谁能知道，怎么联系你？', en: 'Who may know, and how do we reach you?' },
  photosHere: {
    zh: '照片先存在手机里，送出后就从这里删掉。只给社区和办事的人看。',
    en: 'Photos stay on this phone until they are sent, then they are removed from it. Only the community sees them.',
  },
  found: { zh: '上次没写完的还在。', en: 'What you had begun is still here.' },
  foundMore: { zh: '手机里还有没写完的：', en: 'There is more unfinished on this phone: ' },
  foundSee: { zh: '看看', en: 'show' },
  elsewhere: {
    zh: '另一个窗口也在改这份。两份都留着，这里接着写新的一份。',
    en: 'Another window changed this one, too. Both are kept; here you go on with a copy.',
  },
  alsoHere: {
    zh: '手机里也有一份没写完的，还没送出。',
    en: 'This phone also keeps one that is unfinished and not sent.',
  },
  discard: { zh: '不要了，重新写', en: 'Throw it away, begin anew' },
  problems: { zh: '还差一点', en: 'Almost there' },
  needsScript: {
    zh: '这一页要打开浏览器的 JavaScript。有网的时候，普通的反映页不用它也能提交。',
    en: 'This page needs JavaScript. With a network the usual form works without it.',
  },
  ordinary: { zh: '去普通的反映页', en: 'To the usual form' },
  privacy: {
    zh: '送出之前，这些只在你手机里。送出以后社区怎么用：只为办这件事；办完3年去掉称呼和电话。别人也用这台手机的话，写完早点送出或删掉。',
    en: 'Until it is sent, all of this is on your phone only. After that the community uses it to settle the matter, and removes name and number three years after it is closed. On a shared phone, send or delete it soon.',
  },
  privacyAll: { zh: '每一种信息存多久（要有网）', en: 'All of it, item by item (needs a network)' },
  submit: { zh: '存好，有网就送', en: 'Keep it, send when possible' },
};

export const offlineProblemText = {
  text: { zh: '写几个字，或录一段话', en: 'Write a few words, or record them' },
  long: textWith(
    (max: number) => `太长了，最多${max}字`,
    (max) => `Too long: at most ${max} characters`,
  ),
  place: { zh: '选一处，或写几个字，我们才找得到', en: 'Choose a place or describe it' },
  phone: {
    zh: '电话号码看不懂，改一下或空着',
    en: 'That telephone number cannot be read; correct it or leave it empty',
  },
  anonymous: { zh: '选了完全匿名，称呼和电话要空着', en: 'Fully anonymous: leave name and number empty' },
  name: { zh: '选了公开称呼，写一个给邻居看的', en: 'Write the name neighbours are to see' },
  full: {
    zh: '手机没地方存照片了，照片没有存下，字还在。删几张照片，或清一清手机，再存。',
    en: 'The phone has no room for these photos. The words are kept. Remove photos or free some space, then keep it again.',
  },
  unkept: {
    zh: '这个浏览器什么都不让存（可能是无痕窗口）。字还在页面上，先别关，换普通窗口或等有网再提交。',
    en: 'This browser lets nothing be kept (a private window?). Your words are on the page: do not close it.',
  },
};

export const offlineListText = {
  title: { zh: '手机里存着的', en: 'Kept on this phone' },
  intro: {
    zh: '没网时写的先放这里，有网自动送出。',
    en: 'What was written without network waits here and is sent by itself.',
  },
  write: { zh: '我要反映', en: 'Report something' },
  back: { zh: '回首页', en: 'Home' },
  waiting: { zh: '在等着发', en: 'Waiting to be sent' },
  photos: { zh: '{}张照片', en: 'photos: {}' },
  states: {
    away: { zh: '没有网，有网自动送', en: 'No network; it is sent by itself later' },
    sending: { zh: '正在送', en: 'Being sent' },
    held: { zh: '没送成，要改一下', en: 'Not sent: needs a change' },
    account: { zh: '没送成，账号不对', en: 'Not sent: another account' },
    large: {
      zh: '没送成：合起来太大了，服务器不收。点“改一改”，少放几张照片。',
      en: 'Not sent: altogether it is too large. Choose “Change it” and take some photos out.',
    },
    'large-piece': {
      zh: '去掉它，其余的马上送；想留着，点“改一改”，换一张小一点的。',
      en: 'Take it out and the rest is sent at once. To keep it, choose “Change it” and put a smaller one in.',
    },
  },
  largePhoto: {
    zh: '没送成：第{}张照片太大了，服务器不收',
    en: 'Not sent: photo {} is too large',
  },
  largeRecording: { zh: '没送成：录音太大了，服务器不收', en: 'Not sent: the recording is too large' },
  dropPiece: { zh: '去掉它，送其余的', en: 'Take it out, send the rest' },
  dropPieceSure: { zh: '真的去掉它', en: 'Really take it out' },
  tooMany: {
    zh: '一下子送来的太多，要等一等。{}会自己再送，不用你做什么',
    en: 'Too many are being sent just now. It is sent again by itself at {}; you need do nothing',
  },
  later: { zh: '没送到，{}再试', en: 'Did not get through; next try at {}' },
  sendNow: { zh: '现在送', en: 'Send now' },
  signIn: { zh: '去登录', en: 'Sign in' },
  asNobody: { zh: '不用账号送出', en: 'Send without the account' },
  change: { zh: '改一改', en: 'Change it' },
  delete: { zh: '删掉', en: 'Delete' },
  deleteSure: { zh: '真的删掉，不送了', en: 'Really delete, do not send' },
  receipts: { zh: '已经收到', en: 'Received' },
  received: { zh: '已收到 {}', en: 'Received: {}' },
  unsaid: {
    zh: '收到的是改之前的。后来改的没有送出，打开这件事，可以补充：',
    en: 'What arrived is what you wrote first. Your later words were not sent; open the report to add them:',
  },
  open: { zh: '看这件事', en: 'Open it' },
  keepLink: {
    zh: '凭这个链接看进展、补充、说结果。谁拿到手机都能打开；记下编号以后，可以从手机里删掉。',
    en: 'The link opens it for whoever holds this phone. Once you have noted the number you can remove it here.',
  },
  forget: { zh: '从手机里删掉', en: 'Remove from this phone' },
  forgetSure: { zh: '真的删掉链接', en: 'Really remove the link' },
  drafts: { zh: '没写完的', en: 'Unfinished' },
  goOn: { zh: '接着写', en: 'Go on' },
  discardSure: { zh: '真的不要了', en: 'Really throw it away' },
  discard: { zh: '不要了', en: 'Throw it away' },
  empty: { zh: '手机里没有等着发的', en: 'Nothing waits on this phone' },
  emptyText: {
    zh: '没网的时候也能打开这里写，写好了有网自动送出。',
    en: 'Without network this page still opens; what you write is sent once there is one.',
  },
  mayVanish: {
    zh: '浏览器没答应一定留着：手机快满时可能清掉。有网了尽快打开一次。',
    en: 'The browser did not promise to keep this: it may clear it when the phone is full. Come back soon with a network.',
  },
  settings: { zh: '这台手机', en: 'This phone' },
  keepPages: {
    zh: '没网也能打开（在手机里存几页，不含个人内容）',
    en: 'Open without network (keeps a few pages, nothing personal)',
  },
  needsScript: {
    zh: '没网时能用，要打开浏览器的 JavaScript。',
    en: 'Working without network needs JavaScript.',
  },
};
