import { type Asker, holdsPost } from '../../kernel/asker.ts';

/** What residents are promised is decided by administrators. */
export function mayChangeCategories(asker: Asker): true | 'administrator-only' {
  return holdsPost(asker, 'administrator') || 'administrator-only';
}

/** Who changed a promise and why is for those who answer for it at the counter. */
export function mayReviewCategories(asker: Asker): true | 'desk-only' {
  return holdsPost(asker, 'desk') || holdsPost(asker, 'administrator') || 'desk-only';
}
