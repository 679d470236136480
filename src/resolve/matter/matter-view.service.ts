import { listDeadlines } from '../../clocks/deadline/deadline.service.ts';
import { viewDeadline } from '../../clocks/deadline/deadline.view.ts';
import { mayHearReport } from '../../collect/report/report.policy.ts';
import { type KnownReport, listPublicVoices } from '../../collect/report/report-decision.service.ts';
import { getContact } from '../../collect/report/report-reading.service.ts';
import type { Asker } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { type Locale, sayIn } from '../../kernel/text.ts';
import { dateOf, formatInstant, type Instant } from '../../kernel/time.ts';
import { getAbsencesOf } from '../../people/absence/absence.service.ts';
import { householdOf, membershipsOf } from '../../people/household/household.service.ts';
import { noteLooks } from '../../people/look/look.service.ts';
import { maskPhone } from '../../people/person/person.rules.ts';
import { getPosts } from '../../people/post/post.service.ts';
import type { PlaceLabels } from '../../places/place/place.contract.ts';
import { placeName } from '../../places/place/place.rules.ts';
import { getDwellingPlaces, getPlaceNames } from '../../places/place/place.service.ts';
import type { Tx } from '../../platform/database.ts';
import type {
  Handler,
  MatterView,
  NamedHandler,
  PublicMatter,
  ReporterMatter,
  StaffMatter,
} from './matter.contract.ts';
import { roundOf } from './matter.handling.rules.ts';
import { proposeMove } from './matter.move.rules.ts';
import { canOfPart } from './matter.part.policy.ts';
import { canOf, mayKnowPlace, ownParts, ownReports, readerOf, visibleReporter } from './matter.policy.ts';
import { readingOperations } from './matter.reading.contract.ts';
import { stagesOf } from './matter.states.ts';
import { findMatter, type MatterRecord } from './matter.store.ts';
import { proposeSupervision } from './matter.supervision.rules.ts';
import { matterText } from './matter.text.ts';
import { type LoadedCase, loadCase } from './matter-case.service.ts';
import { lastTakenAt, listMatterEvents } from './matter-event.service.ts';
import { shownEvents } from './matter-hiding.service.ts';
import { repliesOf, reporterTimelineOf, takenIn, timelineOf } from './matter-timeline.service.ts';

/** Who reads, when, in which language. */
export type Reading = { asker: Asker; locale: Locale; now: Instant };

/** A matter as the asker may read it; undefined for those to whom it does not exist. */
export async function viewMatter(
  tx: Tx,
  loaded: LoadedCase,
  reading: Reading,
): Promise<MatterView | undefined> {
  switch (readerOf(reading.asker, loaded.matter, loaded.facts)) {
    case 'staff':
      return viewForStaff(tx, loaded, reading);
    case 'reporter':
      return viewForReporter(tx, loaded, reading);
    case 'public':
      return viewForPublic(tx, loaded, reading);
    case 'none':
      return undefined;
  }
}

/** The matter as it now is, for the answer to a change by its staff. */
export async function reviewForStaff(tx: Tx, id: Id<'matter'>, reading: Reading): Promise<StaffMatter> {
  return viewForStaff(tx, await reloadCase(tx, id, reading.now), reading);
}

/** A matter with what surrounds it; undefined where there is none. Who may read it is for the caller to say. */
export async function findCase(tx: Tx, id: Id<'matter'>, now: Instant): Promise<LoadedCase | undefined> {
  const matter = await findMatter(tx, id);
  return matter && loadCase(tx, matter, now);
}

/** Loads a matter anew, after a change to it. */
export async function reloadCase(tx: Tx, id: Id<'matter'>, now: Instant): Promise<LoadedCase> {
  const matter = await findMatter(tx, id);
  if (!matter) throw new Error('a matter vanished in its own transaction');
  return loadCase(tx, matter, now);
}

type PublicFields = Omit<PublicMatter, 'reader' | 'can'>;

/** Of a matter and what surrounds it, the part that everybody's side of it is made of. */
type PublicCase = Pick<LoadedCase, 'matter' | 'deadlines'> & {
  households: number;
  reports: readonly Pick<KnownReport, 'id' | 'publicName' | 'submittedAt'>[];
};

async function publicFields(
  tx: Tx,
  { matter, households, deadlines, reports }: PublicCase,
  takenAt: Instant | undefined,
): Promise<PublicFields> {
  const merged = matter.mergedInto === null ? undefined : await findMatter(tx, matter.mergedInto);
  const promise = deadlines.findLast((deadline) => deadline.kind === 'resolve');
  return {
    ...publicRow(matter, stageDates(matter, takenAt)),
    promisedOn: promise?.dueOn ?? null,
    mergedIntoNumber: merged?.number ?? null,
    mergedIntoId: matter.mergedInto,
    households,
    reportedBy: matter.hiddenParts.includes('name')
      ? null
      : (reports.find((report) => report.id === matter.firstReportId)?.publicName ?? null),
  };
}

/** What everyone reads of the matter itself, with the day each stage was reached. */
function publicRow(matter: MatterRecord, reachedOn: ReadonlyMap<string, string>) {
  return {
    id: matter.id,
    number: matter.number,
    title: matter.publicTitle,
    categoryCode: matter.categoryCode,
    building: matter.building?.name ?? null,
    area: matter.area,
    tier: matter.tier,
    state: matter.state,
    stages: stagesOf(matter.state).map(({ stage, status }) => ({
      ...{ stage, status },
      // What is done again lies ahead again, whenever it was reached before.
      on: status === 'later' ? null : (reachedOn.get(stage) ?? null),
    })),
    acceptedAt: formatInstant(matter.acceptedAt),
    resolvedOn: matter.resolvedAt === null ? null : dateOf(matter.resolvedAt),
    result: matter.result,
    closing: matter.closing,
    reopenedCount: matter.reopenedCount,
    urgedCount: matter.urgedCount,
    supervised: matter.supervision?.level ?? null,
    suspendedFor: matter.suspendedFor,
    households: matter.households,
  };
}

/** The day on which each stage was last reached. */
function stageDates(matter: MatterRecord, takenAt: Instant | undefined): Map<string, string> {
  const dates = new Map<string, string>([['accepted', dateOf(matter.acceptedAt)]]);
  if (takenAt !== undefined) dates.set('handling', dateOf(takenAt));
  if (matter.resolvedAt !== null) dates.set('feedback', dateOf(matter.resolvedAt));
  if (matter.closedAt !== null) dates.set('rating', dateOf(matter.closedAt));
  return dates;
}

/** The public side of a matter, with what the asker may do, whoever they are. */
export async function viewForPublic(
  tx: Tx,
  loaded: LoadedCase,
  { asker, now }: Pick<Reading, 'asker' | 'now'>,
): Promise<PublicMatter> {
  const { matter, facts } = loaded;
  const can = canOf(asker, matter, facts, now);
  const taken = await lastTakenAt(tx, matter.id);
  const fields = await publicFields(tx, { ...loaded, households: facts.households }, taken);
  return {
    reader: 'public',
    ...withCollected(fields, loaded.reports),
    can: {
      ...can,
      'me-too': can['me-too'] === true ? await mayJoinVoices(tx, loaded, asker, now) : can['me-too'],
    },
  };
}

/**
 * The same for somebody nobody knows: no right of theirs hangs on what surrounds a matter, so it is not looked up, and
 * the households are as many as stand beside it, as in the list.
 */
export async function viewForStranger(tx: Tx, matter: MatterRecord): Promise<Omit<PublicMatter, 'can'>> {
  const [reports, deadlines, taken] = await Promise.all([
    listPublicVoices(tx, matter.id),
    listDeadlines(tx, [matter.id]),
    lastTakenAt(tx, matter.id),
  ]);
  const fields = await publicFields(tx, { matter, households: matter.households, deadlines, reports }, taken);
  return { reader: 'public', ...withCollected(fields, reports) };
}

/** Whether the asker's household can still be counted; who belongs to none has no household to count. */
async function mayJoinVoices(
  tx: Tx,
  { facts }: LoadedCase,
  asker: Asker,
  now: Instant,
): Promise<true | 'resident-only' | 'household-already-counted'> {
  const home = asker.kind === 'person' ? await householdOf(tx, asker.personId, dateOf(now)) : undefined;
  if (!home) return 'resident-only';
  return facts.householdIds.includes(home.householdId) ? 'household-already-counted' : true;
}

/** The first stage is reached when the first report was heard. */
function withCollected(fields: PublicFields, reports: PublicCase['reports']): PublicFields {
  const first = reports[0];
  if (!first) return fields;
  const on = dateOf(first.submittedAt);
  return {
    ...fields,
    stages: fields.stages.map((stage) => (stage.stage === 'collected' ? { ...stage, on } : stage)),
  };
}

async function viewForReporter(tx: Tx, loaded: LoadedCase, reading: Reading): Promise<ReporterMatter> {
  const { matter, facts, reports } = loaded;
  const { asker, now } = reading;
  const own = ownReports(asker, facts);
  const [all, places] = await Promise.all([listMatterEvents(tx, matter.id), placesOf(tx, reports)]);
  const events = await shownEvents(tx, matter, all);
  const fields = await publicFields(tx, { ...loaded, households: facts.households }, takenIn(all));
  return {
    reader: 'reporter',
    ...withCollected(fields, reports),
    version: matter.version,
    ownReports: reports
      .filter((report) => own.includes(report.id))
      .map(({ id, number, text, submittedAt, photoIds, recording }) => ({
        ...{ id, number, text, photoIds, recording },
        place: placeName(places.get(id) ?? nowhere, { level: 'full' }, reading.locale),
        submittedAt: formatInstant(submittedAt),
      })),
    replies: repliesOf(events),
    reopenUntil: facts.due.reopen?.dueOn ?? null,
    timeline: reporterTimelineOf(events, own),
    can: canOf(asker, matter, facts, now),
  };
}

async function viewForStaff(tx: Tx, loaded: LoadedCase, reading: Reading): Promise<StaffMatter> {
  const { matter, facts, reports, deadlines, calendar } = loaded;
  const { asker, locale, now } = reading;
  const [events, nameOf, heard] = await Promise.all([
    listMatterEvents(tx, matter.id),
    handlerNamer(tx, reading),
    heardReports(tx, loaded, reading),
  ]);
  const say = sayIn(locale);
  const fields = await publicFields(tx, { ...loaded, households: facts.households }, takenIn(events));
  return {
    reader: 'staff',
    ...withCollected(fields, reports),
    version: matter.version,
    limit: matter.limit,
    sensitive: matter.sensitive,
    mainHandler: matter.mainHandler && nameOf(matter.mainHandler),
    assisting: matter.assisting.map(nameOf),
    parts: partsOf(loaded, reading, nameOf),
    returnedCount: matter.returnedCount,
    extensionAsked: matter.extensionAsked,
    extended: matter.extended,
    forJointMeeting: matter.forJointMeeting,
    supervision: supervisionOf(matter),
    toSupervise: proposeSupervision(matter, facts.due, now),
    toMove: proposeMove(matter, facts, now),
    reports: heard,
    replies: repliesOf(events),
    clocks: deadlines.map((deadline) => ({
      ...viewDeadline(say, deadline, calendar, now),
      round: 1 + events.filter(({ action, at }) => action === 'reopen' && at <= deadline.startedAt).length,
    })),
    timeline: timelineOf(events, 'staff'),
    can: canOf(asker, matter, facts, now),
  };
}

/** The parts of this round, each with what the asker may do with it. */
function partsOf(
  { matter, facts }: LoadedCase,
  { asker, now }: Reading,
  nameOf: (handler: Handler) => NamedHandler,
): StaffMatter['parts'] {
  const own = ownParts(asker, matter, facts);
  const at = (moment: Instant | null) => (moment === null ? null : formatInstant(moment));
  return facts.parts
    .filter(({ round }) => round === roundOf(matter))
    .map((part) => {
      const { postId, name } = nameOf(part.handler);
      return {
        ...{ id: part.id, state: part.state, words: part.words, photoIds: [...part.photoIds] },
        ...{ handler: { postId, name }, settled: part.settled, mine: own.includes(part) },
        ...{ givenAt: formatInstant(part.givenAt), takenAt: at(part.takenAt), endedAt: at(part.endedAt) },
        can: canOfPart(asker, part, matter, facts, now),
      };
    });
}

function supervisionOf({ supervision }: MatterRecord): StaffMatter['supervision'] {
  if (supervision === null) return null;
  const { level, reason, by, dueOn } = supervision;
  return { level, reason, by, dueOn };
}

/** Names each handler by who holds the post and what it covers, 张师傅 · 水岸物业, and says who is away. */
export async function handlerNamer(
  tx: Tx,
  { locale, now }: Pick<Reading, 'locale' | 'now'>,
): Promise<(handler: Handler) => NamedHandler> {
  const posts = await getPosts(tx, dateOf(now), locale);
  const absences = await getAbsencesOf(tx, dateOf(now), posts);
  return ({ postId }) => {
    const post = posts.find(({ id }) => id === postId);
    if (!post) return { postId, name: sayIn(locale)(matterText.postEnded), ended: true, away: null };
    const name = post.covers === null ? post.holder.name : `${post.holder.name} · ${post.covers.name}`;
    return { postId, name, ended: false, away: absences.get(postId) ?? null };
  };
}

/** What was said, with as much of who said it as the asker may know; telephone numbers only in part. */
async function heardReports(
  tx: Tx,
  { matter, facts, reports }: LoadedCase,
  { asker, locale, now }: Reading,
): Promise<StaffMatter['reports']> {
  const [homes, places] = await Promise.all([homesOf(tx, reports, locale, now), placesOf(tx, reports)]);
  const heard = await Promise.all(
    reports.map(async (report) => {
      const contact = await getContact(tx, {
        personId: report.personId,
        contactName: report.contact.name,
        contactPhone: report.contact.phone,
      });
      const dwelling = (report.personId && homes.get(report.personId)) || null;
      const details = { ...contact, reportId: report.id, publicName: report.publicName, dwelling };
      const seen = visibleReporter(asker, { ...details, anonymity: report.anonymity }, matter, facts);
      const knows = seen.name !== null || seen.phone !== null || seen.publicName !== null;
      const level = mayKnowPlace(asker, report, matter, facts) ? 'full' : 'building';
      return {
        id: report.id,
        number: report.number,
        text: report.text,
        submittedAt: formatInstant(report.submittedAt),
        channel: report.channel,
        anonymity: report.anonymity,
        place: placeName(places.get(report.id) ?? nowhere, { level }, locale),
        reporter: knows
          ? {
              name: seen.name ?? seen.publicName,
              phone: seen.phone && maskPhone(seen.phone),
              dwelling: seen.dwelling,
            }
          : null,
        photoIds: report.photoIds,
        // Staff are those at work on it.
        recording: report.recording && {
          ...report.recording,
          recordingId: mayHearReport(asker, report) === false ? null : report.recording.recordingId,
        },
      };
    }),
  );
  const seen = heard.map(({ number, reporter }, index) => ({
    ...{ kind: reporter === null ? ('original' as const) : ('reporter' as const), number },
    subjectId: reports[index]?.personId ?? undefined,
  }));
  await noteLooks(tx, { asker, now }, readingOperations.getMatter.name, seen);
  return heard;
}

const nowhere = { words: '' };

async function placesOf(tx: Tx, reports: readonly KnownReport[]): Promise<Map<Id<'report'>, PlaceLabels>> {
  const labels = await getPlaceNames(
    tx,
    reports.map(({ place }) => place),
  );
  return new Map(reports.map(({ id, place }, index) => [id, labels[index] ?? { words: place.words }]));
}

async function homesOf(
  tx: Tx,
  reports: readonly KnownReport[],
  locale: Locale,
  now: Instant,
): Promise<Map<Id<'person'>, string>> {
  const persons = [...new Set(reports.flatMap((report) => report.personId ?? []))];
  const memberships = await membershipsOf(tx, persons, dateOf(now));
  const places = await getDwellingPlaces(
    tx,
    memberships.map((membership) => membership.dwellingId),
  );
  const known = memberships.flatMap((membership) => {
    const place = places.get(membership.dwellingId);
    return place ? [{ personId: membership.personId, place }] : [];
  });
  const labels = await getPlaceNames(
    tx,
    known.map(({ place }) => place),
  );
  return new Map(
    known.map(({ personId }, index) => [
      personId,
      placeName(labels[index] ?? { words: '' }, { level: 'full' }, locale),
    ]),
  );
}
