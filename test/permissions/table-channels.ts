import { everybody, type Row, row } from './row.ts';

const visitors = 'stranger follower';
const persons =
  'resident neighbour captain other-captain chair handler other-handler desk administrator street';
const notKeepers = `${visitors} resident neighbour captain other-captain chair handler other-handler street`;

const own = (operation: string) =>
  row(operation, { yes: persons, 'sign-in-first': visitors }, 'sign-in-first');
const link = (operation: string) => row(operation, { yes: everybody }, 'link-not-valid');

const administrators = (operation: string) =>
  row(operation, { yes: 'administrator', 'administrator-only': `${notKeepers} desk` }, 'administrator-only');

/** How news leaves the house: everybody's own choice, letters' links, and the log for those who keep it. */
export const channelTable: readonly Row[] = [
  own('preference.get'),
  own('preference.set'),
  own('mail-address.set'),
  own('mail-address.remove'),
  // A letter's link speaks for whoever reads that mailbox, in its own community.
  link('mail-address.link'),
  link('mail-address.confirm'),
  link('mail-address.stop'),
  row('message.list', { yes: 'desk administrator', 'desk-only': notKeepers }, 'desk-only'),
  administrators('webhook.list'),
  administrators('webhook.add'),
  administrators('webhook.rotate'),
  administrators('webhook.end'),
  administrators('webhook.replay'),
  administrators('webhook.try'),
  row('message.resend', { yes: 'desk administrator', 'desk-only': notKeepers }, 'desk-only'),
];
