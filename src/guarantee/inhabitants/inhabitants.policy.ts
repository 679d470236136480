import { type Asker, holdsPost } from '../../kernel/asker.ts';

/** How many people a community has is for its administrators to say; everybody may know it. */
export function maySetInhabitants(asker: Asker): true | 'administrator-only' {
  return holdsPost(asker, 'administrator') || 'administrator-only';
}
