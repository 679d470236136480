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

/** What concerns signing in. */
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
  // Last: whoever signs in or out loses the session they came with.
  row('account.requestCode', { yes: everybody }, 'yes'),
  row('account.signInWithCode', { yes: everybody }, 'yes'),
  row('account.signInWithPassword', { yes: everybody }, 'not-of-this-community'),
  row('account.me', { yes: everybody }, 'yes'),
  row('account.signOut', { yes: everybody }, 'yes'),
];
