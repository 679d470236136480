import { textWith } from '../../../kernel/text.ts';

export const secondFactorText = {
  signInTitle: { zh: '填动态码', en: 'Enter your code' },
  signInHow: {
    zh: '打开手机上的验证器，填“阳光议事”下面的6位数字。',
    en: 'Open the authenticator on your phone and enter the six digits it shows for Sunshine Pavilion.',
  },
  code: { zh: '动态码', en: 'Code' },
  codeOrPaper: { zh: '6位动态码，或一个备用码', en: 'Six-digit code, or one of your recovery codes' },
  enter: { zh: '登录', en: 'Sign in' },
  lost: {
    zh: '手机丢了，备用码也没有？请管理员给你重置。',
    en: 'Phone lost and no recovery codes? Ask an administrator to reset it.',
  },
  startOver: { zh: '换个账号登录', en: 'Sign in as somebody else' },
  back: { zh: '返回', en: 'Back' },

  title: { zh: '手机动态码', en: 'Codes from your phone' },
  required: {
    zh: '你看得到邻居的姓名和电话，所以登录要两样：密码，加手机上的动态码。只设这一次。',
    en: 'You see neighbours’ names and numbers, so signing in takes two things: your password and a code from your phone. This is set up once.',
  },
  wasReset: textWith(
    (when: string) => `你原来的动态码在${when}被管理员重置了。不是你请的，先找管理员问清楚。`,
    (when) =>
      `Your earlier second factor was reset by an administrator ${when}. If you did not ask for that, talk to them first.`,
  ),
  another: {
    zh: '新的填对了才换，换好后别的设备会退出，原来的动态码和备用码都作废。',
    en: 'The new one counts once its code is right. Other devices are then signed out; old codes are void.',
  },
  stepApp: { zh: '第一步 手机上装一个验证器', en: 'Step 1: get an authenticator on your phone' },
  stepAppHow: {
    zh: '有自带的就用自带的，也可以装任何支持TOTP的验证器；微信里搜“验证器”小程序也行。',
    en: 'Any app or built-in authenticator that supports TOTP will do.',
  },
  stepScan: { zh: '第二步 扫这个码', en: 'Step 2: scan this' },
  qr: { zh: '二维码：给验证器扫', en: 'QR code for the authenticator' },
  typed: { zh: '扫不了，就照着输：', en: 'Cannot scan it? Type this in:' },
  account: { zh: '账号', en: 'Account' },
  secret: { zh: '密钥', en: 'Secret' },
  stepCode: { zh: '第三步 填手机上显示的6位数字', en: 'Step 3: enter the six digits it shows' },
  confirm: { zh: '设好了', en: 'Set it up' },
  begin: { zh: '开始设', en: 'Begin' },
  password: { zh: '现在的密码', en: 'Your present password' },

  codesTitle: { zh: '备用码', en: 'Recovery codes' },
  codesHow: {
    zh: '手机不在身边时，用一个备用码代替动态码。每个只能用一次。抄下来放好，这一页关了就再也看不到。',
    en: 'Use one instead of a code when your phone is not at hand; each works once. Write them down: they are not shown again.',
  },
  codesWritten: { zh: '抄好了，接着走', en: 'I have written them down' },
  codesGone: {
    zh: '备用码只显示一次，已经显示过了。没抄下来，就换十个新的，旧的都作废。',
    en: 'Recovery codes are shown once, and were. If you have not kept them, get ten new ones; the old are then void.',
  },
  renew: { zh: '换十个新的备用码', en: 'Get ten new recovery codes' },
};
