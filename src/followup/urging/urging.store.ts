import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { rows, type Tx } from '../../platform/database.ts';
import { type UrgingMark, urgingMarks } from '../../resolve/matter/matter.urging.contract.ts';

const markRow = z.object({ deadlineId: idOf('deadline'), mark: z.enum(urgingMarks), urged: z.boolean() });
export type MarkRow = z.output<typeof markRow>;

/** The marks of some clocks that were used. */
export function listMarks(tx: Tx, deadlines: readonly Id<'deadline'>[]): Promise<MarkRow[]> {
  return rows(
    markRow,
    tx`select deadline_id, mark, urged from urging_marks
      where community_id = ${tx.community} and deadline_id = any(${[...deadlines]}::uuid[])`,
  );
}

/** Uses a mark. The key lets each be used once; who tries a second time has not looked first. */
export async function insertMark(
  tx: Tx,
  used: MarkRow & { mark: UrgingMark; matterId: Id<'matter'>; reachedAt: Instant; at: Instant },
): Promise<void> {
  const { deadlineId, mark, matterId, reachedAt, at, urged } = used;
  await tx`
    insert into urging_marks (community_id, deadline_id, mark, matter_id, reached_at, at, urged)
    values (${tx.community}, ${deadlineId}, ${mark}, ${matterId}, ${reachedAt}, ${at}, ${urged})`;
}
