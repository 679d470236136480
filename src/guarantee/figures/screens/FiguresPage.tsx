import type { ComponentChildren } from 'preact';
import type { Category } from '../../../collect/category/category.contract.ts';
import { dateOf } from '../../../kernel/time.ts';
import { tierText } from '../../../resolve/matter/matter.text.ts';
import { Form } from '../../../web/forms/Form.tsx';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { classNames } from '../../../web/parts/class-names.ts';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Table } from '../../../web/parts/Table.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { sayDay, sayPaperDay, sayPaperMoment } from '../../../web/when.text.ts';
import type { Figures, ListFilter } from '../figures.contract.ts';
import { noBuilding } from '../figures.counters.rules.ts';
import { FigureLink } from './FigureLink.tsx';
import { listHref, sayPercent } from './figure-words.ts';
import { figuresText as text } from './figures.text.ts';
import { MonthBars } from './MonthBars.tsx';
import { RateRules, RateTable, TimeList } from './Rates.tsx';
import { ChannelBars, ResultList, TierShares } from './Shares.tsx';

export type FiguresData = {
  figures: Figures;
  categories: readonly Pick<Category, 'code' | 'name'>[];
  /** A day was asked for that has not come yet. */
  wasAhead: boolean;
};

/** Up to when the figures hold, as the head of the page says it. */
export function sayAsOf({ say, now }: Frame, asOf: string): string {
  return asOf === dateOf(now) ? say(text.asOfNow) : say(text.asOf, sayDay(say, asOf, now));
}

/** Paper is read later, when “now” and a day without its year say nothing. */
function sayAsOfOnPaper({ say, now }: Frame, asOf: string): string {
  return asOf === dateOf(now)
    ? say(text.asOfMoment, sayPaperMoment(say, now))
    : say(text.asOf, sayPaperDay(say, asOf));
}

/** Everything that is counted, for everybody: each number is a list. */
export function FiguresPage({ frame, data }: { frame: Frame; data: FiguresData }) {
  const { say, to, now } = frame;
  const { figures, wasAhead } = data;
  return (
    <>
      <p class="on-paper">
        {[communityName(frame), say(text.title), sayAsOfOnPaper(frame, figures.asOf)].join(' · ')}
      </p>
      <p class="soft pane-words">{say(text.countedBy)}</p>
      {wasAhead && <Notice tone="warn">{say(text.dayAhead)}</Notice>}
      <Form method="get" action={to('/figures')}>
        <div class="as-of">
          <TextField
            id="asOf"
            name="asOf"
            label={say(text.chooseDay)}
            type="date"
            value={figures.asOf}
            max={dateOf(now)}
            width="short"
          />
          <Button kind="line">{say(text.show)}</Button>
          <LinkButton
            kind="line"
            icon="download"
            href={listHref(to, { asOf: figures.asOf, status: 'received' }, true)}
          >
            {say(text.download)}
          </LinkButton>
        </div>
      </Form>
      {figures.received.total === 0 ? (
        <EmptyState title={say(text.overview)} text={say(text.none)} />
      ) : (
        <Board frame={frame} data={data} />
      )}
      <p class="on-paper">
        {say(text.printed, dateOf(now), figures.entries, sayPaperDay(say, figures.asOf))}
      </p>
    </>
  );
}

function communityName({ say, community }: Frame): string {
  return say.locale === 'en' && community.nameEn !== '' ? community.nameEn : community.name;
}

function Board({ frame, data }: { frame: Frame; data: FiguresData }) {
  const { say } = frame;
  const { figures } = data;
  const names = new Map(data.categories.map(({ code, name }) => [code, say(name)]));
  return (
    <div class="figure-board">
      <Part wide>
        <Overview frame={frame} figures={figures} />
      </Part>
      <Part>
        <MonthBars frame={frame} figures={figures} />
      </Part>
      <Part>
        <TierShares frame={frame} figures={figures} />
        <hr class="card-rule" />
        <ChannelBars frame={frame} figures={figures} />
      </Part>
      <Part>
        <RateTable frame={frame} figures={figures} />
      </Part>
      <Part>
        <TimeList frame={frame} figures={figures} />
        <hr class="card-rule" />
        <ResultList frame={frame} figures={figures} />
      </Part>
      <Part wide>
        <RateRules frame={frame} figures={figures} />
      </Part>
      <Part screenOnly>
        <SplitTable
          {...{ frame, figures, id: 'by-category' }}
          title={say(text.byCategory)}
          head={say(text.category)}
          parts={figures.byCategory.map(({ category, ...counts }) => ({
            name: category === null ? say(text.keptTogether) : (names.get(category) ?? category),
            filter: { category: category ?? '-' },
            ...counts,
          }))}
        />
      </Part>
      <Part screenOnly>
        <SplitTable
          {...{ frame, figures, id: 'by-building' }}
          title={say(text.byBuilding)}
          head={say(text.building)}
          parts={figures.byBuilding.map(({ building, ...counts }) => ({
            name: building === null ? say(text.wholeEstate) : say(text.buildingOf, building),
            filter: { building: building ?? noBuilding },
            ...counts,
          }))}
        />
      </Part>
    </div>
  );
}

/** `screenOnly`: the rest is one sheet of paper; these tables are as long as the community is large. */
function Part(props: { wide?: boolean; screenOnly?: boolean; children: ComponentChildren }) {
  return (
    <div class={classNames('card', props.wide && 'figure-wide', props.screenOnly && 'off-paper')}>
      {props.children}
    </div>
  );
}

function Overview({ frame, figures }: { frame: Frame; figures: Figures }) {
  const { say } = frame;
  const { asOf, received, resolved, open, rates, voices } = figures;
  const openTiers = (['self', 'joint', 'linked'] as const)
    .filter((tier) => open.byTier[tier] > 0)
    .map((tier) => `${say(tierText[tier])}${say.locale === 'zh' ? '' : ' '}${open.byTier[tier]}`);
  const large = (status: 'received' | 'resolved' | 'open', count: number) => (
    <FigureLink frame={frame} filter={{ asOf, status }} count={count} />
  );
  return (
    <>
      <h2 class="unseen">{say(text.overview)}</h2>
      <dl class="figures">
        <div>
          <dt>{say(text.receivedAll)}</dt>
          <dd>{large('received', received.total)}</dd>
        </div>
        <div>
          <dt>
            {say(text.resolvedAll)} <b>{sayPercent(rates.resolved.percent)}</b>
          </dt>
          <dd>{large('resolved', resolved.total)}</dd>
        </div>
        <div>
          <dt>{[say(text.openAll), ...openTiers].join(say.locale === 'zh' ? '，' : ', ')}</dt>
          <dd>{large('open', open.total)}</dd>
        </div>
        <div>
          <dt>{say(text.voices)}</dt>
          <dd>{voices.reports + voices.households}</dd>
        </div>
      </dl>
      <p class="soft small form-gap">{say(text.voicesHow, voices.reports, voices.households)}</p>
      {figures.withdrawn + figures.merged > 0 && (
        <p class="soft small">{say(text.gone, figures.withdrawn, figures.merged)}</p>
      )}
    </>
  );
}

type SplitPart = { name: string; filter: ListFilter; received: number; resolved: number; open: number };

/** How many stand open at once; the rest is a press away. */
const shownParts = 10;

function SplitTable(props: {
  frame: Frame;
  figures: Figures;
  id: string;
  title: string;
  head: string;
  parts: readonly SplitPart[];
}) {
  const { parts, id, title } = props;
  const [first, rest] = [parts.slice(0, shownParts), parts.slice(shownParts)];
  const more = props.frame.say(text.moreOf, rest.length);
  return (
    <>
      <h2>{title}</h2>
      <PartTable {...props} parts={first} />
      {rest.length > 0 && (
        <details class="rate-rules">
          <summary>{more}</summary>
          <PartTable {...props} id={`${id}-more`} title={`${title} · ${more}`} parts={rest} />
        </details>
      )}
    </>
  );
}

function PartTable(props: Parameters<typeof SplitTable>[0]) {
  const { frame, figures, parts } = props;
  const { say } = frame;
  const { asOf } = figures;
  return (
    <Table
      id={props.id}
      caption={props.title}
      hideCaption
      columns={[
        { label: props.head },
        { label: say(text.received), numeric: true },
        { label: say(text.resolved), numeric: true },
        { label: say(text.open), numeric: true },
      ]}
      rows={parts.map((part) => ({
        key: part.name,
        cells: [
          part.name,
          ...(['received', 'resolved', 'open'] as const).map((status) => (
            <FigureLink
              key={status}
              frame={frame}
              filter={{ asOf, status, ...part.filter }}
              count={part[status]}
              of={part.name}
            />
          )),
        ],
      }))}
    />
  );
}
