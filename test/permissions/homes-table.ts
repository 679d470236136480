import { row } from './row.ts';

/** The part of the permission table about people and homes: who is registered where, slips, and asking to be. */

const visitors = 'stranger follower';
const residents = 'resident neighbour';
const captains = 'captain other-captain';
const handlers = 'handler other-handler';
const keepers = 'desk administrator';
const notKeepers = `${visitors} ${residents} ${captains} chair ${handlers} street`;
const notAdministrator = `${notKeepers} desk`;
const signedIn = `${residents} ${captains} chair ${handlers} desk administrator street`;
const notThatCaptain = `${residents} other-captain chair ${handlers} street`;

/** Where somebody lives is theirs, their captain's and the desk's: to everybody else a request is not there. */
export const homes = [
  row('person.list', { yes: keepers, 'desk-only': notKeepers }, 'desk-only'),
  row('person.create', { yes: keepers, 'desk-only': notKeepers }, 'desk-only'),
  row('person.update', { yes: keepers, 'desk-only': notKeepers }, 'desk-only'),
  row('person.get', { yes: keepers, 'desk-only': notKeepers }, 'desk-only'),
  row('person.building', { yes: keepers, 'desk-only': notKeepers }, 'desk-only'),
  row('place.kept', { yes: keepers, 'desk-only': notKeepers }, 'desk-only'),
  ...[
    ...['place.addEstate', 'place.addBuilding', 'place.addDwelling', 'place.addArea'],
    ...['place.rename', 'place.close', 'place.reopen', 'place.remove'],
    ...['roster.read', 'roster.get', 'roster.import'],
  ].map((operation) =>
    row(operation, { yes: 'administrator', 'administrator-only': notAdministrator }, 'administrator-only'),
  ),
  row('slip.make', { yes: keepers, 'keepers-only': notKeepers }, 'keepers-only'),
  row('slip.list', { yes: keepers, 'keepers-only': notKeepers }, 'keepers-only'),
  row('slip.sheet', { yes: keepers, 'keepers-only': notKeepers }, 'keepers-only'),

  row('residence.mine', { 'sign-in-first': visitors, yes: signedIn }, 'sign-in-first'),
  row('residence.redeem', { 'sign-in-first': visitors, yes: signedIn }, 'sign-in-first'),
  row('residence.ask', { 'sign-in-first': visitors, yes: signedIn }, 'sign-in-first'),
  row(
    'residence.withdraw',
    {
      'sign-in-first': visitors,
      yes: 'neighbour',
      'request-not-found': `resident ${captains} chair ${handlers} desk administrator street`,
    },
    'sign-in-first',
  ),
  row(
    'residence.leave',
    {
      'sign-in-first': visitors,
      yes: 'resident',
      'home-not-found': `neighbour ${captains} chair ${handlers} desk administrator street`,
    },
    'sign-in-first',
  ),
  ...['residence.list', 'residence.count'].map((operation) =>
    row(
      operation,
      {
        yes: `${captains} ${keepers}`,
        'captains-only': `${visitors} ${residents} chair ${handlers} street`,
      },
      'captains-only',
    ),
  ),
  ...['residence.confirm', 'residence.refuse'].map((operation) =>
    row(
      operation,
      { yes: `captain ${keepers}`, 'request-not-found': `${visitors} ${notThatCaptain}` },
      'request-not-found',
    ),
  ),
  row('residence.end', { yes: keepers, 'keepers-only': notKeepers }, 'keepers-only'),
];
