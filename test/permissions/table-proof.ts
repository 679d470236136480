import { everybody, type Row, row } from './row.ts';

const others =
  'stranger neighbour captain other-captain chair handler other-handler desk administrator street';

/** What the ledger holds is everybody's; receipts of a report are its reporter's, and of nobody else, staff included. */
export const proofTable: readonly Row[] = [
  row('proof.entries', { yes: everybody }, 'number-not-in-ledger'),
  row('proof.seal', { yes: everybody }, 'yes'),
  row('proof.receipts', { yes: 'follower resident', 'report-not-found': others }, 'report-not-found'),
  row('proof.receipt', { yes: 'follower resident', 'report-not-found': others }, 'report-not-found'),
  row(
    'proof.receipt',
    { 'receipt-not-found': 'follower resident', 'report-not-found': others },
    'report-not-found',
    'it is of an entry of somebody else',
  ),
];
