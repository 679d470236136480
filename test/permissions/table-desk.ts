import { askers, type Row, row } from './row.ts';

/** Several at once is the desk's alone; nobody else learns whether what they name is there. */
function several(operation: string): Row {
  const others = askers.filter((name) => name !== 'desk' && name !== 'street');
  return row(
    operation,
    { yes: 'desk', 'street-reads-only': 'street', 'desk-only': others.join(' ') },
    'desk-only',
  );
}

/** A part is its assisting handler's alone: here the other handler assists. */
function ownPart(operation: string): Row {
  const others = askers.filter((name) => name !== 'other-handler' && name !== 'street');
  return row(
    operation,
    { 'yes: staff': 'other-handler', 'street-reads-only': 'street', 'assisting-only': others.join(' ') },
    'matter-not-found',
  );
}

/** The desk and the administrator keep the words everybody writes with. */
function keeping(operation: string): Row {
  const others = askers.filter((name) => name !== 'desk' && name !== 'administrator');
  return row(
    operation,
    { yes: 'desk administrator', 'phrase-keepers-only': others.join(' ') },
    'phrase-keepers-only',
  );
}

/** What the desk works with beside the single matter. */
export const deskTable: readonly Row[] = [
  row(
    'matter.split',
    {
      'yes: staff': 'desk',
      'street-reads-only': 'street',
      'desk-only': askers.filter((name) => name !== 'desk' && name !== 'street').join(' '),
    },
    'matter-not-found',
  ),
  row(
    'matter.assist',
    {
      'yes: staff': 'desk',
      'street-reads-only': 'street',
      'desk-only': askers.filter((name) => name !== 'desk' && name !== 'street').join(' '),
    },
    'matter-not-found',
  ),
  ownPart('matter.take-part'),
  ownPart('matter.finish-part'),
  ownPart('matter.hand-back-part'),
  keeping('phrase.list'),
  keeping('phrase.add'),
  keeping('phrase.change'),
  keeping('phrase.retire'),
  keeping('phrase.add-starters'),
  row(
    'phrase.for-report',
    {
      yes: 'desk',
      'street-reads-only': 'street',
      'desk-only': 'captain other-captain chair handler other-handler administrator',
      'report-not-found': 'stranger follower resident neighbour',
    },
    'report-not-found',
  ),
  row(
    'phrase.for-matter',
    {
      yes: 'desk handler',
      'staff-only':
        'stranger follower resident neighbour captain other-captain chair other-handler administrator street',
    },
    'matter-not-found',
  ),
  row(
    'export.matters',
    {
      yes: 'captain other-captain chair handler other-handler desk administrator street',
      'staff-only': 'stranger follower resident neighbour',
    },
    'staff-only',
  ),
  several('bulk.accept'),
  several('bulk.redirect'),
  several('bulk.merge'),
  several('bulk.join'),
  several('bulk.dispatch'),
  several('bulk.undo'),
  several('bulk.get'),
  several('bulk.list'),
];
