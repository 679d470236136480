import type { RefusalDeclaration } from '../../kernel/operation.ts';

/** Every "no" of this feature, once; the operations pick theirs. */
export const reportRefusals = {
  'report-not-found': {
    status: 404,
    zh: '没有找到这条反映。用提交时拿到的链接打开，或先登录。',
    en: 'No such report. Open it with the link you were given, or sign in first.',
  },
  'report-already-decided': {
    status: 409,
    zh: '社区已经处理了这条反映，不能再改。要说的可以写在后面的事项里。',
    en: 'The desk has already decided on this report. Add what you have to say to the matter it led to.',
  },
  'reporter-only': {
    status: 403,
    zh: '这一步由反映人来做。用提交时拿到的链接打开。',
    en: 'Only the one who reported it does this. Open it with the link you were given.',
  },
  'place-unknown': {
    status: 422,
    zh: '选的地方不在册，换一个选，或用文字写清楚在哪里。',
    en: 'That place is not in the register. Choose another, or describe it in words.',
  },
  'photo-unknown': {
    status: 422,
    zh: '有照片没有传上来或放得太久了。把照片重新加一次。',
    en: 'A photo did not arrive or has expired. Please add it again.',
  },
  'report-photos-full': {
    status: 409,
    zh: '一条反映最多{max}张照片，已经放满了。用文字说明就可以。',
    en: 'A report holds {max} photos in all, and it is full. Describe it in words.',
    telephone: true,
  },
  'added-too-often': {
    status: 429,
    zh: '一天里已经补充了{max}次。社区都收到了；还要补充，请过{wait}再来。',
    en: 'You have added {max} times within a day, and the desk has all of it. Add more in {wait}.',
    telephone: true,
  },
  'reported-too-often': {
    status: 429,
    zh: '短时间里反映得太多了，请过{wait}再提交，你写的都在。有危险先打119或110。',
    en: 'Too many reports in a short time. Send this again in {wait}; what you wrote is kept. In danger call 119 or 110 first.',
    telephone: true,
  },
  'desk-only': {
    status: 403,
    zh: '这一步由社区值班台来做，请找值班的人。',
    en: 'This is for the community’s desk. Please ask whoever is on duty there.',
  },
  'recording-not-yours': {
    status: 403,
    zh: '把录音打成文字由值班台来做。要补充的，写在留言里。',
    en: 'Writing down a recording is for the desk. Add a message if there is more to say.',
  },
  'recording-none': {
    status: 409,
    zh: '这条反映没有录音，不用打字。看写下来的话就可以。',
    en: 'There is no recording with this report. Go by the words that were written.',
  },
  'draft-sent-already': {
    status: 409,
    zh: '这份草稿已经交出去了，或放了30天已清掉。先到“我的事”里看，或用提交时拿到的链接打开；都没有，就重新写一份。',
    en: 'This draft has been sent already, or was cleared away after 30 days. Look under “Mine” or open the link you were given; if it is in neither, write it again.',
  },
  'anonymous-leaves-nothing': {
    status: 422,
    zh: '选了完全匿名，就不能留称呼和电话。去掉它们，或换一种方式。',
    en: 'Fully anonymous means no name and no number. Remove them, or choose another way.',
  },
  'public-name-missing': {
    status: 422,
    zh: '写一个给邻居看的称呼，比如“王阿姨”，或选“仅社区知道”。',
    en: 'Write the name neighbours may see, such as “Auntie Wang”, or choose “community only”.',
  },
  'register-not-yours': {
    status: 403,
    zh: '代人登记由社区工作人员和楼道长来做。自己的事请用“我要反映”。',
    en: 'Registering for others is for staff and captains. For your own matter, use “Report”.',
  },
  'occurred-ahead': {
    status: 422,
    zh: '说这件事的时间还没到。改成今天或以前。',
    en: 'The time it was said lies ahead. Choose today or earlier.',
  },
  'staff-only': {
    status: 403,
    zh: '这一页是工作人员用的。请用工作账号登录。',
    en: 'This page is for staff. Sign in with a staff account.',
  },
  'sign-in-first': {
    status: 401,
    zh: '先登录，才能看到自己的事。没有登录也能用提交时的链接看。',
    en: 'Sign in to see your own reports. Without signing in, use the link you were given.',
  },
  'contact-hidden': {
    status: 403,
    zh: '反映人没有让你看到称呼和电话。要联系请找值班台转。',
    en: 'The reporter did not share name and number with you. Ask the desk to pass your question on.',
  },
  'contact-none': {
    status: 409,
    zh: '反映人没有留电话。可以在页面上留言。',
    en: 'The reporter left no number. Leave a message on the page instead.',
  },
} as const satisfies Record<string, RefusalDeclaration>;

export type ReportRefusal = keyof typeof reportRefusals;

/** What is wrong with a field, in this feature's words. */
export const reportProblems = {
  'text-missing': {
    zh: '写一句发生了什么事，我们才知道怎么帮',
    en: 'Say in a sentence what happened, so that we know how to help',
  },
  'text-too-long': { zh: '最多一万字，请写短一些', en: 'At most 10,000 characters. Please shorten it' },
  'too-many-photos': { zh: '最多9张照片，请去掉几张', en: 'At most nine photos. Please remove some' },
  'phone-unreadable': {
    zh: '电话号码认不出来，看看是不是少了数字',
    en: 'This telephone number cannot be read. Is a digit missing?',
  },
  'privacy-not-told': {
    zh: '先把隐私说明讲给反映人听，再勾上',
    en: 'Tell them the privacy notice first, then tick this',
  },
};
