import { type Asker, holdsPost } from '../../kernel/asker.ts';

/** By which number a community answers, and whether the world may search it, is for its administrators to say. */
export function maySetReach(asker: Asker): true | 'administrator-only' {
  return holdsPost(asker, 'administrator') || 'administrator-only';
}

/** Who changed it and why is for those who are asked about it. */
export function mayReadReachChanges(asker: Asker): true | 'desk-only' {
  return holdsPost(asker, 'desk') || holdsPost(asker, 'administrator') || 'desk-only';
}
