import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { idOf } from '../../kernel/wire.ts';
import { rows, type Tx } from '../../platform/database.ts';
import type { Matter } from './matter.contract.ts';

const handledRow = z.object({ id: idOf('matter'), isMain: z.boolean() });
export type Handled = z.output<typeof handledRow>;

/** What a post handles, mainly or assisting, in some states; in the order in which matters are locked. */
export function listHandledBy(
  tx: Tx,
  post: Id<'post'>,
  states: readonly Matter['state'][],
): Promise<Handled[]> {
  return rows(
    handledRow,
    tx`select m.id, m.main_handler_post_id = ${post} as is_main from matters m
      where m.community_id = ${tx.community} and m.state in ${tx([...states])}
        and (m.main_handler_post_id = ${post} or exists (select from jsonb_array_elements(m.assisting) a
          where (a ->> 'postId')::uuid = ${post}))
      order by m.id`,
  );
}
