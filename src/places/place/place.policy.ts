import { type Asker, holdsPost } from '../../kernel/asker.ts';

/**
 * Which dwellings exist is personal data (住址, Civil Code art. 1034): only those who keep the register may be
 * told that a door exists or not; for everybody else an address is read down to its stairwell.
 */
export function maySeeDwellings(asker: Asker): true | 'staff-only' {
  if (asker.kind === 'system' || holdsPost(asker, 'desk') || holdsPost(asker, 'administrator')) return true;
  return 'staff-only';
}

/** Buildings and shared areas are there for everybody to see, so everybody may list and find them. */
export function mayListPlaces(_asker: Asker): true {
  return true;
}

/** The register is read by those who keep it; how many homes a building has is theirs to see, closed places too. */
export function mayReadKeptPlaces(asker: Asker): true | 'desk-only' {
  return maySeeDwellings(asker) === true || 'desk-only';
}

/** On the register stand promises, posts and votes, so it is changed by the administrator alone. */
export function mayKeepPlaces(asker: Asker): true | 'administrator-only' {
  return asker.kind === 'system' || holdsPost(asker, 'administrator') || 'administrator-only';
}
