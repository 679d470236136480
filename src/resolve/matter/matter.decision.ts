import type { CategoryLimit, ClockKind, PauseReason } from '../../clocks/deadline/deadline.contract.ts';
import type { Tier } from '../../collect/category/category.contract.ts';
import type { ReportChannel, ReportState } from '../../collect/report/report.contract.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant, LocalDate } from '../../kernel/time.ts';
import type { EntryDraft } from '../../ledger/entry/entry.contract.ts';
import type {
  Handler,
  Hat,
  IntakeAction,
  Matter,
  MatterAction,
  RedirectChannel,
  RejectReason,
  ResultType,
} from './matter.contract.ts';
import type { MoveReason } from './matter.move.contract.ts';
import type { PartState } from './matter.part.contract.ts';
import type { SupervisionLevel, SupervisionReason } from './matter.supervision.contract.ts';
import type { UrgingMark } from './matter.urging.contract.ts';

/**
 * What a rule decides, as data. The service carries it out in one transaction: it saves the change, hands the
 * deadlines to `clocks`, the entries to `ledger`, the notices to the outbox, and appends the event.
 */
export type Decision<Change = MatterChange> = {
  matter: Change;
  deadlines: readonly DeadlineChange[];
  entries: readonly EntryDraft[];
  notices: readonly MatterNotice[];
  /** What becomes of the parts of those who assist. */
  parts?: readonly PartChange[];
  event: MatterEvent;
};

export type MatterChange = Partial<Omit<Matter, 'id' | 'number' | 'version' | 'acceptedAt'>>;

/** What an assisting handler has of a matter. Of each round the parts stay, whoever assists in the next. */
export type Part = {
  id: Id<'part'>;
  round: number;
  handler: Handler;
  state: PartState;
  givenAt: Instant;
  takenAt: Instant | null;
  endedAt: Instant | null;
  words: string | null;
  photoIds: readonly Id<'photo'>[];
  settled: boolean;
};

/** `hand-over`: another post goes on with it as it stands; `settle`: what was handed back has been decided on. */
export type PartChange =
  | { do: 'give'; handler: Handler; round: number; at: Instant }
  | {
      do: 'step';
      partId: Id<'part'>;
      to: Exclude<PartState, 'given'>;
      at: Instant;
      words: string | null;
      photoIds: readonly Id<'photo'>[];
    }
  | { do: 'hand-over'; partId: Id<'part'>; handler: Handler }
  | { do: 'settle' };

/** A matter about to be opened; the store gives it version 0. */
export type NewMatter = Omit<Matter, 'version'>;

/** A decision on a report that may also touch a matter (`null` where it opens or changes none). */
export type IntakeDecision<Change> = Decision<Change> & { report: ReportChange };

/** What becomes of the report: decided (`collect/report` then also ends its accept clock), or asked for more. */
export type ReportChange =
  | {
      do: 'decide';
      reportId: Id<'report'>;
      state: Exclude<ReportState, 'submitted'>;
      matterId: Id<'matter'> | null;
      reason: string | null;
      message: string | null;
    }
  | { do: 'ask'; reportId: Id<'report'>; question: string };

/** Who acts under which hat, and when. `personId` is null for the product itself and for strangers with a link. */
export type Act = {
  now: Instant;
  hat: Hat;
  personId: Id<'person'> | null;
  postId: Id<'post'> | null;
  /** Whether the post is that of somebody absent, whom they stand in for. */
  isDeputy: boolean;
  /** The report a reporter speaks for; null for everybody else. */
  reportId: Id<'report'> | null;
};

/** `accept` is the report's clock and ends with its decision, in `collect/report`. */
type FixedClock = Exclude<ClockKind, 'resolve' | 'accept' | 'supervision'>;

/**
 * What becomes of a clock. Ended as `done` it is met or missed by its date; ended as `void` it no longer counts.
 *  `resolve` and `supervision` have limits of their own; the others have one length each.
 */
export type DeadlineChange =
  | {
      do: 'start';
      clock: 'resolve';
      limit: CategoryLimit;
      reopenings: number;
      from: Instant;
      /** The day of the missed promise that this one takes the place of. */
      missedOn?: LocalDate;
    }
  | { do: 'start'; clock: 'supervision'; workingDays: number; from: Instant }
  | { do: 'start'; clock: FixedClock; from: Instant }
  | { do: 'relimit'; clock: 'resolve'; limit: CategoryLimit; at: Instant }
  | { do: 'end'; clock: Exclude<ClockKind, 'accept'>; at: Instant; as: 'done' | 'void' }
  | { do: 'suspend'; clock: 'resolve'; at: Instant; reason: PauseReason }
  | { do: 'resume'; clock: 'resolve'; at: Instant }
  | { do: 'extend'; clock: 'resolve'; at: Instant; workingDays: number };

/** The day people read a clock's promise by, after a change to it. Brought by the caller, reckoned by `clocks`. */
export type Reckon = (change: DeadlineChange) => LocalDate;

/**
 * Who hears of it. `reporters` are all whose reports the matter carries, `voices` the households of "me too", which
 * are told no free text; `followers` are both.
 */
export type NoticeTo =
  | { to: 'reporters' }
  | { to: 'voices' }
  | { to: 'followers' }
  | { to: 'report'; reportId: Id<'report'> }
  | { to: 'person'; personId: Id<'person'> }
  | { to: 'post'; postId: Id<'post'> }
  | { to: 'desk' };

/** What they are told: a template of `matter.text.ts` with its values. Free text goes only to those it is for. */
export type NoticeParams = {
  accepted: { number: string; title: string; dueOn: LocalDate; message: string | null };
  joined: { number: string; into: string; title: string; message: string | null };
  rejected: { number: string; reason: RejectReason; message: string };
  redirected: { number: string; channel: RedirectChannel; message: string };
  asked: { number: string; question: string };
  dispatched: { number: string; title: string };
  'to-take': { number: string; title: string; main: boolean; message: string | null };
  'taken-away': { number: string; title: string };
  'handed-over': { number: string; title: string; main: boolean; message: string };
  /** Another organisation than before goes on with it. */
  'other-unit': { number: string; title: string; dueOn: LocalDate | null };
  taken: { number: string; title: string };
  returned: { number: string; title: string; reason: string };
  'assisting-changed': { number: string; title: string; assisting: number };
  'part-finished': { number: string; title: string; words: string; open: number };
  'part-finished-in-short': { number: string; title: string };
  'part-handed-back': { number: string; title: string; reason: string };
  'extension-asked': { number: string; title: string; workingDays: number; reason: string };
  extended: { number: string; title: string; dueOn: LocalDate; reason: string };
  'extension-refused': { number: string; title: string; reason: string };
  suspended: {
    number: string;
    title: string;
    reason: PauseReason;
    until: LocalDate | null;
    explanation: string;
  };
  'extended-in-short': { number: string; title: string; dueOn: LocalDate };
  'suspended-in-short': { number: string; title: string; reason: PauseReason; until: LocalDate | null };
  'resolved-in-short': { number: string; title: string; result: ResultType };
  resumed: { number: string; title: string; dueOn: LocalDate };
  /** The calendar changed, and the promise with it. */
  'due-moved': { number: string; title: string; was: LocalDate; dueOn: LocalDate };
  resolved: { number: string; title: string; result: ResultType; reply: string };
  'to-call-back': { number: string; title: string };
  reopened: { number: string; title: string; times: number; dueOn: LocalDate };
  'to-do-again': { number: string; title: string; reason: string; dueOn: LocalDate };
  'sent-to-meeting': { number: string; title: string };
  closed: { number: string; title: string; reopenUntil: LocalDate };
  'closed-unrated': { number: string; title: string; reopenUntil: LocalDate };
  /** The earlier matter has the voices of a later one now. */
  absorbed: { number: string; title: string; from: string };
  /** What was reported, or a part of it, is a matter of its own now. */
  split: { number: string; title: string; from: string; dueOn: LocalDate; message: string | null };
  'split-away': { number: string; title: string; into: string };
  withdrawn: { number: string; title: string };
  noted: { number: string; title: string; text: string };
  urged: {
    number: string;
    title: string;
    by: Hat;
    mark: UrgingMark | null;
    dueOn: LocalDate | null;
    message: string | null;
  };
  'urge-passed-on': { number: string; title: string; to: 'handler' | 'desk' };
  supervised: {
    number: string;
    title: string;
    level: SupervisionLevel;
    reason: SupervisionReason;
    dueOn: LocalDate;
    words: string;
  };
  'supervised-in-short': { number: string; title: string; dueOn: LocalDate };
  'supervision-lifted': { number: string; title: string; words: string };
  'supervision-met': { number: string; title: string; result: ResultType };
  moved: {
    number: string;
    title: string;
    to: Tier;
    reason: MoveReason;
    words: string;
    dueOn: LocalDate | null;
  };
  'moved-in-short': {
    number: string;
    title: string;
    to: Tier;
    reason: MoveReason;
    dueOn: LocalDate | null;
  };
};
export type NoticeTemplate = keyof NoticeParams;
export type MatterNotice = {
  [Template in NoticeTemplate]: NoticeTo & { template: Template; params: NoticeParams[Template] };
}[NoticeTemplate];

/** Who may read the words of an event: those who reported and staff, staff, or the desk alone. */
export type WordsFor = 'reporters-and-staff' | 'staff';

/** One line of the timeline. `facts` may be read by everyone, `words` and photos only by whom they are for. */
export type MatterEvent = {
  action: MatterAction | IntakeAction;
  act: Act;
  facts: Readonly<Record<string, string | number>>;
  words: string | null;
  wordsFor: WordsFor;
  /** Whose words and photos these are, or to whom they are said: other reporters of the matter do not read them. */
  reportId: Id<'report'> | null;
  photoIds: readonly Id<'photo'>[];
  /** Why a result that can be seen is shown by no photo; read by whoever reads the words. */
  whyNoPhoto?: string | null;
};

/** A decision on a report that touches no matter. */
export type ReportDecision = {
  report: ReportChange;
  entries: readonly EntryDraft[];
  notices: readonly MatterNotice[];
  event: MatterEvent;
};

/** A report as the rules of this feature know it; the service reads it from `collect/report`. */
export type IntakeReport = {
  id: Id<'report'>;
  number: string;
  state: ReportState;
  channel: ReportChannel;
  building: Matter['building'];
  area: string | null;
  /** When the desk asked for more; it asks once. */
  askedAt: Instant | null;
  /** Whether anything can be sent to the reporter: an account, a phone. A private link alone cannot be rung. */
  reachable: boolean;
};

/** A report whose voice a matter carries, the first reporter's first. */
export type Voice = {
  reportId: Id<'report'>;
  number: string;
  personId: Id<'person'> | null;
  reachable: boolean;
};

/**
 * What rules and policies must know beside the matter itself, loaded once for every operation on it.
 * Nothing here is personal data beyond ids.
 */
export type MatterFacts = {
  voices: readonly Voice[];
  /** Households and reports without a household, each counted once. */
  households: number;
  householdIds: readonly Id<'household'>[];
  /** How many stairwells its voices come from. */
  stairwellsHeard: number;
  /** Of this round and earlier ones, in the order they were given. */
  parts: readonly Part[];
  /** The reports in whose name it was urged today. */
  urgedToday: readonly Id<'report'>[];
  /** Everybody who ever took, contacted or resolved it, in any round. */
  workers: readonly Id<'person'>[];
  /** Who sits at the desk now. */
  deskPersonIds: readonly Id<'person'>[];
  /** The stairwells of the matter's building, for its captains. */
  stairwellIds: readonly Id<'stairwell'>[];
  /** When the latest clock of each kind falls due; a kind that never started is absent. */
  due: Readonly<Partial<Record<ClockKind, { dueAt: Instant; dueOn: LocalDate }>>>;
  /** Whole days its promise may still stand still, by the clock's own rule; null for as long as a vote takes. */
  suspensionDaysLeft: { vote: number | null; otherwise: number };
  /** Callback tries of this round so far, and the days they were made on. */
  calls: { count: number; days: number };
};

/** What surrounds a matter for somebody nobody knows: of all this, nothing that is looked up can be theirs. */
export const nothingKnown: MatterFacts = {
  ...{ voices: [], households: 0, householdIds: [], stairwellsHeard: 0, parts: [], urgedToday: [] },
  ...{ workers: [], deskPersonIds: [], stairwellIds: [], due: {} },
  ...{ suspensionDaysLeft: { vote: 0, otherwise: 0 }, calls: { count: 0, days: 0 } },
};

/** All a rule looks at: the matter, what surrounds it, who acts, and how due dates are reckoned. */
export type Case = { matter: Matter; facts: MatterFacts; act: Act; reckon: Reckon };

/** The handlers of a dispatch, already looked up; null where a chosen post is held by nobody. */
export type NamedHandlers = { main: Handler | null; assisting: readonly (Handler | null)[] };
