import { textWith } from '../../../kernel/text.ts';

export const stepsText = {
  title: { zh: '我要反映', en: 'Report something' },
  back: { zh: '上一步', en: 'Back' },
  leave: { zh: '先不写了，回首页', en: 'Leave for the home page' },
  next: { zh: '下一步', en: 'Next' },
  what: { zh: '发生了什么事？', en: 'What happened?' },
  whatLabel: { zh: '说说是什么事', en: 'Say what it is about' },
  whatExample: {
    zh: '比如：6幢门口有人拉电线给电动车充电，下雨很吓人。',
    en: 'For example: somebody charges a scooter by a cable from a window at building 6.',
  },
  recording: { zh: '说给我们听', en: 'Say it instead' },
  recordingAside: { zh: '可以不录', en: 'optional' },
  recordingHint: {
    zh: '社区会把录音打成文字。声音能听出是谁；不想让人知道，就写下来。',
    en: 'The desk writes down what you say. A voice tells who you are; to stay unknown, write instead.',
  },
  recordingYours: { zh: '你的录音', en: 'Your recording' },
  recordingRemove: { zh: '不要这段录音', en: 'Remove this recording' },
  photos: { zh: '照片', en: 'Photos' },
  photosAside: textWith(
    (max: number) => `最多${max}张，可以不拍`,
    (max) => `up to ${max}, optional`,
  ),
  photosLeft: textWith(
    (left: number) => `还能加${left}张`,
    (left) => `${left} more`,
  ),
  photoAdd: { zh: '拍一张', en: 'Add a photo' },
  photosWho: {
    zh: '照片只给社区和办事的人看，不公开。拍摄地点会自动去掉。',
    en: 'Photos are for the community and those who handle it, never public. Where they were taken is removed.',
  },
  photo: textWith(
    (n: number) => `第${n}张照片`,
    (n) => `Photo ${n}`,
  ),
  removeTitle: { zh: '要去掉哪张？', en: 'Remove any?' },
  remove: textWith(
    (n: number) => `去掉第${n}张`,
    (n) => `Remove photo ${n}`,
  ),
  nextWhere: { zh: '下一步：在哪里', en: 'Next: where' },
  emergency: { zh: '着火、燃气味、有人受伤', en: 'Fire, a smell of gas, somebody hurt' },
  emergencyFirst: { zh: '，先打', en: ': first call ' },
  emergencyOr: { zh: '或', en: ' or ' },
  emergencyBetween: { zh: '、', en: ', ' },
  emergencyThen: { zh: '，再来这里。', en: ', then come back here.' },
  emergencyAbout: {
    sounds: { zh: '听起来有危险', en: 'This sounds dangerous' },
    sent: { zh: '有危险别等我们', en: 'In danger, do not wait for us' },
  },
  emergencyDoNotWait: {
    zh: '。社区也已经收到，会马上看。',
    en: '. The community has it too and looks at it at once.',
  },
  where: { zh: '在哪里？', en: 'Where is it?' },
  whereKind: { zh: '哪一种地方', en: 'What kind of place' },
  inBuilding: { zh: '楼里楼下', en: 'In or at a building' },
  inArea: { zh: '公共区域', en: 'Shared areas' },
  building: { zh: '哪一幢？', en: 'Which building?' },
  buildingOf: textWith(
    (estate: string) => `${estate}，哪一幢？`,
    (estate) => `${estate}: which building?`,
  ),
  choose: { zh: '选一下', en: 'Choose' },
  stairwell: { zh: '哪个单元？', en: 'Which stairwell?' },
  unsure: { zh: '不清楚', en: 'Not sure' },
  spot: { zh: '具体一点', en: 'More exactly' },
  optional: { zh: '可以不选', en: 'optional' },
  area: { zh: '哪一处？', en: 'Which one?' },
  words: { zh: '再说清楚一点', en: 'In your own words' },
  onlyWords: { zh: '说说在哪里', en: 'Say where it is' },
  wordsAside: { zh: '可以不填', en: 'optional' },
  wordsHint: {
    zh: '几楼、哪个角落、旁边有什么。不会公开。',
    en: 'Which floor, which corner, what is beside it. Never shown in public.',
  },
  publicPlace: {
    zh: '公开时只写到哪一幢，不写单元和房号。',
    en: 'In public only the building is named, never stairwell or door.',
  },
  placeMissing: {
    zh: '选一处，或写几个字，我们才找得到',
    en: 'Choose a place or describe it, so that we can find it',
  },
};
