import { ok } from '../../kernel/outcome.ts';
import { type HandlersOf, implement } from '../../platform/call.ts';
import { retainedKinds, retentionOperations } from './retention.contract.ts';
import { retained } from './retention.rules.ts';
import * as store from './retention.store.ts';

const shownLines = 40;

/**
 * For everybody to read before they give anything (个人信息保护法 17), also for those who will never sign in; the log beside it
 * counts and names nobody.
 */
const readRetention: HandlersOf<typeof retentionOperations>['readRetention'] = (call) =>
  call.read(async (tx) =>
    ok({
      retained: retainedKinds.map((kind) => ({ kind, ...retained[kind] })),
      gone: await store.listGone(tx, shownLines),
    }),
  );

export const retentionHandlers = implement(retentionOperations, { readRetention });
