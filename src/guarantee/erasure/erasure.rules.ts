import type { TracedReport } from '../../collect/report/report.contract.ts';
import { addDays, atMinute, dateOf, type Instant } from '../../kernel/time.ts';

/**
 * For so many days an erasure can be taken back. The law names no number, only "in good time" (Personal Information
 * Protection Law, art. 47 and 50); 15 working days are the most a request may take, and seven days are fewer than that.
 */
export const withdrawalDays = 7;

/** What waits for a matter to be closed is tried again each day. */
export const retryDays = 1;

/** When an erasure that is asked for now happens: at the end of its last day. */
export function dueOf(now: Instant): Instant {
  return atMinute(addDays(dateOf(now), withdrawalDays + 1), 0);
}

/** What stands where a name or words stood. Of one language: it is data, and nobody's words. */
export const erasedName = '（已删除）';

/** A name of one sign occurs in too many words to be taken out of them. */
const shortestName = 2;

/** What has to go wherever somebody wrote it: the names and the numbers, as they are stored and as they are said. */
export function needlesOf(
  person: { displayName: string; phone: string | null } | undefined,
  reports: readonly Pick<TracedReport, 'contactName' | 'contactPhone' | 'publicName'>[],
): string[] {
  const names = [person?.displayName, ...reports.flatMap((one) => [one.contactName, one.publicName])];
  const phones = [person?.phone, ...reports.map(({ contactPhone }) => contactPhone)];
  const needles = [
    ...names.flatMap((name) => (name && [...name].length >= shortestName ? [name] : [])),
    ...phones.flatMap((phone) => (phone ? [phone, phone.replace(/^\+86/, '')] : [])),
  ];
  // Longest first, so that nothing is left of a number that begins with another.
  return [...new Set(needles)].sort((a, b) => b.length - a.length);
}

/** One line of the list of erasures that is kept beside the data, for a backup that is put back later. */
export type ListedErasure = { community: string; person: string; at: string };

/** Those of a list's lines that can be read; a line cut short by a crash is none. */
export function readErasures(text: string): ListedErasure[] {
  return text.split('\n').flatMap((line) => {
    const match =
      /^\{"community":"([0-9a-f-]{36})","person":"([0-9a-f-]{36})","at":"([0-9T:.Z-]{20,30})"\}$/.exec(line);
    const [, community, person, at] = match ?? [];
    return community && person && at ? [{ community, person, at }] : [];
  });
}

/** A line of that list: ids and the day, nothing that tells of anybody once they are erased. */
export function writeErasure({ community, person, at }: ListedErasure): string {
  return `${JSON.stringify({ community, person, at })}\n`;
}
