import { everybody, type Row, row } from './row.ts';

const others = 'stranger follower resident neighbour captain other-captain chair handler other-handler';
const toStaff = { yes: 'desk administrator street', 'staff-only': others };

/** What waits to be published is read as it came by desk, administrator and street; the desk decides; what is published is everybody's. */
export const publicationTable: readonly Row[] = [
  row('publication.list', toStaff, 'staff-only'),
  row('publication.get', toStaff, 'staff-only'),
  row(
    'publication.get',
    { 'matter-not-found': 'desk administrator street', 'staff-only': others },
    'staff-only',
    'it is about somebody’s hardship',
  ),
  row('publication.decide', { yes: 'desk', 'desk-only': `${others} administrator street` }, 'desk-only'),
  row('publication.read', { yes: everybody }, 'matter-not-found'),
  row(
    'publication.read',
    { 'matter-not-found': everybody },
    'matter-not-found',
    'it is about somebody’s hardship',
  ),
];
