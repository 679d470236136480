import { everybody, row } from './row.ts';

/** Whoever was told the id of a draft or of a photo sent ahead holds the key to it. */
export const sending = [
  row('photo.add', { yes: everybody }, 'yes'),
  row('draft.begin', { yes: everybody }, 'yes'),
  row('draft.write', { yes: everybody }, 'draft-not-found'),
  row('draft.get', { yes: everybody }, 'draft-not-found'),
  row('draft.mine', { yes: everybody }, 'yes'),
  row('draft.discard', { yes: everybody }, 'draft-not-found'),
  row('offline-report.put-piece', { yes: everybody }, 'yes'),
  row('offline-report.put', { yes: everybody }, 'place-unknown'),
  row(
    'offline-report.put',
    {
      yes: 'resident',
      'written-signed-in': 'stranger follower',
      'written-by-another':
        'neighbour captain other-captain chair handler other-handler desk administrator street',
    },
    'written-signed-in',
    'the resident wrote it',
  ),
];
