import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openWorld, type World } from '../../../test/world.ts';
import { reportReceived } from '../../collect/report/report.entries.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import { appendEntries, sha256 } from '../../ledger/entry/entry.service.ts';
import { type EarlierView, verifyLog } from '../../ledger/verify/verify-log.ts';
import { copyLog, sourceAt, sourceInDatabase } from './log-files.ts';

const program = fileURLToPath(new URL('../../../bin/sunshine.js', import.meta.url));

let world: World;
let folder: string;
let address: string;
before(async () => {
  world = await openWorld();
  folder = await mkdtemp(join(tmpdir(), 'sunshine-ledger-'));
  address = `${world.url}/ledger/here`;
  await record(200);
  await record(100);
});
after(async () => {
  await world.stop();
  await rm(folder, { recursive: true, force: true });
});

async function record(count: number): Promise<void> {
  const received = draftEntry(reportReceived, {
    ...{ number: '2026-0001', occurredAt: world.clock.now() },
    ...{ facts: { channel: 'form' }, privateValues: { text: '楼道里有水' } },
  });
  const drafts = Array<typeof received>(count).fill(received);
  await world.made.database.write(world.here.community.id, (tx) => appendEntries(tx, drafts));
  await world.sequence();
}

async function check(earlier: EarlierView | null = null, place = address): Promise<string> {
  const verified = await verifyLog({ sha256, source: sourceAt(place), vkey: null, earlier });
  if (verified.ok) return 'good';
  const { code, facts } = verified.refusal;
  return facts?.first === undefined ? code : `${code} ${facts.first}-${facts.last}`;
}

/** Runs the command as an operator does. */
function sunshine(...args: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, 'ledger', ...args], (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr });
    });
  });
}

/** As whoever owns the database could: triggers and checks off, and on again. */
async function tamper(...changes: string[]): Promise<void> {
  await world.made.owner.begin(async (owner) => {
    await owner`select set_config('app.community', ${world.here.community.id}, true)`;
    for (const table of ['ledger_entries', 'ledger_tiles', 'ledger_checkpoints'])
      await owner.unsafe(`alter table ${table} disable trigger append_only`);
    for (const change of changes) await owner.unsafe(change);
    for (const table of ['ledger_entries', 'ledger_tiles', 'ledger_checkpoints'])
      await owner.unsafe(`alter table ${table} enable always trigger append_only`);
  });
}

const rewritten = `envelope = replace(envelope, '2026-0001', '2026-0002'),
  leaf_hash = sha256('\\x00'::bytea || convert_to(replace(envelope, '2026-0001', '2026-0002'), 'UTF8'))`;
const restored = rewritten.replaceAll(`'2026-0001', '2026-0002'`, `'2026-0002', '2026-0001'`);
const flip = (column: string, at: number) =>
  `${column} = set_byte(${column}, ${at}, get_byte(${column}, ${at}) # 1)`;

test('the ledger as it is: good, at its address, in the database and copied into a folder', async () => {
  const copy = join(folder, 'copy');
  assert.equal(await check(), 'good');
  assert.equal(await copyLog(sourceAt(address), copy, () => undefined), 300);
  assert.equal(await check(null, copy), 'good');
  await record(10);
  const inDatabase = sourceInDatabase(world.installation.platform, world.here.community);
  assert.equal(await copyLog(inDatabase, copy, () => undefined), 310);
  assert.equal(await check({ source: sourceAt(copy) }), 'good');
  assert.equal(await check(null, copy), 'good');
  await assert.rejects(
    copyLog(sourceAt(`${world.url}/ledger/there`), copy, () => undefined),
    /another log/,
  );
});

describe('owner of the database edits', () => {
  const edits: [what: string, change: string, undo: string, found: string][] = [
    [
      'an entry in a full tile',
      `update ledger_entries set ${rewritten} where index = 41`,
      `update ledger_entries set ${restored} where index = 41`,
      'entry-differs 41-41',
    ],
    [
      'an entry at the edge',
      `update ledger_entries set ${rewritten} where index = 305`,
      `update ledger_entries set ${restored} where index = 305`,
      'entry-differs 305-305',
    ],
    [
      'a full tile',
      `update ledger_tiles set ${flip('hashes', 32 * 17)} where level = 0`,
      `update ledger_tiles set ${flip('hashes', 32 * 17)} where level = 0`,
      'tile-differs 17-17',
    ],
    [
      'the hash over a full tile',
      `update ledger_tiles set ${flip('root', 0)} where level = 0`,
      `update ledger_tiles set ${flip('root', 0)} where level = 0`,
      'tile-differs 0-255',
    ],
    [
      'a hash at the edge',
      `update ledger_checkpoints set ${flip('leaf_hashes', 0)} where size = 310`,
      `update ledger_checkpoints set ${flip('leaf_hashes', 0)} where size = 310`,
      'tile-differs 300-300',
    ],
    [
      'the newest checkpoint',
      `update ledger_checkpoints set note = replace(note, '— ', '— x') where size = 310`,
      `update ledger_checkpoints set note = replace(note, '— x', '— ') where size = 310`,
      'signature-missing',
    ],
  ];
  for (const [what, change, undo, found] of edits) {
    test(`${what}: ${found}`, async () => {
      await tamper(change);
      assert.equal(await check(), found);
      await tamper(undo);
      assert.equal(await check(), 'good');
    });
  }
});

test('sunshine ledger verify: says what fits and ends with 0; names what does not and ends with 1; in both languages', async () => {
  const vkey = (await (await fetch(`${address}/vkey`)).text()).trim();
  const old = join(folder, 'old-checkpoint');
  await writeFile(old, await (await fetch(`${address}/checkpoint`)).text());
  await record(1);
  const good = await sunshine('verify', address, '--against', old, '--vkey', vkey);
  assert.equal(good.code, 0, good.said);
  assert.match(good.said, /ledger\/here: 311 entries, and all of it fits\.\n/);
  assert.match(good.said, /The 310 entries that were vouched for before have not been changed\./);
  await tamper(`update ledger_entries set ${rewritten} where index = 41`);
  const wrong = await sunshine('verify', address, '--language', 'zh');
  assert.equal(wrong.code, 1, wrong.said);
  assert.match(wrong.said, /对不上：第 41 条（tile\/0\/000）：内容和当初入账的哈希不同，入账后被改过。\n/);
  await tamper(`update ledger_entries set ${restored} where index = 41`);
});

test('sunshine ledger: what it cannot read or understand', async () => {
  const nowhere = await sunshine('verify', join(folder, 'nowhere'));
  assert.equal(nowhere.code, 1);
  assert.match(nowhere.said, /there is no verifier key/);
  assert.equal((await sunshine('verify')).code, 2);
  assert.equal((await sunshine('verify', address, '--against', join(folder, 'nothing'))).code, 1);
});
