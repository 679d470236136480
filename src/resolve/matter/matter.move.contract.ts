import { z } from 'zod';
import { tiers } from '../../collect/category/category.contract.ts';

/**
 * Why a matter moves to another tier: up when the neighbours cannot settle it, back when they can after all.
 * 议事亭 → 三方联席、业主表决 → 点单: the ladder every matter stands on.
 */
export const moveReasons = [
  'limit-passed',
  'several-stairwells',
  'common-funds',
  'beyond-estate',
  'settles-nearer',
  'moved-by-mistake',
] as const;
export type MoveReason = (typeof moveReasons)[number];

export const proposedMoveSchema = z.strictObject({ to: z.enum(tiers), reason: z.enum(moveReasons) });
export type ProposedMove = z.infer<typeof proposedMoveSchema>;
