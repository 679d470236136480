import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, oneRow, rows, type Tx } from '../../platform/database.ts';
import { noticeKinds } from '../notice/notice.contract.ts';
import type { KeptChoices, MailAddress } from './preference.contract.ts';

const at = z.custom<Instant>((value) => typeof value === 'number');
const kinds = z.array(z.enum(noticeKinds));

const choicesRow = z.strictObject({
  personId: idOf('person'),
  sms: kinds,
  mail: kinds,
  quietFrom: z.int().nullable(),
  quietUntil: z.int().nullable(),
});

export function findChoices(
  tx: Tx,
  persons: readonly Id<'person'>[],
): Promise<z.output<typeof choicesRow>[]> {
  return rows(
    choicesRow,
    tx`
      select person_id, sms, mail, quiet_from, quiet_until from preferences
      where community_id = ${tx.community} and person_id = any(${[...persons]}::uuid[])`,
  );
}

/** Whether anybody of the community wants news by any way but the inbox. */
export async function anyChoice(tx: Tx): Promise<boolean> {
  const { some } = await oneRow(
    z.strictObject({ some: z.boolean() }),
    tx`
      select exists (select from preferences
        where community_id = ${tx.community} and (sms <> '{}' or mail <> '{}')) as some`,
  );
  return some;
}

export async function upsertChoices(
  tx: Tx,
  person: Id<'person'>,
  { sms, mail, quietFrom, quietUntil }: KeptChoices,
  now: Instant,
): Promise<void> {
  await tx`
    insert into preferences (community_id, person_id, sms, mail, quiet_from, quiet_until, changed_at)
    values (${tx.community}, ${person}, ${[...sms]}::text[], ${[...mail]}::text[], ${quietFrom}, ${quietUntil}, ${now})
    on conflict (community_id, person_id) do update set sms = excluded.sms, mail = excluded.mail,
      quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, changed_at = excluded.changed_at`;
}

const mailAddressRow = z.strictObject({
  address: z.string(),
  askedAt: at,
  confirmedAt: at.nullable(),
});

export function findMailAddress(tx: Tx, person: Id<'person'>): Promise<MailAddress | undefined> {
  return maybeRow(
    mailAddressRow,
    tx`
      select address, asked_at, confirmed_at from mail_addresses
      where community_id = ${tx.community} and person_id = ${person}`,
  );
}

export async function upsertMailAddress(
  tx: Tx,
  person: Id<'person'>,
  address: string,
  now: Instant,
): Promise<void> {
  await tx`
    insert into mail_addresses (community_id, person_id, address, asked_at)
    values (${tx.community}, ${person}, ${address}, ${now})
    on conflict (community_id, person_id) do update set address = excluded.address, asked_at = excluded.asked_at,
      confirmed_at = null`;
}

export async function confirmMailAddress(tx: Tx, person: Id<'person'>, now: Instant): Promise<void> {
  await tx`
    update mail_addresses set confirmed_at = ${now}
    where community_id = ${tx.community} and person_id = ${person} and confirmed_at is null`;
}

export async function deleteMailAddress(tx: Tx, person: Id<'person'>): Promise<void> {
  await tx`delete from mail_addresses where community_id = ${tx.community} and person_id = ${person}`;
}

/** Takes away how somebody wanted to be told, and their mail address. */
export async function deletePreferences(tx: Tx, personId: Id<'person'>): Promise<void> {
  await tx`delete from preferences where community_id = ${tx.community} and person_id = ${personId}`;
  await tx`delete from mail_addresses where community_id = ${tx.community} and person_id = ${personId}`;
}
