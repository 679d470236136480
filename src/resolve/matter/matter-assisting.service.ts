import type { Id } from '../../kernel/id.ts';
import { type Outcome, refuse } from '../../kernel/outcome.ts';
import type { HandlersOf } from '../../platform/call.ts';
import { assistingOperations as operations } from './matter.assisting.contract.ts';
import {
  decideAssist,
  decideFinishPart,
  decideHandBackPart,
  decideTakePart,
} from './matter.assisting.rules.ts';
import type { Case, Decision } from './matter.decision.ts';
import type { PartAction } from './matter.part.contract.ts';
import { ownParts } from './matter.policy.ts';
import type { MatterRefusal } from './matter.refusals.contract.ts';
import { addPhotosTo, byStaff, type Change, withPhotos } from './matter-change.service.ts';
import { findAssisting } from './matter-handler.service.ts';

type Handlers = HandlersOf<typeof operations>;
type Call = Parameters<Handlers['takePart']>[0];

export const changeAssisting: Handlers['changeAssisting'] = (call, input) =>
  byStaff(call, operations.changeAssisting, {
    ...input,
    action: 'assist',
    decide: async (subject, _loaded, tx) =>
      decideAssist(subject, {
        ...input,
        handlers: await findAssisting(tx, input.assistingPostIds, call.now),
      }),
  });

/** A step with one's own part: of others' parts nobody learns but that they are not theirs. */
function stepping(
  call: Call,
  input: { matterId: Id<'matter'>; partId: Id<'part'> },
  action: PartAction,
  decide: (subject: Case) => Outcome<Decision, MatterRefusal>,
): Change {
  return {
    matterId: input.matterId,
    action,
    decide(subject) {
      const { matter, facts } = subject;
      const isThere = facts.parts.some(({ id }) => id === input.partId);
      const isOwn = ownParts(call.asker, matter, facts).some(({ id }) => id === input.partId);
      return isThere && !isOwn ? refuse('assisting-only') : decide(subject);
    },
  };
}

export const takePart: Handlers['takePart'] = (call, input) =>
  byStaff(
    call,
    operations.takePart,
    stepping(call, input, 'take-part', (subject) => decideTakePart(subject, input)),
  );

export const finishPart: Handlers['finishPart'] = (call, input) =>
  withPhotos(call, input.photoIds, (photos) =>
    byStaff(call, operations.finishPart, {
      ...stepping(call, input, 'finish-part', (subject) =>
        decideFinishPart(subject, { ...input, photoIds: photos.ids }),
      ),
      after: (tx) => addPhotosTo(call, tx, input.matterId, photos),
    }),
  );

export const handBackPart: Handlers['handBackPart'] = (call, input) =>
  byStaff(
    call,
    operations.handBackPart,
    stepping(call, input, 'hand-back-part', (subject) => decideHandBackPart(subject, input)),
  );
