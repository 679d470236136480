import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Case, Decision, MatterNotice } from './matter.decision.ts';
import { matterEntries } from './matter.entries.ts';
import type { MatterRefusal } from './matter.refusals.contract.ts';
import { advance, entryOf, eventOf, named, workingHandlersOf } from './matter.rules.ts';
import type { UrgingMark } from './matter.urging.contract.ts';

/**
 * Urges whoever has the matter now (催办): its reporter, the desk with words, or the product by time. Handlers and
 * desk are told, and a reporter that it was passed on. It is a flag and changes neither state nor clock.
 */
export function decideUrge(
  subject: Case,
  input: { words: string | null; mark: UrgingMark | null },
): Outcome<Decision, MatterRefusal> {
  const { matter, facts, act } = subject;
  const { words, mark } = input;
  const state = advance(subject, 'urge');
  if (!state.ok) return state;
  if (act.hat === 'desk' && words === null) return refuse('words-missing');
  const times = matter.urgedCount + 1;
  const dueOn = facts.due.resolve?.dueOn ?? null;
  const urged = {
    template: 'urged',
    params: { ...named(matter), by: act.hat, mark, dueOn, message: words },
  } as const;
  // Whose part is finished is left in peace.
  const handlers = workingHandlersOf(matter, facts);
  const notices: MatterNotice[] = [
    ...handlers.map(({ postId }) => ({ to: 'post', postId, ...urged }) as const),
    ...(act.hat === 'desk' ? [] : [{ to: 'desk', ...urged } as const]),
    ...(act.reportId === null
      ? []
      : [
          {
            to: 'report',
            reportId: act.reportId,
            template: 'urge-passed-on',
            params: { ...named(matter), to: handlers.length > 0 ? 'handler' : 'desk' },
          } as const,
        ]),
  ];
  return ok({
    // The count stands beside the matter: urging commutes with every change, and makes nobody's page old.
    matter: {},
    deadlines: [],
    entries: [entryOf(matterEntries.urged, matter, act, { by: act.hat, mark, times }, { words })],
    notices,
    event: eventOf('urge', act, {
      facts: { times, ...(mark === null ? {} : { mark }) },
      words,
      wordsFor: act.hat === 'desk' ? 'staff' : 'reporters-and-staff',
    }),
  });
}
