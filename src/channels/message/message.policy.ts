import { type Asker, holdsPost } from '../../kernel/asker.ts';
import type { MessagePurpose, MessageState } from './message.contract.ts';
import { unsentStates } from './message.contract.ts';

/** Those whose work it is that people hear of things: the desk and the administrator. */
export function mayReadLog(asker: Asker): true | 'desk-only' {
  return holdsPost(asker, 'desk') || holdsPost(asker, 'administrator') || 'desk-only';
}

/** A notice that did not arrive; what holds its reader's own link is asked for by the reader. */
export function mayResend(message: {
  purpose: MessagePurpose;
  state: MessageState;
}): true | 'not-unsent' | 'not-for-staff' {
  if (message.purpose !== 'notice') return 'not-for-staff';
  return unsentStates.has(message.state) || 'not-unsent';
}
