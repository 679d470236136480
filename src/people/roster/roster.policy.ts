import { type Asker, holdsPost } from '../../kernel/asker.ts';

/** A roster names every household and writes them all at once: for the administrator, as the places it makes are. */
export function mayImportRoster(asker: Asker): true | 'administrator-only' {
  return asker.kind === 'system' || holdsPost(asker, 'administrator') || 'administrator-only';
}
