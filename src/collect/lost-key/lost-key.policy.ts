import type { Asker } from '../../kernel/asker.ts';

/** Anybody may ask: who has lost the link can show nothing else, and the code goes to the reporter's phone alone. */
export function mayAskForLostKey(_asker: Asker): true {
  return true;
}
