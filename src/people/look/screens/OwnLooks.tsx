import type { OutputOf } from '../../../kernel/operation.ts';
import { parseInstant } from '../../../kernel/time.ts';
import type { Frame } from '../../../web/frame.ts';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { Pagination } from '../../../web/parts/Pagination.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import type { listOwnLooks } from '../look.contract.ts';
import { lookText } from '../look.text.ts';
import { sayLookPost } from './LookLog.tsx';
import { ownLooksText as text } from './look-log.text.ts';

/** Which post saw my data, and when. */
export function OwnLooks({ frame, data }: { frame: Frame; data: OutputOf<typeof listOwnLooks> }) {
  const { say, to, now } = frame;
  const { looks, next } = data;
  return (
    <>
      <ScreenTitle look="display">{say(text.title)}</ScreenTitle>
      <p class="soft">{say(text.why)}</p>
      <div class="section-gap">
        {looks.length === 0 ? (
          <EmptyState icon="eye-off" title={say(text.emptyTitle)} text={say(text.emptyText)} />
        ) : (
          <CardRows>
            {looks.map(({ id, at, post, kind, number }) => (
              <ListRow
                key={id}
                title={`${sayLookPost(say, post)} · ${say(lookText.kind[kind])}`}
                facts={
                  <span>
                    {[sayMoment(say, parseInstant(at), now), number && say(text.about, number)]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                }
              />
            ))}
          </CardRows>
        )}
      </div>
      <Pagination
        locale={say.locale}
        nextHref={next === null ? undefined : to(`/account/looks?after=${encodeURIComponent(next)}`)}
      />
    </>
  );
}
