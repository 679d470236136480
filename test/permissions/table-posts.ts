import { type Row, row } from './row.ts';

const visitors = 'stranger follower';
const residents = 'resident neighbour';
const captains = 'captain other-captain';
const handlers = 'handler other-handler';
const outside = `${visitors} ${residents}`;
const notKeepers = `${outside} ${captains} chair ${handlers} street`;

const changingAbsence = {
  yes: 'captain desk administrator',
  'absence-not-yours': 'other-captain chair handler other-handler street',
  'staff-only': outside,
};

/**
 * Who gives and ends posts, who is away (the absence is the captain's), and how posts change hands: by an
 * administrator; what an ended one left the desk gives on.
 */
export const postTable: readonly Row[] = [
  row(
    'post.list',
    {
      yes: `${captains} chair ${handlers} desk administrator street`,
      'staff-only': `${visitors} ${residents}`,
    },
    'staff-only',
  ),
  row(
    'post.appoint',
    {
      yes: 'administrator',
      'administrator-only': `${visitors} ${residents} ${captains} chair ${handlers} desk street`,
    },
    'administrator-only',
  ),
  row(
    'post.end',
    {
      yes: 'administrator',
      'administrator-only': `${visitors} ${residents} ${captains} chair ${handlers} desk street`,
    },
    'administrator-only',
  ),
  row(
    'absence.list',
    {
      yes: 'captain other-captain chair handler other-handler desk administrator street',
      'staff-only': outside,
    },
    'staff-only',
  ),
  row('absence.begin', changingAbsence, 'staff-only'),
  row('absence.end', changingAbsence, 'staff-only'),
  row('handover.get', { yes: 'desk administrator', 'keepers-only': notKeepers }, 'keepers-only'),
  row(
    'handover.make',
    { yes: 'administrator', 'administrator-only': 'desk', 'keepers-only': notKeepers },
    'keepers-only',
  ),
  row(
    'handover.make',
    { yes: 'desk administrator', 'keepers-only': notKeepers },
    'keepers-only',
    'the post has ended',
  ),
];
