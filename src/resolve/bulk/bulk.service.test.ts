import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  aPerson,
  assertRefused,
  collectServer,
  countRows,
  type SentReport,
  submitTo,
} from '../../../test/collect-server.ts';
import { seedCategories } from '../../collect/category/category.service.ts';
import { localDate, minuteMs } from '../../kernel/time.ts';
import { appoint, ensureOrganisation } from '../../people/post/post.service.ts';
import { ensureBuilding, ensureEstate } from '../../places/place/place.service.ts';
import { matterHandlers } from '../matter/matter.service.ts';
import type { Bulk } from './bulk.contract.ts';
import { bulkGraceMs } from './bulk.rules.ts';
import { bulkHandlers } from './bulk.service.ts';
import { carryOutBulks } from './bulk-run.service.ts';

const server = await collectServer([...matterHandlers, ...bulkHandlers]);
after(() => server.stop());
const { platform, here } = server;
const write = <T>(work: Parameters<typeof platform.database.write<T>>[1]) =>
  platform.database.write(here.id, work);

await write((tx) => seedCategories(tx));
const desk = await aPerson(server, ['desk']);
const colleague = await aPerson(server, ['desk']);
const resident = await aPerson(server);
const company = await write((tx) => ensureOrganisation(tx, 'property-company', '水岸物业'));
const handlerPost = await write(async (tx) => {
  const { personId } = await aPerson(server);
  const made = await appoint(tx, {
    ...{ personId, kind: 'handler', organisationId: company, heldFrom: localDate('2026-01-01') },
  });
  assert.ok(made.ok);
  return made.value;
});
const [three, five] = await write(async (tx) => {
  const estate = await ensureEstate(tx, '水岸阳光');
  return [await ensureBuilding(tx, estate, '3'), await ensureBuilding(tx, estate, '5')];
});

const at = (buildingId: typeof three) => ({ place: { buildingId, words: '' } });
const report = () => submitTo(server, at(three), { as: resident });
const usual = {
  ...{ categoryCode: 'FAC01', tier: 'self', messageToReporter: '收到了', mainHandlerPostId: null },
  ...{ assistingPostIds: [], messageToHandlers: null },
};

async function asked(act: string, body: object): Promise<Bulk> {
  const answer = await server.post(`/bulks/${act}`, body, { as: desk });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body as unknown as Bulk;
}

async function carriedOut({ id }: Bulk): Promise<Bulk> {
  platform.clock.advance(bulkGraceMs);
  await carryOutBulks(platform, here);
  return (await server.get(`/bulks/${id}`, { as: desk })).body as unknown as Bulk;
}

const outcomes = ({ items }: Bulk) =>
  Object.fromEntries(items.map(({ number, outcome, refusal }) => [number, refusal?.code ?? outcome]));
const stateOf = async ({ reportId }: SentReport) =>
  (await server.get(`/reports/${reportId}`, { as: desk })).body.state;
const allRows = async () => {
  const tables = ['matters', 'matter_events', 'ledger_pending', 'notices'];
  return Promise.all(tables.map((table) => countRows(server, table)));
};

test('desk: a batch changes nothing, tells nobody and stands in no ledger until its time has come', async () => {
  const [one, two] = [await report(), await report()];
  const before = await allRows();
  const bulk = await asked('redirect', {
    ...{ reportIds: [one.reportId, two.reportId], channel: 'other', messageToReporter: '请打12345' },
  });
  assert.deepEqual([bulk.state, bulk.can.undo], ['waiting', true]);
  platform.clock.advance(bulkGraceMs - 1);
  assert.equal(await carryOutBulks(platform, here), 0);
  assert.deepEqual(await allRows(), before);
  const undone = await server.post(`/bulks/${bulk.id}/undo`, {}, { as: colleague });
  assert.deepEqual([undone.status, undone.body.state], [200, 'undone']);
  assert.equal((await carriedOut(bulk)).state, 'undone');
  assert.deepEqual(await allRows(), before);
  assert.deepEqual([await stateOf(one), await stateOf(two)], ['submitted', 'submitted']);
});

test('desk: cannot take back a batch twice, nor once its time has come, nor one that never was', async () => {
  const bulk = await asked('redirect', {
    ...{ reportIds: [(await report()).reportId], channel: 'other', messageToReporter: '请打12345' },
  });
  platform.clock.advance(bulkGraceMs);
  // Nobody has come to it yet, and still it counts as begun.
  assertRefused(await server.post(`/bulks/${bulk.id}/undo`, {}, { as: desk }), 409, 'bulk-carried-out');
  await carryOutBulks(platform, here);
  const other = await asked('redirect', {
    ...{ reportIds: [(await report()).reportId], channel: 'other', messageToReporter: '请打12345' },
  });
  await server.post(`/bulks/${other.id}/undo`, {}, { as: desk });
  assertRefused(await server.post(`/bulks/${other.id}/undo`, {}, { as: desk }), 409, 'bulk-undone');
  assertRefused(await server.get(`/bulks/${desk.personId}`, { as: desk }), 404, 'bulk-not-found');
});

test('desk: accepts several, each a matter with its own title; one decided meanwhile is refused, the others go through', async () => {
  const [one, two, three] = [await report(), await report(), await report()];
  const titles = { [one.reportId]: '3幢灯不亮', [two.reportId]: '3幢门坏了', [three.reportId]: '3幢漏水' };
  const bulk = await asked('accept', { ...usual, titles, mainHandlerPostId: handlerPost });
  await server.post(
    `/reports/${two.reportId}/redirect`,
    { channel: 'other', messageToReporter: '请打12345' },
    { as: colleague },
  );
  const done = await carriedOut(bulk);
  assert.deepEqual(outcomes(done), {
    [one.number]: 'done',
    [two.number]: 'report-already-decided',
    [three.number]: 'done',
  });
  assert.equal(done.state, 'done');
  const opened = await server.get('/matters?text=3幢漏水', { as: desk });
  const [row] = opened.body.rows as { number: string; state: string; title: string }[];
  assert.deepEqual([row?.number, row?.state, row?.title], [three.number, 'dispatched', '3幢漏水']);
});

test('desk: a thing refused half-way leaves nothing of itself behind', async () => {
  const one = await report();
  const nobody = desk.personId;
  const bulk = await asked('accept', {
    ...{ ...usual, titles: { [one.reportId]: '3幢灯不亮' }, mainHandlerPostId: nobody },
  });
  const before = await allRows();
  assert.deepEqual(outcomes(await carriedOut(bulk)), { [one.number]: 'handler-unknown' });
  assert.deepEqual(await allRows(), before);
  assert.equal(await stateOf(one), 'submitted');
});

test('desk: makes one matter of several reports under the earliest number; another place stays apart', async () => {
  const [one, two] = [await report(), await report()];
  const elsewhere = await submitTo(server, at(five), { as: resident });
  const reportIds = [elsewhere.reportId, two.reportId, one.reportId];
  const done = await carriedOut(await asked('merge', { ...usual, publicTitle: '3幢灯不亮', reportIds }));
  assert.deepEqual(outcomes(done), {
    [one.number]: 'done',
    [two.number]: 'done',
    [elsewhere.number]: 'other-place',
  });
  const { body } = await server.get(`/matters/${done.matterId}`, { as: desk });
  assert.equal(body.number, one.number);
  assert.deepEqual(
    (body.reports as { number: string }[]).map(({ number }) => number),
    [one.number, two.number],
  );
  assert.deepEqual([await stateOf(one), await stateOf(two)], ['accepted', 'merged']);
});

test('desk: when the first of a merge was decided meanwhile, the next one opens the matter', async () => {
  const [one, two, three] = [await report(), await report(), await report()];
  const reportIds = [one, two, three].map(({ reportId }) => reportId);
  const bulk = await asked('merge', { ...usual, publicTitle: '3幢灯不亮', reportIds });
  await server.post(`/reports/${one.reportId}/withdraw`, {}, { as: resident });
  const done = await carriedOut(bulk);
  assert.deepEqual(outcomes(done), {
    [one.number]: 'report-already-decided',
    [two.number]: 'done',
    [three.number]: 'done',
  });
  const { body } = await server.get(`/matters/${done.matterId}`, { as: desk });
  assert.equal(body.number, two.number);
});

test('desk: several reports join an open matter in one step', async () => {
  const opened = await carriedOut(
    await asked('merge', {
      ...{ ...usual, publicTitle: '3幢灯不亮' },
      reportIds: [(await report()).reportId, (await report()).reportId],
    }),
  );
  const [one, two] = [await report(), await report()];
  const reportIds = [one.reportId, two.reportId];
  const done = await carriedOut(
    await asked('join', { reportIds, matterId: opened.matterId, messageToReporter: null }),
  );
  assert.deepEqual(outcomes(done), { [one.number]: 'done', [two.number]: 'done' });
  const { body } = await server.get(`/matters/${opened.matterId}`, { as: desk });
  assert.equal((body.reports as unknown[]).length, 4);
});

test('desk: dispatches several on the sight of their versions; one that changed meanwhile is refused', async () => {
  const titles = { [(await report()).reportId]: '甲事', [(await report()).reportId]: '乙事' };
  const accepted = await carriedOut(await asked('accept', { ...usual, titles }));
  const found = await server.get('/matters?queue=open&limit=100', { as: desk });
  const rows = found.body.rows as { id: string; number: string; version: number; state: string }[];
  const [one, two] = accepted.items.map(({ number }) => rows.find((row) => row.number === number));
  assert.ok(one && two);
  const handlers = { mainHandlerPostId: handlerPost, assistingPostIds: [], messageToHandlers: null };
  const versions = { [one.id]: one.version, [two.id]: two.version };
  const bulk = await asked('dispatch', { versions, ...handlers });
  await server.post(`/matters/${two.id}/dispatch`, { version: two.version, ...handlers }, { as: colleague });
  assert.deepEqual(outcomes(await carriedOut(bulk)), {
    [one.number]: 'done',
    [two.number]: 'matter-changed',
  });
});

test('desk: whose post has ended meanwhile decides nothing any more', async () => {
  const leaving = await aPerson(server, ['desk']);
  const one = await report();
  const body = { reportIds: [one.reportId], channel: 'other', messageToReporter: '请打12345' };
  const answer = await server.post('/bulks/redirect', body, { as: leaving });
  await write(
    (tx) =>
      tx`update posts set held_until = '2026-11-24' where community_id = ${here.id} and person_id = ${leaving.personId}`,
  );
  assert.deepEqual(outcomes(await carriedOut(answer.body as unknown as Bulk)), { [one.number]: 'desk-only' });
});

test('desk: a batch sent twice with one key is one batch; its words are erased once it is done', async () => {
  const one = await report();
  const body = { reportIds: [one.reportId], channel: 'other', messageToReporter: '请打12345' };
  const sent = { as: desk, key: 'one-key-for-one-batch-0001' };
  const first = await server.post('/bulks/redirect', body, sent);
  const again = await server.post('/bulks/redirect', body, sent);
  assert.equal(first.body.id, again.body.id);
  await carriedOut(first.body as unknown as Bulk);
  const kept = await platform.database.read(
    here.id,
    (tx) => tx<{ asked: object }[]>`select asked from bulks where id = ${String(first.body.id)}`,
  );
  assert.deepEqual(
    kept.map(({ asked }) => asked),
    [{}],
  );
});

test('desk: sees its own batches of the last ten minutes, and nothing is asked for that is not there', async () => {
  const mine = await server.get('/bulks', { as: desk });
  assert.ok((mine.body.bulks as Bulk[]).length > 0);
  platform.clock.advance(11 * minuteMs);
  assert.deepEqual((await server.get('/bulks', { as: desk })).body.bulks, []);
  const unknown = { reportIds: [desk.personId], channel: 'other', messageToReporter: '请打12345' };
  assertRefused(await server.post('/bulks/redirect', unknown, { as: desk }), 404, 'report-not-found');
  const empty = await server.post('/bulks/redirect', { ...unknown, reportIds: [] }, { as: desk });
  assert.equal(empty.status, 422);
});
