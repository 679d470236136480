import { type Asker, holdsPost } from '../../kernel/asker.ts';

/** Whether somebody acts on several things at once: only the desk, which also decides on each of them. */
export function mayUseBulk(asker: Asker): true | 'desk-only' | 'street-reads-only' {
  if (holdsPost(asker, 'desk')) return true;
  return holdsPost(asker, 'street') ? 'street-reads-only' : 'desk-only';
}
