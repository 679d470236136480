import { type Asker, holdsPost } from '../../kernel/asker.ts';

/** What leaves the community for other programs is the administrator's to decide. */
export function mayManageWebhooks(asker: Asker): true | 'administrator-only' {
  return holdsPost(asker, 'administrator') || 'administrator-only';
}
