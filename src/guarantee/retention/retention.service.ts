import { ok } from '../../kernel/outcome.ts';
import { type HandlersOf, implement } from '../../platform/call.ts';
import { retainedKinds, retentionOperations } from './retention.contract.ts';
import { retained } from './retention.rules.ts';
import * as store from './retention.store.ts';

const shownLines = 40;

const readRetention: HandlersOf<typeof retentionOperations>['readRetention'] = (call) =>
  call.read(async (tx) =>
    ok({
      retained: retainedKinds.map((kind) => ({ kind, ...retained[kind] })),
      gone: await store.listGone(tx, shownLines),
    }),
  );

export const retentionHandlers = implement(retentionOperations, { readRetention });
