import { dropLapsed } from '../../clocks/deadline/deadline.service.ts';
import { system } from '../../kernel/asker.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import { addDays, addMs, dateOf, dayMs, type Instant } from '../../kernel/time.ts';
import type { Community, Platform } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { decideArchive } from './matter.closing.rules.ts';
import type { MatterAction } from './matter.contract.ts';
import type { Case, Decision } from './matter.decision.ts';
import { actOf } from './matter.policy.ts';
import { decideResume } from './matter.promise.rules.ts';
import type { MatterRefusal } from './matter.refusals.contract.ts';
import { isPossible } from './matter.rules.ts';
import { listSilentSince, listSuspendedUntil, lockMatter, type MatterRecord } from './matter.store.ts';
import { loadCase, reckonOn } from './matter-case.service.ts';
import { performDecision } from './matter-decision.service.ts';

const batch = 50;

/**
 * Closes, as unrated, resolved matters for which seven days brought no answer. Silence is never satisfaction.
 * Gives how many were closed.
 */
export function closeSilentMatters(platform: Platform, community: Pick<Community, 'id'>): Promise<number> {
  const now = platform.clock.now();
  return actByTime(platform, community, 'archive', decideArchive, (tx) =>
    listSilentSince(tx, addMs(now, -6 * dayMs), batch),
  );
}

/**
 * Lets matters go on whose suspension has come to its day, and those whose clock has used up all sixty: matter and
 * clock together, so that neither runs while the other stands still. Gives how many went on.
 */
export function resumeExhaustedMatters(
  platform: Platform,
  community: Pick<Community, 'id'>,
): Promise<number> {
  const now = platform.clock.now();
  const until = addDays(dateOf(now), -1);
  return actByTime(platform, community, 'resume', decideResume, (tx) =>
    listSuspendedUntil(tx, { until, now }, batch),
  );
}

/**
 * Ends the clocks of closed matters that can no longer be reopened, as dropped: nobody was to keep them. Gives how
 * many ended.
 */
export async function endLapsedReopenings(
  platform: Platform,
  community: Pick<Community, 'id'>,
): Promise<number> {
  const now = platform.clock.now();
  const ended = await platform.database.write(community.id, (tx) => dropLapsed(tx, 'reopen', now, batch));
  return ended.length;
}

/** Each matter in a transaction of its own, locked and judged anew: what changed meanwhile is left alone. */
async function actByTime(
  platform: Platform,
  community: Pick<Community, 'id'>,
  action: MatterAction,
  decide: (subject: Case) => Outcome<Decision, MatterRefusal>,
  find: (tx: Tx) => Promise<MatterRecord[]>,
): Promise<number> {
  const now = platform.clock.now();
  const found = await platform.database.read(community.id, find);
  let done = 0;
  for (const { id } of found) {
    try {
      done += await platform.database.write(community.id, (tx) => actOnOne(tx, id, action, decide, now));
    } catch (error) {
      // One broken matter must not hold up the others; it is tried again with the next round.
      platform.log.error({ matter: id, failure: error instanceof Error ? error.name : 'unknown' }, action);
    }
  }
  return done;
}

async function actOnOne(
  tx: Tx,
  id: MatterRecord['id'],
  action: MatterAction,
  decide: (subject: Case) => Outcome<Decision, MatterRefusal>,
  now: Instant,
): Promise<0 | 1> {
  const matter = await lockMatter(tx, id);
  if (!matter) return 0;
  const loaded = await loadCase(tx, matter, now);
  const { facts, calendar, deadlines } = loaded;
  if (isPossible(matter, action, facts, now) !== true) return 0;
  const act = actOf(system, action, matter, facts, now);
  const decision = decide({ matter, facts, act, reckon: reckonOn(calendar, deadlines) });
  if (!decision.ok) return 0;
  await performDecision(tx, loaded, decision.value, now);
  return 1;
}
