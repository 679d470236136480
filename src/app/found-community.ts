import { type Outcome, ok, refuse } from '../kernel/outcome.ts';
import { dateOf } from '../kernel/time.ts';
import { findLog } from '../ledger/log/log.service.ts';
import { createStaffAccount } from '../people/account/staff-account.service.ts';
import { addPerson } from '../people/person/person.service.ts';
import { appoint } from '../people/post/post.service.ts';
import { createCommunity } from '../places/community/community.service.ts';
import { type Platform, writeOrRefuse } from '../platform/call.ts';
import { prepareCommunity } from './community.ts';
import { makePassword } from './password.ts';

export type NewCommunity = {
  slug: string;
  name: string;
  english: string;
  street: string;
  /** The administrator's user name, and their own name. */
  administrator: string;
  person: string;
};

/** Makes a community and its administrator; the password is told once. It has no places and nobody else yet. */
export async function foundCommunity(
  platform: Platform,
  { slug, name, english, street, administrator, person }: NewCommunity,
): Promise<Outcome<{ password: string; ledger: string | undefined }>> {
  const now = platform.clock.now();
  const described = { slug, name, nameEn: english, streetName: street, createdAt: now };
  const made = await createCommunity(platform.database.sql, described);
  if (!made.ok) return made;
  await prepareCommunity(platform, made.value);
  const log = await platform.database.read(made.value.id, (tx) => findLog(tx));
  const password = makePassword();
  const outcome = await writeOrRefuse(platform.database, made.value.id, async (tx) => {
    const added = await addPerson(tx, { displayName: person }, now);
    if (!added.ok) return refuse(added.refusal.code);
    const staff = { personId: added.value, username: administrator, password };
    const account = await createStaffAccount(tx, staff, now);
    if (!account.ok) return refuse(account.refusal.code);
    const post = await appoint(tx, { personId: added.value, kind: 'administrator', heldFrom: dateOf(now) });
    return post.ok ? ok(null) : refuse(post.refusal.code);
  });
  return outcome.ok ? ok({ password, ledger: log?.origin }) : outcome;
}
