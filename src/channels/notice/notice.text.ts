export const noticeText = {
  /** For a notice whose text an older or newer version of the product brought. */
  unknown: {
    zh: '这件事有新进展，打开看看。',
    en: 'There is news about this. Open it to see.',
  },
};
