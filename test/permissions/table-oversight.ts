import { type Row, row } from './row.ts';

const reporter = 'follower resident';
const captains = 'captain other-captain';
const handlers = 'handler other-handler';
const notTheirs = `${reporter} stranger neighbour ${captains} chair ${handlers} desk`;

/** The street supervises in its communities, and changes nothing else. */
export const oversight: readonly Row[] = [
  row(
    'matter.supervise',
    {
      'yes: staff': 'administrator street',
      'supervisor-only': notTheirs,
    },
    'matter-not-found',
  ),
  row(
    'matter.lift',
    { 'yes: staff': 'administrator', 'supervision-not-yours': 'street', 'supervisor-only': notTheirs },
    'matter-not-found',
  ),
  row(
    'matter.lift',
    { 'yes: staff': 'street', 'supervision-not-yours': 'administrator', 'supervisor-only': notTheirs },
    'matter-not-found',
    'the street placed it',
  ),
  row(
    'matter.move',
    {
      'yes: staff': 'desk',
      'desk-only': `${reporter} stranger neighbour ${captains} chair ${handlers} administrator`,
      'street-reads-only': 'street',
    },
    'matter-not-found',
  ),
  row(
    'urging.urge',
    {
      'yes: reporter': reporter,
      'yes: staff': 'desk',
      'reporter-only': `stranger neighbour ${captains} chair ${handlers} administrator`,
      'street-reads-only': 'street',
    },
    'matter-not-found',
  ),
  row(
    'urging.urge',
    {
      'urged-today': reporter,
      'yes: staff': 'desk',
      'reporter-only': `stranger neighbour ${captains} chair ${handlers} administrator`,
      'street-reads-only': 'street',
    },
    'matter-not-found',
    'urged by the reporter today',
  ),
  row(
    'urging.list',
    {
      yes: 'handler desk administrator street',
      'staff-only': `${reporter} stranger neighbour ${captains} chair other-handler`,
    },
    'matter-not-found',
  ),
];
