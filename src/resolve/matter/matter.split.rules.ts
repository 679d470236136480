import type { Category, Tier } from '../../collect/category/category.contract.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Case, Decision, IntakeDecision, IntakeReport, NewMatter } from './matter.decision.ts';
import { matterEntries } from './matter.entries.ts';
import { openMatter } from './matter.intake.rules.ts';
import type { MatterRefusal } from './matter.refusals.contract.ts';
import { advance, entryOf, eventOf, named } from './matter.rules.ts';

/**
 * Whether a report, or a part of its words, can be set apart. The part is what the reporter said, to the letter:
 * nobody's words are written for them. The only report cannot go as a whole, for nothing would be left.
 */
export function checkSplit(
  subject: Case,
  input: { reportId: Id<'report'>; said: string; part: string | null },
): Outcome<null, MatterRefusal> {
  const state = advance(subject, 'split');
  if (!state.ok) return state;
  if (input.part === null) {
    return subject.facts.voices.length > 1 ? ok(null) : refuse('split-leaves-nothing');
  }
  const part = plain(input.part);
  const said = plain(input.said);
  if (part === said) return refuse('split-leaves-nothing');
  return said.includes(part) ? ok(null) : refuse('part-not-said');
}

/** However lines and spaces were copied. */
function plain(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, '');
}

export type SplitInput = {
  matterId: Id<'matter'>;
  /** What the new matter stands on: the report that leaves, or a report of the part. Its number is the matter's. */
  report: Omit<IntakeReport, 'state'>;
  /** The report it is taken from leaves with it. */
  whole: boolean;
  publicTitle: string;
  category: Category | undefined;
  tier: Tier;
  messageToReporter: string | null;
};

export type SplitDecision = { source: Decision; opened: IntakeDecision<NewMatter> };

/**
 * Sets one part apart as a matter of its own. It is promised anew from now, under its own category, for nobody has
 * worked on it yet; what stays keeps its promise. Each names the other in its history and in the ledger.
 */
export function decideSplit(subject: Case, input: SplitInput): Outcome<SplitDecision, MatterRefusal> {
  const { matter, facts, act, reckon } = subject;
  const { category, report } = input;
  const state = advance(subject, 'split');
  if (!state.ok) return state;
  if (category === undefined) return refuse('category-unknown');
  const opening = openMatter(report, { ...input, category }, act, reckon);
  const staying = facts.voices.find((voice) => voice.reportId !== report.id);
  const firstLeaves = input.whole && report.id === matter.firstReportId && staying !== undefined;
  const dueOn = String(opening.event.facts.dueOn);
  const told = { ...named(opening.matter), from: matter.number, message: input.messageToReporter };
  return ok({
    source: {
      matter: { state: state.value, ...(firstLeaves ? { firstReportId: staying.reportId } : {}) },
      deadlines: [],
      entries: [entryOf(matterEntries.split, matter, act, { into: report.number, whole: input.whole })],
      notices: [matter.mainHandler, ...matter.assisting].flatMap((handler) =>
        handler === null
          ? []
          : [
              {
                ...{ to: 'post', postId: handler.postId, template: 'split-away' },
                params: { ...named(matter), into: report.number },
              } as const,
            ],
      ),
      event: eventOf('split', act, { facts: { into: report.number } }),
    },
    opened: {
      ...opening,
      entries: [
        ...opening.entries,
        entryOf(matterEntries.splitOff, opening.matter, act, { from: matter.number }),
      ],
      notices: opening.notices.map((notice) =>
        notice.template === 'accepted'
          ? {
              to: 'report',
              reportId: report.id,
              template: 'split',
              params: { ...told, dueOn: notice.params.dueOn },
            }
          : notice,
      ),
      event: { ...opening.event, facts: { ...opening.event.facts, dueOn, from: matter.number } },
    },
  });
}
