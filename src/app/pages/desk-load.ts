import { loadCalendar } from '../../clocks/calendar/calendar.service.ts';
import { categoryLimits } from '../../clocks/deadline/deadline.contract.ts';
import { openDeadline } from '../../clocks/deadline/deadline.rules.ts';
import { type Category, categoryOperations } from '../../collect/category/category.contract.ts';
import type { StaffReport } from '../../collect/report/report.contract.ts';
import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import type { Id } from '../../kernel/id.ts';
import { isId } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { minuteMs } from '../../kernel/time.ts';
import { listAbsences } from '../../people/absence/absence.contract.ts';
import { listPosts } from '../../people/post/post.contract.ts';
import type { Call } from '../../platform/call.ts';
import { seal, unseal } from '../../platform/secrets.ts';
import { listChanges } from '../../resolve/change/change.contract.ts';
import { suggestHandlers } from '../../resolve/matter/handler-suggestion.rules.ts';
import type { MatterRow, StaffMatter } from '../../resolve/matter/matter.contract.ts';
import { getMatter, listMatters, queues } from '../../resolve/matter/matter.reading.contract.ts';
import { proposePublicTitle } from '../../resolve/matter/public-title.rules.ts';
import {
  type Catalogue,
  type FilledPhrase,
  firstQueue,
  type OpenReport,
  type Place,
  type Promised,
  type Proposal,
  type Queue,
  type SeenContact,
  searchesAll,
  type Waiting,
} from '../../resolve/matter/screens/desk-data.ts';
import { phraseOperations } from '../../resolve/phrase/phrase.contract.ts';
import type { Ask, PageRequest } from './page.ts';

/** How many rows one page of the queue holds. */
const rowsShown = 30;
const candidatesShown = 5;

/** Where the ledger ends now. Asked before a page loads anything, so that nothing falls between page and stream. */
export async function placeInLedger({ ask }: Visit): Promise<number> {
  const place = await ask(listChanges, {});
  if (!place.ok) throw new Error(`the ledger's end was refused: ${place.refusal.code}`);
  return place.value.last;
}

export type Visit = { call: Call; ask: Ask; request: PageRequest };

/** Where the address says the visitor stands. */
export function placeOf(page: string, { query }: PageRequest): Place {
  return {
    page,
    queue: queues.find((queue): queue is Queue => queue === query.queue) ?? firstQueue(page),
    q: (query.q ?? '').trim().slice(0, 60),
    aside: query.aside === '1',
    reportsAfter: query.reportsAfter,
    mattersAfter: query.mattersAfter,
  };
}

/** The catalogue and the posts; who may not list posts gets none to choose from. */
export async function loadCatalogue({ ask }: Visit): Promise<Catalogue> {
  const [catalogue, posts, absences] = await Promise.all([
    ask(categoryOperations.listCategories, {}),
    ask(listPosts, {}),
    ask(listAbsences, {}),
  ]);
  // The next absence of each comes first.
  const next = absences.ok ? absences.value.absences : [];
  const awayFrom = (id: Id<'post'>) => next.find(({ post }) => post.id === id)?.away ?? null;
  return {
    groups: catalogue.ok ? catalogue.value.groups : [],
    categories: catalogue.ok ? catalogue.value.categories : [],
    posts: posts.ok ? posts.value.posts.map((post) => ({ ...post, away: awayFrom(post.id) })) : [],
    organisations: posts.ok ? posts.value.organisations : [],
  };
}

/** What waits: the undecided reports stand before the open matters, in every other queue only matters. */
export async function loadWaiting(
  { ask }: Visit,
  place: Place,
  withReports: boolean,
): Promise<Outcome<Waiting>> {
  const text = place.q === '' ? {} : { text: place.q };
  const showsReports = withReports && place.queue === 'open';
  const undecided = (aside: boolean, limit: number) =>
    ask(reportOperations.listReports, {
      ...{ state: 'submitted', aside, limit, ...text },
      ...(limit > 1 && place.reportsAfter && { after: place.reportsAfter }),
    });
  const [reports, aside, matters] = await Promise.all([
    showsReports ? undecided(place.aside === true, rowsShown) : null,
    showsReports ? undecided(true, 1) : null,
    ask(listMatters, {
      ...{ limit: rowsShown, ...text },
      // A search from the first list of the desk finds what is closed too.
      ...(searchesAll(place) ? {} : { queue: place.queue }),
      ...(place.mattersAfter && { after: place.mattersAfter }),
    }),
  ]);
  if (reports && !reports.ok) return reports;
  if (!matters.ok) return matters;
  // What waits aside is looked at by itself.
  const listed = place.aside ? { rows: [], total: 0, next: null } : matters.value;
  return ok({
    asideTotal: aside?.ok ? aside.value.total : 0,
    reports: reports?.value.rows ?? [],
    reportTotal: reports?.value.total ?? 0,
    reportsNext: reports?.value.next ?? null,
    matters: listed.rows,
    matterTotal: listed.total,
    mattersNext: listed.next,
  });
}

/** A report with what the catalogue proposes for it and what it may be the same as. */
export async function loadReport(
  visit: Visit,
  reportId: string,
  catalogue: Catalogue,
): Promise<Outcome<OpenReport>> {
  if (!isId(reportId)) return refuse('not-found');
  const found = await visit.ask(reportOperations.getReport, { reportId: reportId as Id<'report'> });
  if (!found.ok) return found;
  if (found.value.reader !== 'staff') return refuse('not-found');
  const report = found.value;
  const proposal = await propose(visit, report, catalogue);
  const candidates = await loadCandidates(visit, report, proposal.category?.category);
  const phrases = await visit.ask(phraseOperations.suggestForReport, { reportId: report.id });
  return ok({
    ...{ kind: 'report', report, proposal, candidates },
    contact: seenContact(visit, report.id),
    // Who only reads has no form to fill.
    phrases: phrases.ok ? phrases.value.suggestions : [],
  });
}

async function propose({ call, ask }: Visit, report: StaffReport, catalogue: Catalogue): Promise<Proposal> {
  const words = report.recording?.typedText ?? report.text;
  const suggested = await ask(categoryOperations.suggestCategory, { text: words.slice(0, 500) });
  const best = suggested.ok ? suggested.value.suggestions[0] : undefined;
  const code = report.categoryGuess ?? best?.code;
  const category = catalogue.categories.find((candidate) => candidate.open && candidate.code === code);
  const { building } = report;
  const [mainPostId, assistingPostId] = category
    ? suggestHandlers(category, catalogue.posts, { building, organisations: catalogue.organisations })
    : [];
  return {
    title: proposePublicTitle(words),
    category: category ? { category, because: best?.code === code ? (best?.because ?? []) : [] } : null,
    tier: category?.tier ?? 'self',
    mainPostId: mainPostId ?? null,
    assistingPostId: assistingPostId ?? null,
    promises: await promisesFor(call, catalogue.categories),
  };
}

/** What would be promised if it were accepted now; accepting reckons the same from its own moment. */
async function promisesFor(call: Call, categories: readonly Category[]): Promise<Promised[]> {
  const calendar = await call.read((tx) => loadCalendar(tx));
  const startedAt = call.now;
  return categoryLimits
    .filter((limit) => categories.some((category) => category.limit === limit))
    .map((limit) => {
      const resolve = openDeadline({ kind: 'resolve', startedAt, category: limit }, calendar);
      const onSiteAt = limit === 'U2h' ? openDeadline({ kind: 'on-site', startedAt }, calendar).dueAt : null;
      return { limit, onSiteAt, resolveAt: resolve.dueAt, provisional: resolve.provisional };
    });
}

/** Open matters of the same building first, of the same category, then of the same group before others. */
async function loadCandidates(
  { ask }: Visit,
  report: StaffReport,
  category: Category | undefined,
): Promise<MatterRow[]> {
  const near = report.buildingId
    ? { buildingId: report.buildingId }
    : category && { categoryCode: category.code };
  if (!near) return [];
  const found = await ask(listMatters, { queue: 'open', ...near, limit: 50 });
  if (!found.ok) return [];
  const likeness = ({ categoryCode }: MatterRow) =>
    categoryCode === category?.code ? 0 : groupOf(categoryCode) === category?.group ? 1 : 2;
  return [...found.value.rows].sort((a, b) => likeness(a) - likeness(b)).slice(0, candidatesShown);
}

/** A category's code begins with its group's. */
function groupOf(categoryCode: string): string {
  return categoryCode.slice(0, 3);
}

/** A matter for those who work on it; to others it does not exist here. */
export async function loadMatter(visit: Visit, matterId: string): Promise<Outcome<StaffMatter>> {
  if (!isId(matterId)) return refuse('not-found');
  const found = await visit.ask(getMatter, { matterId: matterId as Id<'matter'> });
  if (!found.ok) return found;
  return found.value.reader === 'staff' ? ok(found.value) : refuse('not-found');
}

/** Phrases to write of a matter with; none for those who only read it. */
export async function loadPhrases({ ask }: Visit, matterId: StaffMatter['id']): Promise<FilledPhrase[]> {
  const found = await ask(phraseOperations.suggestForMatter, { matterId });
  return found.ok ? found.value.suggestions : [];
}

/** Earlier open matters of the same building and category, which this one could join. */
export async function loadMergeable({ ask }: Visit, matter: StaffMatter): Promise<MatterRow[]> {
  const found = await ask(listMatters, { queue: 'open', categoryCode: matter.categoryCode, limit: 100 });
  if (!found.ok) return [];
  return found.value.rows.filter(
    (row) => row.id !== matter.id && row.building === matter.building && row.number < matter.number,
  );
}

const sealedFor = 'looked-up contact';
const shownForMs = 2 * minuteMs;

type Sealed = SeenContact & { accountId: string; at: number };

/** A looked-up number travels to the next page sealed, for two minutes and for who asked: addresses are kept by others. */
export function sealContact(call: Call, contact: SeenContact): string {
  const sealed: Sealed = { ...contact, accountId: accountOf(call), at: call.now };
  return seal(call.platform.secret, sealedFor, JSON.stringify(sealed));
}

/** The number that was just looked up, if this is the page it was looked up for. */
export function seenContact({ call, request }: Visit, reportId?: string): SeenContact | null {
  const text = unseal(call.platform.secret, sealedFor, request.query.seen ?? '');
  if (text === undefined) return null;
  const { accountId, at, ...contact } = JSON.parse(text) as Sealed;
  const holds = accountId === accountOf(call) && call.now - at < shownForMs;
  return holds && (reportId === undefined || contact.reportId === reportId) ? contact : null;
}

function accountOf({ asker }: Call): string {
  return asker.kind === 'person' ? asker.accountId : '';
}
