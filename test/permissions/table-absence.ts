import { type Row, row } from './row.ts';

const outside = 'stranger follower resident neighbour';
const changing = {
  yes: 'captain desk administrator',
  'absence-not-yours': 'other-captain chair handler other-handler street',
  'staff-only': outside,
};

/** Who is away and who stands in; the absence is the captain's. */
export const absenceTable: readonly Row[] = [
  row(
    'absence.list',
    {
      yes: 'captain other-captain chair handler other-handler desk administrator street',
      'staff-only': outside,
    },
    'staff-only',
  ),
  row('absence.begin', changing, 'staff-only'),
  row('absence.end', changing, 'staff-only'),
];
