import type { Say } from '../../../kernel/text.ts';
import type { Frame } from '../../../web/frame.ts';
import type { ListFilter } from '../figures.contract.ts';
import { figuresText as text } from './figures.text.ts';

/** A percentage as it is read; of nothing, a dash. */
export function sayPercent(percent: number | null): string {
  return percent === null ? '—' : `${percent}%`;
}

/** A duration with the two digits it is known by: 45 minutes, 3.5 hours, 2.6 days. */
export function sayDuration(say: Say, minutes: number | null): { value: string; unit: string | undefined } {
  if (minutes === null) return { value: '—', unit: undefined };
  if (minutes < 60) return { value: String(minutes), unit: say(text.minutes) };
  if (minutes < 1440) return { value: inTenths(minutes / 60), unit: say(text.hours) };
  return { value: inTenths(minutes / 1440), unit: say(text.days) };
}

const inTenths = (length: number) => String(Math.floor(length * 10) / 10);

/** The list behind a figure. */
export function listHref(to: Frame['to'], filter: ListFilter, file = false): string {
  const query = new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  return to(`/figures/matters${file ? '.xlsx' : ''}?${query}`);
}
