import { type Asker, holdsPost } from '../../kernel/asker.ts';

/** Slips open homes, so those make them who keep the register of people. */
export function mayMakeSlips(asker: Asker): true | 'keepers-only' {
  return holdsPost(asker, 'desk') || holdsPost(asker, 'administrator') ? true : 'keepers-only';
}
