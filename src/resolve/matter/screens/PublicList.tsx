import { tiers } from '../../../collect/category/category.contract.ts';
import { channelName } from '../../../collect/report/screens/channel.text.ts';
import type { OutputOf } from '../../../kernel/operation.ts';
import { Form } from '../../../web/forms/Form.tsx';
import type { Frame } from '../../../web/frame.ts';
import { Card } from '../../../web/parts/Card.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { Filters } from '../../../web/parts/Filters.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { MiniArc } from '../../../web/parts/MiniArc.tsx';
import { Pagination } from '../../../web/parts/Pagination.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { SearchField } from '../../../web/parts/SearchField.tsx';
import { TierTag } from '../../../web/parts/TierTag.tsx';
import { webText } from '../../../web/web.text.ts';
import { sayDay } from '../../../web/when.text.ts';
import type { listPublicMatters, PublicFilter, PublicRow } from '../matter.public.contract.ts';
import { publicStatuses } from '../matter.public.contract.ts';
import { doneStates } from '../matter.states.ts';
import { stateText } from '../matter.text.ts';
import { matterPageText } from './matter-page.text.ts';
import { reachedOf, verdictOf } from './progress.ts';
import { type FilterName, filterQuery, without } from './public-address.ts';
import { publicListText as text } from './public-list.text.ts';

export type PublicListData = OutputOf<typeof listPublicMatters> & {
  filter: PublicFilter;
  isFirst: boolean;
  /** The name of the category that is filtered by, in both languages. */
  category: { zh: string; en: string } | null;
};

/** What became of every matter: searched, filtered, newest first (design P4). */
export function PublicList({ frame, data }: { frame: Frame; data: PublicListData }) {
  const { say, to } = frame;
  const { rows, next, filter } = data;
  const { q, ...kept } = filter;
  const isNarrowed = filterQuery(filter) !== '';
  return (
    <>
      <ScreenTitle look="hidden">{say(text.title)}</ScreenTitle>
      <Form method="get" action={to('/matters')} hidden={definedOf(kept)} label={say(text.search)}>
        <SearchField name="q" label={say(text.search)} value={q} placeholder={say(text.searchHow)} />
      </Form>
      <div class="form-gap">
        <Filters label={say(text.filters)} items={[...common(frame, filter), ...chosen(frame, data)]} />
      </div>
      <p class="small soft form-gap">
        {say(text.merged)} <Link href={to('/verify')}>{say(text.verify)}</Link>
      </p>
      {rows.length === 0 ? (
        <EmptyState
          title={say(isNarrowed ? text.noneFound : matterPageText.everyoneEmpty)}
          text={say(isNarrowed ? text.noneFoundHow : matterPageText.everyoneEmptyText)}
          action={isNarrowed ? <LinkButton href={to('/matters')}>{say(text.all)}</LinkButton> : undefined}
        />
      ) : (
        <ul class="stack-snug form-gap">
          {rows.map((matter) => (
            <li key={matter.id}>
              <PublicCard frame={frame} matter={matter} />
            </li>
          ))}
        </ul>
      )}
      <Pagination
        locale={say.locale}
        previousHref={data.isFirst ? undefined : to(`/matters${filterQuery(filter)}`)}
        nextHref={next === null ? undefined : to(`/matters${filterQuery(filter, { after: next })}`)}
      />
      <p class="small section-gap">
        <Link href={to(`/feeds/matters.atom${filterQuery(filter)}`)}>{say(text.feed)}</Link>
      </p>
    </>
  );
}

function definedOf(filter: PublicFilter): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Status and tiers are one press away; pressing what is chosen takes it away again. */
function common({ say, to }: Frame, filter: PublicFilter) {
  const status = filter.status ?? 'received';
  return [
    ...publicStatuses.map((one) => ({
      href: to(`/matters${filterQuery({ ...filter, status: one })}`),
      label: say(text.status[one]),
      current: one === status,
    })),
    ...tiers.map((tier) => ({
      href: to(
        `/matters${filterQuery(filter.tier === tier ? without(filter, 'tier') : { ...filter, tier })}`,
      ),
      label: say(webText.tiers[tier]),
      current: filter.tier === tier,
    })),
    { href: to(`/matters/filter${filterQuery(filter)}`), label: say(text.more) },
  ];
}

/** What else is filtered by, each leading to the list without it. */
function chosen({ say, to }: Frame, { filter, category }: PublicListData) {
  const { building, month, channel } = filter;
  const named: [FilterName, string | undefined][] = [
    ['category', filter.category && (category ? say(category) : filter.category)],
    ['building', building && (building.length > 14 ? say(text.oneBuilding) : say(text.building, building))],
    ['month', month && say(text.month, month.slice(0, 4), month.slice(5))],
    ['channel', channel && say(channelName[channel])],
  ];
  return named.flatMap(([name, label]) =>
    label === undefined
      ? []
      : [{ href: to(`/matters${filterQuery(without(filter, name))}`), label: `${label} ×`, current: true }],
  );
}

function PublicCard({ frame, matter }: { frame: Frame; matter: PublicRow }) {
  const { say, to, now } = frame;
  const { promisedOn, resolvedOn, households } = matter;
  const place = matter.building ?? matter.area;
  const isDone = doneStates.has(matter.state);
  const verdict = isDone ? undefined : verdictOf(say, matter, now);
  return (
    <Card as="article">
      <div class="row row-wrap">
        <TierTag tier={matter.tier} locale={say.locale} />
        <span class="row push small">
          {isDone ? (
            <Chip tone="teal" icon="check">
              {say(text.done)}
            </Chip>
          ) : (
            <>
              <MiniArc locale={say.locale} reached={reachedOf(matter)} />
              {say(stateText[matter.state])}
            </>
          )}
        </span>
      </div>
      <h2>
        <a href={to(`/matters/${matter.number}`)}>{matter.title}</a>
      </h2>
      <p class="small soft">
        {[
          say(matterPageText.number, matter.number),
          ...(place === null ? [] : [place]),
          say(text.neighbours, households),
          ...(resolvedOn === null ? [] : [say(matterPageText.resolved, sayDay(say, resolvedOn, now))]),
        ].join(' · ')}
      </p>
      {!isDone && promisedOn !== null && (
        <p class="row row-wrap small form-gap">
          {verdict?.kind === 'late' ? (
            <Chip tone="red" icon="circle-alert">
              {verdict.text}
            </Chip>
          ) : (
            <Chip tone="sun" icon="calendar-days">
              {say(text.promised, sayDay(say, promisedOn, now))}
            </Chip>
          )}
        </p>
      )}
    </Card>
  );
}
