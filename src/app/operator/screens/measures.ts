import { dateOf, type Instant, minuteOfDay } from '../../../kernel/time.ts';

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** 1.4 GB: three figures at most are worth reading. */
export function sayBytes(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** The day and minute in China; whoever looks for something in a log needs both. */
export function sayWhen(at: Instant): string {
  const minutes = minuteOfDay(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${dateOf(at)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
