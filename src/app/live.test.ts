import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { after, before, test } from 'node:test';
import { type Story, storyOf } from '../../test/story.ts';
import { codeOf, must, openWorld, type Visitor, type World } from '../../test/world.ts';
import { reportReceived } from '../collect/report/report.entries.ts';
import { minuteMs } from '../kernel/time.ts';
import { draftEntry } from '../ledger/entry/entry.rules.ts';
import { appendEntries } from '../ledger/entry/entry.service.ts';
import { listChanges, maxEntriesBehind } from '../resolve/change/change.contract.ts';
import { matterOperations } from '../resolve/matter/matter.operations.contract.ts';

let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());

type Told = { id?: string; event?: string; data?: { changes?: { kind: string; id?: string }[] } };

/** A page of somebody's, open on a line of its own. */
async function open(visitor: Visitor, query = '', headers: Record<string, string> = {}) {
  const asked = request(`${world.url}/c/${world.here.community.slug}/events${query}`, {
    headers: { ...(await world.headersOf(visitor)), ...headers },
    agent: false,
  });
  asked.end();
  const [response]: IncomingMessage[] = (await once(asked, 'response')) as [IncomingMessage];
  assert.ok(response);
  const parts = response.setEncoding('utf8')[Symbol.asyncIterator]();
  let text = '';
  /** The next event the page would see, or undefined at the end. */
  async function next(): Promise<Told | undefined> {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const fields = text.slice(0, end).split('\n');
        text = text.slice(end + 2);
        const told = Object.fromEntries(fields.map((line) => line.split(/: (.*)/s).slice(0, 2)));
        if (told.event !== undefined) return { ...told, data: JSON.parse(told.data ?? '{}') };
        continue;
      }
      const read = await parts.next();
      if (read.done) return undefined;
      text += read.value;
    }
  }
  return { status: response.statusCode, headers: response.headers, next, close: () => response.destroy() };
}

/** What an opening that is refused is answered with. */
async function statusOf(visitor: Visitor, query = ''): Promise<number | undefined> {
  const page = await open(visitor, query);
  page.close();
  return page.status;
}

const ids = (told: Told | undefined) =>
  (told?.data?.changes ?? []).map(({ kind, id }) => `${kind} ${id ?? ''}`);

test('desk: is told which report came in and which matter changed, and nothing else of them', async () => {
  const page = await open('desk2');
  assert.equal(page.headers['content-type'], 'text/event-stream; charset=utf-8');
  assert.equal(page.headers['x-accel-buffering'], 'no');
  const told = await story.reported();
  await world.sequence();
  const first = await page.next();
  assert.deepEqual(ids(first), [`report ${told.reportId}`]);
  const matter = await story.accepted({}, told);
  await world.sequence();
  const second = await page.next();
  assert.deepEqual(ids(second), [`matter ${matter.matterId}`, `report ${told.reportId}`]);
  assert.deepEqual(Object.keys(second?.data?.changes?.[0] ?? {}), ['kind', 'id', 'version']);
  page.close();
});

test('desk: coming back after a lost line it is told what it missed, and only that', async () => {
  const page = await open('desk2');
  const first = await story.accepted();
  await world.sequence();
  const heard = await page.next();
  page.close();
  const missed = await story.accepted();
  await world.sequence();
  const again = await open('desk2', '', { 'last-event-id': heard?.id ?? '' });
  const told = ids(await again.next());
  assert.ok(told.includes(`matter ${missed.matterId}`));
  assert.ok(!told.includes(`matter ${first.matterId}`));
  again.close();
});

test('desk: from a place that this ledger does not know, it is told to read everything anew', async () => {
  const occurredAt = world.clock.now();
  const received = draftEntry(reportReceived, {
    ...{ number: '2025-0001', occurredAt, facts: { channel: 'form' }, privateValues: { text: '' } },
  });
  await world.made.database.write(world.here.community.id, (tx) =>
    appendEntries(tx, Array<typeof received>(maxEntriesBehind + 1).fill(received)),
  );
  await world.sequence();
  for (const query of ['?after=999999', '?after=0']) {
    const page = await open('desk2', query);
    assert.equal((await page.next())?.event, 'anew', query);
    page.close();
  }
});

test('handler: is told of own matters, and of others only that lists may hold others now', async () => {
  const page = await open('committee');
  const told = await story.inWork();
  await world.sequence();
  const kinds = ids(await page.next());
  assert.deepEqual(kinds, [`matter ${told.matterId}`, 'queue '], 'neighbours may read it, too');
  page.close();
  const sensitive = await story.accepted({ categoryCode: 'CAR01', mainHandlerPostId: null });
  assert.equal(sensitive.matter.sensitive, true);
  const handler = await open('handler');
  await world.sequence();
  await story.step(sensitive, 'desk1', matterOperations.dispatchMatter, {
    ...{
      mainHandlerPostId: world.here.people.committee.postId,
      assistingPostIds: [],
      messageToHandlers: null,
    },
  });
  await world.sequence();
  const changes: string[] = [];
  while (!changes.includes('queue ')) changes.push(...ids(await handler.next()));
  assert.ok(!changes.includes(`matter ${sensitive.matterId}`), 'what they may not read is not named');
  handler.close();
});

test('stranger: watches a matter everyone may read, no list, and no matter of somebody’s hardship', async () => {
  const told = await story.inWork();
  const sensitive = await story.accepted({ categoryCode: 'CAR01' });
  await world.sequence();
  assert.equal(await statusOf('stranger'), 404);
  assert.equal(await statusOf('resident'), 404);
  assert.equal(await statusOf('stranger', `?matter=${sensitive.matterId}`), 404);
  const page = await open('stranger', `?matter=${told.matterId}`);
  await story.inWork();
  const note = { text: '零件到了', photoIds: [], for: 'reporter-and-staff' as const };
  must(await world.as('handler').call(matterOperations.addNote, { matterId: told.matterId, ...note }));
  await world.sequence();
  assert.deepEqual(ids(await page.next()), [`matter ${told.matterId}`], 'of this one only');
  page.close();
});

test('follower: watches the report by its private link, also when it becomes a matter', async () => {
  const told = await story.reported();
  await world.sequence();
  assert.equal(await statusOf('stranger', `?report=${told.reportId}`), 404);
  const page = await open('stranger', `?report=${told.reportId}&key=${told.reportKey}`);
  await story.accepted({}, told);
  await world.sequence();
  assert.deepEqual(ids(await page.next()), [`report ${told.reportId}`]);
  page.close();
});

test('desk: a session that was ended closes its open pages', async () => {
  const page = await open('desk2');
  await world.made.owner`delete from sessions where account_id = ${world.here.people.desk2.accountId}`;
  await story.reported();
  await world.sequence();
  assert.equal((await page.next())?.event, 'over');
  assert.equal(await page.next(), undefined);
});

test('desk: watching is no visit, so a desk left alone is signed out as if nothing were open', async () => {
  const { accountId } = world.here.people.desk2;
  const lastSeen = async () => {
    const rows = await world.made.owner<{ at: number }[]>`
      select max(last_seen_at) as at from sessions where account_id = ${accountId}`;
    return rows[0]?.at;
  };
  await world.headersOf('desk2');
  const before = await lastSeen();
  world.clock.advance(5 * minuteMs);
  const page = await open('desk2');
  await story.reported();
  await world.sequence();
  await page.next();
  assert.equal(await lastSeen(), before);
  page.close();
});

test('desk: one person holds so many lines open and no more', async () => {
  const pages = await Promise.all(Array.from({ length: 9 }, () => open('desk1')));
  assert.deepEqual(pages.map(({ status }) => status).sort(), [...Array(8).fill(200), 429]);
  for (const page of pages) page.close();
});

test('program: asks for the same changes without a stream', async () => {
  const desk = world.as('desk1');
  const { last } = must(await desk.call(listChanges, {}));
  const told = await story.inWork();
  await world.sequence();
  const found = must(await desk.call(listChanges, { after: last }));
  assert.ok(found.changes.some((change) => change.kind === 'matter' && change.id === told.matterId));
  assert.equal(found.complete, true);
  const none = must(await desk.call(listChanges, { after: found.last }));
  assert.deepEqual(none, { changes: [], last: found.last, complete: true });
  const sensitive = await story.accepted({ categoryCode: 'CAR01' });
  const asked = await world.as('stranger').call(listChanges, { after: 0, matterId: sensitive.matterId });
  assert.equal(codeOf(asked), 'matter-not-found');
});
