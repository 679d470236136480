import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { aPerson, aReport, type CollectServer, collectServer } from '../../../test/collect-server.ts';
import { hourMs } from '../../kernel/time.ts';
import { deviceCookie, signedMark } from '../../platform/http/sender.ts';
import { usualLimits } from '../../platform/limits.ts';
import { seedCategories } from '../category/category.service.ts';

/** All requests of this file come from one address, as those of an estate do behind its provider's. */
let server: CollectServer;
before(async () => {
  server = await collectServer();
  server.platform.limits = usualLimits;
  await server.platform.database.write(server.here.id, (tx) => seedCategories(tx));
});
after(() => server.stop());

/** Each test is a day of its own, and so counts from nothing. */
beforeEach(() => pass(24 * hourMs));

function pass(ms: number): void {
  server.platform.clock.advance(ms);
}

const buildings = '甲乙丙丁戊己庚辛壬癸';
/** Words that no other household uses. */
function wordsOf(household: number): string {
  return [...String(household)].map((figure) => buildings[Number(figure)]).join('');
}

const phoneOf = (household: number) => String(13_800_000_000 + household);

function send(
  household: number,
  change: Record<string, unknown> = {},
  device: string | null = `${household}`,
) {
  const contact = { name: null, phone: phoneOf(household) };
  const report = aReport({ text: `楼道灯不亮${wordsOf(household)}`, contact, ...change });
  return server.post(
    '/reports',
    report,
    device === null ? {} : { cookie: `${deviceCookie}=${signedMark(device, server.platform)}` },
  );
}

function statusesOf(answers: readonly { status: number }[]): [status: number, count: number][] {
  const statuses = [...new Set(answers.map(({ status }) => status))].sort();
  return statuses.map((wanted) => [wanted, answers.filter(({ status }) => status === wanted).length]);
}

async function aside(): Promise<number> {
  const [row] = await server.made.database.read(
    server.here.id,
    (tx) => tx<{ count: number }[]>`
      select count(*)::int as count from reports
      where community_id = ${server.here.id} and aside is not null and submitted_at = ${server.platform.clock.now()}`,
  );
  return row?.count ?? -1;
}

describe('an estate behind one address', () => {
  test('residents: two thousand households report once each within the same minutes, and all are in the queue', async () => {
    const answers = [];
    for (let first = 0; first < 2_000; first += 100) {
      const wave = Array.from({ length: 100 }, (_none, index) => send(first + index));
      answers.push(...(await Promise.all(wave)));
    }
    assert.deepEqual(statusesOf(answers), [[200, 2_000]]);
    assert.equal(new Set(answers.map(({ body }) => body.number)).size, 2_000);
    assert.equal(await aside(), 0);
  });

  test('one number: of five hundred from ever new browsers, ten are taken in, and a neighbour still gets through', async () => {
    const answers = [];
    for (let turn = 0; turn < 500; turn += 1) {
      const text = `垃圾没人收${wordsOf(turn)}`;
      answers.push(await send(1, { text }, `new ${turn}`));
    }
    assert.deepEqual(statusesOf(answers), [
      [200, 10],
      [429, 490],
    ]);
    assert.equal((await send(2)).status, 200);
  });

  test('one script: of five hundred without a browser, sixty are taken in, however many numbers it makes up', async () => {
    const answers = [];
    for (let turn = 0; turn < 500; turn += 1) answers.push(await send(10_000 + turn, {}, null));
    assert.deepEqual(statusesOf(answers), [
      [200, 60],
      [429, 440],
    ]);
    assert.equal((await send(2)).status, 200);
  });

  test('one browser: of five hundred sent at once, thirty are taken in', async () => {
    const wave = Array.from({ length: 500 }, (_none, turn) => send(20_000 + turn, {}, 'the same'));
    assert.deepEqual(statusesOf(await Promise.all(wave)), [
      [200, 30],
      [429, 470],
    ]);
  });

  test('stranger: a browser that is made up is none', async () => {
    const made = await server.post('/reports', aReport(), { cookie: 'sunshine_device=made.up' });
    assert.equal(made.status, 200);
    for (let turn = 1; turn < 60; turn += 1) await send(turn, {}, null);
    const contact = { name: null, phone: phoneOf(99) };
    const again = await server.post('/reports', aReport({ contact }), { cookie: 'sunshine_device=made.up2' });
    assert.equal(again.status, 429);
  });

  test('stranger: whoever is held off learns when to come again, and does', async () => {
    for (let turn = 0; turn < 10; turn += 1) await send(1, { text: `灯${wordsOf(turn)}` }, null);
    const refused = await send(1, { text: '又一件' }, null);
    assert.equal(refused.body.code, 'reported-too-often');
    assert.equal(refused.retryAfter, '3600');
    assert.match(String(refused.body.detail), /请过1小时再提交，你写的都在/);
    pass(hourMs);
    assert.equal((await send(1, { text: '又一件' }, null)).status, 200);
  });
});

describe('a flood of the same', () => {
  test('desk: what eleven households and more say alike waits aside, is counted, and comes back in one act', async () => {
    for (let household = 0; household < 40; household += 1) {
      assert.equal((await send(household, { text: `停电了${household}` })).status, 200);
    }
    assert.equal((await send(41, { text: '车棚门坏了' })).status, 200);
    assert.equal(await aside(), 30);
    const desk = { as: await aPerson(server, ['desk']) };
    const queue = await server.get('/reports?state=submitted&aside=false&text=停电了', desk);
    assert.equal(queue.body.total, 10);
    const waiting = await server.get('/reports?state=submitted&aside=true&limit=1', desk);
    assert.equal(waiting.body.total, 30);
    const released = await server.post('/reports/release', { reportIds: null }, desk);
    assert.deepEqual(released.body, { released: 30 });
    assert.equal(await aside(), 0);
  });

  test('desk: a flood is told once, when it begins', async () => {
    const desk = { as: await aPerson(server, ['desk']) };
    for (let household = 0; household < 20; household += 1) await send(household, { text: '水管爆啦' });
    const told = await server.made.database.read(
      server.here.id,
      (tx) => tx<{ template: string; count: number }[]>`
        select template, count(*)::int as count from notices
        where community_id = ${server.here.id} and at = ${server.platform.clock.now()} and post_id = ${desk.as.posts[0]?.id ?? ''}
        group by template order by template`,
    );
    assert.deepEqual(
      told.map((row) => ({ ...row })),
      [
        { template: 'report.set-aside', count: 1 },
        { template: 'report.to-decide', count: 10 },
      ],
    );
    await server.post('/reports/release', { reportIds: null }, desk);
  });

  test('resident: the same words again within the hour wait aside, other words do not', async () => {
    await send(7);
    assert.equal((await send(7)).status, 200);
    assert.equal(await aside(), 1);
    await send(7, { text: '另外一件事' });
    assert.equal(await aside(), 1);
  });

  test('residents: words of danger are never set aside for how many say them', async () => {
    for (let household = 0; household < 15; household += 1) {
      assert.equal((await send(household, { text: '厨房里有煤气味' })).status, 200);
    }
    assert.equal(await aside(), 0);
  });

  test('stranger: beyond two hundred that leave nothing of themselves, more are taken in and wait aside', async () => {
    const contact = { name: null, phone: null };
    for (let household = 0; household < 210; household += 1) {
      assert.equal((await send(household, { anonymity: 'anonymous', contact })).status, 200);
    }
    assert.equal(await aside(), 10);
    await send(300);
    assert.equal(await aside(), 10);
  });

  test('resident: may not put anything back', async () => {
    assert.equal((await server.post('/reports/release', { reportIds: null })).status, 403);
  });
});

describe('what is counted', () => {
  test('nothing of a number, a browser or an address can be read, and nothing leads to a report', async () => {
    await send(77);
    const rows = await server.made.database.read(
      server.here.id,
      (tx) => tx`select * from tallies where community_id = ${server.here.id}`,
    );
    assert.ok(rows.length > 0);
    assert.deepEqual(Object.keys(rows[0] ?? {}).sort(), ['communityId', 'count', 'keyHash', 'slot']);
    const written = JSON.stringify(
      rows.map((row) => [String(row.keyHash), Buffer.from(row.keyHash).toString('latin1')]),
    );
    assert.doesNotMatch(written, /127\.0\.0\.1|13800000077/);
  });
});
