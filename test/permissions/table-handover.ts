import { type Row, row } from './row.ts';

const others =
  'stranger follower resident neighbour captain other-captain chair handler other-handler street';

/** Posts change hands by an administrator; what an ended one left the desk gives on. */
export const handoverTable: readonly Row[] = [
  row('handover.get', { yes: 'desk administrator', 'keepers-only': others }, 'keepers-only'),
  row(
    'handover.make',
    { yes: 'administrator', 'administrator-only': 'desk', 'keepers-only': others },
    'keepers-only',
  ),
  row(
    'handover.make',
    { yes: 'desk administrator', 'keepers-only': others },
    'keepers-only',
    'the post has ended',
  ),
];
