import { type Asker, holdsPost } from '../../kernel/asker.ts';

/** What counts as a working day decides what residents are promised: administrators alone change it. */
export function mayChangeCalendar(asker: Asker): true | 'administrator-only' {
  return holdsPost(asker, 'administrator') || 'administrator-only';
}

/** Who changed the calendar and why is for those who explain dates to people. */
export function mayReadChanges(asker: Asker): true | 'desk-only' {
  return holdsPost(asker, 'desk') || holdsPost(asker, 'administrator') || 'desk-only';
}
