import { account } from './account-table.ts';
import { homes } from './homes-table.ts';
import { askers, type Expected, everybody, type Row, row } from './row.ts';
import { abuseTable } from './table-abuse.ts';
import { channelTable } from './table-channels.ts';
import { deskTable } from './table-desk.ts';
import { flagTable } from './table-flags.ts';
import { lookTable } from './table-looks.ts';
import { oversight } from './table-oversight.ts';
import { postTable } from './table-posts.ts';
import { proofTable } from './table-proof.ts';
import { publicationTable } from './table-publications.ts';
import { runningTable } from './table-running.ts';
import { sending } from './table-sending.ts';
import { settingsTable } from './table-settings.ts';
import { witnessTable } from './table-witnesses.ts';

/**
 * The permission table: every operation and everybody who may ask, with the answer they get. Written by hand from
 * what the community has promised its residents, not from the code; the walk in `permissions.test.ts` asks them all.
 */

const visitors = 'stranger follower';
const reporter = 'follower resident';
const residents = 'resident neighbour';
const captains = 'captain other-captain';
const handlers = 'handler other-handler';

const places = [row('place.list', { yes: everybody }, 'yes'), row('place.find', { yes: everybody }, 'yes')];

const withInbox = `follower ${residents} ${captains} chair ${handlers} desk administrator street`;

const notices = [
  row('notice.list', { 'sign-in-first': 'stranger', yes: withInbox }, 'sign-in-first'),
  row('notice.count', { 'sign-in-first': 'stranger', yes: withInbox }, 'sign-in-first'),
  row(
    'notice.read',
    {
      'sign-in-first': 'stranger',
      yes: 'resident',
      'notice-not-found': `follower neighbour ${captains} chair ${handlers} desk administrator street`,
    },
    'sign-in-first',
    'the notice is the resident’s',
  ),
];

const noReader = `stranger neighbour other-captain ${handlers}`;

const reports = [
  row('report.submit', { yes: everybody }, 'place-unknown'),
  row('report.submit', { yes: everybody }, 'photo-unknown', 'it brings a photo sent ahead'),
  row(
    'report.register',
    {
      yes: `${captains} chair desk administrator`,
      'register-not-yours': `${visitors} ${residents} ${handlers} street`,
    },
    'register-not-yours',
  ),
  row(
    'report.get',
    {
      'yes: reporter': reporter,
      'yes: staff': 'captain chair desk administrator street',
      'report-not-found': noReader,
    },
    'report-not-found',
  ),
  row(
    'report.list',
    {
      yes: 'chair desk administrator street',
      'staff-only': `${visitors} ${residents} ${captains} ${handlers}`,
    },
    'staff-only',
  ),
  row(
    'report.mine',
    {
      'sign-in-first': visitors,
      yes: `${residents} ${captains} chair ${handlers} desk administrator street`,
    },
    'sign-in-first',
  ),
  row(
    'report.add',
    {
      yes: `${reporter} desk`,
      'reporter-only': 'captain chair administrator street',
      'report-not-found': noReader,
    },
    'report-not-found',
  ),
  row(
    'report.type-recording',
    {
      'recording-none': 'desk',
      'recording-not-yours': `${reporter} captain chair administrator street`,
      'report-not-found': noReader,
    },
    'report-not-found',
  ),
  row(
    'report.withdraw',
    {
      'yes: reporter': reporter,
      'reporter-only': 'captain chair desk administrator street',
      'report-not-found': noReader,
    },
    'report-not-found',
  ),
  ...['for the community only', 'hidden from its handler'].map((when) =>
    row(
      'report.see-contact',
      {
        yes: 'desk',
        'contact-hidden': 'captain chair administrator street',
        'report-not-found': `${reporter} ${noReader}`,
      },
      'report-not-found',
      when,
    ),
  ),
  row(
    'report.see-contact',
    {
      'contact-hidden': 'desk captain chair administrator street',
      'report-not-found': `${reporter} ${noReader}`,
    },
    'report-not-found',
    'fully anonymous',
  ),
];

/** The desk alone decides on reports; those outside learn nothing, not even that there is one. */
function decision(operation: string, yes: Expected): Row {
  return row(
    operation,
    {
      [yes]: 'desk',
      'desk-only': `${captains} chair ${handlers} administrator`,
      'street-reads-only': 'street',
      'report-not-found': `${visitors} ${residents}`,
    },
    'report-not-found',
  );
}

/** A step of a matter that everyone may read: some take it, the street is told that it only reads. */
function step(operation: string, yes: string, no: Expected, when?: string): Row {
  const others = askers.filter((name) => name !== 'street' && !yes.split(' ').includes(name));
  return row(
    operation,
    { 'yes: staff': yes, [no]: others.join(' '), 'street-reads-only': 'street' },
    'matter-not-found',
    when,
  );
}

const matters = [
  decision('matter.accept', 'yes: staff'),
  decision('matter.accept-into', 'yes: staff'),
  decision('matter.reject', 'yes'),
  decision('matter.redirect', 'yes'),
  decision('matter.ask', 'yes'),
  step('matter.dispatch', 'desk', 'desk-only'),
  step('matter.reassign', 'desk', 'desk-only'),
  step('matter.extend', 'desk', 'desk-only'),
  step('matter.refuse-extension', 'desk', 'desk-only'),
  step('matter.suspend', 'desk', 'desk-only'),
  step('matter.resume', 'desk', 'desk-only'),
  step('matter.archive', 'desk', 'desk-only'),
  step('matter.merge', 'desk', 'desk-only'),
  step('matter.take', 'handler', 'main-handler-only'),
  step('matter.return', 'handler', 'main-handler-only'),
  step('matter.ask-extension', 'handler', 'main-handler-only'),
  step('matter.resolve', 'handler', 'main-handler-only'),
  step('matter.contact', 'handler', 'handler-only'),
  step('matter.contact', 'handler other-handler', 'handler-only', 'the other handler assists'),
  step('matter.resolve', 'handler', 'main-handler-only', 'the other handler assists'),
  row(
    'matter.dispatch',
    {
      'yes: staff': 'desk',
      'desk-only': `${reporter} administrator`,
      'street-reads-only': 'street',
      'matter-not-found': `stranger neighbour ${captains} chair ${handlers}`,
    },
    'matter-not-found',
    'it is about somebody’s hardship',
  ),
  row(
    'matter.reopen',
    {
      'yes: reporter': reporter,
      'yes: staff': 'desk',
      'reporter-only': `stranger neighbour ${captains} chair ${handlers} administrator`,
      'street-reads-only': 'street',
    },
    'matter-not-found',
  ),
  row(
    'matter.withdraw',
    {
      'yes: reporter': reporter,
      'reporter-only': `stranger neighbour ${captains} chair ${handlers} desk administrator`,
      'street-reads-only': 'street',
    },
    'matter-not-found',
  ),
  row(
    'matter.me-too',
    {
      'yes: public': `neighbour ${captains} chair`,
      'household-already-counted': 'resident',
      'resident-only': `${visitors} ${handlers} desk administrator`,
      'street-reads-only': 'street',
    },
    'matter-not-found',
  ),
  row(
    'matter.note',
    {
      yes: `${reporter} handler desk`,
      'reporter-only': `stranger neighbour ${captains} chair other-handler administrator`,
      'street-reads-only': 'street',
    },
    'matter-not-found',
  ),
  row(
    'matter.see-contact',
    {
      yes: 'handler desk',
      'contact-hidden': 'administrator street',
      'matter-not-found': `${visitors} ${residents} ${captains} chair other-handler`,
    },
    'matter-not-found',
    'for the community only',
  ),
  row(
    'matter.see-contact',
    {
      yes: 'desk',
      'contact-hidden': 'handler administrator street',
      'matter-not-found': `${visitors} ${residents} ${captains} chair other-handler`,
    },
    'matter-not-found',
    'hidden from its handler',
  ),
];

const reading = [
  row(
    'matter.get',
    {
      'yes: public': `stranger neighbour ${captains} chair other-handler`,
      'yes: reporter': reporter,
      'yes: staff': 'handler desk administrator street',
    },
    'matter-not-found',
  ),
  row(
    'matter.get',
    {
      'yes: reporter': reporter,
      'yes: staff': 'desk administrator street',
      'matter-not-found': `stranger neighbour ${captains} chair ${handlers}`,
    },
    'matter-not-found',
    'it is about somebody’s hardship',
  ),
  row('matter.get-public', { 'yes: public': everybody }, 'matter-not-found'),
  row(
    'matter.get-public',
    { 'matter-not-found': everybody },
    'matter-not-found',
    'it is about somebody’s hardship',
  ),
  // Everyone reads what happened; words and photos stay with those concerned.
  row('matter.timeline', { yes: everybody }, 'matter-not-found'),
  row(
    'matter.timeline',
    {
      yes: `${reporter} desk administrator street`,
      'matter-not-found': `stranger neighbour ${captains} chair ${handlers}`,
    },
    'matter-not-found',
    'it is about somebody’s hardship',
  ),
  row(
    'matter.list',
    {
      yes: `${captains} chair ${handlers} desk administrator street`,
      'staff-only': `${visitors} ${residents}`,
    },
    'staff-only',
  ),
  row('matter.list-public', { yes: everybody }, 'yes'),
];

const notReporter = `stranger neighbour ${captains} chair ${handlers} desk administrator`;

const callback = [
  row(
    'callback.question',
    { yes: reporter, 'reporter-only': notReporter, 'street-reads-only': 'street' },
    'matter-not-found',
  ),
  row(
    'callback.answer',
    { 'yes: reporter': reporter, 'reporter-only': notReporter, 'street-reads-only': 'street' },
    'matter-not-found',
  ),
  row(
    'callback.attempt',
    {
      'yes: staff': 'desk',
      'desk-calls-first': 'captain chair',
      'desk-only': `${residents} other-captain ${handlers} administrator`,
      'street-reads-only': 'street',
      'matter-not-found': visitors,
    },
    'matter-not-found',
  ),
  row(
    'callback.list',
    {
      yes: 'desk administrator street',
      'staff-only': `${visitors} ${residents} ${captains} chair ${handlers}`,
    },
    'matter-not-found',
  ),
  row(
    'callback.attempt',
    {
      'worked-on-it': 'desk',
      'yes: staff': 'captain chair',
      'desk-only': `${residents} other-captain ${handlers} administrator`,
      'street-reads-only': 'street',
      'matter-not-found': visitors,
    },
    'matter-not-found',
    'the whole desk worked on it',
  ),
];

export const table: readonly Row[] = [
  ...places,
  ...postTable,
  ...notices,
  ...sending,
  ...reports,
  ...matters,
  ...reading,
  ...callback,
  ...deskTable,
  ...runningTable,
  ...lookTable,
  ...settingsTable,
  ...channelTable,
  ...oversight,
  ...flagTable,
  ...abuseTable,
  ...proofTable,
  ...publicationTable,
  ...witnessTable,
  // Who moves is counted with another household from then on, so homes come after what counts households.
  ...homes,
  // Signing in and out ends the session somebody came with, so they come last.
  ...account,
];
