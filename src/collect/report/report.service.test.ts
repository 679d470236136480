import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import {
  aPerson,
  aReport,
  assertRefused,
  type CollectServer,
  collectServer,
  countEverything,
  countRows,
  submitTo,
} from '../../../test/collect-server.ts';
import { listEntries, sequence } from '../../ledger/entry/entry.service.ts';
import { ensureAddress, ensureEstate } from '../../places/place/place.service.ts';
import { openDatabase } from '../../platform/database.ts';

let server: CollectServer;
before(async () => {
  server = await collectServer();
});
after(() => server.stop());

describe('stranger reporting', () => {
  test('stranger: reports without an account, and the report is on record when that is said', async () => {
    const made = await submitTo(server);
    assert.match(made.number, /^2026-\d{4}$/);
    // Two hours of business from 9:00 are 11:00, in China.
    assert.equal(made.acceptDueAt, '2026-11-24T03:00:00.000Z');
    const elsewhere = await openDatabase(server.made.ways.application, { max: 1 });
    const found = await elsewhere.read(
      server.here.id,
      (tx) => tx`select state, channel, locale from reports where id = ${made.reportId}`,
    );
    await elsewhere.close();
    assert.deepEqual({ ...found[0] }, { state: 'submitted', channel: 'form', locale: 'zh' });
  });

  test('stranger: the ledger shows the channel, and neither place, words nor number of a telephone', async () => {
    const estate = await server.made.database.write(server.here.id, async (tx) =>
      ensureAddress(tx, await ensureEstate(tx, '阳光苑'), { building: '6', stairwell: '2', door: '501' }),
    );
    const place = { dwellingId: estate.dwellingId, words: '阿姨家' };
    const made = await submitTo(server, { place, contact: { name: '王芳', phone: '138 0000 0000' } });
    const { database, clock } = server.platform;
    await sequence(database, server.here.id, clock);
    const [entry, ...more] = await database.read(server.here.id, (tx) => listEntries(tx, made));
    assert.deepEqual(more, []);
    assert.equal(entry?.type, 'report.received');
    assert.deepEqual(entry.facts, { channel: 'form' });
    assert.deepEqual(Object.keys(entry.commitments), ['text']);
    assert.doesNotMatch(entry.envelope, /楼道|阿姨|王芳|1380000|501|6幢/);
  });

  test('stranger: without JavaScript, a form in which only the words were filled in is enough', async () => {
    const blank = { 'place.words': '', publicName: '', 'contact.name': '', 'contact.phone': '', draftId: '' };
    const form = { text: '灯不亮\r\n两天了', anonymity: 'anonymous', ...blank };
    const { status, body } = await server.send('/reports', form, []);
    assert.equal(status, 200, JSON.stringify(body));
    const seen = await server.get(`/reports/${body.reportId}`, { reportKey: String(body.reportKey) });
    assert.deepEqual([seen.body.text, seen.body.anonymity], ['灯不亮\n两天了', 'anonymous']);
    const empty = await server.send('/reports', { ...form, text: ' ' }, []);
    assertRefused(empty, 422, 'input-invalid');
    assert.deepEqual((empty.body.errors as { code: string }[])[0]?.code, 'text-missing');
  });

  test('stranger: twenty at once get twenty numbers in a row', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, () => submitTo(server, {}, { in: server.there })),
    );
    const numbers = made.map(({ number }) => Number(number.slice(5))).sort((a, b) => a - b);
    assert.deepEqual(
      numbers,
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
  });

  test('stranger: sends twice with one key, at once and later, and has reported once', async () => {
    const key = randomUUID();
    const before = await countRows(server, 'reports');
    const together = await Promise.all(Array.from({ length: 5 }, () => submitTo(server, {}, { key })));
    const later = await submitTo(server, {}, { key });
    for (const again of together) assert.deepEqual(again, later);
    assert.equal(await countRows(server, 'reports'), before + 1);
  });

  test('stranger: cannot use a key for something else', async () => {
    const key = randomUUID();
    await submitTo(server, {}, { key });
    assertRefused(
      await server.post('/reports', aReport({ text: '别的事' }), { key }),
      422,
      'key-used-otherwise',
    );
  });

  test('stranger: the private link is nowhere in the database', async () => {
    const { reportKey } = await submitTo(server, {}, { key: randomUUID() });
    const tag = reportKey.slice(10);
    const stored = await server.made.database.read(
      server.here.id,
      (tx) => tx`
        select 1 from idempotency_keys where answer::text like ${`%${tag}%`}
        union all select 1 from reports r where r::text like ${`%${tag}%`}`,
    );
    assert.equal(stored.length, 0);
  });

  for (const [what, change, status, code] of [
    ['an unknown place', { place: { buildingId: randomUUID(), words: '' } }, 422, 'place-unknown'],
    ['an unknown photo', { photoIds: [randomUUID()] }, 422, 'photo-unknown'],
    [
      'anonymous, with a number',
      { anonymity: 'anonymous', contact: { name: null, phone: '13800000000' } },
      422,
      'anonymous-leaves-nothing',
    ],
    ['a public name not given', { anonymity: 'public-name' }, 422, 'public-name-missing'],
    ['no words', { text: '  \n ' }, 422, 'input-invalid'],
    ['words that go on', { text: '长'.repeat(10_001) }, 422, 'input-invalid'],
    ['a number nobody has', { contact: { name: null, phone: '12345' } }, 422, 'input-invalid'],
    ['a field we do not know', { state: 'accepted' }, 422, 'input-invalid'],
    ['text that is no text', { text: 7 }, 422, 'input-invalid'],
    ['a character no database holds', { text: 'a\u0000b' }, 422, 'input-invalid'],
    ['half a character', { text: 'a\ud800b' }, 422, 'input-invalid'],
  ] as const) {
    test(`stranger: refused for ${what}, and nothing is left behind`, async () => {
      const before = await countEverything(server);
      assertRefused(await server.post('/reports', aReport(change), { key: randomUUID() }), status, code);
      assert.deepEqual(await countEverything(server), before);
      const numbered = Number((await submitTo(server)).number.slice(5));
      assert.equal(Number((await submitTo(server)).number.slice(5)), numbered + 1);
    });
  }

  test('stranger: code in every field is kept as written', async () => {
    const nasty = `'); drop table reports; -- <script>alert("1")</script> \${7*7} {{7*7}} \\u0000 %00 ../../etc`;
    const words = nasty.slice(0, 200);
    const name = `'"><script>x</script>`;
    const said = { text: nasty, place: { words }, publicName: name.slice(0, 20), anonymity: 'public-name' };
    const made = await submitTo(server, { ...said, contact: { name, phone: null } });
    const { body } = await server.get(`/reports/${made.reportId}`, made);
    assert.equal(body.text, nasty);
    assert.equal(body.publicName, name.slice(0, 20));
    assert.ok(String(body.place).includes(words));
    const desk = await aPerson(server, ['desk']);
    const seen = await server.get(`/reports/${made.reportId}`, { as: desk });
    assert.equal((seen.body.reporter as { name: string }).name, name);
    const search = encodeURIComponent(nasty.slice(0, 60));
    const listed = await server.get(`/reports?text=${search}`, { as: desk });
    assert.equal(listed.body.total, 1);
  });
});

describe('private link', () => {
  test('follower: opens their own report, and only that', async () => {
    const [mine, other] = [await submitTo(server), await submitTo(server)];
    const { status, body } = await server.get(`/reports/${mine.reportId}`, mine);
    assert.equal(status, 200);
    assert.equal(body.reader, 'reporter');
    assert.deepEqual(body.can, { withdraw: true, add: true });
    assertRefused(await server.get(`/reports/${other.reportId}`, mine), 404, 'report-not-found');
  });

  test('follower: may type the key in capitals; a changed one opens nothing', async () => {
    const mine = await submitTo(server);
    const path = `/reports/${mine.reportId}`;
    assert.equal((await server.get(path, { reportKey: mine.reportKey.toUpperCase() })).status, 200);
    const last = mine.reportKey.at(-1) === '0' ? '2' : '0';
    for (const reportKey of [
      mine.reportKey.slice(0, -1) + last,
      mine.number,
      mine.reportId,
      'x'.repeat(5000),
    ]) {
      assertRefused(await server.get(path, { reportKey }), 404, 'report-not-found');
    }
  });

  test('follower: the key of one community opens nothing in another', async () => {
    const mine = await submitTo(server);
    const same = await submitTo(server, {}, { in: server.there });
    for (const { reportId } of [mine, same]) {
      const answer = await server.get(`/reports/${reportId}`, { ...mine, in: server.there });
      assertRefused(answer, 404, 'report-not-found');
    }
  });

  test('stranger: is told the same of a report that exists and of one that does not', async () => {
    const { reportId } = await submitTo(server);
    const [known, unknown] = [reportId, randomUUID()];
    for (const [method, rest] of [
      ['get', ''],
      ['post', '/withdraw'],
      ['post', '/messages'],
      ['post', '/contact'],
    ] as const) {
      const ask = (id: string) => {
        const path = `/reports/${id}${rest}`;
        return method === 'get'
          ? server.get(path)
          : server.post(path, rest === '/messages' ? { text: '补充', photoIds: [] } : {});
      };
      const [exists, doesNot] = [await ask(known), await ask(unknown)];
      assertRefused(exists, 404, 'report-not-found');
      assert.deepEqual(exists, doesNot);
    }
  });

  test('staff of another community: a report does not exist for them', async () => {
    const { reportId } = await submitTo(server);
    const desk = await aPerson(server, ['desk'], server.there);
    assertRefused(
      await server.get(`/reports/${reportId}`, { as: desk, in: server.there }),
      404,
      'report-not-found',
    );
  });
});
