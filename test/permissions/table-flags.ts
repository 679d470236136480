import { everybody, type Row, row } from './row.ts';

const residents = 'stranger follower resident neighbour';
const others = 'captain other-captain chair handler other-handler';

/** Whoever reads something may say that it should not be shown; the desk decides, and puts back what waits aside. */
export const flagTable: readonly Row[] = [
  row(
    'report.release',
    { yes: 'desk', 'desk-only': `${residents} ${others} administrator street` },
    'desk-only',
  ),
  row('flag.listParts', { yes: everybody }, 'matter-not-found'),
  row('flag.raise', { yes: everybody }, 'matter-not-found'),
  ...(['flag.listWords', 'flag.raiseWords'] as const).map((operation) =>
    row(
      operation,
      {
        yes: 'follower resident captain chair desk administrator street',
        'report-not-found': 'stranger neighbour other-captain handler other-handler',
      },
      'report-not-found',
    ),
  ),
  row(
    'flag.list',
    { yes: 'desk administrator street', 'staff-only': `${residents} ${others}` },
    'staff-only',
  ),
  row(
    'flag.decide',
    { yes: 'desk', 'desk-only': `${residents} ${others} administrator street` },
    'desk-only',
  ),
];
