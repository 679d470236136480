import type { OutputOf } from '../../../kernel/operation.ts';
import type { FormState } from '../../../web/frame.ts';
import type { calendarOperations } from '../calendar.operations.contract.ts';

type Operations = typeof calendarOperations;
export type ShownCalendar = OutputOf<Operations['seeCalendar']>;
export type ShownDay = ShownCalendar['days'][number];
export type ShownChange = OutputOf<Operations['listChanges']>['changes'][number];

/** What was asked of a date and how it was answered. */
export type Explained = {
  deadline: OutputOf<Operations['explainDate']>['deadline'] | undefined;
  form: FormState | undefined;
};

/** Days that are about to be changed, looked at before. */
export type Foreseen = {
  said: Record<string, string>;
  outcome: OutputOf<Operations['previewDays']> | undefined;
  form: FormState | undefined;
};

export type CalendarData = {
  calendar: ShownCalendar;
  /** For those who may read them. */
  changes: readonly ShownChange[] | undefined;
  explained: Explained;
  foreseen: Foreseen | undefined;
  /** A day of the community's own that is about to be taken back. */
  clearing: string | undefined;
};
