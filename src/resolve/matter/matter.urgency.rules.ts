import type { Matter } from './matter.contract.ts';
import type { MatterNotice, NoticeTemplate } from './matter.decision.ts';

/** What makes somebody go: of a danger that has to be seen within two hours, none of it waits for the morning. */
const setsOut: ReadonlySet<NoticeTemplate> = new Set([
  ...([
    'to-take',
    'handed-over',
    'returned',
    'part-handed-back',
    'urged',
    'supervised',
    'to-do-again',
  ] as const),
]);

/**
 * Whether a notice passes the quiet hours: red supervision, which stands where somebody may be in danger or a date was
 * missed for the second time (国办发〔2020〕53号 督办), and the work on categories with two hours on site, round the clock.
 */
export function isUrgent(notice: MatterNotice, matter: Pick<Matter, 'limit'> | null): boolean {
  if (notice.template === 'supervised' && notice.params.level === 'red') return true;
  return matter?.limit === 'U2h' && setsOut.has(notice.template);
}
