import type { ComponentChildren } from 'preact';
import type { Category } from '../../../collect/category/category.contract.ts';
import type { ReportRow } from '../../../collect/report/report.contract.ts';
import { asideText } from '../../../collect/report/screens/aside.text.ts';
import { channelName } from '../../../collect/report/screens/channel.text.ts';
import { channelIcon } from '../../../collect/report/screens/channel-icon.ts';
import { SetAside } from '../../../collect/report/screens/SetAside.tsx';
import type { Frame } from '../../../web/frame.ts';
import type { IconName } from '../../../web/icons/Icon.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { Filters } from '../../../web/parts/Filters.tsx';
import { Kbd } from '../../../web/parts/Kbd.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Pagination } from '../../../web/parts/Pagination.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Queue, type QueueItem } from '../../../web/parts/Queue.tsx';
import { SlaClock } from '../../../web/parts/SlaClock.tsx';
import type { MatterRow } from '../matter.contract.ts';
import { queues } from '../matter.reading.contract.ts';
import { standText } from '../matter.text.ts';
import { proposePublicTitle } from '../public-title.rules.ts';
import { deskText } from './desk.text.ts';
import {
  addressOf,
  firstQueue,
  type ItemRef,
  type Place,
  type Queue as PlaceQueue,
  searchesAll,
  type Waiting,
} from './desk-data.ts';
import { dueOfRow } from './due.ts';
import { nameHandler } from './handler.ts';
import { FlagChips } from './MatterFlags.tsx';
import { matterFlagText } from './matter-flag.text.ts';
import { partText } from './part.text.ts';

type WaitingPaneProps = {
  frame: Frame;
  place: Place;
  waiting: Waiting;
  categories: readonly Category[];
  current: ItemRef | undefined;
  /** What is done to several at once: its form stands above the list, each row has a box of it. */
  several?: { form: string; bar: ComponentChildren } | undefined;
};

const tierIcon: Record<MatterRow['tier'], IconName> = {
  self: 'pavilion',
  joint: 'round-table',
  linked: 'relay',
};

/** A handler's own page leaves out what only the desk does. */
function queuesOf(page: string): readonly PlaceQueue[] {
  return page === '/tasks' ? ['waiting-for-me', 'due-today', 'overdue', 'closed'] : queues;
}

/** What waits: undecided reports and open matters, each soonest due first. */
export function WaitingPane(props: WaitingPaneProps) {
  const { frame, place, waiting, current } = props;
  const { say } = frame;
  const { reports, matters } = waiting;
  const first = reports.length > 0 ? 'reports' : 'matters';
  const upDown = (
    <span class="wide-only">
      <Kbd>J</Kbd> <Kbd>K</Kbd> {say(deskText.upDown)}
    </span>
  );
  return (
    <Pane label={say(deskText.list)} kind="list">
      <div class="pane-filters dense">
        <Filters
          label={say(deskText.queuesLabel)}
          items={queuesOf(place.page).map((queue) => ({
            href: addressOf(frame, { page: place.page, queue, q: place.q }),
            label: say(deskText.queues[queue]),
            current: queue === place.queue,
          }))}
        />
      </div>
      {props.several?.bar}
      <div data-live-part="reports">
        <Danger frame={frame} place={place} reports={reports} />
        <SetAside
          frame={frame}
          count={waiting.asideTotal}
          shown={place.aside === true}
          queue={addressOf(frame, { ...place, aside: false, reportsAfter: undefined })}
          aside={addressOf(frame, { ...place, aside: true, reportsAfter: undefined })}
        />
        {reports.length > 0 && (
          <>
            <PaneHead title={say(deskText.fresh, waiting.reportTotal)} aside={upDown} />
            <Queue items={reports.map((row) => reportItem(props, row, current))} />
            <More {...props} kind="reports" />
          </>
        )}
      </div>
      <div data-live-part="matters">
        {matters.length > 0 && (
          <>
            <PaneHead
              title={
                searchesAll(place)
                  ? say(deskText.found, waiting.matterTotal)
                  : place.queue === 'open'
                    ? say(deskText.inWork, waiting.matterTotal)
                    : `${say(deskText.queues[place.queue])} ${waiting.matterTotal}`
              }
              aside={first === 'matters' ? upDown : say(deskText.byDue)}
            />
            <Queue items={matters.map((row) => matterItem(props, row, current))} />
            <ToTable {...props} />
            <More {...props} kind="matters" />
          </>
        )}
        {reports.length + matters.length === 0 && <NothingWaits frame={frame} place={place} />}
      </div>
    </Pane>
  );
}

/** Where somebody may be in danger, the desk is told above everything else, and rings 119 or 110 itself. */
function Danger({ frame, place, reports }: { frame: Frame; place: Place; reports: readonly ReportRow[] }) {
  const { say } = frame;
  const urgent = reports.filter((row) => row.urgent);
  const [first] = urgent;
  if (!first) return null;
  return (
    <div class="pane-alert">
      <Notice tone="danger" icon="zap" title={say(deskText.danger, urgent.length)}>
        <p>{say(deskText.dangerText)}</p>
        <Link href={addressOf(frame, place, { kind: 'report', id: first.id })}>
          {say(deskText.dangerOpen, shortNumber(first.number))}
        </Link>
      </Notice>
    </div>
  );
}

/** The list as it is filtered here, whole, as a workbook. */
function ToTable({ frame, place }: WaitingPaneProps) {
  const query = new URLSearchParams();
  if (!searchesAll(place)) query.set('queue', place.queue);
  if (place.q !== '') query.set('text', place.q);
  return (
    <p class="pane-more">
      <Link href={frame.to(`/exports/matters.xlsx?${query}`)}>{frame.say(deskText.toTable)}</Link>
    </p>
  );
}

function More({ frame, place, waiting, kind }: WaitingPaneProps & { kind: 'reports' | 'matters' }) {
  const key = kind === 'reports' ? 'reportsAfter' : 'mattersAfter';
  const next = kind === 'reports' ? waiting.reportsNext : waiting.mattersNext;
  return (
    <div class="pane-more dense">
      <Pagination
        locale={frame.say.locale}
        previousHref={place[key] && addressOf(frame, { ...place, [key]: undefined })}
        nextHref={next === null ? undefined : addressOf(frame, { ...place, [key]: next })}
      />
    </div>
  );
}

function NothingWaits({ frame, place }: { frame: Frame; place: Place }) {
  const { say } = frame;
  const all = (
    <LinkButton href={frame.to(place.page)} size="small">
      {say(deskText.clearSearch)}
    </LinkButton>
  );
  const [title, text, action] =
    place.q !== ''
      ? [deskText.nothingFound, deskText.nothingFoundText, all]
      : place.queue === firstQueue(place.page)
        ? [deskText.emptyTitle, deskText.emptyText, undefined]
        : [deskText.emptyQueue, deskText.emptyQueueText, all];
  return <EmptyState title={say(title)} text={say(text)} action={action} />;
}

function reportItem(props: WaitingPaneProps, row: ReportRow, current: ItemRef | undefined): QueueItem {
  const { frame, place } = props;
  const { say } = frame;
  const guess = props.categories.find(({ code }) => code === row.categoryGuess);
  const { acceptDueAt: dueAt, shareLeft } = row;
  const due = dueOfRow(say, frame.now, { clock: 'accept', dueAt, shareLeft });
  const facts = [
    row.place,
    ...(row.photos > 0 ? [say(deskText.photos, row.photos)] : []),
    ...(row.aside !== null ? [say(asideText.why[row.aside])] : []),
  ];
  return {
    href: addressOf(frame, place, { kind: 'report', id: row.id }),
    number: shortNumber(row.number),
    channel: { icon: channelIcon[row.channel], label: say(channelName[row.channel]) },
    title: proposePublicTitle(row.excerpt) || row.excerpt,
    facts: facts.join(' · '),
    clock: due && <SlaClock locale={say.locale} {...due} />,
    mark: (row.urgent || guess?.flags.includes('emergency')) && (
      <Chip tone="red" icon="zap">
        {say(deskText.safety)}
      </Chip>
    ),
    current: row.id === current?.id,
    pick: pickOf(props, 'report', row),
  };
}

function matterItem(props: WaitingPaneProps, row: MatterRow, current: ItemRef | undefined): QueueItem {
  const { frame, place } = props;
  const { say } = frame;
  const due = dueOfRow(say, frame.now, { ...row, clock: row.nextClock });
  const facts = [
    row.building ?? row.area ?? say(deskText.wholeEstate),
    ...(row.households > 1 ? [say(deskText.households, row.households)] : []),
    ...(row.mainHandler ? [nameHandler(frame, row.mainHandler)] : []),
  ];
  return {
    href: addressOf(frame, place, { kind: 'matter', id: row.id }),
    number: shortNumber(row.number),
    channel: { icon: tierIcon[row.tier], label: say(standText(row)) },
    title: row.title,
    facts: facts.join(' · '),
    clock: due && <SlaClock locale={say.locale} {...due} />,
    mark: markOf(props, row),
    current: row.id === current?.id,
    pick: row.state === 'accepted' || row.state === 'returned' ? pickOf(props, 'matter', row) : undefined,
  };
}

/** What presses a matter; at the desk also that the rules propose to. */
function markOf({ frame, place }: WaitingPaneProps, row: MatterRow) {
  const proposed = row.toSupervise !== null && row.supervised === null && place.page !== '/tasks';
  if (!proposed && row.supervised === null && row.urgedCount === 0 && row.ownPart === null) return undefined;
  return (
    <span class="row row-wrap">
      {row.ownPart !== null && (
        <Chip tone="line" icon="users">
          {frame.say(partText.own, frame.say(partText.state[row.ownPart]))}
        </Chip>
      )}
      <FlagChips frame={frame} matter={row} />
      {proposed && (
        <Chip tone="line" icon="flag">
          {frame.say(matterFlagText.toSupervise)}
        </Chip>
      )}
    </span>
  );
}

/** Only what can be done to several at once has a box: deciding on reports, dispatching what waits for it. */
function pickOf(
  { frame, several }: WaitingPaneProps,
  kind: ItemRef['kind'],
  { id, number }: { id: string; number: string },
): QueueItem['pick'] {
  if (!several) return undefined;
  const label = frame.say(deskText.pick, shortNumber(number));
  return { form: several.form, name: kind, value: id, label };
}

/** Within a year people write the running number alone: 2026-0170 is 0170. */
export function shortNumber(number: string): string {
  return number.replace(/^\d{4}-/, '');
}
