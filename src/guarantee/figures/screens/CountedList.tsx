import type { Category } from '../../../collect/category/category.contract.ts';
import { channelName } from '../../../collect/report/screens/channel.text.ts';
import type { OutputOf } from '../../../kernel/operation.ts';
import { tierText } from '../../../resolve/matter/matter.text.ts';
import type { Frame } from '../../../web/frame.ts';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { Filters } from '../../../web/parts/Filters.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { Pagination } from '../../../web/parts/Pagination.tsx';
import { TierTag } from '../../../web/parts/TierTag.tsx';
import { sayDay } from '../../../web/when.text.ts';
import type { FigureRow, ListFilter, listCounted } from '../figures.contract.ts';
import { noBuilding } from '../figures.counters.rules.ts';
import { sayAsOf } from './FiguresPage.tsx';
import { listHref } from './figure-words.ts';
import { countedText, figuresText as text } from './figures.text.ts';

export type CountedData = {
  listed: OutputOf<typeof listCounted>;
  filter: ListFilter;
  categories: readonly Pick<Category, 'code' | 'name'>[];
};

/** What a list holds, in words: 办结 · 自治 · 2026年5月. */
export function sayFilter({ say }: Frame, { filter, categories }: CountedData): string {
  const { status = 'received', tier, category, building, month, channel } = filter;
  const named = categories.find(({ code }) => code === category);
  return [
    say(countedText[status]),
    tier && say(tierText[tier]),
    category && (named ? say(named.name) : say(text.keptTogether)),
    building && (building === noBuilding ? say(text.wholeEstate) : say(text.buildingOf, building)),
    month && say(text.monthOf, month),
    channel && say(channelName[channel]),
  ]
    .filter(Boolean)
    .join(' · ');
}

const mainLists = ['received', 'resolved', 'open'] as const;

/** The matters behind one figure, as everybody may read them; what is kept to itself is counted and not described. */
export function CountedList({ frame, data }: { frame: Frame; data: CountedData }) {
  const { say, to } = frame;
  const { listed, filter } = data;
  const asked = { ...filter, asOf: listed.asOf };
  const next =
    listed.next === null ? undefined : `${listHref(to, asked)}&after=${encodeURIComponent(listed.next)}`;
  return (
    <>
      <p class="soft pane-words">
        {say(text.matters, listed.total)} · {sayAsOf(frame, listed.asOf)}
      </p>
      <Filters
        label={say(text.list)}
        items={mainLists.map((status) => ({
          href: listHref(to, { ...asked, status }),
          label: say(countedText[status]),
          current: (filter.status ?? 'received') === status,
        }))}
      />
      <div class="form-gap">
        {listed.rows.length === 0 ? (
          <EmptyState title={say(text.listEmpty)} text={say(text.listEmptyText)} />
        ) : (
          <CardRows>
            {listed.rows.map((row) => (
              <CountedRow key={row.number} frame={frame} row={row} />
            ))}
          </CardRows>
        )}
      </div>
      <Pagination locale={say.locale} nextHref={next} />
      <p class="form-gap">
        <LinkButton icon="download" href={listHref(to, asked, true)}>
          {say(text.download)}
        </LinkButton>
      </p>
    </>
  );
}

function CountedRow({ frame, row }: { frame: Frame; row: FigureRow }) {
  const { say, to, now } = frame;
  return (
    <ListRow
      href={row.matterId === null ? undefined : to(`/matters/${row.matterId}`)}
      title={row.title ?? say(text.kept)}
      facts={
        <>
          <span>{row.number}</span>
          <TierTag locale={say.locale} tier={row.tier} />
          {row.building !== null && <span>{say(text.buildingOf, row.building)}</span>}
          <span>{say(text.acceptedOn, sayDay(say, row.acceptedOn, now))}</span>
          {row.resolvedOn !== null && <span>{say(text.resolvedOn, sayDay(say, row.resolvedOn, now))}</span>}
        </>
      }
    />
  );
}
