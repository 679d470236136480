import { type Asker, holdsPost } from '../../kernel/asker.ts';

/**
 * The register of people is for those whose work it is to keep it. The street supervises matters, for which it
 * needs no list of residents (Personal Information Protection Law, art. 6: no more than the purpose needs).
 */
export function mayListPeople(asker: Asker): true | 'desk-only' {
  return asker.kind === 'system' || holdsPost(asker, 'desk') || holdsPost(asker, 'administrator')
    ? true
    : 'desk-only';
}

/**
 * The phone signs in: the number of somebody who holds a post or signs in with a password is the administrator's to
 * change, or the desk could become the captain by writing its own number there.
 */
export function mayChangePhone(asker: Asker, person: { isTrusted: boolean }): true | 'phone-of-post' {
  const may = !person.isTrusted || asker.kind === 'system' || holdsPost(asker, 'administrator');
  return may || 'phone-of-post';
}

/** Whoever keeps the register also registers people and corrects what is written of them. */
export function mayChangePeople(asker: Asker): true | 'desk-only' {
  return mayListPeople(asker);
}
