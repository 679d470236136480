import { textWith } from '../kernel/text.ts';

/** The few words the shell and its parts say themselves. */
export const webText = {
  productName: { zh: '阳光议事', en: 'Sunshine Pavilion' },
  skip: { zh: '跳到正文', en: 'Skip to content' },
  optional: { zh: '可以不填', en: 'optional' },
  problemsTitle: {
    zh: '还差一点，改好再提交',
    en: 'Almost there: please correct this and send again',
  },
  step: textWith(
    (current: number, total: number) => `第${current}步，共${total}步`,
    (current, total) => `Step ${current} of ${total}`,
  ),
  stages: {
    collect: { zh: '收集', en: 'Collect' },
    accept: { zh: '受理', en: 'Accept' },
    handle: { zh: '办理', en: 'Handle' },
    feedback: { zh: '反馈', en: 'Feedback' },
    evaluate: { zh: '评价', en: 'Evaluate' },
  },
  stageDone: { zh: '已完成', en: 'done' },
  stageNow: { zh: '现在', en: 'now' },
  arcName: { zh: '办到哪一步', en: 'Progress' },
  miniArc: textWith(
    (current: number, name: string) => `五步里的第${current}步：${name}`,
    (current, name) => `Step ${current} of 5: ${name}`,
  ),
  miniArcDone: { zh: '五步都走完了', en: 'All five steps done' },
  tiers: {
    self: { zh: '自治', en: 'Self-run' },
    joint: { zh: '协商', en: 'Joint' },
    linked: { zh: '联动', en: 'Linked' },
  },
  promised: { zh: '承诺办好', en: 'Promised for' },
  actual: { zh: '实际办好', en: 'Resolved on' },
  notYet: { zh: '还没办好', en: 'Not yet' },
  retry: { zh: '再试一次', en: 'Try again' },
  close: { zh: '关闭', en: 'Close' },
  previous: { zh: '上一页', en: 'Previous' },
  next: { zh: '下一页', en: 'Next' },
  pages: { zh: '翻页', en: 'Pages' },
  undo: { zh: '撤回', en: 'Undo' },
  loading: { zh: '正在打开', en: 'Loading' },
  photoAdd: { zh: '加照片', en: 'Add photos' },
  photoRemove: { zh: '删除这张照片', en: 'Remove this photo' },
  voiceStart: { zh: '开始录音', en: 'Start recording' },
  voiceStop: { zh: '停止录音', en: 'Stop recording' },
  voiceAgain: { zh: '重新录音', en: 'Record again' },
  voiceIdle: { zh: '按一下开始说，最长3分钟', en: 'Press and speak, up to three minutes' },
  voiceRecording: { zh: '{time} 正在录，再按一下停', en: '{time} recording; press again to stop' },
  voiceDone: { zh: '{time} 录好了，可以听一听', en: '{time} recorded; listen to it' },
  voiceDenied: {
    zh: '没能打开话筒。用下面的按钮，拿手机的录音机录一段。',
    en: 'The microphone could not be opened. Use the field below and the phone’s own recorder.',
  },
  voiceTooBig: {
    zh: '没录上，或录得太大。再录一次。',
    en: 'Nothing was recorded, or too much. Record it again.',
  },
  voiceFile: {
    zh: '用手机录音机录一段，或选一段录音',
    en: 'Record with the phone’s recorder, or choose a recording',
  },
  voiceRemove: { zh: '不要录音', en: 'Remove it' },
  photoTooMany: textWith(
    (max: number) => `最多${max}张，多的没有加进来`,
    (max) => `At most ${max} photos; the rest were not added`,
  ),
  photoTooBig: { zh: '有一张太大，没有加进来', en: 'One photo is too large and was not added' },
  photoUnreadable: {
    zh: '有一个文件不是照片，没有加进来',
    en: 'One file is not a photo and was not added',
  },
  /** {left} is filled in the browser. */
  photoLeft: { zh: '还能加{left}张', en: '{left} more can be added' },
  draftFound: { zh: '上次没写完的还在', en: 'What you wrote last time is still here' },
  draftDiscard: { zh: '不要了，重新写', en: 'Discard it' },
  clockLeft: {
    /** {h} and {m} are filled in the browser. */
    hours: { zh: '剩{h}时{m}分', en: '{h} h {m} min left' },
    minutes: { zh: '剩{m}分', en: '{m} min left' },
    over: { zh: '超过{h}时{m}分', en: '{h} h {m} min over' },
  },
  liveChanged: { zh: '有更新，点此刷新', en: 'This has changed: refresh' },
  liveOffline: {
    zh: '连不上服务器，这一页可能不是最新的；连上后会自己更新',
    en: 'No connection: this page may be out of date. It will catch up by itself',
  },
  liveOver: { zh: '登录已经结束，重新登录再看', en: 'You have been signed out: sign in again' },
  display: { zh: '显示', en: 'Display' },
  letters: { zh: '字号', en: 'Letter size' },
  themes: {
    system: { zh: '跟随系统', en: 'System colours' },
    light: { zh: '浅色', en: 'Light' },
    dark: { zh: '深色', en: 'Dark' },
  },
  modes: { standard: { zh: '标准版', en: 'Standard' }, elder: { zh: '长辈版', en: 'Large print' } },
  sizes: {
    m: { zh: '大字', en: 'Large' },
    l: { zh: '更大', en: 'Larger' },
    xl: { zh: '最大', en: 'Largest' },
  },
  languages: { zh: '中文', en: 'English' },
  keysToggle: { zh: '打开单键快捷键', en: 'Single-key shortcuts on' },
} as const;
