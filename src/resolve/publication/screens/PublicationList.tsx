import type { OutputOf } from '../../../kernel/operation.ts';
import { parseInstant } from '../../../kernel/time.ts';
import type { Frame } from '../../../web/frame.ts';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { TopBar } from '../../../web/parts/TopBar.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import type { listPublications } from '../publication.contract.ts';
import { publicationText as text } from './publication.text.ts';

/** Matters with something to look at, longest waiting first. */
export function PublicationList({ frame, data }: { frame: Frame; data: OutputOf<typeof listPublications> }) {
  const { say, to, now } = frame;
  return (
    <>
      <TopBar title={say(text.title)} sub={say(text.sub, data.matters)} />
      <div class="desk-body desk-narrow">
        <p class="soft">{say(text.how)}</p>
        <div class="form-gap">
          {data.rows.length === 0 ? (
            <EmptyState icon="newspaper" title={say(text.emptyTitle)} text={say(text.emptyText)} />
          ) : (
            <CardRows>
              {data.rows.map((row) => (
                <ListRow
                  key={row.matterId}
                  href={to(`/matters/${row.matterId}/publications`)}
                  title={say(text.about, row.number, row.title)}
                  facts={
                    <>
                      <span>{say(text.waits, row.texts, row.photos)}</span>
                      <span>{say(text.since, sayMoment(say, parseInstant(row.since), now))}</span>
                    </>
                  }
                />
              ))}
            </CardRows>
          )}
        </div>
      </div>
    </>
  );
}
