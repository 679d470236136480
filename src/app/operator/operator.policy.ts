import { type Asker, holdsPost } from '../../kernel/asker.ts';

/**
 * How it runs is for administrators of the community: of its own jobs, and of the machine as far as everybody on it
 * shares it (docs/decisions/0024-administrators-see-how-it-runs.md).
 */
export function maySeeOperator(asker: Asker): true | 'administrator-only' {
  return asker.kind === 'system' || holdsPost(asker, 'administrator') || 'administrator-only';
}

/** Whoever sees what failed lets it be tried again: a job is done once however often it is retried. */
export function mayRetryJob(asker: Asker): true | 'administrator-only' {
  return maySeeOperator(asker);
}
