import { z } from 'zod';
import { categoryCodeSchema, tiers } from '../../collect/category/category.contract.ts';
import { operation } from '../../kernel/operation.ts';
import { idOf } from '../../kernel/wire.ts';
import { staffMatterSchema } from './matter.contract.ts';
import { commonRefusals, pickRefusals } from './matter.refusals.contract.ts';

const words = (max: number) => z.string().max(max).regex(/\S/);
const message = words(500);

export const splitMatter = operation({
  name: 'matter.split',
  method: 'POST',
  path: '/matters/:matterId/split',
  summary: 'Make a matter of its own of one of several reports, or of a part of what one of them says',
  input: z.strictObject({
    matterId: idOf('matter'),
    version: z.int().min(0),
    reportId: idOf('report'),
    /** Words of the report that are about another thing; null to take the whole report out. */
    part: words(2000).nullable(),
    publicTitle: words(60),
    categoryCode: categoryCodeSchema,
    tier: z.enum(tiers),
    messageToReporter: message.nullable(),
  }),
  output: staffMatterSchema,
  refusals: {
    ...commonRefusals,
    ...pickRefusals(
      'desk-only',
      'report-not-found',
      'category-unknown',
      'split-leaves-nothing',
      'part-not-said',
    ),
  },
  creates: true,
});

export const splitOperations = { splitMatter };
