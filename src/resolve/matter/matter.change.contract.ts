import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { idOf } from '../../kernel/wire.ts';
import { staffMatterSchema } from './matter.contract.ts';
import { commonRefusals, type MatterRefusal, pickRefusals } from './matter.refusals.contract.ts';

export const matter = { matterId: idOf('matter') };
/** The version the asker saw. Whoever comes second is refused with `matter-changed`; nothing is overwritten. */
export const seen = { version: z.int().min(0) };
export const words = (max: number) => z.string().max(max).regex(/\S/);
export const message = words(500);

/** A change to one matter: its path, what it needs, and what may be refused besides the common codes. */
export function change<Shape extends z.ZodRawShape, const Code extends MatterRefusal>(
  verb: string,
  summary: string,
  shape: Shape,
  ...codes: Code[]
) {
  return operation({
    name: `matter.${verb}`,
    method: 'POST',
    path: `/matters/:matterId/${verb}`,
    summary,
    input: z.strictObject({ ...matter, ...seen, ...shape }),
    output: staffMatterSchema,
    refusals: { ...commonRefusals, ...pickRefusals(...codes) },
  });
}
