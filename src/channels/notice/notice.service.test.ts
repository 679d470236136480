import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import type { Asker } from '../../kernel/asker.ts';
import type { CommunityId, Id } from '../../kernel/id.ts';
import type { OutputOf } from '../../kernel/operation.ts';
import { addMs, type Instant, localDate, parseInstant } from '../../kernel/time.ts';
import { addPerson } from '../../people/person/person.service.ts';
import { appoint } from '../../people/post/post.service.ts';
import { type Call, writeOrRefuse } from '../../platform/call.ts';
import { carryOut } from '../../platform/http/exchange.ts';
import { newId } from '../../platform/ids.ts';
import { type NewNotice, type NoticeRecipient, noticeOperations } from './notice.contract.ts';
import { listNoticesOfReport, noticeHandlers, sendNotices } from './notice.service.ts';

const start = parseInstant('2026-11-22T09:00:00+08:00');
const today = localDate('2026-11-22');
let made: TestDatabase;

before(async () => {
  made = await testDatabase();
});

async function newCommunity(): Promise<CommunityId> {
  const id = newId<CommunityId>();
  const slug = `c-${id.slice(-12)}`;
  await made.owner`
    insert into communities (id, slug, name, created_at) values (${id}, ${slug}, ${slug}, now())`;
  return id;
}

type PersonAsker = Extract<Asker, { kind: 'person' }>;

/** Somebody of a community, at the desk if wanted. */
function newPerson(community: CommunityId, atDesk = false): Promise<PersonAsker> {
  return made.database.write(community, async (tx) => {
    const added = await addPerson(tx, { displayName: '王阿姨' }, start);
    assert.ok(added.ok);
    const personId = added.value;
    const post = atDesk ? await appoint(tx, { personId, kind: 'desk', heldFrom: today }) : undefined;
    const posts = post?.ok ? [{ id: post.value, kind: 'desk', covers: null }] : [];
    return { kind: 'person', accountId: newId(), personId, displayName: '王阿姨', posts };
  });
}

const toPerson = ({ personId }: PersonAsker): NoticeRecipient => ({ to: 'person', personId });
const toPost = ({ posts: [post] }: PersonAsker): NoticeRecipient => {
  assert.ok(post);
  return { to: 'post', postId: post.id };
};

function send(community: CommunityId, recipient: NoticeRecipient, at: Instant = start): Promise<void> {
  return made.database.write(community, (tx) => sendNotices(tx, [noticeTo(recipient)], at));
}

function noticeTo(recipient: NoticeRecipient): NewNotice {
  const params = { number: '2026-0158', title: '路灯不亮', main: true, times: 2, message: null };
  return { recipient, template: 'matter.accepted', params, subject: { kind: 'matter', id: newId() } };
}

type Operations = typeof noticeOperations;

/** Asks an operation, and holds the answer against its contract. */
async function ask<Name extends keyof Operations>(
  community: CommunityId,
  asker: Asker,
  name: Name,
  input: object,
): Promise<OutputOf<Operations[Name]>> {
  const answer = await tryTo(community, asker, name, input);
  assert.ok(answer.ok, JSON.stringify(answer));
  return noticeOperations[name].output.parse(answer.value) as OutputOf<Operations[Name]>;
}

async function tryTo(community: CommunityId, asker: Asker, name: keyof Operations, input: object) {
  const bound = noticeHandlers.find(({ operation }) => operation === noticeOperations[name]);
  assert.ok(bound);
  const call = {
    community: { id: community, archived: false },
    asker,
    now: addMs(start, 60_000),
    read: (work) => made.database.read(community, work),
    write: (work) => writeOrRefuse(made.database, community, work),
  } as Call;
  return carryOut(bound, call, input, undefined);
}

async function refusalOf(...args: Parameters<typeof tryTo>): Promise<string | null> {
  const answer = await tryTo(...args);
  return answer.ok ? null : answer.refusal.code;
}

test('resident: finds what was sent to them, newest first, and nobody else’s', async () => {
  const community = await newCommunity();
  const [mine, other] = [await newPerson(community), await newPerson(community)];
  await send(community, toPerson(mine), start);
  await send(community, toPerson(mine), addMs(start, 1_000));
  await send(community, toPerson(other));
  const found = await ask(community, mine, 'listNotices', {});
  assert.deepEqual(
    found.rows.map(({ at, read, postId, template }) => [at, read, postId, template]),
    [
      ['2026-11-22T01:00:01.000Z', false, null, 'matter.accepted'],
      ['2026-11-22T01:00:00.000Z', false, null, 'matter.accepted'],
    ],
  );
  const params = { number: '2026-0158', title: '路灯不亮', main: true, times: 2, message: null };
  assert.deepEqual(found.rows[0]?.params, params);
  assert.deepEqual([found.unread, found.next, found.can], [2, null, { read: true }]);
});

test('desk: reads what its post was told, and so does its next holder; read is read for both', async () => {
  const community = await newCommunity();
  const desk = await newPerson(community, true);
  await send(community, toPost(desk));
  await send(community, toPerson(desk), addMs(start, 1));
  const found = await ask(community, desk, 'listNotices', {});
  assert.deepEqual(
    found.rows.map(({ postId }) => postId),
    [null, desk.posts[0]?.id],
  );

  const next: Asker = { ...(await newPerson(community)), posts: desk.posts };
  const inherited = await ask(community, next, 'listNotices', {});
  assert.equal(inherited.rows.length, 1);
  const noticeId = inherited.rows[0]?.id;
  assert.deepEqual(await ask(community, next, 'readNotices', { noticeId, andOlder: false }), { unread: 0 });
  assert.deepEqual(await ask(community, desk, 'countNotices', {}), { unread: 1 });

  const former: Asker = { ...desk, posts: [] };
  assert.equal((await ask(community, former, 'listNotices', {})).rows.length, 1);
  assert.equal(
    await refusalOf(community, former, 'readNotices', { noticeId, andOlder: false }),
    'notice-not-found',
  );
});

test('follower without an account: reads the notices of their report, by operation and by function', async () => {
  const community = await newCommunity();
  const reportId = newId<Id<'report'>>();
  await send(community, { to: 'report', reportId });
  await send(community, { to: 'report', reportId: newId() });
  const follower: Asker = { kind: 'follower', reportId };
  const found = await ask(community, follower, 'listNotices', {});
  assert.equal(found.rows.length, 1);
  const listed = await made.database.read(community, (tx) => listNoticesOfReport(tx, reportId));
  assert.deepEqual(
    listed.map(({ id, recipient, at, readAt }) => ({ id, recipient, at, readAt })),
    [{ id: found.rows[0]?.id, recipient: { to: 'report', reportId }, at: start, readAt: null }],
  );
});

test('stranger: is asked to sign in, whatever they try', async () => {
  const community = await newCommunity();
  const stranger: Asker = { kind: 'stranger' };
  assert.equal(await refusalOf(community, stranger, 'listNotices', {}), 'sign-in-first');
  assert.equal(await refusalOf(community, stranger, 'countNotices', {}), 'sign-in-first');
  const read = { noticeId: newId(), andOlder: true };
  assert.equal(await refusalOf(community, stranger, 'readNotices', read), 'sign-in-first');
});

test('resident: cannot mark another’s notice, and it stays unread', async () => {
  const community = await newCommunity();
  const [mine, other] = [await newPerson(community), await newPerson(community)];
  await send(community, toPerson(mine));
  const noticeId = (await ask(community, mine, 'listNotices', {})).rows[0]?.id;
  for (const andOlder of [true, false]) {
    assert.equal(
      await refusalOf(community, other, 'readNotices', { noticeId, andOlder }),
      'notice-not-found',
    );
  }
  assert.deepEqual(await ask(community, mine, 'countNotices', {}), { unread: 1 });
});

test('resident: pages through a long inbox without a gap or a repetition, also where many came at once', async () => {
  const community = await newCommunity();
  const desk = await newPerson(community, true);
  for (let i = 0; i < 12; i++) {
    await send(community, i % 2 ? toPost(desk) : toPerson(desk), addMs(start, Math.floor(i / 4)));
  }
  const all = (await ask(community, desk, 'listNotices', { limit: 100 })).rows;
  assert.equal(all.length, 12);
  const paged: typeof all = [];
  let after: string | null = null;
  do {
    const page: OutputOf<Operations['listNotices']> = await ask(community, desk, 'listNotices', {
      limit: 5,
      ...(after === null ? {} : { after }),
    });
    assert.equal(page.unread, 12);
    paged.push(...page.rows);
    after = page.next;
  } while (after !== null);
  assert.deepEqual(paged, all);
  assert.deepEqual(
    all.map(({ at }) => at),
    all.map(({ at }) => at).sort((a, b) => b.localeCompare(a)),
  );
});

test('resident: marks all they were shown, never what came since', async () => {
  const community = await newCommunity();
  const mine = await newPerson(community);
  for (let i = 0; i < 3; i++) await send(community, toPerson(mine), addMs(start, i));
  const shown = (await ask(community, mine, 'listNotices', {})).rows;
  await send(community, toPerson(mine), addMs(start, 9));
  const read = { noticeId: shown[0]?.id, andOlder: true };
  assert.deepEqual(await ask(community, mine, 'readNotices', read), { unread: 1 });
  assert.deepEqual(await ask(community, mine, 'readNotices', read), { unread: 1 }, 'twice is as good');
  const after = (await ask(community, mine, 'listNotices', {})).rows;
  assert.deepEqual(
    after.map((row) => row.read),
    [false, true, true, true],
  );
});

test('resident: marks one, and the other stays unread', async () => {
  const community = await newCommunity();
  const mine = await newPerson(community);
  await send(community, toPerson(mine));
  await send(community, toPerson(mine), addMs(start, 1));
  const [newest] = (await ask(community, mine, 'listNotices', {})).rows;
  const read = { noticeId: newest?.id, andOlder: false };
  assert.deepEqual(await ask(community, mine, 'readNotices', read), { unread: 1 });
  const after = (await ask(community, mine, 'listNotices', {})).rows;
  assert.deepEqual(
    after.map((row) => row.read),
    [true, false],
  );
});

test('sending: tells one recipient once, and many in one statement', async () => {
  const community = await newCommunity();
  const mine = await newPerson(community);
  const notice = noticeTo(toPerson(mine));
  await made.database.write(community, (tx) => sendNotices(tx, [notice, notice], start));
  assert.deepEqual(await ask(community, mine, 'countNotices', {}), { unread: 1 });

  const many = Array.from({ length: 8_000 }, () => noticeTo({ to: 'report', reportId: newId() }));
  await made.database.write(community, (tx) => sendNotices(tx, many, start));
  await made.database.write(community, (tx) => sendNotices(tx, [], start));
  const [count] = await made.database.read(community, (tx) => tx`select count(*) as count from notices`);
  assert.equal(count?.count, 8_001);
});

test('sending: refuses a recipient who is not of this community, and a template without a feature', async () => {
  const [here, there] = [await newCommunity(), await newCommunity()];
  const foreign = await newPerson(there, true);
  await assert.rejects(send(here, toPerson(foreign)), /notices_community_id_person_id_fkey/);
  await assert.rejects(send(here, toPost(foreign)), /notices_community_id_post_id_fkey/);
  const nameless = { ...noticeTo({ to: 'report', reportId: newId() }), template: 'accepted' };
  await assert.rejects(
    made.database.write(here, (tx) => sendNotices(tx, [nameless], start)),
    /notices_template_check/,
  );
});

test('another community: sees no notice of the first, by whatever inbox', async () => {
  const [here, there] = [await newCommunity(), await newCommunity()];
  const mine = await newPerson(here, true);
  await send(here, toPerson(mine));
  await send(here, toPost(mine));
  assert.deepEqual(await ask(here, mine, 'countNotices', {}), { unread: 2 });
  assert.deepEqual(await ask(there, mine, 'countNotices', {}), { unread: 0 });
  assert.deepEqual((await ask(there, mine, 'listNotices', {})).rows, []);
});
