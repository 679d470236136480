import { z } from 'zod';
import { tiers } from '../../collect/category/category.contract.ts';
import { change, message } from './matter.change.contract.ts';
import { moveReasons } from './matter.move.contract.ts';
import { supervisionLevels, supervisionReasons } from './matter.supervision.contract.ts';

export const superviseMatter = change(
  'supervise',
  'Supervise a matter, yellow or red, with a date of its own and words to its handlers',
  {
    level: z.enum(supervisionLevels),
    reason: z.enum(supervisionReasons),
    workingDays: z.int().min(1).max(15),
    words: message,
  },
  'supervisor-only',
  'supervised-already',
  'ground-missing',
);

export const liftSupervision = change(
  'lift',
  'Lift a supervision before there is a result, with a word why',
  { words: message },
  'supervisor-only',
  'supervision-not-yours',
  'not-supervised',
);

export const moveMatter = change(
  'move',
  'Move a matter to another tier, under its number; its reporters are told why',
  { to: z.enum(tiers), reason: z.enum(moveReasons), words: message },
  'desk-only',
  'same-tier',
  'move-reason-unfit',
  'limit-not-passed',
);

/** What presses a matter on and changes who settles it. */
export const oversightOperations = { superviseMatter, liftSupervision, moveMatter };
