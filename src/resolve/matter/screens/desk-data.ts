import type { ComponentChildren } from 'preact';
import type { CategoryLimit } from '../../../clocks/deadline/deadline.contract.ts';
import type { Category, CategoryGroup, Tier } from '../../../collect/category/category.contract.ts';
import type { ReportRow, StaffReport } from '../../../collect/report/report.contract.ts';
import type { Operation } from '../../../kernel/operation.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Away } from '../../../people/absence/absence.contract.ts';
import type { ListedPost, OrganisationKind } from '../../../people/post/post.contract.ts';
import type { FormState, Frame } from '../../../web/frame.ts';
import type { StartingText } from '../../../web/parts/StartFrom.tsx';
import type { MatterRow, StaffMatter } from '../matter.contract.ts';
import type { queues } from '../matter.reading.contract.ts';

export type Queue = (typeof queues)[number];

/** Where on a page of work somebody is: all of it stands in the address. */
export type Place = {
  /** `/desk` or `/tasks`. */
  page: string;
  queue: Queue;
  q: string;
  /** The reports that wait aside, instead of the queue. */
  aside?: boolean | undefined;
  reportsAfter?: string | undefined;
  mattersAfter?: string | undefined;
};

export type ItemRef = { kind: 'report' | 'matter'; id: string };

/** What waits, as far as this page of it goes. */
export type Waiting = {
  reports: readonly ReportRow[];
  reportTotal: number;
  reportsNext: string | null;
  /** How many undecided reports wait aside. */
  asideTotal: number;
  matters: readonly MatterRow[];
  matterTotal: number;
  mattersNext: string | null;
};

/** A post to choose, and who stands in for its holder, now or soon. */
export type PostChoice = ListedPost & { away: Away | null };

/** The catalogue and the posts, which every decision needs. */
export type Catalogue = {
  groups: readonly CategoryGroup[];
  categories: readonly Category[];
  posts: readonly PostChoice[];
  organisations: readonly { id: string; kind: OrganisationKind; name: string }[];
};

/** When it would have to be done if it were accepted now. */
export type Promised = {
  limit: CategoryLimit;
  onSiteAt: Instant | null;
  resolveAt: Instant;
  provisional: boolean;
};

/** What the catalogue proposes for a report; a person decides. */
export type Proposal = {
  title: string;
  category: { category: Category; because: readonly string[] } | null;
  tier: Tier;
  mainPostId: string | null;
  assistingPostId: string | null;
  /** What would be promised, for every limit a category can have. */
  promises: readonly Promised[];
};

/** A name and number just looked up; shown once. */
export type SeenContact = { reportId: string; name: string | null; phone: string | null };

export type OpenReport = {
  kind: 'report';
  report: StaffReport;
  proposal: Proposal;
  candidates: readonly MatterRow[];
  contact: SeenContact | null;
  phrases: readonly FilledPhrase[];
};

export type OpenMatter = {
  kind: 'matter';
  matter: StaffMatter;
  contact: SeenContact | null;
  phrases: readonly FilledPhrase[];
};

/** What areas to the right hand in to the screens of work: their form, their operation, what they know. */
export type HandedIn = {
  callback: ComponentChildren;
  urge: Operation;
  urging: ComponentChildren;
  /** Marking a report as abusive, from those who keep that. */
  abuse?: ComponentChildren;
};

/** A phrase filled for what is open, for the form of one act. */
export type FilledPhrase = StartingText & { use: string };

/** Which form stands open in the pane of acts; it is part of the address, so a refused form comes back to it. */
export type Opened = { act: string | undefined; into: string | undefined };

/** The queue a page shows when none is named. */
export function firstQueue(page: string): Queue {
  return page === '/tasks' ? 'waiting-for-me' : 'open';
}

/** A search in the desk's list of everything, which finds closed matters too. */
export function searchesAll({ queue, q }: Place): boolean {
  return queue === 'open' && q !== '';
}

/** The address of a page of work with an item open; without `item` the list decides. */
export function addressOf(frame: Frame, place: Place, item?: ItemRef | undefined, act?: string): string {
  const query = new URLSearchParams();
  if (place.queue !== firstQueue(place.page)) query.set('queue', place.queue);
  if (place.q !== '') query.set('q', place.q);
  if (place.aside) query.set('aside', '1');
  if (place.reportsAfter) query.set('reportsAfter', place.reportsAfter);
  if (place.mattersAfter) query.set('mattersAfter', place.mattersAfter);
  const byPath = place.page === '/tasks' && item;
  if (item && !byPath) query.set(item.kind, item.id);
  if (act) query.set('act', act);
  const path = byPath ? `${place.page}/${item.id}` : place.page;
  return frame.to(query.size === 0 ? path : `${path}?${query}`);
}

/**
 * The item that is selected once this one is handled: the next of its kind, else the first of its kind that was passed
 * over, else what stands beside it, else none. Who decides on reports goes on deciding on reports.
 */
export function itemAfter(waiting: Waiting, current: ItemRef): ItemRef | undefined {
  const items = itemsOf(waiting);
  const at = items.findIndex((item) => item.id === current.id);
  if (at < 0) return items[0];
  const [before, behind] = [items.slice(0, at), items.slice(at + 1)];
  const isSame = (item: ItemRef) => item.kind === current.kind;
  return behind.find(isSame) ?? before.find(isSame) ?? behind[0] ?? before.at(-1);
}

export function itemsOf(waiting: Waiting): ItemRef[] {
  return [
    ...waiting.reports.map(({ id }): ItemRef => ({ kind: 'report', id })),
    ...waiting.matters.map(({ id }): ItemRef => ({ kind: 'matter', id })),
  ];
}

/** Where an operation's form posts to. */
export function actionOf(frame: Frame, operation: Operation, ids: Record<string, string>): string {
  return frame.to(operation.path.replace(/:(\w+)/g, (_whole, name: string) => ids[name] ?? ''));
}

/** The form that came back, if it was this operation's. */
export function stateOf(frame: Frame, operation: Operation): FormState | undefined {
  return frame.form?.operation === operation.name ? frame.form : undefined;
}
