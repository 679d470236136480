import type { Asker } from '../../kernel/asker.ts';

/** Everybody chooses for themselves; whoever only holds a private link has no telephone and no address here. */
export function mayChoose(asker: Asker): true | 'sign-in-first' {
  return asker.kind === 'person' || 'sign-in-first';
}

/** The link in a letter speaks for whoever reads that address, signed in or not. */
export function mayFollowLink(_asker: Asker): true {
  return true;
}
