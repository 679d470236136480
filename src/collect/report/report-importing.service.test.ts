import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type CollectServer, collectServer } from '../../../test/collect-server.ts';
import { listDeadlines } from '../../clocks/deadline/deadline.service.ts';
import type { Id } from '../../kernel/id.ts';
import { parseInstant } from '../../kernel/time.ts';
import { listEntries, sequence } from '../../ledger/entry/entry.service.ts';
import { ensureAddress, ensureEstate } from '../../places/place/place.service.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import {
  contentHashOf,
  findImported,
  findImportedContent,
  type Importing,
  importReports,
} from './report-importing.service.ts';

let server: CollectServer;
before(async () => {
  server = await collectServer();
});
after(() => server.stop());

const write = <T>(work: (tx: Tx) => Promise<T>) => server.made.database.write(server.here.id, work);

const line = (change: Partial<Importing> = {}): Importing => ({
  ...{ text: '路灯不亮', place: { words: '' }, anonymity: 'community-only', publicName: null },
  ...{ contact: { name: null, phone: null }, locale: 'zh' },
  occurredAt: parseInstant('2020-05-31T02:00:00Z'),
  ...{ source: 'messages.csv', sourceId: '4326' },
  ...change,
});

test('import: keeps when it was said, starts the clock now, and notifies nobody', async () => {
  const notices = () => write((tx) => tx`select from notices`);
  const before = (await notices()).length;
  const imported = await write((tx) => importReports(tx, [line()], server.platform.clock.now()));
  assert.ok(imported.ok);
  const [report] = imported.value;
  assert.ok(report);
  const { id, number, acceptDueAt } = report;
  assert.equal((await notices()).length, before);
  assert.match(number, /^2026-/);
  assert.ok(acceptDueAt > server.platform.clock.now());
  await sequence(server.made.database, server.here.id, server.platform.clock);
  const [entry] = await write((tx) => listEntries(tx, { number }));
  assert.equal(entry?.occurredAt, parseInstant('2020-05-31T02:00:00Z'));
  const found = await write((tx) => findImported(tx, 'messages.csv', ['4326', '4327']));
  assert.deepEqual([...found], [['4326', id]]);
  assert.equal((await write((tx) => findImported(tx, 'other.csv', ['4326']))).size, 0);
});

test('import: the same id of the same file cannot come in twice', async () => {
  await write((tx) => importReports(tx, [line({ sourceId: '1' })], server.platform.clock.now()));
  await assert.rejects(
    write((tx) => importReports(tx, [line({ sourceId: '1', text: '另一句' })], server.platform.clock.now())),
    /duplicate key/,
  );
});

test('import: without ids, the same words at the same time are recognised, however spaced', async () => {
  const imported = await write((tx) =>
    importReports(tx, [line({ sourceId: null, text: '垃圾 没人收\n三天了' })], server.platform.clock.now()),
  );
  assert.ok(imported.ok);
  const { occurredAt } = line();
  const same = contentHashOf({ text: '  垃圾  没人收 三天了 ', occurredAt });
  const other = contentHashOf({ text: '垃圾没人收', occurredAt });
  const found = await write((tx) => findImportedContent(tx, [same, other]));
  assert.deepEqual([...found], [[same, imported.value[0]?.id]]);
});

test('import: a batch gets its numbers in a row, one clock each, and no place in the ledger', async () => {
  const address = await write(async (tx) =>
    ensureAddress(tx, await ensureEstate(tx, '阳光苑'), { building: '6', stairwell: '2' }),
  );
  const place = { buildingId: address.buildingId, words: '门口' };
  const batch = ['7', '8', '9'].map((sourceId) =>
    line({ sourceId, place: sourceId === '8' ? place : { words: '' } }),
  );
  const imported = await write((tx) => importReports(tx, batch, server.platform.clock.now()));
  assert.ok(imported.ok);
  const numbers = imported.value.map(({ number }) => Number(number.slice(5)));
  assert.deepEqual(
    numbers,
    [0, 1, 2].map((step) => (numbers[0] ?? 0) + step),
  );
  const clocks = await write((tx) =>
    listDeadlines(
      tx,
      imported.value.map(({ id }) => id),
    ),
  );
  assert.deepEqual(
    clocks.map(({ kind, endedAt }) => ({ kind, endedAt })),
    Array(3).fill({ kind: 'accept', endedAt: null }),
  );
  await sequence(server.made.database, server.here.id, server.platform.clock);
  const entries = await Promise.all(
    imported.value.map(({ number }) => write((tx) => listEntries(tx, { number }))),
  );
  assert.deepEqual(
    entries.map(([entry]) => entry?.facts),
    Array(3).fill({ channel: 'import' }),
  );
});

test('import: a report whose place does not exist refuses its batch', async () => {
  const gone = { buildingId: newId<Id<'building'>>(), words: '' };
  const batch = [line({ sourceId: '10' }), line({ sourceId: '11', place: gone })];
  const outcome = await write((tx) => importReports(tx, batch, server.platform.clock.now()));
  assert.equal(outcome.ok ? '' : outcome.refusal.code, 'place-unknown');
  assert.equal((await write((tx) => findImported(tx, 'messages.csv', ['10', '11']))).size, 0);
});
