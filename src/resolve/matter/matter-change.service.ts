import {
  attachPhotos,
  type KeepRefusal,
  type KeptPhoto,
  recordPhotos,
  withKeptPhotos,
} from '../../collect/photo/photo.service.ts';
import { moveReportsToMatter } from '../../collect/report/report-decision.service.ts';
import type { Id } from '../../kernel/id.ts';
import type { InputOf, Operation, RefusalOf } from '../../kernel/operation.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { LocalDate } from '../../kernel/time.ts';
import { asDeclared, type Call, type HandlersOf } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import {
  decideAbsorb,
  decideArchive,
  decideMerge,
  decideReopen,
  decideWithdraw,
} from './matter.closing.rules.ts';
import type { MatterAction, StaffMatter } from './matter.contract.ts';
import type { Case, Decision, NamedHandlers, ReportChange } from './matter.decision.ts';
import {
  decideContact,
  decideDispatch,
  decideReassign,
  decideResolve,
  decideReturn,
  decideTake,
} from './matter.handling.rules.ts';
import { changeOperations as operations } from './matter.operations.contract.ts';
import { actOf, mayDo, ownReports } from './matter.policy.ts';
import {
  decideAskExtension,
  decideExtend,
  decideRefuseExtension,
  decideResume,
  decideSuspend,
} from './matter.promise.rules.ts';
import type { MatterRefusal } from './matter.refusals.contract.ts';
import { refuseStale } from './matter.rules.ts';
import { lockMatter } from './matter.store.ts';
import { type LoadedCase, loadCase, reckonOn } from './matter-case.service.ts';
import { performDecision } from './matter-decision.service.ts';
import { lastChangeOf, moveVoices } from './matter-event.service.ts';
import { findHandlers } from './matter-handler.service.ts';
import { countHouseholdsOf } from './matter-household.service.ts';
import type { Deciding } from './matter-intake.service.ts';
import { reloadCase, reviewForStaff, viewMatter } from './matter-view.service.ts';

type Handlers = HandlersOf<typeof operations>;
type Decided = Outcome<Decision & { report?: ReportChange }, MatterRefusal>;

/** One change: what is done, what it is done on the sight of, and what the rules say to it. */
export type Change = {
  matterId: Id<'matter'>;
  /** Absent where a change commutes with every other. */
  version?: number;
  action: MatterAction;
  /** A second matter the change touches; both are locked in the order of their ids, so that two never wait crosswise. */
  other?: Id<'matter'>;
  decide(subject: Case, loaded: LoadedCase, tx: Tx): Decided | Promise<Decided>;
  /** What else follows in the same transaction. */
  after?(tx: Tx, loaded: LoadedCase): Promise<Outcome<unknown, 'photo-unknown'>>;
};

/**
 * Makes a change to a matter inside the caller's transaction: locked, allowed, not overtaken, decided, carried
 * out. Whoever comes second is told what the first did.
 */
export async function changeMatter(
  call: Deciding,
  tx: Tx,
  change: Change,
): Promise<Outcome<LoadedCase, MatterRefusal | 'photo-unknown'>> {
  if (change.other && change.other < change.matterId) await lockMatter(tx, change.other);
  const matter = await lockMatter(tx, change.matterId);
  if (!matter) return refuse('matter-not-found');
  const loaded = await loadCase(tx, matter, call.now);
  const { facts, calendar, deadlines } = loaded;
  const may = mayDo(call.asker, change.action, matter, facts);
  if (may !== true) return refuse(may);
  if (change.version !== undefined) {
    const stale = refuseStale(matter, change.version, await lastChangeOf(tx, matter.id));
    if (!stale.ok) return stale;
  }
  const act = actOf(call.asker, change.action, matter, facts, call.now);
  const subject = { matter, facts, act, reckon: reckonOn(calendar, deadlines) };
  const decision = await change.decide(subject, loaded, tx);
  if (!decision.ok) return decision;
  await performDecision(tx, loaded, decision.value, call.now);
  const followed = await change.after?.(tx, loaded);
  if (followed && !followed.ok) return followed;
  return ok(loaded);
}

/** A change by staff is answered with the matter as it then is. */
export function byStaff<Op extends Operation>(
  call: Call,
  operation: Op,
  change: Change,
): Promise<Outcome<StaffMatter, RefusalOf<Op>>> {
  return call.write(async (tx) => {
    const changed = await changeMatter(call, tx, change);
    if (!changed.ok) return asDeclared(operation, changed);
    return ok(await reviewForStaff(tx, change.matterId, call));
  });
}

/** Photos that came with the form or were sent ahead, in this order. */
export type ArrivedPhotos = { ids: Id<'photo'>[]; kept: KeptPhoto[] };

/**
 * Makes photos of the files of a form before any transaction opens, and does with them what they came for. The
 * first that is no photo is refused; of what is refused no photo stays behind.
 */
export async function withPhotos<Value, Code extends string>(
  call: Call,
  sentAhead: readonly Id<'photo'>[],
  change: (photos: ArrivedPhotos) => Promise<Outcome<Value, Code>>,
): Promise<Outcome<Value, Code | KeepRefusal>> {
  return withKeptPhotos(call, (kept) =>
    change({ ids: [...sentAhead, ...kept.map((photo) => photo.photoId)], kept }),
  );
}

/** Gives the photos to the matter, in the transaction of the change they belong to. */
export async function addPhotosTo(
  call: Call,
  tx: Tx,
  matterId: Id<'matter'>,
  photos: ArrivedPhotos,
): Promise<Outcome<unknown, 'photo-unknown'>> {
  await recordPhotos(call, tx, photos.kept);
  return attachPhotos(tx, photos.ids, { kind: 'matter', id: matterId });
}

type HandlerInput = { mainHandlerPostId: Id<'post'>; assistingPostIds: readonly Id<'post'>[] };

/** A dispatch names posts; who holds them today is looked up in the same transaction. */
function withHandlers(
  call: Deciding,
  input: HandlerInput,
  decide: (subject: Case, handlers: NamedHandlers) => Decided,
): Change['decide'] {
  return async (subject, _loaded, tx) => decide(subject, await findHandlers(tx, input, call.now));
}

function dispatching(call: Deciding, input: InputOf<(typeof operations)['dispatchMatter']>): Change {
  return {
    ...input,
    action: 'dispatch',
    decide: withHandlers(call, input, (subject, handlers) => decideDispatch(subject, { ...input, handlers })),
  };
}

/** Dispatches in the caller's transaction, as one of several. */
export async function dispatchOne(
  call: Deciding,
  tx: Tx,
  input: InputOf<(typeof operations)['dispatchMatter']>,
): Promise<Outcome<null, RefusalOf<(typeof operations)['dispatchMatter']>>> {
  const changed = await changeMatter(call, tx, dispatching(call, input));
  return changed.ok ? ok(null) : asDeclared(operations.dispatchMatter, changed);
}

export const dispatchMatter: Handlers['dispatchMatter'] = (call, input) =>
  byStaff(call, operations.dispatchMatter, dispatching(call, input));

export const reassignMatter: Handlers['reassignMatter'] = (call, input) =>
  byStaff(call, operations.reassignMatter, {
    ...input,
    action: 'reassign',
    decide: withHandlers(call, input, (subject, handlers) => decideReassign(subject, { ...input, handlers })),
  });

export const takeMatter: Handlers['takeMatter'] = (call, input) =>
  byStaff(call, operations.takeMatter, { ...input, action: 'take', decide: decideTake });

export const returnMatter: Handlers['returnMatter'] = (call, input) =>
  withPhotos(call, input.evidencePhotoIds, (photos) =>
    byStaff(call, operations.returnMatter, {
      ...input,
      action: 'return',
      decide: (subject) => decideReturn(subject, { ...input, evidencePhotoIds: photos.ids }),
      after: (tx) => addPhotosTo(call, tx, input.matterId, photos),
    }),
  );

export const contactReporter: Handlers['contactReporter'] = (call, input) =>
  byStaff(call, operations.contactReporter, {
    ...input,
    action: 'contact',
    decide: (subject) => decideContact(subject, input),
  });

export const askExtension: Handlers['askExtension'] = (call, input) =>
  byStaff(call, operations.askExtension, {
    ...input,
    action: 'ask-extension',
    decide: (subject) => decideAskExtension(subject, input),
  });

export const extendMatter: Handlers['extendMatter'] = (call, input) =>
  byStaff(call, operations.extendMatter, {
    ...input,
    action: 'extend',
    decide: (subject) => decideExtend(subject, input),
  });

export const refuseExtension: Handlers['refuseExtension'] = (call, input) =>
  byStaff(call, operations.refuseExtension, {
    ...input,
    action: 'refuse-extension',
    decide: (subject) => decideRefuseExtension(subject, input),
  });

export const suspendMatter: Handlers['suspendMatter'] = (call, input) =>
  byStaff(call, operations.suspendMatter, {
    ...input,
    action: 'suspend',
    decide: (subject) => decideSuspend(subject, { ...input, until: input.until as LocalDate | null }),
  });

export const resumeMatter: Handlers['resumeMatter'] = (call, input) =>
  byStaff(call, operations.resumeMatter, { ...input, action: 'resume', decide: decideResume });

export const resolveMatter: Handlers['resolveMatter'] = (call, input) =>
  withPhotos(call, input.proofPhotoIds, (photos) =>
    byStaff(call, operations.resolveMatter, {
      ...input,
      action: 'resolve',
      decide: (subject) => decideResolve(subject, { ...input, proofPhotoIds: photos.ids }),
      after: (tx) => addPhotosTo(call, tx, input.matterId, photos),
    }),
  );

export const archiveMatter: Handlers['archiveMatter'] = (call, input) =>
  byStaff(call, operations.archiveMatter, { ...input, action: 'archive', decide: decideArchive });

export const mergeMatter: Handlers['mergeMatter'] = (call, input) =>
  byStaff(call, operations.mergeMatter, {
    ...input,
    action: 'merge',
    other: input.intoMatterId,
    async decide(subject, _loaded, tx) {
      const into = await lockMatter(tx, input.intoMatterId);
      return into ? decideMerge(subject, { into }) : refuse('matter-not-found');
    },
    async after(tx, from) {
      await moveReportsToMatter(tx, input.matterId, input.intoMatterId);
      await moveVoices(tx, input.matterId, input.intoMatterId);
      await absorb(call, tx, input.intoMatterId, from.matter);
      return ok(await countHouseholdsOf(tx, input.intoMatterId, call.now));
    },
  });

/** What the earlier matter has to say of it: the same transaction, its own event, entry and notices. */
async function absorb(call: Deciding, tx: Tx, id: Id<'matter'>, from: LoadedCase['matter']): Promise<void> {
  const loaded = await reloadCase(tx, id, call.now);
  const { matter, facts, calendar, deadlines } = loaded;
  const act = actOf(call.asker, 'join', matter, facts, call.now);
  const decision = decideAbsorb({ matter, facts, act, reckon: reckonOn(calendar, deadlines) }, { from });
  if (!decision.ok)
    throw new Error(`a matter that was open could not take another: ${decision.refusal.code}`);
  await performDecision(tx, loaded, decision.value, call.now);
}

/** Reporters and the desk ask for it to be done again; the answer is the matter as the asker reads it. */
export const reopenMatter: Handlers['reopenMatter'] = (call, input) =>
  call.write(async (tx) => {
    const changed = await changeMatter(call, tx, {
      ...input,
      action: 'reopen',
      decide: (subject) => decideReopen(subject, input),
    });
    if (!changed.ok) return asDeclared(operations.reopenMatter, changed);
    const view = await viewMatter(tx, await reloadCase(tx, input.matterId, call.now), call);
    return view ? ok(view) : refuse('matter-not-found');
  });

export const withdrawReport: Handlers['withdrawReport'] = (call, input) =>
  call.write(async (tx) => {
    const changed = await changeMatter(call, tx, {
      ...input,
      action: 'withdraw',
      decide(subject) {
        const [reportId] = ownReports(call.asker, subject.facts);
        if (!reportId) return refuse('reporter-only');
        return decideWithdraw(subject, { reportId, reason: input.reason });
      },
      after: async (inTx) => ok(await countHouseholdsOf(inTx, input.matterId, call.now)),
    });
    if (!changed.ok) return asDeclared(operations.withdrawReport, changed);
    const before = changed.value;
    // Who has just left reads for the last time what they left.
    const after = await reloadCase(tx, input.matterId, call.now);
    const view = await viewMatter(tx, { ...after, facts: before.facts, reports: before.reports }, call);
    return view?.reader === 'reporter' ? ok(view) : refuse('matter-not-found');
  });
