import { z } from 'zod';
import type { Instant } from '../../kernel/time.ts';
import { maybeRow, rows, type Tx } from '../../platform/database.ts';
import {
  type AccountId,
  accountIdSchema,
  languageSchema,
  type Person,
  type PersonId,
  personIdSchema,
  phoneSchema,
} from './person.contract.ts';

const personRow = z.object({
  id: personIdSchema,
  accountId: accountIdSchema.nullable(),
  displayName: z.string(),
  phone: phoneSchema.nullable(),
  language: languageSchema,
});

const idRow = z.object({ id: personIdSchema });

/** Writes a person; false if the phone or the account is somebody else's here already. */
export async function insertPerson(tx: Tx, person: Person, now: Instant): Promise<boolean> {
  const made = await rows(
    idRow,
    tx`insert into persons (community_id, id, account_id, display_name, phone, language, created_at)
      values (${tx.community}, ${person.id}, ${person.accountId}, ${person.displayName}, ${person.phone},
        ${person.language}, ${now})
      on conflict do nothing returning id`,
  );
  if (made.length === 1 && person.accountId !== null) await noteUse(tx, person.accountId);
  return made.length === 1;
}

/** Where accounts are used is kept beside the persons, for what has to know of more than one community. */
async function noteUse(tx: Tx, account: AccountId): Promise<void> {
  await tx`
    insert into account_communities (account_id, community_id) values (${account}, ${tx.community})
    on conflict do nothing`;
}

/** Whether an account is somebody in another community as well. */
export async function isUsedElsewhere(tx: Tx, account: AccountId): Promise<boolean> {
  const found = await rows(
    z.object({ accountId: accountIdSchema }),
    tx`select account_id from account_communities
      where account_id = ${account} and community_id <> ${tx.community} limit 1`,
  );
  return found.length > 0;
}

export function findPerson(tx: Tx, id: PersonId): Promise<Person | undefined> {
  return maybeRow(
    personRow,
    tx`select id, account_id, display_name, phone, language from persons
      where community_id = ${tx.community} and id = ${id}`,
  );
}

export function findPersonByPhone(tx: Tx, phone: string): Promise<Person | undefined> {
  return maybeRow(
    personRow,
    tx`select id, account_id, display_name, phone, language from persons
      where community_id = ${tx.community} and phone = ${phone}`,
  );
}

export function findPersonByAccount(tx: Tx, account: AccountId): Promise<Person | undefined> {
  return maybeRow(
    personRow,
    tx`select id, account_id, display_name, phone, language from persons
      where community_id = ${tx.community} and account_id = ${account}`,
  );
}

export function findPersons(tx: Tx, ids: readonly PersonId[]): Promise<Person[]> {
  return rows(
    personRow,
    tx`select id, account_id, display_name, phone, language from persons
      where community_id = ${tx.community} and id = any(${[...ids]}::uuid[])`,
  );
}

export function findPersonsByPhone(tx: Tx, phones: readonly string[]): Promise<Person[]> {
  return rows(
    personRow,
    tx`select id, account_id, display_name, phone, language from persons
      where community_id = ${tx.community} and phone = any(${[...phones]}::text[])`,
  );
}

/** People without accounts; a phone that is somebody's already is a defect of the caller. */
export async function insertPersons(
  tx: Tx,
  persons: readonly { id: PersonId; displayName: string; phone: string | null }[],
  now: Instant,
): Promise<void> {
  await tx`
    insert into persons (community_id, id, display_name, phone, created_at)
    select ${tx.community}, id, display_name, phone, ${now}
    from unnest(${persons.map(({ id }) => id)}::uuid[], ${persons.map(({ displayName }) => displayName)}::text[],
      ${persons.map(({ phone }) => phone)}::text[]) as fresh (id, display_name, phone)`;
}

/** Overwrites what may change of a person. The caller has made sure that the phone is free. */
export async function updatePerson(tx: Tx, person: Person): Promise<void> {
  await tx`
    delete from account_communities
    where community_id = ${tx.community} and account_id is distinct from ${person.accountId}
      and account_id = (
        select account_id from persons where community_id = ${tx.community} and id = ${person.id})`;
  if (person.accountId !== null) await noteUse(tx, person.accountId);
  await tx`
    update persons set account_id = ${person.accountId}, display_name = ${person.displayName},
      phone = ${person.phone}, language = ${person.language}
    where community_id = ${tx.community} and id = ${person.id}`;
}

/** Serialises whoever gives or takes this number in this community until the transaction ends. */
export async function lockPhone(tx: Tx, phone: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`person ${tx.community} ${phone}`}, 0))`;
}

export function listPersons(
  tx: Tx,
  wanted: { name?: string | undefined; figures?: string | undefined; after?: PersonId | undefined },
  limit: number,
): Promise<Person[]> {
  const { name, figures, after } = wanted;
  const byName = name === undefined ? tx`` : tx`and strpos(lower(display_name), lower(${name})) > 0`;
  const byPhone = figures === undefined ? tx`` : tx`and strpos(phone, ${figures}) > 0`;
  const onwards = after === undefined ? tx`` : tx`and id > ${after}`;
  return rows(
    personRow,
    tx`select id, account_id, display_name, phone, language from persons
      where community_id = ${tx.community} ${byName} ${byPhone} ${onwards} order by id limit ${limit}`,
  );
}

export async function listNames(tx: Tx): Promise<string[]> {
  const found = await rows(
    z.object({ displayName: z.string() }),
    tx`select distinct display_name from persons where community_id = ${tx.community}`,
  );
  return found.map(({ displayName }) => displayName);
}
