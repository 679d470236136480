import { askers, everybody, type Row, row } from './row.ts';

const notAdministrators = askers.filter((name) => name !== 'administrator').join(' ');
const notKeepers = askers.filter((name) => name !== 'administrator' && name !== 'desk').join(' ');

const administrators = (operation: string) =>
  row(operation, { yes: 'administrator', 'administrator-only': notAdministrators }, 'administrator-only');
const keepers = (operation: string) =>
  row(operation, { yes: 'desk administrator', 'desk-only': notKeepers }, 'desk-only');

/** What a community sets: everybody may know what they are promised by; administrators change it, the desk sees how. */
export const settingsTable: readonly Row[] = [
  row('category.list', { yes: everybody }, 'yes'),
  row('category.suggest', { yes: everybody }, 'yes'),
  row('calendar.see', { yes: everybody }, 'yes'),
  row('calendar.explain', { yes: everybody }, 'yes'),
  row('reach.see', { yes: everybody }, 'yes'),
  keepers('reach.listChanges'),
  administrators('reach.set'),
  row('inhabitants.list', { yes: everybody }, 'yes'),
  administrators('inhabitants.set'),
  keepers('calendar.listChanges'),
  administrators('calendar.previewDays'),
  administrators('calendar.setDays'),
  administrators('calendar.clearDay'),
  administrators('calendar.setHours'),
  administrators('calendar.confirmYear'),
  keepers('category.review'),
  keepers('category.history'),
  administrators('category.previewChange'),
  administrators('category.change'),
  administrators('category.withdrawChange'),
  administrators('category.add'),
];
