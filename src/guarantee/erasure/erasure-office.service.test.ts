import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { referencesTo } from '../../../test/catalogue.ts';
import { signInStaff } from '../../../test/sign-in.ts';
import { postOf, type Story, storyOf, type ToldMatter } from '../../../test/story.ts';
import { whereIs } from '../../../test/traces.ts';
import { codeOf, must, openWorld, type World } from '../../../test/world.ts';
import { mailAddressOperations } from '../../channels/preference/mail-address.contract.ts';
import { addMs, dateOf, dayMs, parseInstant } from '../../kernel/time.ts';
import { noteEvent } from '../../people/account/account-event.service.ts';
import { forgetExpired } from '../../people/account/forgetting.service.ts';
import { endStreet } from '../../people/account/staff-account.service.ts';
import { listLooks } from '../../people/look/look.contract.ts';
import { findPerson } from '../../people/person/person.service.ts';
import { appointPost, endPost, listPosts } from '../../people/post/post.contract.ts';
import { listSessions } from '../../people/session/session.contract.ts';
import { runDueJobs } from '../../platform/outbox.ts';
import { matterOperations } from '../../resolve/matter/matter.operations.contract.ts';
import { askErasure, readErasure } from './erasure.contract.ts';
import { erasedName } from './erasure.rules.ts';
import { repeatErasure } from './erasure.service.ts';
import { erasureWorkers } from './erasure-carrying.service.ts';

/**
 * What becomes of every column that can point to a person or an account when whoever it is was erased after their
 * posts ended. `goes`: no row is left with them in it. `stays`: an id that is a name for nobody, because somebody
 * acted, or was the one whose data was seen. Written by hand: a new column has to be thought about here.
 */
const fates: Readonly<Record<string, 'goes' | 'stays'>> = {
  'absences.ended_by': 'stays',
  'absences.told_by': 'stays',
  'account_communities.account_id': 'goes',
  'account_events.account_id': 'stays',
  'bulks.account_id': 'stays',
  'bulks.person_id': 'stays',
  'calendar_changes.person_id': 'stays',
  'callback_attempts.person_id': 'stays',
  'category_changes.person_id': 'stays',
  'erasures.person_id': 'stays',
  'flags.person_id': 'goes',
  'household_members.person_id': 'goes',
  'identities.account_id': 'goes',
  'inhabitant_counts.person_id': 'stays',
  'looks.account_id': 'stays',
  'looks.person_id': 'stays',
  'looks.subject_id': 'stays',
  'mail_addresses.person_id': 'goes',
  // As staff their steps stay; as a resident the words go with the report, the step names nobody.
  'matter_events.person_id': 'stays',
  'matter_voices.person_id': 'goes',
  'messages.person_id': 'goes',
  'notices.person_id': 'goes',
  'notices.recipient_id': 'goes',
  'password_links.account_id': 'goes',
  'persons.account_id': 'goes',
  'posts.appointed_by': 'stays',
  'posts.ended_by': 'stays',
  'posts.person_id': 'stays',
  'preferences.person_id': 'goes',
  'reach_versions.person_id': 'stays',
  'recordings.typed_by': 'stays',
  'recovery_codes.account_id': 'goes',
  'reports.person_id': 'goes',
  'residence_requests.decided_by': 'stays',
  'residence_requests.person_id': 'goes',
  'second_factors.account_id': 'goes',
  'sessions.account_id': 'goes',
  'slip_sheets.made_by': 'stays',
  'slip_tries.person_id': 'goes',
  'slip_uses.person_id': 'goes',
  'street_posts.account_id': 'stays',
  'webhooks.created_by': 'stays',
  'witness_key_endings.ended_by': 'stays',
  'witness_keys.registered_by': 'stays',
  'witness_namings.named_by': 'stays',
};

/** Of desk1, and nobody's else. */
const left = {
  mail: 'chenxiaomei@example.org',
  subject: 'subject-of-chen',
} as const;
const erase = { read: 'yes', final: 'yes' } as const;

let world: World;
let story: Story;
let folder: string;
let told: ToldMatter;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
  folder = await mkdtemp(join(tmpdir(), 'sunshine-office-erasures-'));
});
after(async () => {
  await world.stop();
  await rm(folder, { recursive: true, force: true });
});

async function carryOut(): Promise<void> {
  const { platform } = world.installation;
  const workers = erasureWorkers(join(folder, 'erasures.jsonl'));
  while ((await runDueJobs(platform, world.here.community.id, workers)) > 0);
}

const end = (post: ReturnType<typeof postOf>) => world.as('administrator').call(endPost, { id: post });

/** Every way in and every trace that a staff account can have, beside what the story left. */
async function leaveTraces(): Promise<void> {
  const { community, people } = world.here;
  const { accountId, personId, postId } = people.desk1;
  must(await world.as('desk1').call(mailAddressOperations.setMailAddress, { address: left.mail }));
  await world.made.database.write(community.id, async (tx) => {
    const now = world.clock.now();
    await tx`insert into second_factors (account_id, sealed_secret, enrolled_at, last_step)
      values (${accountId}, 'sealed', ${now}, 1)`;
    await tx`insert into recovery_codes (account_id, code_hash) values (${accountId}, 'hash')`;
    await tx`insert into identities (account_id, issuer, subject, bound_at)
      values (${accountId}, 'https://id.example.org', ${left.subject}, ${now})`;
    await tx`insert into password_links (account_id, token_hash, issued_at) values (${accountId}, 'token', ${now})`;
    for (const [column, recipient] of [
      ['person_id', personId],
      ['post_id', postId],
    ] as const) {
      await tx`insert into notices ${tx({
        ...{
          community_id: tx.community,
          id: crypto.randomUUID(),
          [column]: recipient,
          template: 'matter.taken',
        },
        ...{ params: tx.json({}), subject_kind: 'matter', subject_id: told.matterId, urgent: false, at: now },
      })}`;
    }
    await noteEvent(tx, accountId, 'password-changed', 'self', now);
  });
}

/** Columns with this person, their account or a post of theirs in them. */
async function columnsWith(role: 'desk1' | 'handler' | 'street'): Promise<string[]> {
  const { accountId, personId, postId } = world.here.people[role];
  const columns = await referencesTo(world.made.owner, ['persons', 'accounts']);
  return world.made.database.read(world.here.community.id, async (tx) => {
    const found: string[] = [];
    for (const { table, column } of columns) {
      const [row] = await tx<{ count: number }[]>`
        select count(*)::int as count from ${tx(table)}
        where ${tx(column)} = any(${[accountId, personId, postId].filter((id) => id !== null)}::uuid[])`;
      if ((row?.count ?? 0) > 0) found.push(`${table}.${column}`);
    }
    return found;
  });
}

describe('erasure of somebody who served', () => {
  test('every column that can point to a person or an account: its fate is written down', async () => {
    const columns = await referencesTo(world.made.owner, ['persons', 'accounts']);
    assert.deepEqual(
      columns.map(({ table, column }) => `${table}.${column}`),
      Object.keys(fates),
    );
  });

  test('desk: is refused while the post is held, and told which, whom to ask, and that it is office', async () => {
    told = await story.closed();
    must(await world.as('desk1').call(matterOperations.getMatter, { matterId: told.matterId }));
    const own = must(await world.as('desk1').call(readErasure, {}));
    assert.deepEqual(
      [own.posts.map(({ kind }) => kind), own.askToEnd, own.served, own.can.ask],
      [['desk'], { administrators: ['管理员小周'], operator: false }, true, 'post-held'],
    );
    const refused = await world.as('desk1').call(askErasure, erase);
    assert.ok(!refused.ok && refused.refusal.code === 'post-held');
    assert.match(refused.refusal.text, /社区值班.*管理员小周/);
  });

  test('administrator, handler, street: each is told who can end theirs', async () => {
    const of = async (who: 'administrator' | 'handler' | 'street') =>
      must(await world.as(who).call(readErasure, {}));
    assert.deepEqual((await of('administrator')).askToEnd, { administrators: [], operator: false });
    assert.deepEqual((await of('handler')).posts[0]?.covers, '水岸物业');
    assert.deepEqual((await of('street')).askToEnd, { administrators: [], operator: true });
    const refused = await world.as('street').call(askErasure, erase);
    assert.ok(!refused.ok && /街道督办.*管理服务器的人/.test(refused.refusal.text));
    const { community, people } = world.here;
    await world.made.database.write(community.id, (tx) =>
      endStreet(tx, people.street.accountId, dateOf(world.clock.now())),
    );
    assert.deepEqual((await of('street')).can.ask, true);
  });

  test('desk: a post that is to begin stands in the way like one that is held', async () => {
    await leaveTraces();
    must(await end(postOf(world, 'desk1')));
    const { personId } = world.here.people.desk1;
    const tomorrow = dateOf(addMs(world.clock.now(), dayMs));
    const given = must(
      await world.as('administrator').call(appointPost, { personId, kind: 'desk', heldFrom: tomorrow }),
    );
    assert.equal(codeOf(await world.as('desk1').call(askErasure, erase)), 'post-held');
    must(await end(given.postId));
    assert.equal(must(await world.as('desk1').call(readErasure, {})).can.ask, true);
  });

  test('former desk: asks, and given a post anew before the day, is erased when that has ended', async () => {
    must(await world.as('desk1').call(askErasure, erase));
    const { personId } = world.here.people.desk1;
    world.clock.set(parseInstant('2026-12-03T09:00:00+08:00'));
    const given = must(await world.as('administrator').call(appointPost, { personId, kind: 'desk' }));
    world.clock.set(parseInstant('2026-12-13T09:00:00+08:00'));
    await carryOut();
    assert.notDeepEqual(await whereIs(world, [left.mail]), [], 'nobody is erased in office');
    must(await end(given.postId));
    world.clock.advance(dayMs);
    await carryOut();
  });

  test('system: of every column that goes, nothing of them is left; nor name, number, user name, ways in', async () => {
    const still = await columnsWith('desk1');
    assert.deepEqual(
      still.filter((column) => fates[column] === 'goes'),
      [],
    );
    // What they did in office is still there, so that the line above looked at something.
    assert.ok(still.includes('matter_events.person_id') && still.includes('posts.person_id'));
    assert.ok(still.includes('account_events.account_id'));
    const { phone, username } = world.here.people.desk1;
    const strings = [left.mail, left.subject, phone, username ?? '', '值班员小陈'];
    assert.deepEqual(await whereIs(world, strings), []);
  });

  test('former desk: is signed out everywhere and cannot sign in again', async () => {
    assert.equal(codeOf(await world.as({ session: 'gone' }).call(listSessions, {})), 'not-signed-in');
    const { made, here } = world;
    const tried = await signInStaff(made, here.community, here.people.desk1.username ?? '', {
      now: world.clock.now(),
    });
    assert.equal(tried.token, null);
  });

  test('everybody: the course stays, under the post; staff read no name, and the look-log keeps its lines', async () => {
    const { reader, ...matter } = must(
      await world.as('desk2').call(matterOperations.getMatter, { matterId: told.matterId }),
    );
    assert.equal(reader, 'staff');
    assert.ok('timeline' in matter);
    assert.ok(matter.timeline.some(({ by }) => by === 'desk'));
    const { personId } = world.here.people.desk1;
    const { looks } = must(await world.as('chair').call(listLooks, { staffId: personId }));
    assert.deepEqual(
      [...new Set(looks.map(({ staff, post }) => `${post} ${staff?.name}`))],
      [`desk ${erasedName}`],
    );
    const { posts } = must(await world.as('administrator').call(listPosts, {}));
    assert.ok(posts.every(({ holder }) => holder.id !== personId));
  });

  test('operator: a backup that brings a post back has it ended with the erasure that is repeated', async () => {
    const { community, people } = world.here;
    const now = world.clock.now();
    const repeat = (tx: Parameters<typeof repeatErasure>[0]) =>
      repeatErasure(tx, people.handler.personId, now);
    assert.equal(await world.made.database.write(community.id, repeat), true);
    await carryOut();
    const { posts } = must(await world.as('administrator').call(listPosts, {}));
    assert.ok(posts.every(({ holder }) => holder.id !== people.handler.personId));
    const person = await world.made.database.read(community.id, (tx) =>
      findPerson(tx, people.handler.personId),
    );
    assert.deepEqual([person?.displayName, person?.accountId], [erasedName, null]);
  });

  test('what happened to ways in: goes after three years, never before six months, and is not changed', async () => {
    const { database } = world.made;
    const old = addMs(world.clock.now(), -1200 * dayMs);
    const { accountId } = world.here.people.desk1;
    await database.write(world.here.community.id, (tx) =>
      noteEvent(tx, accountId, 'number-removed', 'self', old),
    );
    await forgetExpired(database, world.clock.now());
    const kinds = await database.sql<{ kind: string }[]>`
      select kind from account_events where account_id = ${accountId}`;
    assert.deepEqual(
      kinds.map(({ kind }) => kind),
      ['password-changed'],
    );
    await assert.rejects(
      database.sql`delete from account_events where account_id = ${accountId}`,
      /only added to: delete refused/,
    );
    await assert.rejects(
      database.sql`update account_events set kind = 'number-removed' where account_id = ${accountId}`,
      /only added to: update refused/,
    );
  });
});
