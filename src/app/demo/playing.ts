import { countEntries } from '../../guarantee/figures/figures-counting.service.ts';
import { addDays, atMinute, dateOf, type Instant, instant, type LocalDate } from '../../kernel/time.ts';
import { sequence } from '../../ledger/entry/entry.service.ts';
import { growLog } from '../../ledger/log/log.service.ts';
import type { Community } from '../../platform/call.ts';
import { closeSilentMatters, resumeExhaustedMatters } from '../../resolve/matter/matter-time.service.ts';
import { collectPublications } from '../../resolve/publication/publication-collecting.service.ts';
import type { StagePlatform } from './stage.ts';
import type { Plot } from './telling.ts';

type Waiting = { at: Instant; order: number; plot: Plot };

/**
 * Lets plots go on in the order of time until the story ends, each day opened by what time alone brings about;
 * after everything that happens the ledger is brought up to date, as if it had run all along. Its log is signed, and
 * what may become public is collected, once a day and at the end.
 */
export async function playUntil(
  platform: StagePlatform,
  community: Community,
  ends: LocalDate,
  begin: (meanwhile: (plot: Plot) => void) => Plot[],
  onDay: (day: LocalDate) => void,
): Promise<void> {
  const { clock, database } = platform;
  const endsAt = atMinute(ends, 1440);
  const waiting: Waiting[] = [];
  const starting: Plot[] = [];
  let order = 0;

  async function goOn(plot: Plot): Promise<void> {
    const { done, value } = await plot.next();
    if (!done) waiting.push({ at: instant(Math.max(value, clock.now())), order: order++, plot });
    for (const meanwhile of starting.splice(0)) await goOn(meanwhile);
  }

  async function passDaysTo(at: Instant): Promise<void> {
    for (let day = addDays(dateOf(clock.now()), 1); atMinute(day, 1) <= at; day = addDays(day, 1)) {
      clock.set(atMinute(day, 1));
      onDay(day);
      await resumeExhaustedMatters(platform, community);
      await closeSilentMatters(platform, community);
      await growLog(platform, community);
      await collectPublications(platform, community);
    }
  }

  for (const plot of begin((meanwhile) => starting.push(meanwhile))) await goOn(plot);
  for (;;) {
    const next = takeEarliest(waiting);
    if (!next || next.at >= endsAt) break;
    await passDaysTo(next.at);
    clock.set(next.at);
    await goOn(next.plot);
    await sequence(database, community.id, clock);
  }
  await passDaysTo(instant(endsAt - 1));
  while ((await growLog(platform, community)) > 0);
  // What reads the ledger catches up: in an archived community nothing would do so later.
  await countEntries(platform, community);
  while ((await collectPublications(platform, community)) > 0);
}

function takeEarliest(waiting: Waiting[]): Waiting | undefined {
  const [first] = waiting.sort((a, b) => a.at - b.at || a.order - b.order);
  if (first) waiting.shift();
  return first;
}
