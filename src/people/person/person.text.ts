export const personText = {
  /** Somebody who signed in before telling a name. Nothing of the phone number is in it. */
  newNeighbour: { zh: '新邻居', en: 'New neighbour' },
};
