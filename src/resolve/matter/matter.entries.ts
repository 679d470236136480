import { z } from 'zod';
import { categoryLimit, pauseReason } from '../../clocks/deadline/deadline.contract.ts';
import { tiers } from '../../collect/category/category.contract.ts';
import { reportChannels } from '../../collect/report/report.contract.ts';
import { defineEntry, fact } from '../../ledger/entry/entry.contract.ts';
import {
  channels,
  closings,
  contactWays,
  handlerParts,
  hats,
  rejectReasons,
  resultTypes,
  satisfactions,
  solvedAnswers,
} from './matter.contract.ts';
import { moveReasons } from './matter.move.contract.ts';
import { supervisionLevels, supervisionReasons, supervisors } from './matter.supervision.contract.ts';
import { urgingMarks } from './matter.urging.contract.ts';

/** What every entry of a matter says in public: nothing about a person, no free text. */
const subject = {
  category: fact.code,
  tier: z.enum(tiers),
  /** Null for the whole estate, and always for sensitive categories. */
  building: fact.building.nullable(),
  /** The post that a deputy acted in, while its holder was away; of neither of them is anything said. */
  deputyOf: z.enum(hats).optional(),
};

/**
 * The entries of a matter's life. The second part of each are its public facts, the third the names of what is
 * only committed to by a salted hash.
 */
export const matterEntries = {
  accepted: defineEntry(
    'matter.accepted',
    z.strictObject({ ...subject, channel: z.enum(reportChannels), limit: categoryLimit, dueOn: fact.day }),
    ['title'],
  ),
  joined: defineEntry(
    'matter.joined',
    z.strictObject({ ...subject, report: fact.number, channel: z.enum(reportChannels) }),
  ),
  dispatched: defineEntry(
    'matter.dispatched',
    z.strictObject({ ...subject, assisting: fact.count, round: fact.count }),
  ),
  reassigned: defineEntry('matter.reassigned', z.strictObject({ ...subject, assisting: fact.count }), [
    'reason',
  ]),
  handedOver: defineEntry('matter.handed-over', z.strictObject({ ...subject, part: z.enum(handlerParts) }), [
    'reason',
  ]),
  taken: defineEntry('matter.taken', z.strictObject({ ...subject, round: fact.count })),
  returned: defineEntry('matter.returned', z.strictObject({ ...subject, times: fact.count }), ['reason']),
  contacted: defineEntry(
    'matter.contacted',
    z.strictObject({ ...subject, way: z.enum(contactWays), first: z.boolean(), onSite: z.boolean() }),
    ['note'],
  ),
  extensionAsked: defineEntry(
    'matter.extension-asked',
    z.strictObject({ ...subject, workingDays: fact.count }),
    ['reason'],
  ),
  extended: defineEntry(
    'matter.extended',
    z.strictObject({ ...subject, workingDays: fact.count, dueOn: fact.day }),
    ['reason'],
  ),
  extensionRefused: defineEntry('matter.extension-refused', z.strictObject(subject), ['reason']),
  suspended: defineEntry(
    'matter.suspended',
    z.strictObject({ ...subject, reason: pauseReason, until: fact.day.nullable() }),
    ['explanation'],
  ),
  resumed: defineEntry('matter.resumed', z.strictObject({ ...subject, dueOn: fact.day })),
  /** A change of the calendar moved its promise; nobody acted on the matter itself. */
  dueMoved: defineEntry('matter.due-moved', z.strictObject({ ...subject, was: fact.day, dueOn: fact.day })),
  resolved: defineEntry(
    'matter.resolved',
    z.strictObject({
      ...subject,
      result: z.enum(resultTypes),
      photos: fact.count,
      onTime: z.boolean(),
      round: fact.count,
    }),
    ['reply', 'whyNoPhoto'],
  ),
  called: defineEntry('matter.called', z.strictObject({ ...subject, attempt: fact.count })),
  answered: defineEntry(
    'matter.answered',
    z.strictObject({
      ...subject,
      solved: z.enum(solvedAnswers),
      first: z.boolean(),
      /** Null where they did not say; absent in entries from before it was kept. */
      satisfaction: z.enum(satisfactions).nullable().optional(),
    }),
    ['words'],
  ),
  reopened: defineEntry(
    'matter.reopened',
    z.strictObject({ ...subject, times: fact.count, limit: categoryLimit, dueOn: fact.day }),
    ['reason'],
  ),
  sentToMeeting: defineEntry('matter.sent-to-meeting', z.strictObject({ ...subject, times: fact.count })),
  closed: defineEntry('matter.closed', z.strictObject({ ...subject, closing: z.enum(closings) })),
  merged: defineEntry('matter.merged', z.strictObject({ ...subject, into: fact.number })),
  /** `voices`: how many reports it carries from then on. */
  absorbed: defineEntry(
    'matter.absorbed',
    z.strictObject({ ...subject, from: fact.number, voices: fact.count.optional() }),
  ),
  /** `whole`: a report of its own left with it, not a part of one. */
  split: defineEntry(
    'matter.split',
    z.strictObject({ ...subject, into: fact.number, whole: z.boolean().optional() }),
  ),
  splitOff: defineEntry('matter.split-off', z.strictObject({ ...subject, from: fact.number })),
  withdrawn: defineEntry('matter.withdrawn', z.strictObject({ ...subject, voicesLeft: fact.count }), [
    'reason',
  ]),
  voiced: defineEntry('matter.voiced', z.strictObject({ ...subject, households: fact.count })),
  urged: defineEntry(
    'matter.urged',
    z.strictObject({
      ...subject,
      by: z.enum(hats),
      mark: z.enum(urgingMarks).nullable(),
      times: fact.count,
    }),
    ['words'],
  ),
  supervised: defineEntry(
    'matter.supervised',
    z.strictObject({
      ...subject,
      by: z.enum(supervisors),
      level: z.enum(supervisionLevels),
      reason: z.enum(supervisionReasons),
      dueOn: fact.day,
    }),
    ['words'],
  ),
  supervisionLifted: defineEntry(
    'matter.supervision-lifted',
    z.strictObject({ ...subject, by: z.enum(supervisors) }),
    ['words'],
  ),
  /** `tier` is the one it moved to. */
  moved: defineEntry(
    'matter.moved',
    z.strictObject({
      ...subject,
      from: z.enum(tiers),
      reason: z.enum(moveReasons),
      limit: categoryLimit,
      dueOn: fact.day.nullable(),
    }),
    ['words'],
  ),
  assistingChanged: defineEntry(
    'matter.assisting-changed',
    z.strictObject({ ...subject, assisting: fact.count, round: fact.count }),
    ['message'],
  ),
  partTaken: defineEntry('matter.part-taken', z.strictObject({ ...subject, round: fact.count })),
  partFinished: defineEntry(
    'matter.part-finished',
    z.strictObject({ ...subject, photos: fact.count, open: fact.count, round: fact.count }),
    ['words'],
  ),
  partHandedBack: defineEntry('matter.part-handed-back', z.strictObject({ ...subject, round: fact.count }), [
    'reason',
  ]),
  /** Resolved by its main handler without waiting for these. */
  partsLeft: defineEntry(
    'matter.parts-left',
    z.strictObject({ ...subject, parts: fact.count, round: fact.count }),
    ['why'],
  ),
  noted: defineEntry('matter.noted', z.strictObject({ ...subject, by: z.enum(hats) }), ['text']),
} as const;

const decider = { deputyOf: subject.deputyOf };

/** Decisions on reports that did not become a matter. */
export const reportDecisionEntries = {
  rejected: defineEntry('report.rejected', z.strictObject({ ...decider, reason: z.enum(rejectReasons) }), [
    'message',
  ]),
  redirected: defineEntry('report.redirected', z.strictObject({ ...decider, channel: z.enum(channels) }), [
    'message',
  ]),
  asked: defineEntry('report.asked', z.strictObject(decider), ['question']),
} as const;
