import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant, LocalDate } from '../../kernel/time.ts';
import { dateText } from '../../kernel/wire.ts';

/** 黄牌督办, 红牌督办: red is the graver one. A matter is supervised by one of them at a time. */
export const supervisionLevels = ['yellow', 'red'] as const;
export type SupervisionLevel = (typeof supervisionLevels)[number];

/** Why a matter is supervised: it is late, was urged twice, is done again, or somebody is in danger. */
export const supervisionReasons = ['safety', 'overdue', 'reopened', 'urged-twice'] as const;
export type SupervisionReason = (typeof supervisionReasons)[number];

/** The posts that supervise: from above the community, or who answers for its desk. */
export const supervisors = ['street', 'administrator'] as const;
export type Supervisor = (typeof supervisors)[number];

/** A supervision that stands. It is lifted when the matter is resolved, or by the post that placed it. */
export type Supervision = {
  level: SupervisionLevel;
  reason: SupervisionReason;
  by: Supervisor;
  /** Who hears when there is a result. */
  personId: Id<'person'> | null;
  at: Instant;
  /** The day the supervisor set; its clock is `supervision`. */
  dueOn: LocalDate;
};

export const supervisionSchema = z.strictObject({
  level: z.enum(supervisionLevels),
  reason: z.enum(supervisionReasons),
  by: z.enum(supervisors),
  dueOn: dateText,
});

/** What the rules propose; a person decides. */
export const proposedSupervisionSchema = z.strictObject({
  level: z.enum(supervisionLevels),
  reason: z.enum(supervisionReasons),
});
export type ProposedSupervision = z.infer<typeof proposedSupervisionSchema>;
