import { type Asker, holdsPost } from '../../kernel/asker.ts';

/** Marking, lifting and reading marks is for the desk and the administrator. */
export function mayKeepAbuse(asker: Asker): true | 'abuse-keepers-only' {
  return ['desk', 'administrator'].some((post) => holdsPost(asker, post)) || 'abuse-keepers-only';
}
