import { textWith } from '../../../kernel/text.ts';

export const noticePageText = {
  title: { zh: '消息', en: 'Messages' },
  unread: textWith(
    (n: number) => `${n}条没看`,
    (n) => `${n} unread`,
  ),
  isUnread: { zh: '没看', en: 'unread' },
  toPost: { zh: '给岗位的', en: 'for my post' },
  readAll: { zh: '都看过了', en: 'Mark all as read' },
  older: { zh: '更早的', en: 'Older' },
  empty: { zh: '还没有消息', en: 'No messages yet' },
  emptyText: {
    zh: '你反映的事有进展，会写在这里。',
    en: 'News about what you reported appears here.',
  },
  report: { zh: '我要反映', en: 'Report something' },
  done: { read: { zh: '都记成看过了', en: 'All marked as read' } },
};
