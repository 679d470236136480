import { type Asker, holdsPost } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';

/** Whoever works in the community sees who is away: they dispatch to them, or wait for them. */
export function mayListAbsences(asker: Asker): true | 'staff-only' {
  return asker.kind === 'person' && asker.posts.length > 0 ? true : 'staff-only';
}

/** An absence is one's own to begin and end; desk and administrators do it for who cannot, such as somebody ill. */
export function mayChangeAbsence(
  asker: Asker,
  holder: Id<'person'>,
): true | 'staff-only' | 'absence-not-yours' {
  const may = mayListAbsences(asker);
  if (may !== true || asker.kind !== 'person') return 'staff-only';
  const keeps = holdsPost(asker, 'desk') || holdsPost(asker, 'administrator');
  return keeps || asker.personId === holder ? true : 'absence-not-yours';
}
