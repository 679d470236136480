import { type Row, row } from './row.ts';

const others =
  'stranger follower resident neighbour captain other-captain chair handler other-handler street';

/** Desk and administrator mark a report as abusive, see that it is marked, and lift it. */
export const abuseTable: readonly Row[] = ['abuse.get', 'abuse.mark', 'abuse.lift'].map((operation) =>
  row(operation, { yes: 'desk administrator', 'abuse-keepers-only': others }, 'abuse-keepers-only'),
);
