import assert from 'node:assert/strict';
import { dateOf, type Instant } from '../src/kernel/time.ts';
import { requestCode, signInWithCode, signInWithPassword } from '../src/people/account/account.service.ts';
import { createStaffAccount } from '../src/people/account/staff-account.service.ts';
import type { PersonId } from '../src/people/person/person.contract.ts';
import { normalisePhone } from '../src/people/person/person.rules.ts';
import { addPerson } from '../src/people/person/person.service.ts';
import { appoint } from '../src/people/post/post.service.ts';
import type { Community } from '../src/platform/call.ts';
import { makeCall, usualNow } from './call.ts';
import type { TestDatabase } from './database.ts';

/** The code that the SMS adapter will be handed: it stands nowhere else in the clear. */
export async function codeSent(made: TestDatabase, community: Community, phone: string): Promise<string> {
  const [job] = await made.database.read(
    community.id,
    (tx) => tx<{ payload: { text: string } }[]>`
      select payload from outbox where kind = 'sms.send' and payload ->> 'phone' = ${normalisePhone(phone)}
      order by created_at desc, id desc limit 1`,
  );
  const code = /\d{6}/.exec(job?.payload.text ?? '')?.[0];
  assert.ok(code);
  return code;
}

/** Signs a resident in through a code, whoever had the phone before. */
export async function signInByPhone(
  made: TestDatabase,
  community: Community,
  phone: string,
  given: { now?: Instant; sessionToken?: string | null } = {},
): Promise<{ token: string; personId: PersonId; displayName: string }> {
  const asked = await requestCode(makeCall(made, community, given), { phone });
  assert.ok(asked.ok);
  const call = makeCall(made, community, given);
  const answer = await signInWithCode(call, { phone, code: await codeSent(made, community, phone) });
  assert.ok(answer.ok);
  assert.ok(call.cookie?.token);
  return { token: call.cookie.token, ...answer.value };
}

export const staffPassword = '三月的雨下了一整个晚上';

/** Somebody with a post who signs in by name and `staffPassword`, without a second factor unless that is asked for. */
export async function makeStaff(
  made: TestDatabase,
  community: Community,
  staff: { username: string; phone: string; kind?: 'administrator' | 'desk'; demonstration?: boolean },
): Promise<{ username: string; personId: PersonId }> {
  const { username, phone, kind = 'desk', demonstration = true } = staff;
  const personId = await made.database.write(community.id, async (tx) => {
    const person = { displayName: username, phone: normalisePhone(phone) };
    const added = await addPerson(tx, person, usualNow);
    assert.ok(added.ok);
    const credentials = { personId: added.value, username, password: staffPassword, demonstration };
    assert.ok((await createStaffAccount(tx, credentials, usualNow)).ok);
    assert.ok((await appoint(tx, { personId: added.value, kind, heldFrom: dateOf(usualNow) })).ok);
    return added.value;
  });
  return { username, personId };
}

/** Tries a name and password; the token is null unless it went well. */
export async function signInStaff(
  made: TestDatabase,
  community: Community,
  username: string,
  given: { now?: Instant; password?: string } = {},
) {
  const { now = usualNow, password = staffPassword } = given;
  const call = makeCall(made, community, { now });
  const outcome = await signInWithPassword(call, { username, password });
  return { outcome, token: call.cookie?.token ?? null };
}
