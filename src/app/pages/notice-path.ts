import type { NoticeRow } from '../../channels/notice/notice.contract.ts';

/** The page a notice leads to; who may read the thing there is that page's affair. */
export function noticePath({ subject, postId }: Pick<NoticeRow, 'subject' | 'postId'>): string {
  switch (subject.kind) {
    case 'matter':
      return `/matters/${subject.id}`;
    case 'report':
      return `/mine/${subject.id}`;
    case 'home':
      return '/residence';
    // Who asked sees it at home; who decides, among what there is to decide.
    case 'residence-request':
      return postId === null ? '/residence' : '/residence-requests';
    case 'absence':
      return '/absences';
    case 'account':
      return '/account';
  }
}
