/** What a page says that gives back what somebody wrote because it could not be taken just now. */
export const keptWordsText = {
  yours: { zh: '你写的都在这里', en: 'What you wrote is all here' },
  notOffered: {
    zh: '这一步现在不能办了。你写的在下面，可以复制到别处用。',
    en: 'This step is not offered any more. What you wrote is below, to be copied where it is needed.',
  },
  photos: {
    zh: '照片没有留下来，要重新选；也可以先提交文字，照片以后再补。',
    en: 'The photos were not kept: choose them again, or send the words first and add photos later.',
  },
  again: { zh: '再提交一次', en: 'Send it again' },
  hint: {
    zh: '多按一次也只会算一次。',
    en: 'Pressing it more than once counts once.',
  },
  signedOut: { zh: '先登录，再提交', en: 'Sign in, then send' },
  signedOutText: {
    zh: '登录已经结束了，所以这次没有提交。先点“登录”，会另开一页；登好以后回到这一页，再点“再提交一次”。',
    en: 'You have been signed out, so this was not sent. Press “Sign in”, which opens another page; then come back to this one and press “Send it again”.',
  },
  signIn: { zh: '登录', en: 'Sign in' },
};
