import { everybody, type Row, row } from './row.ts';

const staff = 'captain other-captain handler other-handler desk street';
const visitors = 'stranger follower';
const residents = 'resident neighbour';
const workers = `${staff} chair administrator`;

/** Who looked at personal data: audited by those the community trusts with that, and told to whom it concerns. */
export const lookTable: readonly Row[] = [
  row(
    'look.list',
    { yes: 'administrator chair', 'auditors-only': `${visitors} ${residents} ${staff}` },
    'auditors-only',
  ),
  row(
    'look.export',
    { yes: 'administrator chair', 'auditors-only': `${visitors} ${residents} ${staff}` },
    'auditors-only',
  ),
  row(
    'look.list-own',
    { 'sign-in-first': visitors, yes: `${residents} ${staff} chair administrator` },
    'sign-in-first',
  ),
  row('retention.read', { yes: everybody }, 'yes'),
  row('copy.offer', { 'sign-in-first': visitors, yes: `${residents} ${workers}` }, 'sign-in-first'),
  row('copy.make', { 'sign-in-first': visitors, yes: `${residents} ${workers}` }, 'sign-in-first'),
  row('erasure.read', { 'sign-in-first': visitors, yes: `${residents} ${workers}` }, 'sign-in-first'),
  row(
    'erasure.withdraw',
    { 'sign-in-first': visitors, 'erasure-not-asked': `${residents} ${workers}` },
    'sign-in-first',
    'nothing waits',
  ),
  row(
    'erasure.ask',
    { 'sign-in-first': visitors, 'post-held': workers, yes: 'neighbour', 'matters-open': 'resident' },
    'sign-in-first',
  ),
];
