import { textWith } from '../../../kernel/text.ts';

export const recoveryText = {
  title: textWith(
    (name: string) => `${name}怎么登录`,
    (name) => `How ${name} signs in`,
  ),
  back: { zh: '返回', en: 'Back' },
  phone: { zh: '手机号', en: 'Mobile number' },
  none: { zh: '没有', en: 'none' },
  username: { zh: '工作账号', en: 'Staff account' },
  factor: { zh: '手机动态码', en: 'Second factor' },
  factorState: {
    set: { zh: '设好了', en: 'set up' },
    missing: { zh: '还没设', en: 'not set up' },
    waived: { zh: '试用账号，不用', en: 'demonstration account, does without' },
  },
  link: { zh: '设密码的链接', en: 'Link to a password' },
  linkUntil: textWith(
    (when: string) => `给出去了，${when}前有效，还没用`,
    (when) => `given out, good until ${when}, not used yet`,
  ),
  number: { zh: '换手机号', en: 'A new number' },
  numberHow: {
    zh: '当面看过证件，再改号。旧号码马上不能登录；新号码收验证码登录，还是这个人，他的事都在。',
    en: 'Look at the identity card first. The old number stops signing in at once; the new one signs in as the same person.',
  },
  newPhone: { zh: '新手机号', en: 'New mobile number' },
  move: { zh: '证件看过了，改成这个号', en: 'Identity checked: change the number' },
  password: { zh: '忘了密码', en: 'Lost password' },
  passwordHow: {
    zh: '给本人一个链接，24小时内有效，只能用一次。先确认是本人来要。',
    en: 'Give its owner a link, good once and for 24 hours. Make sure first that it is they who ask.',
  },
  issue: { zh: '给一个设密码的链接', en: 'Issue a link' },
  issued: { zh: '把这个链接交给本人，只显示这一次：', en: 'Hand this to its owner; it is shown once:' },
  reset: { zh: '手机丢了，重置动态码', en: 'Lost phone: reset the second factor' },
  resetHow: {
    zh: '本人有备用码，就不用重置。重置后，下次登录要重新设，也会告诉本人。',
    en: 'Not needed with a recovery code. They set a new one at the next sign-in, and are told why.',
  },
  identity: { zh: '单位账号', en: 'Work account' },
  boundOn: textWith(
    (day: string) => `${day}绑定的`,
    (day) => `bound ${day}`,
  ),
  unbind: { zh: '解除绑定', en: 'Unbind' },
  unbindHow: {
    zh: '本人离开单位，或者单位账号丢了，就解除。解除后马上退出，只能用账号和密码登录。',
    en: 'If they left, or lost it. They are signed out at once, and sign in by user name and password alone.',
  },
  open: { zh: '开工作账号', en: 'Open a staff account' },
  openHow: {
    zh: '用账号和密码登录，安排的职务才能用。密码由本人用链接自己设。',
    en: 'Posts of staff count only when signed in by password, which its owner chooses by a link.',
  },
  newUsername: { zh: '账号名', en: 'User name' },
  done: {
    unbound: { zh: '单位账号解除了', en: 'Work account unbound' },
    reset: { zh: '动态码重置了', en: 'Second factor reset' },
    moved: { zh: '手机号改好了', en: 'Number changed' },
  },

  chooseTitle: { zh: '设新密码', en: 'Choose a password' },
  chooseFor: textWith(
    (username: string) => `账号：${username}。设好后，别处登录着的都会退出。`,
    (username) => `User name: ${username}. You are then signed out everywhere.`,
  ),
  chosen: { zh: '新密码', en: 'New password' },
  chosenHint: {
    zh: '至少10个字。一句只有你知道的话就很好。',
    en: 'At least ten characters. A sentence only you know does well.',
  },
  choose: { zh: '设好', en: 'Set it' },
};
