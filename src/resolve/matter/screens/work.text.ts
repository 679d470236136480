import { textWith } from '../../../kernel/text.ts';

export const workText = {
  title: { zh: '我办的事', en: 'My matters' },
  sub: textWith(
    (now: string, count: number, late: number) =>
      `${now} · ${count}件，${late === 0 ? '没有超时' : `${late}件超时`}`,
    (now, count, late) => `${now} · ${count}, ${late === 0 ? 'none overdue' : `${late} overdue`}`,
  ),
  emptyTitle: { zh: '手上没有要办的', en: 'Nothing is yours to do' },
  emptyText: { zh: '社区派给你的事会排在这里。', en: 'What the desk dispatches to you lines up here.' },
};
