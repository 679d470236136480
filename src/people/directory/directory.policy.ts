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

/** Whoever keeps the register also registers people and corrects what is written of them. */
export function mayChangePeople(asker: Asker): true | 'desk-only' {
  return mayListPeople(asker);
}
