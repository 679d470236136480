import { textWith } from '../../../kernel/text.ts';

export const sessionListText = {
  title: { zh: '登录着的设备', en: 'Signed-in devices' },
  why: {
    zh: '不认识的，点“退出”。那台设备马上就看不到你的东西了。',
    en: 'If you do not know one, sign it out: it loses sight of your things at once.',
  },
  device: textWith(
    (system: string, program: string) => `${system}，${program}`,
    (system, program) => `${system}, ${program}`,
  ),
  system: {
    harmony: { zh: '鸿蒙设备', en: 'HarmonyOS device' },
    android: { zh: '安卓手机或平板', en: 'Android phone or tablet' },
    iphone: { zh: 'iPhone', en: 'iPhone' },
    ipad: { zh: 'iPad', en: 'iPad' },
    windows: { zh: 'Windows电脑', en: 'Windows computer' },
    mac: { zh: '苹果电脑', en: 'Mac' },
    linux: { zh: 'Linux电脑', en: 'Linux computer' },
    other: { zh: '别的设备', en: 'Another device' },
  },
  program: {
    wechat: { zh: '微信', en: 'WeChat' },
    edge: { zh: 'Edge浏览器', en: 'Edge' },
    firefox: { zh: 'Firefox浏览器', en: 'Firefox' },
    chrome: { zh: 'Chrome浏览器', en: 'Chrome' },
    safari: { zh: 'Safari浏览器', en: 'Safari' },
    other: { zh: '别的浏览器', en: 'another browser' },
  },
  current: { zh: '这一台', en: 'this one' },
  seen: textWith(
    (when: string) => `${when}用过`,
    (when) => `used ${when}`,
  ),
  halfOpen: {
    zh: '密码填对了，动态码还没填。不是你，就马上改密码。',
    en: 'The password was right, the code is still missing. If this is not you, change your password now.',
  },
  end: { zh: '退出', en: 'Sign out' },
  endThis: textWith(
    (device: string) => `退出：${device}`,
    (device) => `Sign out: ${device}`,
  ),
  endOthers: { zh: '别的设备全部退出', en: 'Sign out all other devices' },
  done: {
    'session-ended': { zh: '那台设备已经退出', en: 'That device is signed out' },
    'others-ended': { zh: '别的设备都退出了', en: 'All other devices are signed out' },
  },
};
