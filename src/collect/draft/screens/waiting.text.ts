import { textWith } from '../../../kernel/text.ts';

export const waitingText = {
  title: { zh: '上次没写完的还在', en: 'What you had begun is still here' },
  withPhotos: textWith(
    (words: string, photos: number) => `${words}${words === '' ? '' : '，'}${photos}张照片`,
    (words, photos) => `${words}${words === '' ? '' : ', '}${photos} photo${photos === 1 ? '' : 's'}`,
  ),
  spoken: { zh: '一段录音', en: 'a recording' },
  where: {
    zh: '只在这台设备上能接着写，放30天。',
    en: 'It waits on this device only, for 30 days.',
  },
  resume: { zh: '继续上次没写完的', en: 'Go on with it' },
  discard: { zh: '不要了', en: 'Throw it away' },
};

export const discardedText = {
  'draft-discarded': { zh: '没写完的那份扔掉了', en: 'The one you had begun is thrown away' },
};
