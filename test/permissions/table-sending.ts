import { everybody, row } from './row.ts';

/** Whoever was told the id of a draft or of a photo sent ahead holds the key to it. */
export const sending = [
  row('photo.add', { yes: everybody }, 'yes'),
  row('draft.begin', { yes: everybody }, 'yes'),
  row('draft.write', { yes: everybody }, 'draft-not-found'),
  row('draft.get', { yes: everybody }, 'draft-not-found'),
  row('draft.mine', { yes: everybody }, 'yes'),
  row('draft.discard', { yes: everybody }, 'draft-not-found'),
];
