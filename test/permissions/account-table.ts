import { everybody, type Row, row } from './row.ts';

const visitors = 'stranger follower';
const residents = 'resident neighbour';
const captains = 'captain other-captain';
const handlers = 'handler other-handler';
const bySms = `${residents} ${captains} chair`;
const byPassword = `${handlers} desk administrator street`;
const signedIn = `${bySms} ${byPassword}`;

/** What staff sign in with is theirs to change, for who signed in with it. */
const ownPassword = (answer: string) => ({
  'not-signed-in': visitors,
  'staff-sign-in-first': bySms,
  [answer]: byPassword,
});

const keepers = 'desk administrator';
const notKeepers = `${visitors} ${bySms} ${handlers} street`;

const administrators = (answer: string) => ({
  [answer]: 'administrator',
  'administrator-only': `${visitors} ${bySms} ${handlers} desk street`,
});

/** What concerns signing in, and getting in again. */
export const account: readonly Row[] = [
  row('account.read', { 'not-signed-in': visitors, yes: signedIn }, 'not-signed-in'),
  row('account.listSessions', { 'not-signed-in': visitors, yes: signedIn }, 'not-signed-in'),
  row(
    'account.endSession',
    { 'not-signed-in': visitors, 'session-unknown': signedIn },
    'not-signed-in',
    'it is somebody else’s',
  ),
  row('account.endOtherSessions', { 'not-signed-in': visitors, yes: signedIn }, 'not-signed-in'),
  row('account.changePassword', ownPassword('yes'), 'not-signed-in'),
  row('account.renewRecoveryCodes', ownPassword('second-factor-not-set'), 'not-signed-in'),
  row('account.readEnrolment', { 'sign-in-again': everybody }, 'sign-in-again', 'nothing is being set up'),
  row(
    'account.confirmSecondFactor',
    { 'sign-in-again': everybody },
    'sign-in-again',
    'nothing is being set up',
  ),
  row(
    'account.signInWithSecondFactor',
    { 'sign-in-again': everybody },
    'sign-in-again',
    'no password was given',
  ),
  row('account.beginSecondFactor', ownPassword('yes'), 'not-signed-in'),
  row('account.readOf', { yes: keepers, 'desk-only': notKeepers }, 'desk-only'),
  row('account.issuePasswordLink', administrators('yes'), 'administrator-only', 'it is of staff'),
  row(
    'account.issuePasswordLink',
    administrators('no-staff-account'),
    'administrator-only',
    'it is of a resident',
  ),
  row(
    'account.issuePasswordLink',
    administrators('own-account'),
    'administrator-only',
    'it is the administrator’s own',
  ),
  row('account.resetSecondFactor', administrators('yes'), 'administrator-only', 'it is of staff'),
  row('account.readIdentity', { yes: everybody }, 'yes'),
  row('account.beginProviderSignIn', { 'provider-off': everybody }, 'provider-off'),
  row('account.takeProviderAnswer', { 'provider-off': everybody }, 'provider-off'),
  row('account.beginBinding', ownPassword('provider-off'), 'not-signed-in'),
  row('account.unbindIdentity', ownPassword('identity-none'), 'not-signed-in'),
  row('account.unbindIdentityOf', administrators('yes'), 'administrator-only', 'it is of staff'),
  row('account.openStaffAccount', administrators('yes'), 'administrator-only'),
  row('account.readPasswordLink', { yes: everybody }, 'yes'),
  row('account.choosePassword', { yes: everybody }, 'yes'),
  row('person.moveNumber', { yes: keepers, 'desk-only': notKeepers }, 'desk-only'),
  row('reportKey.request', { yes: everybody }, 'yes'),
  row('reportKey.renew', { yes: everybody }, 'lost-key-code-wrong'),
  // Last: whoever signs in or out loses the session they came with.
  row('account.requestCode', { yes: everybody }, 'yes'),
  row('account.signInWithCode', { yes: everybody }, 'yes'),
  row('account.signInWithPassword', { yes: everybody }, 'not-of-this-community'),
  row('account.me', { yes: everybody }, 'yes'),
  row('account.signOut', { yes: everybody }, 'yes'),
];
