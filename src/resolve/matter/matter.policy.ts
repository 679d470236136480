import type { Anonymity } from '../../collect/report/report.contract.ts';
import { type Asker, type HeldPost, holdsPost } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { type Handler, type Matter, type MatterAction, matterActions } from './matter.contract.ts';
import type { Act, MatterFacts, Part } from './matter.decision.ts';
import { isPartAction } from './matter.part.rules.ts';
import type { MatterRefusal } from './matter.refusals.contract.ts';
import { isPossible } from './matter.rules.ts';
import { publicStates } from './matter.states.ts';
import { type Supervisor, supervisors } from './matter.supervision.contract.ts';

type Verdict = true | MatterRefusal;
type Policy = (asker: Asker, matter: Matter, facts: MatterFacts) => Verdict;

/** Which of the three views of a matter somebody reads; `none` looks like a matter that does not exist. */
export type Reader = 'staff' | 'reporter' | 'public' | 'none';

/**
 * Staff: the desk, the administrator and the street (who read and change nothing), whoever handles it, and a
 * captain or the chair while they are the ones to make its callback. Reporters read their own side of it.
 * Neighbours and strangers read the public side, unless it was taken back or is about somebody's hardship.
 */
export function readerOf(asker: Asker, matter: Matter, facts: MatterFacts): Reader {
  if (asker.kind === 'system') return 'staff';
  if (['desk', 'administrator', 'street'].some((kind) => holdsPost(asker, kind))) return 'staff';
  if (isHandler(asker, matter) || mayCallInTurn(asker, matter, facts) === true) return 'staff';
  if (ownReports(asker, facts).length > 0) return 'reporter';
  return publicStates.has(matter.state) && !matter.sensitive ? 'public' : 'none';
}

/** Whether a matter may be read at all. */
export function mayRead(asker: Asker, matter: Matter, facts: MatterFacts): true | 'matter-not-found' {
  return readerOf(asker, matter, facts) === 'none' ? 'matter-not-found' : true;
}

/** Whether the queue may be read: the desk, the administrator, the street, and handlers (their own matters). */
export function mayList(asker: Asker): true | 'staff-only' {
  if (asker.kind === 'system') return true;
  const staff = ['desk', 'administrator', 'street', 'handler', 'captain', 'chair'];
  return staff.some((kind) => holdsPost(asker, kind)) ? true : 'staff-only';
}

/** Whether the whole queue may be read, or only the matters somebody handles. */
export function mayListAll(asker: Asker): boolean {
  return (
    asker.kind === 'system' || ['desk', 'administrator', 'street'].some((kind) => holdsPost(asker, kind))
  );
}

/** Whether somebody decides on reports: only the desk. Strangers learn nothing, not even that it exists. */
export function mayDecideOnReport(
  asker: Asker,
): true | 'desk-only' | 'street-reads-only' | 'report-not-found' {
  if (holdsPost(asker, 'desk')) return true;
  if (holdsPost(asker, 'street')) return 'street-reads-only';
  return asker.kind === 'person' && asker.posts.length > 0 ? 'desk-only' : 'report-not-found';
}

/** The reports of a matter that are the asker's own: by their account, or by the private link they hold. */
export function ownReports(asker: Asker, facts: MatterFacts): Id<'report'>[] {
  return facts.voices
    .filter((voice) => {
      if (asker.kind === 'follower') return voice.reportId === asker.reportId;
      if (asker.kind !== 'person') return false;
      return voice.personId === asker.personId || voice.reportId === asker.reportId;
    })
    .map((voice) => voice.reportId);
}

/** Whether somebody ever took, contacted or resolved the matter, also when they come by the link of their report. */
export function hasWorkedOn(asker: Asker, facts: MatterFacts): boolean {
  const own = ownReports(asker, facts);
  const persons = facts.voices.filter((voice) => own.includes(voice.reportId)).map((voice) => voice.personId);
  if (asker.kind === 'person') persons.push(asker.personId);
  return persons.some((personId) => personId !== null && facts.workers.includes(personId));
}

/** Whether somebody handles the matter, as main or assisting: by the post itself or a colleague's. */
export function isHandler(asker: Asker, matter: Matter): boolean {
  return [matter.mainHandler, ...matter.assisting].some((handler) => holdsHandler(asker, handler));
}

/** Whether somebody is the main handler, or a colleague in the same organisation. */
export function isMainHandler(asker: Asker, matter: Matter): boolean {
  return holdsHandler(asker, matter.mainHandler);
}

/** Whether somebody acts for a handler: holds the post, belongs to its organisation, or is the desk it goes through. */
function holdsHandler(asker: Asker, handler: Handler | null): boolean {
  if (handler === null || asker.kind !== 'person') return false;
  if (handler.throughDesk && holdsPost(asker, 'desk')) return true;
  return asker.posts.some(
    (post) =>
      post.id === handler.postId ||
      (post.kind === 'handler' && post.covers !== null && post.covers === handler.organisationId),
  );
}

/** Before a reason is given, make sure the asker may know the matter exists; the street is told why not. */
function unless(
  met: boolean,
  code: MatterRefusal,
  asker: Asker,
  matter: Matter,
  facts: MatterFacts,
): Verdict {
  if (met) return true;
  if (readerOf(asker, matter, facts) === 'none') return 'matter-not-found';
  return holdsPost(asker, 'street') ? 'street-reads-only' : code;
}

const byDesk: Policy = (asker, matter, facts) =>
  unless(holdsPost(asker, 'desk'), 'desk-only', asker, matter, facts);

/** Posts change hands by an administrator; the desk gives on what an ended one left. */
const byDeskOrAdministrator: Policy = (asker, matter, facts) =>
  holdsPost(asker, 'administrator') ? true : byDesk(asker, matter, facts);

const byDeskOrTime: Policy = (asker, matter, facts) =>
  asker.kind === 'system' ? true : byDesk(asker, matter, facts);

const byMainHandler: Policy = (asker, matter, facts) =>
  unless(isMainHandler(asker, matter), 'main-handler-only', asker, matter, facts);

const byHandler: Policy = (asker, matter, facts) =>
  unless(isHandler(asker, matter), 'handler-only', asker, matter, facts);

/** Those who assist now, each for their own part. */
const byAssisting: Policy = (asker, matter, facts) =>
  unless(
    matter.assisting.some((handler) => holdsHandler(asker, handler)),
    'assisting-only',
    asker,
    matter,
    facts,
  );

const byReporter: Policy = (asker, matter, facts) =>
  unless(ownReports(asker, facts).length > 0, 'reporter-only', asker, matter, facts);

const byReporterOrDesk: Policy = (asker, matter, facts) =>
  holdsPost(asker, 'desk') ? true : byReporter(asker, matter, facts);

const byReporterOrCaller: Policy = (asker, matter, facts) => {
  if (ownReports(asker, facts).length > 0) return hasWorkedOn(asker, facts) ? 'worked-on-it' : true;
  const hasPost = asker.kind === 'person' && asker.posts.length > 0;
  return hasPost ? mayCallBack(asker, matter, facts) : byReporter(asker, matter, facts);
};

const byThoseConcerned: Policy = (asker, matter, facts) =>
  holdsPost(asker, 'desk') || isHandler(asker, matter) ? true : byReporter(asker, matter, facts);

const byResident: Policy = (asker, matter, facts) => {
  if (readerOf(asker, matter, facts) === 'none') return 'matter-not-found';
  return unless(
    asker.kind === 'person' && !holdsPost(asker, 'street'),
    'resident-only',
    asker,
    matter,
    facts,
  );
};

const byReporterOrUrger: Policy = (asker, matter, facts) => {
  if (asker.kind === 'system') return true;
  const own = ownReports(asker, facts);
  if (own.length > 0) return own.some((id) => facts.urgedToday.includes(id)) ? 'urged-today' : true;
  return byReporterOrDesk(asker, matter, facts);
};

/** The street supervises, and changes nothing else; here it is who answers for the desk, the administrator. */
const bySupervisor: Policy = (asker, matter, facts) =>
  unless(supervisorOf(asker) !== undefined, 'supervisor-only', asker, matter, facts);

/** Lifted by the post that placed it, whoever holds that now. */
const byItsSupervisor: Policy = (asker, matter, facts) => {
  const may = bySupervisor(asker, matter, facts);
  if (may !== true || matter.supervision === null) return may;
  return holdsPost(asker, matter.supervision.by) ? true : 'supervision-not-yours';
};

/** The post somebody supervises by, the higher one first. */
function supervisorOf(asker: Asker): Supervisor | undefined {
  return supervisors.find((kind) => holdsPost(asker, kind));
}

/**
 * Whether somebody makes the callback: the desk, but never a person who took, contacted or resolved the matter,
 * whatever their post (北京市接诉即办工作条例; accepting and dispatching do not count). If nobody at the desk is
 * left, a captain of the building or the chair is asked.
 */
export function mayCallBack(asker: Asker, matter: Matter, facts: MatterFacts): Verdict {
  if (asker.kind === 'person' && holdsPost(asker, 'desk')) {
    return facts.workers.includes(asker.personId) ? 'worked-on-it' : true;
  }
  const inTurn = mayCallInTurn(asker, matter, facts);
  return inTurn === undefined ? unless(false, 'desk-only', asker, matter, facts) : inTurn;
}

/** The turn of captains and chair: undefined for everybody else. */
function mayCallInTurn(asker: Asker, matter: Matter, facts: MatterFacts): Verdict | undefined {
  if (asker.kind !== 'person') return undefined;
  if (!asker.posts.some((post) => post.kind === 'chair' || isCaptainThere(post, facts))) return undefined;
  if (facts.workers.includes(asker.personId)) return 'worked-on-it';
  const deskIsLeft = facts.deskPersonIds.some((personId) => !facts.workers.includes(personId));
  if (deskIsLeft) return 'desk-calls-first';
  return matter.state === 'done' || matter.state === 'callback' ? true : 'step-not-possible';
}

function isCaptainThere(post: HeldPost, facts: MatterFacts): boolean {
  if (post.kind !== 'captain') return false;
  return facts.stairwellIds.some((stairwellId) => stairwellId === post.covers);
}

/** Who may do what: one line an action. */
export const policies = {
  dispatch: byDesk,
  reassign: byDesk,
  take: byMainHandler,
  return: byMainHandler,
  contact: byHandler,
  'ask-extension': byMainHandler,
  extend: byDesk,
  'refuse-extension': byDesk,
  suspend: byDesk,
  resume: byDeskOrTime,
  resolve: byMainHandler,
  call: mayCallBack,
  answer: byReporterOrCaller,
  confirm: byReporterOrCaller,
  reopen: byReporterOrDesk,
  archive: byDeskOrTime,
  join: byDesk,
  merge: byDesk,
  split: byDesk,
  leave: byReporter,
  withdraw: byReporter,
  'me-too': byResident,
  note: byThoseConcerned,
  urge: byReporterOrUrger,
  supervise: bySupervisor,
  lift: byItsSupervisor,
  move: byDesk,
  'hand-over': byDeskOrAdministrator,
  assist: byDesk,
  'take-part': byAssisting,
  'finish-part': byAssisting,
  'hand-back-part': byAssisting,
} satisfies Record<MatterAction, Policy>;

/** Whether the asker may do this to the matter, whatever its state: true, or why not. */
export function mayDo(asker: Asker, action: MatterAction, matter: Matter, facts: MatterFacts): Verdict {
  return policies[action](asker, matter, facts);
}

/** Every action, either true or the reason why not: first who asks, then where the matter stands. */
export function canOf(
  asker: Asker,
  matter: Matter,
  facts: MatterFacts,
  now: Instant,
): Record<MatterAction, Verdict> {
  const verdict = (action: MatterAction): Verdict => {
    const may = mayDo(asker, action, matter, facts);
    if (may !== true) return may;
    // Of the parts, only one's own can be stepped on with.
    const seen = isPartAction(action) ? { ...facts, parts: ownParts(asker, matter, facts) } : facts;
    return isPossible(matter, action, seen, now);
  };
  return Object.fromEntries(matterActions.map((action) => [action, verdict(action)])) as Record<
    MatterAction,
    Verdict
  >;
}

/** The parts somebody acts for while their post assists. */
export function ownParts(asker: Asker, matter: Matter, facts: Pick<MatterFacts, 'parts'>): Part[] {
  const assists = new Set(matter.assisting.map(({ postId }) => postId));
  return facts.parts.filter(({ handler }) => assists.has(handler.postId) && holdsHandler(asker, handler));
}

/** Under which hat somebody does this; asked after the policy has allowed it. */
export function actOf(
  asker: Asker,
  action: MatterAction,
  matter: Matter,
  facts: MatterFacts,
  now: Instant,
): Act {
  const nobody = { now, personId: null, postId: null, isDeputy: false };
  if (asker.kind === 'system') return { ...nobody, hat: 'system', reportId: null };
  const [ownReport] = ownReports(asker, facts);
  const reportId = ownReport ?? null;
  if (asker.kind !== 'person') return { ...nobody, hat: 'reporter', reportId };
  const { personId } = asker;
  const wear = (hat: Act['hat'], post: HeldPost | undefined): Act => ({
    ...{ now, hat, personId },
    postId: post?.id ?? null,
    isDeputy: post?.lent === true,
    reportId: hat === 'reporter' ? reportId : null,
  });
  const held = (kind: string) => asker.posts.find((post) => post.kind === kind);
  const handling = [byMainHandler, byHandler, byAssisting].includes(policies[action]);
  const deskPost = held('desk');
  const asReporter = action !== 'call' && reportId !== null;
  if (handling && isHandler(asker, matter))
    return wear('handler', handlingPost(asker.posts, matter) ?? deskPost);
  if (action === 'me-too') return wear('neighbour', undefined);
  if (action === 'supervise' || action === 'lift') {
    const kind = matter.supervision?.by ?? supervisorOf(asker) ?? 'administrator';
    return wear(kind, held(kind));
  }
  if (action === 'hand-over') {
    return deskPost ? wear('desk', deskPost) : wear('administrator', held('administrator'));
  }
  if (asReporter && policies[action] !== byDesk) return wear('reporter', undefined);
  if (deskPost !== undefined) return wear('desk', deskPost);
  if (isHandler(asker, matter)) return wear('handler', handlingPost(asker.posts, matter));
  const captain = asker.posts.find((post) => isCaptainThere(post, facts));
  return captain === undefined ? wear('chair', held('chair')) : wear('captain', captain);
}

function handlingPost(posts: readonly HeldPost[], matter: Matter): HeldPost | undefined {
  const postIds = [matter.mainHandler, ...matter.assisting].map((handler) => handler?.postId);
  return posts.find((post) => postIds.includes(post.id)) ?? posts.find((post) => post.kind === 'handler');
}

/** What is stored of who reported; for 完全匿名 there is nothing. */
export type ReporterDetails = {
  reportId: Id<'report'>;
  anonymity: Anonymity;
  /** The form of address chosen for neighbours ("王阿姨"), if any. */
  publicName: string | null;
  name: string | null;
  phone: string | null;
  dwelling: string | null;
};

export type VisibleReporter = Pick<ReporterDetails, 'publicName' | 'name' | 'phone' | 'dwelling'>;

const nobody: VisibleReporter = { publicName: null, name: null, phone: null, dwelling: null };

/**
 * Whether the asker may know the spot to the door, or only the building: who may know the reporter may (PIPL 6), and
 * whoever reports without a name chooses how closely to say it.
 */
export function mayKnowPlace(
  asker: Asker,
  report: { id: Id<'report'>; anonymity: Anonymity },
  matter: Matter,
  facts: MatterFacts,
): boolean {
  if (report.anonymity === 'anonymous') return true;
  return mayKnowReporter(asker, { reportId: report.id, anonymity: report.anonymity }, matter, facts);
}

function mayKnowReporter(
  asker: Asker,
  report: Pick<ReporterDetails, 'reportId' | 'anonymity'>,
  matter: Matter,
  facts: MatterFacts,
): boolean {
  const needsToKnow =
    report.anonymity !== 'hidden-from-handler' &&
    (isHandler(asker, matter) || mayCallInTurn(asker, matter, facts) === true);
  return needsToKnow || holdsPost(asker, 'desk') || ownReports(asker, facts).includes(report.reportId);
}

/**
 * What this asker may see of who reported (个人信息保护法 6: no more than the purpose needs).
 * 公开称呼: everybody the form of address. 仅社区知道 (the default) and 公开称呼: desk, handlers and whoever makes
 * the callback see name, phone and home. 对办理人保密: only the desk. 完全匿名: nobody, nothing is stored.
 */
export function visibleReporter(
  asker: Asker,
  report: ReporterDetails,
  matter: Matter,
  facts: MatterFacts,
): VisibleReporter {
  if (report.anonymity === 'anonymous') return nobody;
  const { name, phone, dwelling } = report;
  const publicName = report.anonymity === 'public-name' ? report.publicName : null;
  return mayKnowReporter(asker, report, matter, facts)
    ? { publicName, name, phone, dwelling }
    : { ...nobody, publicName };
}
