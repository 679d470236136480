import type { HandlersOf } from '../../platform/call.ts';
import { decideMove } from './matter.move.rules.ts';
import { oversightOperations as operations } from './matter.oversight.contract.ts';
import { decideLift, decideSupervise } from './matter.supervision.rules.ts';
import { byStaff } from './matter-change.service.ts';

type Handlers = HandlersOf<typeof operations>;

export const superviseMatter: Handlers['superviseMatter'] = (call, input) =>
  byStaff(call, operations.superviseMatter, {
    ...input,
    action: 'supervise',
    decide: (subject) => decideSupervise(subject, input),
  });

export const liftSupervision: Handlers['liftSupervision'] = (call, input) =>
  byStaff(call, operations.liftSupervision, {
    ...input,
    action: 'lift',
    decide: (subject) => decideLift(subject, input),
  });

export const moveMatter: Handlers['moveMatter'] = (call, input) =>
  byStaff(call, operations.moveMatter, {
    ...input,
    action: 'move',
    decide: (subject) => decideMove(subject, input),
  });
