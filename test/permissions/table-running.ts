import { askers, everybody, type Row, row } from './row.ts';

const notAdministrators = askers.filter((name) => name !== 'administrator').join(' ');

/** What tells how things run: what changed, for those who may read it. */
export const runningTable: readonly Row[] = [
  row('change.list', { yes: everybody }, 'yes'),
  row(
    'change.list',
    {
      yes: 'follower resident desk administrator street',
      'matter-not-found': 'stranger neighbour captain other-captain chair handler other-handler',
    },
    'matter-not-found',
    'of a matter that is about somebody’s hardship',
  ),
  row('figures.get', { yes: everybody }, 'yes'),
  row('figures.list', { yes: everybody }, 'yes'),
  row('figures.export', { yes: everybody }, 'yes'),
  row(
    'operator.see',
    { yes: 'administrator', 'administrator-only': notAdministrators },
    'administrator-only',
  ),
  row(
    'operator.retry',
    { yes: 'administrator', 'administrator-only': notAdministrators },
    'administrator-only',
  ),
];
