import { z } from 'zod';
import { type Slot, slotOf } from '../kernel/quota.ts';
import { addMs, dateOf, dayMs, type Instant } from '../kernel/time.ts';
import type { Call } from './call.ts';
import { rows, type Tx } from './database.ts';
import { deriveKey, tagOf } from './secrets.ts';

/** What is counted: a kind of doing, and who did it. */
export type Counted = { what: string; who: string };

/** How often, before now, by `what`. */
export type Tallies = ReadonlyMap<string, readonly Slot[]>;

type Counting = { platform: Pick<Call['platform'], 'secret'>; now: Instant };

const longestMs = dayMs;

/**
 * Counts are kept under keyed hashes that change every day: neither a number nor an address nor a device can be read
 * from them, and none of yesterday's belongs to one of today's. No count stands beside what was sent.
 */
function hashOf({ platform, now }: Counting, tx: Tx, { what, who }: Counted): string {
  const key = deriveKey(platform.secret, 'tallies');
  return tagOf(key, JSON.stringify([tx.community, dateOf(now), what, who])).slice(0, 32);
}

const found = z.strictObject({
  keyHash: z.string(),
  slot: z.custom<Instant>((value) => typeof value === 'number'),
  count: z.int(),
});

/** How often each was counted within the last day. */
export async function readTallies(tx: Tx, call: Counting, counted: readonly Counted[]): Promise<Tallies> {
  const hashes = counted.map((one) => hashOf(call, tx, one));
  const slots = await rows(
    found,
    tx`select encode(key_hash, 'hex') as key_hash, slot, count from tallies
      where community_id = ${tx.community} and slot > ${addMs(call.now, -longestMs)} and key_hash = any(
        select decode(hash, 'hex') from unnest(${hashes}::text[]) as asked (hash))`,
  );
  return new Map(
    counted.map(({ what }, index) => [
      what,
      slots
        .filter(({ keyHash }) => keyHash === hashes[index])
        .map(({ slot, count }) => ({ at: slot, count })),
    ]),
  );
}

/**
 * Counts each once more, and gives how often it was counted before. Two that count the same follow each other, so a
 * hundred sent at once are still a hundred; always in the same order, so that they never wait for each other.
 */
export async function chargeTallies(tx: Tx, call: Counting, counted: readonly Counted[]): Promise<Tallies> {
  const hashes = [...new Set(counted.map((one) => hashOf(call, tx, one)))].sort();
  const slot = slotOf(call.now);
  // Executed before it is awaited: the reading goes down the line right behind it, and sees what it did.
  const charging = tx`
    insert into tallies (community_id, key_hash, slot, count)
    select ${tx.community}, decode(hash, 'hex'), ${slot}::timestamptz, 1
    from unnest(${hashes}::text[]) with ordinality as asked (hash, place) order by place
    on conflict (community_id, key_hash, slot) do update set count = tallies.count + 1`.execute();
  const [after] = await Promise.all([readTallies(tx, call, counted), charging]);
  const withoutThis = ({ at, count }: Slot) => ({ at, count: at === slot ? count - 1 : count });
  return new Map([...after].map(([what, slots]) => [what, slots.map(withoutThis)]));
}

/** Forgets counts from before then, which no window reaches any more; gives how many. */
export async function forgetTallies(tx: Tx, before: Instant): Promise<number> {
  const gone = await tx`delete from tallies where community_id = ${tx.community} and slot < ${before}`;
  return gone.count;
}
