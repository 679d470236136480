import { z } from 'zod';
import { idOf, instantText } from '../../kernel/wire.ts';

/**
 * What an assisting handler has of a matter (协办的一份). It is the handler's own to take, finish or hand back, and
 * never moves the matter itself: for the whole the main handler answers (北京市接诉即办工作条例 14, 首接负责制).
 */
export const partStates = ['given', 'taken', 'finished', 'handed-back', 'released'] as const;
export type PartState = (typeof partStates)[number];

/** What an assisting handler does with its own part. */
export const partActions = ['take-part', 'finish-part', 'hand-back-part'] as const;
export type PartAction = (typeof partActions)[number];

/** A part as staff see it; `mine` where the asker assists, `can` each step, either true or the refusal's code. */
export const partSchema = z.strictObject({
  id: idOf('part'),
  handler: z.strictObject({ postId: idOf('post'), name: z.string() }),
  state: z.enum(partStates),
  givenAt: instantText,
  takenAt: instantText.nullable(),
  endedAt: instantText.nullable(),
  /** What was done, why it was handed back, or why the matter was resolved without it. */
  words: z.string().nullable(),
  photoIds: z.array(idOf('photo')),
  /** False for a part that was handed back and that the desk has still to decide on. */
  settled: z.boolean(),
  mine: z.boolean(),
  can: z.record(z.enum(partActions), z.union([z.literal(true), z.string()])),
});
export type PartView = z.infer<typeof partSchema>;
