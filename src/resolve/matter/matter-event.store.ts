import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, rows, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { hats, intakeActions, matterActions } from './matter.contract.ts';
import type { MatterEvent } from './matter.decision.ts';
import type { KeptPublic } from './matter.public.contract.ts';

const instant = z.number() as unknown as z.ZodType<Instant>;

const eventRow = z.object({
  id: idOf('event'),
  matterId: idOf('matter').nullable(),
  reportId: idOf('report').nullable(),
  action: z.enum([...matterActions, ...intakeActions]),
  at: instant,
  hat: z.enum(hats),
  personId: idOf('person').nullable(),
  round: z.number(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  words: z.string().nullable(),
  wordsFor: z.enum(['reporters-and-staff', 'staff']),
  photoIds: z.array(idOf('photo')),
  whyNoPhoto: z.string().nullable(),
});
export type EventRow = z.output<typeof eventRow>;

export type EventPlace = { at: Instant; id: Id<'event'> };

export async function insertEvent(
  tx: Tx,
  event: MatterEvent,
  of: { matterId: Id<'matter'> | null; reportId: Id<'report'> | null; round: number },
): Promise<void> {
  const { act } = event;
  await tx`
    insert into matter_events (community_id, id, matter_id, report_id, action, at, hat, person_id, post_id, round,
      facts, words, words_for, photo_ids, why_no_photo)
    values (${tx.community}, ${newId()}, ${of.matterId}, ${of.reportId}, ${event.action}, ${act.now}, ${act.hat},
      ${act.personId}, ${act.postId}, ${of.round}, ${tx.json(event.facts)}, ${event.words}, ${event.wordsFor},
      ${[...event.photoIds]}::uuid[], ${event.whyNoPhoto ?? null})`;
}

/** What happened to a matter, newest first; events of one instant in the order they were written, turned round. */
export function listEvents(
  tx: Tx,
  matterId: Id<'matter'>,
  after: EventPlace | null,
  limit: number,
): Promise<EventRow[]> {
  const page = after === null ? tx`` : tx`and (at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  return rows(
    eventRow,
    tx`select id, matter_id, report_id, action, at, hat, person_id, round, facts, words, words_for, photo_ids,
        why_no_photo
      from matter_events
      where community_id = ${tx.community} and matter_id = ${matterId} ${page}
      order by at desc, id desc limit ${limit}`,
  );
}

const workerRow = z.object({ matterId: idOf('matter'), personId: idOf('person') });

/** When somebody last took it; undefined where nobody has. */
export function findLastTaken(tx: Tx, matterId: Id<'matter'>): Promise<{ at: Instant } | undefined> {
  return maybeRow(
    z.strictObject({ at: eventRow.shape.at }),
    tx`
      select at from matter_events
      where community_id = ${tx.community} and matter_id = ${matterId} and action = 'take'
      order by at desc, id desc limit 1`,
  );
}

/** Who ever took, contacted or resolved some matters or worked on a part of them, in any round, or what lives on in them. */
export function listWorkers(
  tx: Tx,
  matterIds: readonly Id<'matter'>[],
): Promise<{ matterId: Id<'matter'>; personId: Id<'person'> }[]> {
  return rows(
    workerRow,
    tx`select distinct matter_id, person_id from matter_events
      where community_id = ${tx.community}
        and (matter_id = any(${[...matterIds]}::uuid[]) or matter_id in (select id from matters
          where community_id = ${tx.community} and merged_into = any(${[...matterIds]}::uuid[])))
        and action in ('take', 'contact', 'resolve', 'take-part', 'finish-part') and person_id is not null`,
  );
}

const callRow = z.object({ at: instant });

/** When the reporter was asked in a round of work. */
export function listCalls(tx: Tx, matterId: Id<'matter'>, round: number): Promise<{ at: Instant }[]> {
  return rows(
    callRow,
    tx`select at from matter_events
      where community_id = ${tx.community} and matter_id = ${matterId} and action = 'call' and round = ${round}
      order by at`,
  );
}

const urgeRow = z.object({ reportId: idOf('report').nullable() });

/** The reports in whose name a matter was urged since an instant. */
export function listUrgesSince(
  tx: Tx,
  matterId: Id<'matter'>,
  since: Instant,
): Promise<{ reportId: Id<'report'> | null }[]> {
  return rows(
    urgeRow,
    tx`select distinct report_id from matter_events
      where community_id = ${tx.community} and matter_id = ${matterId} and action = 'urge'
        and hat = 'reporter' and at >= ${since}`,
  );
}

/** Adds a household's voice; false if it was counted already. */
export async function insertVoice(
  tx: Tx,
  voice: { matterId: Id<'matter'>; householdId: Id<'household'>; personId: Id<'person'>; at: Instant },
): Promise<boolean> {
  const added = await tx`
    insert into matter_voices (community_id, matter_id, household_id, person_id, at)
    values (${tx.community}, ${voice.matterId}, ${voice.householdId}, ${voice.personId}, ${voice.at})
    on conflict do nothing returning 1 as added`;
  return added.length === 1;
}

const voiceRow = z.object({
  matterId: idOf('matter'),
  householdId: idOf('household'),
  personId: idOf('person'),
});

export function listVoices(
  tx: Tx,
  matterId: Id<'matter'>,
): Promise<{ householdId: Id<'household'>; personId: Id<'person'> }[]> {
  return rows(
    voiceRow,
    tx`select matter_id, household_id, person_id from matter_voices
      where community_id = ${tx.community} and matter_id = ${matterId} order by at`,
  );
}

export async function moveVoices(tx: Tx, from: Id<'matter'>, to: Id<'matter'>): Promise<void> {
  await tx`
    insert into matter_voices (community_id, matter_id, household_id, person_id, at)
    select community_id, ${to}, household_id, person_id, at from matter_voices
    where community_id = ${tx.community} and matter_id = ${from}
    on conflict do nothing`;
}

/** Empties what was said in the course of matters, by whomever, but for what was published of it. */
export async function stripEvents(
  tx: Tx,
  matterIds: readonly Id<'matter'>[],
  kept: KeptPublic,
): Promise<void> {
  const these = tx`community_id = ${tx.community} and matter_id = any(${[...matterIds]}::uuid[])`;
  const shown = tx`array(select photo from unnest(photo_ids) photo where photo = any(${[...kept.photoIds]}::uuid[]))`;
  const words = Object.fromEntries(kept.words);
  await tx`
    update matter_events set words = ${tx.json(words)}::jsonb ->> id::text, why_no_photo = null, photo_ids = ${shown}
    where ${these}`;
  await tx`update matter_parts set words = null, photo_ids = '{}' where ${these}`;
}

/** Empties what reporters said of their reports in matters they share with others, and their own words as neighbours. */
export async function stripOwnEvents(
  tx: Tx,
  reports: readonly Id<'report'>[],
  personId: Id<'person'> | null,
): Promise<void> {
  await tx`
    update matter_events set words = null, photo_ids = '{}'
    where community_id = ${tx.community} and (report_id = any(${[...reports]}::uuid[])
      or (person_id = ${personId}::uuid and hat in ('reporter', 'neighbour')))`;
}

/** Puts another word in the place of names and numbers wherever somebody wrote them in the course of these matters. */
export async function replaceInEvents(
  tx: Tx,
  matterIds: readonly Id<'matter'>[],
  needles: readonly string[],
  instead: string,
): Promise<void> {
  const these = tx`community_id = ${tx.community} and matter_id = any(${[...matterIds]}::uuid[])`;
  for (const needle of needles) {
    await tx`
      update matter_events set words = replace(words, ${needle}, ${instead})
      where ${these} and strpos(words, ${needle}) > 0`;
    await tx`
      update matter_parts set words = replace(words, ${needle}, ${instead})
      where ${these} and strpos(words, ${needle}) > 0`;
  }
}

/** Homes that said "me too" say it no more under anybody's name; how many they were stands with the matter. */
export async function deleteVoicesOf(tx: Tx, personId: Id<'person'>): Promise<void> {
  await tx`delete from matter_voices where community_id = ${tx.community} and person_id = ${personId}`;
}

/** Whoever took a step as a resident is not told any more; the posts of the staff are. */
export async function untieEvents(tx: Tx, matterIds: readonly Id<'matter'>[]): Promise<void> {
  await tx`
    update matter_events set person_id = null
    where community_id = ${tx.community} and matter_id = any(${[...matterIds]}::uuid[])
      and hat in ('reporter', 'neighbour')`;
}

/** Which homes said "me too"; how many they were stands with the matter. */
export async function deleteVoices(tx: Tx, matterIds: readonly Id<'matter'>[]): Promise<void> {
  await tx`
    delete from matter_voices where community_id = ${tx.community} and matter_id = any(${[...matterIds]}::uuid[])`;
}
