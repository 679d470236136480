import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { addMs, atMinute, type Instant, instant, isLocalDate } from '../../kernel/time.ts';
import type { RowProblemCode } from './import.contract.ts';

type TimeProblem = Extract<RowProblemCode, `time-${string}`>;

const date =
  '(?<year>\\d{4})(?:-(?<m1>\\d\\d?)-(?<d1>\\d\\d?)|/(?<m2>\\d\\d?)/(?<d2>\\d\\d?)|\\.(?<m3>\\d\\d?)\\.(?<d3>\\d\\d?)|年(?<m4>\\d\\d?)月(?<d4>\\d\\d?)[日号])';
const half = '(?<half>上午|下午|am|pm)';
const hours =
  '(?<hour>\\d\\d?)(?::(?<min>\\d\\d)(?::(?<sec>\\d\\d)(?:[.,]\\d{1,6})?)?|[时点](?:(?<min2>\\d\\d?)分(?:(?<sec2>\\d\\d?)秒)?)?)';

/**
 * Everything that is understood, the year always first and in four figures: 2019-02-28, 2019/2/28, 2019.2.28,
 * 2019年2月28日 and 20190228, alone (midnight) or with 11:25, 11:25:05, 11时25分, 下午3:25, 3:25 PM; RFC 3339 with its
 * offset; 20190228112505. Without an offset the time is China's.
 */
const readings = [
  new RegExp(`^${date}$`),
  new RegExp(`^${date}(?:T| ?${half}? ?)${hours} ?(?<zone>Z|[+-]\\d\\d:?\\d\\d)?$`, 'i'),
  new RegExp(`^${date} ${hours} ?${half}$`, 'i'),
  /^(?<year>\d{4})(?<m1>\d\d)(?<d1>\d\d)$/,
  /^(?<year>\d{4})(?<m1>\d\d)(?<d1>\d\d)[ T]?(?<hour>\d\d)(?<min>\d\d)(?<sec>\d\d)$/,
];

/** Day before month or month before day, or a year of two figures: it would be a guess. */
const ambiguous = /^\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,4}(?!\d)/;

/** What a spreadsheet shows where its column is not formatted as a date: days since 1900. */
const dayNumber = /^[2-6]\d{4}(?:\.\d+)?$/;

/** The founding of the People's Republic; what is older is a wrong year. */
const earliestYear = 1949;

/** Reads a written time as an instant; refuses whatever could mean two times. */
export function readTime(written: string): Outcome<Instant, TimeProblem> {
  const text = written.normalize('NFKC').replaceAll(/\s+/g, ' ').trim();
  if (text === '') return refuse('time-missing');
  for (const reading of readings) {
    const groups = reading.exec(text)?.groups;
    if (groups) return reckon(groups);
  }
  if (dayNumber.test(text)) return refuse('time-is-day-number');
  return refuse(ambiguous.test(text) ? 'time-ambiguous' : 'time-unreadable');
}

function reckon(found: Record<string, string | undefined>): Outcome<Instant, TimeProblem> {
  const two = (...either: (string | undefined)[]) =>
    either.find((part) => part !== undefined)?.padStart(2, '0') ?? '00';
  const { m1, m2, m3, m4, d1, d2, d3, d4 } = found;
  const day = `${found.year}-${two(m1, m2, m3, m4)}-${two(d1, d2, d3, d4)}`;
  if (!isLocalDate(day)) return refuse('time-not-in-calendar');
  if (Number(found.year) < earliestYear) return refuse('time-before-1949');
  const hour = hourOf(Number(found.hour ?? 0), found.half?.toLowerCase());
  const minute = Number(found.min ?? found.min2 ?? 0);
  const second = Number(found.sec ?? found.sec2 ?? 0);
  if (hour === undefined || hour > 23 || minute > 59 || second > 59) return refuse('time-not-in-calendar');
  const offset = found.zone === undefined ? undefined : minutesOf(found.zone);
  const inChina = atMinute(day, hour * 60 + minute);
  const at = addMs(inChina, second * 1000);
  return ok(offset === undefined ? at : instant(at + (480 - offset) * 60_000));
}

/** The hour of twenty-four; undefined where a half of the day is given with an hour it does not have. */
function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour;
  const afternoon = half === '下午' || half === 'pm';
  if (afternoon && hour >= 12) return half === '下午' || hour === 12 ? hour : undefined;
  if (hour > 12 || (hour === 0 && half !== '上午')) return undefined;
  if (hour === 12) return 0;
  return afternoon ? hour + 12 : hour;
}

function minutesOf(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [zone.slice(1, 3), zone.slice(-2)].map(Number);
  return (zone.startsWith('-') ? -1 : 1) * ((hours ?? 0) * 60 + (minutes ?? 0));
}
