/** A point in time, in milliseconds since 1970-01-01T00:00Z. On the wire: an RFC 3339 string. */
export type Instant = number & { readonly unit: 'ms since epoch' };

/** A calendar day in China, written YYYY-MM-DD. */
export type LocalDate = string & { readonly form: 'YYYY-MM-DD' };

/**
 * China keeps one time, UTC+8, without summer time since 1992 (before that, days may be off by one hour;
 * no rule here reaches back so far). Every day and hour in the product is reckoned in it, whatever the
 * process's own time zone.
 */
const chinaOffsetMs = 8 * 3_600_000;
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Takes milliseconds as an instant; throws on anything that is not a finite number. */
export function instant(ms: number): Instant {
  if (!Number.isFinite(ms)) throw new RangeError(`not an instant: ${ms}`);
  return ms as Instant;
}

/** Reads an RFC 3339 instant with its offset; throws a RangeError if it is not one. */
export function parseInstant(text: string): Instant {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)) {
    throw new RangeError(`not an RFC 3339 instant: ${text}`);
  }
  return instant(Date.parse(text));
}

/** Writes an instant as RFC 3339 in UTC, to the millisecond. */
export function formatInstant(at: Instant): string {
  return new Date(at).toISOString();
}

/** Adds a length in milliseconds. */
export function addMs(at: Instant, ms: number): Instant {
  return instant(at + ms);
}

/** Takes a string as a calendar day; throws a RangeError if there is no such day. */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`not a calendar day: ${text}`);
  return text;
}

/** Whether a string names a real calendar day as YYYY-MM-DD. */
export function isLocalDate(text: string): text is LocalDate {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** Days that were written before: a list writes the same few over and over. */
const written = new Map<number, LocalDate>();
const mostWritten = 4000;

/** The day in China on which an instant falls. */
export function dateOf(at: Instant): LocalDate {
  const day = Math.floor((at + chinaOffsetMs) / dayMs);
  const known = written.get(day);
  if (known !== undefined) return known;
  const date = new Date(at + chinaOffsetMs).toISOString().slice(0, 10) as LocalDate;
  if (written.size >= mostWritten) written.clear();
  written.set(day, date);
  return date;
}

/** Minutes since midnight in China, 0 to 1439. */
export function minuteOfDay(at: Instant): number {
  return ((Math.floor((at + chinaOffsetMs) / minuteMs) % 1440) + 1440) % 1440;
}

/** Minutes of the day as people write them: 22:00, up to 24:00. */
export function writeTimeOfDay(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Reads what a contract has found to be a time of day, HH:MM. */
export function readTimeOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

/** The instant of a day's midnight in China, plus minutes (1440 is 24:00, the end of the day). */
export function atMinute(date: LocalDate, minutes: number): Instant {
  return instant(Date.parse(`${date}T00:00:00Z`) - chinaOffsetMs + minutes * minuteMs);
}

/** Moves a day by a number of calendar days, back or forth. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10) as LocalDate;
}

/** Calendar days from one day to another; negative if the second is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** Day of the week: 1 Monday … 7 Sunday (ISO 8601). */
export function weekdayOf(date: LocalDate): number {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return day === 0 ? 7 : day;
}
