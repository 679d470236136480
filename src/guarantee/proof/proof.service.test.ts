import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Story, storyOf } from '../../../test/story.ts';
import { codeOf, must, openWorld, type World } from '../../../test/world.ts';
import { readUtf8 } from '../../kernel/bytes.ts';
import { sha256 } from '../../ledger/entry/entry.service.ts';
import { parseLogProof, verifyLogProof } from '../../ledger/note/log-proof.ts';
import { parseVkey, verifierOf } from '../../ledger/note/note-key.ts';
import { hashLeaf } from '../../ledger/tree/hashing.ts';
import { proofOperations } from './proof.contract.ts';
import { entryText } from './proof.text.ts';

const { getReceipt, getSeal, listLedgerEntries, listReceipts } = proofOperations;

let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());

const held = async (as: Parameters<World['as']>[0], reportId: string) =>
  must(await world.as(as).call(listReceipts, { reportId }));

test('reporter: the receipt is pending at once, and whole with the next checkpoint', async () => {
  const { reportId, number, reportKey } = await story.reported();
  const early = await held('resident', reportId);
  assert.deepEqual(early.sealed, []);
  assert.deepEqual(
    early.pending.map((step) => [step.number, step.type]),
    [[number, 'report.received']],
  );
  await world.sequence();
  const late = await held({ reportKey }, reportId);
  assert.deepEqual(late.pending, []);
  assert.deepEqual(
    late.sealed.map(({ type }) => type),
    ['report.received'],
  );
});

test('verifier: a receipt holds by itself, with the log’s key alone; one changed byte and it does not', async () => {
  const { reportId, number } = await story.reported();
  await world.sequence();
  const [step] = (await held('resident', reportId)).sealed;
  assert.ok(step);
  const file = must(await world.as('resident').call(getReceipt, { reportId, index: step.index }));
  assert.equal(file.fileName, `${number}-${step.leaf}.tlog-proof`);
  const proof = parseLogProof(file.text);
  const { logs } = must(await world.as('stranger').call(getSeal, {}));
  const key = parseVkey(logs[0]?.vkey ?? '');
  assert.ok(proof.ok && key.ok && proof.value.extra);
  const { extra } = proof.value;
  const holds = (leaf: Uint8Array) =>
    verifyLogProof(sha256, proof.value, hashLeaf(sha256, leaf), verifierOf(key.value)).ok;
  assert.equal(holds(extra), true);
  assert.equal(holds(extra.map((byte, i) => (i === 40 ? byte ^ 1 : byte))), false);
  const envelope = JSON.parse(readUtf8(extra) ?? '');
  assert.deepEqual([envelope.type, envelope.number], ['report.received', number]);
});

test('reporter: the receipt of an entry stays the same, however far the log grows', async () => {
  const told = await story.accepted();
  const { reportId } = told;
  await world.sequence();
  const [step] = (await held('resident', reportId)).sealed;
  const index = step?.index ?? -1;
  const first = must(await world.as('resident').call(getReceipt, { reportId, index }));
  for (let more = 0; more < 5; more++) await story.reported();
  await world.sequence();
  assert.deepEqual(must(await world.as('resident').call(getReceipt, { reportId, index })), first);
});

test('reporter: has a receipt for each step of the matter, and every one has its words', async () => {
  const { reportId } = await story.closed();
  await world.sequence();
  const steps = await held('resident', reportId);
  const types = steps.sealed.map(({ type }) => type);
  for (const type of ['report.received', 'matter.accepted', 'matter.resolved', 'matter.answered'])
    assert.ok(types.includes(type), `${type} among ${types}`);
  assert.ok(steps.sealed.every(({ type }) => Object.hasOwn(entryText, type)));
});

test('neighbour and staff: no receipts of others, the same answer as for none', async () => {
  const { reportId } = await story.reported();
  await world.sequence();
  const [step] = (await held('resident', reportId)).sealed;
  for (const who of ['stranger', 'neighbour', 'desk1', 'administrator'] as const) {
    const answer = await world.as(who).call(getReceipt, { reportId, index: step?.index ?? 0 });
    const none = await world.as(who).call(getReceipt, {
      reportId: '0190a0a0-0000-7000-8000-000000000000' as typeof reportId,
      index: 0,
    });
    assert.equal(codeOf(answer), 'report-not-found');
    assert.deepEqual(answer, none);
  }
});

test('stranger: reads what the ledger holds under a number, each entry checked just now', async () => {
  const { number } = await story.accepted();
  const waiting = must(await world.as('stranger').call(listLedgerEntries, { number }));
  assert.deepEqual([waiting.entries.length, waiting.waiting.length > 1], [0, true]);
  await world.sequence();
  const found = must(await world.as('stranger').call(listLedgerEntries, { number }));
  assert.deepEqual(
    found.entries.map(({ type, checked }) => [type, checked]),
    [
      ['report.received', 'fits'],
      ['matter.accepted', 'fits'],
    ],
  );
  assert.deepEqual(found.waiting, []);
  const none = await world.as('stranger').call(listLedgerEntries, { number: '2031-9999' });
  assert.equal(codeOf(none), 'number-not-in-ledger');
});

test('stranger: an entry that somebody changed in the database is called wrong, and gets no receipt any more', async () => {
  const { number, reportId } = await story.reported();
  await world.sequence();
  const [step] = (await held('resident', reportId)).sealed;
  const index = step?.index ?? -1;
  const change = (from: string, to: string) =>
    world.made.owner.begin(async (sql) => {
      await sql`select set_config('app.community', ${world.here.community.id}, true)`;
      await sql`alter table ledger_entries disable trigger append_only`;
      await sql`update ledger_entries set envelope = replace(envelope, ${from}, ${to}),
          leaf_hash = sha256('\\x00'::bytea || convert_to(replace(envelope, ${from}, ${to}), 'UTF8'))
      where community_id = ${world.here.community.id} and index = ${index}`;
      await sql`alter table ledger_entries enable always trigger append_only`;
    });
  await change('"form"', '"forn"');
  const found = must(await world.as('stranger').call(listLedgerEntries, { number }));
  assert.deepEqual(
    found.entries.map(({ checked }) => checked),
    ['broken'],
  );
  assert.equal(codeOf(await world.as('resident').call(getReceipt, { reportId, index })), 'receipt-broken');
  await change('"forn"', '"form"');
  const mended = must(await world.as('stranger').call(listLedgerEntries, { number }));
  assert.equal(mended.entries[0]?.checked, 'fits');
});

test('stranger: sees what was sealed last, with the key it was sealed with and how much of it is of today', async () => {
  await story.reported();
  await world.sequence();
  const { logs, newest } = must(await world.as('stranger').call(getSeal, {}));
  assert.ok(newest && newest.size > 0 && newest.today === newest.size);
  assert.match(newest.root, /^[0-9a-f]{64}$/);
  assert.match(newest.checkpoint, new RegExp(`^${logs[0]?.origin}\n${newest.size}\n`));
  assert.deepEqual(
    logs.map(({ path }) => path),
    ['/ledger/here'],
  );
  world.clock.advance(24 * 60 * 60_000);
  assert.equal(must(await world.as('stranger').call(getSeal, {})).newest?.today, 0);
  world.clock.advance(-24 * 60 * 60_000);
});

test('receipt: holds no words, no name, no number of a telephone, no door of whoever reported', async () => {
  const words = '我家老人被楼上漏水淋湿了，邻居李梅也看见了';
  const { reportId, reportKey } = await story.reported({
    text: words,
    contact: { name: '章小满', phone: '13987654321' },
  });
  await world.sequence();
  const [step] = (await held('resident', reportId)).sealed;
  const { text } = must(await world.as('resident').call(getReceipt, { reportId, index: step?.index ?? -1 }));
  const proof = parseLogProof(text);
  const said = `${text}\n${readUtf8((proof.ok && proof.value.extra) || new Uint8Array())}`;
  for (const personal of [words, '漏水', '李梅', '章小满', '13987654321', reportId, reportKey.slice(10)])
    assert.ok(!said.includes(personal), personal);
});

test('reporter: downloads the file by session and by private link; strangers find nothing there', async () => {
  const { reportId, reportKey, number } = await story.reported();
  await world.sequence();
  const [step] = (await held('resident', reportId)).sealed;
  const path = `${world.url}/c/here/reports/${reportId}/receipts/${step?.index}.tlog-proof`;
  const byLink = await fetch(`${path}?key=${encodeURIComponent(reportKey)}`);
  const bySession = await fetch(path, { headers: await world.headersOf('resident') });
  for (const answer of [byLink, bySession]) {
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'text/plain; charset=utf-8');
    assert.equal(
      answer.headers.get('content-disposition'),
      `attachment; filename="${number}-${step?.leaf}.tlog-proof"`,
    );
    assert.match(await answer.text(), /^c2sp\.org\/tlog-proof@v1\nextra /);
  }
  for (const at of [path, `${path}?key=2026-0001-XXXX`, path.replace('.tlog-proof', '.txt')])
    assert.equal((await fetch(at)).status, 404, at);
});
