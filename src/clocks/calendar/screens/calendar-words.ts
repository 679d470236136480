import { writeTimeOfDay } from '../../../kernel/time.ts';
import type { BusinessHours } from '../calendar.contract.ts';

/** The two shifts of a day: 08:30—11:30, 14:00—17:30. */
export function hoursWords(hours: BusinessHours): string[] {
  return hours.map(({ from, to }) => `${writeTimeOfDay(from)}—${writeTimeOfDay(to)}`);
}
