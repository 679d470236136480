import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { after, before, test } from 'node:test';
import { type CollectServer, collectServer, countRows } from '../../../test/collect-server.ts';
import { listDeadlines } from '../../clocks/deadline/deadline.service.ts';
import type { Id } from '../../kernel/id.ts';
import { parseInstant } from '../../kernel/time.ts';
import { listEntries, sequence } from '../../ledger/entry/entry.service.ts';
import { ensureAddress, ensureEstate } from '../../places/place/place.service.ts';
import type { Imported, Layout, SameAnswer, Survey } from './import.contract.ts';
import { importRows, surveyFile } from './import.service.ts';
import { openFile } from './import-file.service.ts';

let server: CollectServer;
let folder: string;
before(async () => {
  server = await collectServer();
  folder = await mkdtemp(join(tmpdir(), 'sunshine-import-'));
});
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

let files = 0;

async function fileOf(content: string | Uint8Array): Promise<string> {
  files += 1;
  const path = join(folder, `file-${files}.csv`);
  await writeFile(path, content);
  return path;
}

const here = () => ({ platform: server.platform, community: server.here.id });

async function layoutOf(path: string, map: string[] = []): Promise<Layout> {
  const opened = await openFile(path, { map, saidAt: null });
  assert.ok(opened.ok, opened.ok ? '' : opened.refusal.code);
  return opened.value;
}

async function survey(path: string, source = path): Promise<Survey> {
  const asked = { source, errorPath: `${path}.errors.csv`, locale: 'en' } as const;
  const surveyed = await surveyFile(here(), await layoutOf(path), asked);
  assert.ok(surveyed.ok, surveyed.ok ? '' : surveyed.refusal.code);
  return surveyed.value;
}

async function take(
  path: string,
  source = path,
  same: SameAnswer = 'skip',
  onRows?: (rows: number) => void,
): Promise<Imported> {
  const taken = await importRows(here(), await layoutOf(path), { source, same, ...(onRows && { onRows }) });
  assert.ok(taken.ok, taken.ok ? '' : taken.refusal.code);
  return taken.value;
}

type Found = {
  id: Id<'report'>;
  number: string;
  text: string;
  occurredAt: number;
  contactName: string | null;
  contactPhone: string | null;
  anonymity: string;
  channel: string;
  place: object;
};

const reportsOf = (source: string) =>
  server.made.database.read(
    server.here.id,
    (tx) => tx<Found[]>`
      select id, number, text, occurred_at, contact_name, contact_phone, anonymity, channel, place from reports
      where community_id = ${tx.community} and source = ${source} order by number`,
  );

const countsOf = ({ rows, fresh, known, repeated, same, wrong }: Survey) => ({
  rows,
  fresh,
  known,
  repeated,
  same,
  wrong,
});
const none = { rows: 0, fresh: 0, known: 0, repeated: 0, same: 0, wrong: 0 };

const rowsOf = (count: number, from = 1) =>
  Array.from({ length: count }, (_, i) => `${from + i},第${from + i}件事,2020-01-02 10:11`);
const numbered = (count: number) => ['id,内容,时间', ...rowsOf(count)].join('\n');

test('operator: a file becomes reports, with the time it was said and a clock that starts now', async () => {
  const path = await fileOf(
    'id,title,detail,time,user,phone\r\n7,路灯,"他说""不亮"",\r\n三天了",2020/1/2 10:11:12,王芳,+86 138 0000 0000\r\n',
  );
  const notices = await countRows(server, 'notices');
  assert.deepEqual(countsOf(await survey(path)), { ...none, rows: 1, fresh: 1 });
  assert.equal((await reportsOf(path)).length, 0, 'looking takes nothing in');
  const { imported, skipped } = await take(path);
  assert.deepEqual({ imported, skipped }, { imported: 1, skipped: 0 });
  const [report] = await reportsOf(path);
  assert.ok(report);
  const { id, number, place, ...said } = report;
  assert.deepEqual(said, {
    ...{ text: '路灯\n他说"不亮",\n三天了', contactName: '王芳', contactPhone: '13800000000' },
    ...{ anonymity: 'community-only', channel: 'import', occurredAt: parseInstant('2020-01-02T02:11:12Z') },
  });
  assert.deepEqual(place, { words: '' });
  const { database, clock } = server.platform;
  await sequence(database, server.here.id, clock);
  const [entry] = await database.read(server.here.id, (tx) => listEntries(tx, { number }));
  assert.equal(entry?.occurredAt, parseInstant('2020-01-02T02:11:12Z'));
  assert.equal(entry.recordedAt, clock.now());
  const [deadline] = await database.read(server.here.id, (tx) => listDeadlines(tx, [id]));
  assert.equal(deadline?.startedAt, clock.now());
  assert.equal(await countRows(server, 'notices'), notices, 'nobody is notified');
});

test('operator: running it again takes nothing in twice, and takes in what is new', async () => {
  const path = await fileOf(numbered(230));
  assert.equal((await take(path)).imported, 230);
  assert.deepEqual(countsOf(await survey(path)), { ...none, rows: 230, known: 230 });
  assert.equal((await take(path)).imported, 0);
  await writeFile(path, numbered(231));
  assert.deepEqual(await take(path).then(({ imported, skipped }) => [imported, skipped]), [1, 230]);
  assert.equal((await reportsOf(path)).length, 231);
});

test('operator: broken off in the middle, it goes on where it was', async () => {
  const path = await fileOf(numbered(250));
  const broken = take(path, path, 'skip', (rows) => {
    if (rows >= 200) throw new Error('broken off');
  });
  await assert.rejects(broken, /broken off/);
  assert.equal((await reportsOf(path)).length, 200);
  assert.deepEqual(countsOf(await survey(path)), { ...none, rows: 250, fresh: 50, known: 200 });
  assert.equal((await take(path)).imported, 50);
  const numbers = (await reportsOf(path)).map(({ number }) => number);
  assert.equal(new Set(numbers).size, 250);
});

test('operator: twice at once is once', async () => {
  const path = await fileOf(numbered(250));
  const taken = await Promise.all([take(path), take(path)]);
  assert.equal(
    taken.reduce((sum, { imported }) => sum + imported, 0),
    250,
  );
  assert.equal((await reportsOf(path)).length, 250);
});

test('operator: the same ids of another source are other reports', async () => {
  const path = await fileOf(numbered(2));
  await take(path, 'hotline');
  assert.equal((await take(path, 'mayor')).imported, 2);
  assert.equal((await reportsOf('hotline')).length, 2);
});

test('operator: wrong rows stay out and are told one by one, good ones go in', async () => {
  const path = await fileOf(
    [
      'id,内容,时间,电话',
      '1,好的,2020-01-02,',
      '2,日子不对,2019/2/29,',
      '3,两样不对,03/04/2020,12',
      '4,,2020-01-02,',
      '1,编号重了,2020-01-02,',
      '1,好的,2020-01-02,',
      '5,少一格,2020-01-02',
      '',
      `6,${'长'.repeat(10_001)},2020-01-02,`,
      '7,"带""引号"",\n换行",2020-13-02,',
    ].join('\n'),
  );
  const surveyed = await survey(path);
  assert.deepEqual(countsOf(surveyed), { ...none, rows: 9, fresh: 1, repeated: 1, wrong: 7 });
  assert.deepEqual(
    surveyed.firstWrong.map(({ row, problems }) => [row, ...problems.map(({ code }) => code)]),
    [
      [3, 'time-not-in-calendar'],
      [4, 'time-ambiguous', 'phone-unreadable'],
      [5, 'text-missing'],
      [6, 'id-used-twice'],
      [8, 'cells-too-few'],
    ],
  );
  assert.equal((await take(path)).imported, 1);
  const errorFile = `${path}.errors.csv`;
  assert.equal(surveyed.errorFile, errorFile);
  assert.equal((await stat(errorFile)).mode & 0o777, 0o600);
  const lines = (await readFile(errorFile, 'utf8')).split('\r\n');
  assert.equal(lines[0], '\ufefferror row,error columns,error reasons,id,内容,时间,电话');
  assert.equal(lines[1], '3,时间,时间: there is no such day or hour as “2019/2/29”,2,日子不对,2019/2/29,');
  assert.match(lines[2] ?? '', /^4,时间; 电话,.*four figures; 电话: “12” is not understood/);
  assert.equal(lines[7]?.split(',').slice(-4).join(','), '"带""引号"",\n换行",2020-13-02,');
  assert.equal(lines.length, 9);
});

test('operator: mends the file of wrong rows and imports that', async () => {
  const path = await fileOf('id,内容,时间\n1,好的,2020-01-02\n2,不好,2019/2/29\n');
  const { errorFile } = await survey(path, 'list');
  await take(path, 'list');
  const mended = (await readFile(errorFile ?? '', 'utf8')).replace(',2019/2/29', ',2019/2/28');
  assert.equal((await take(await fileOf(mended), 'list')).imported, 1);
  assert.deepEqual(
    (await reportsOf('list')).map(({ text }) => text),
    ['好的', '不好'],
  );
});

test('operator: without ids, rows that read the same are shown and wait for a decision', async () => {
  const path = await fileOf('内容,时间\n狗叫,2020-01-02\n狗 叫,2020-01-03\n狗叫,2020-01-02\n');
  const first = await survey(path);
  assert.deepEqual(countsOf(first), { ...none, rows: 3, fresh: 2, same: 1 });
  assert.deepEqual(first.firstSame, [{ row: 4, as: 2 }]);
  assert.equal((await take(path)).imported, 2);
  const again = await survey(path);
  assert.deepEqual(countsOf(again), { ...none, rows: 3, same: 3 });
  assert.deepEqual(again.firstSame[0], { row: 2, as: null });
  assert.equal((await take(path)).imported, 0);
  assert.equal((await take(path, path, 'import')).imported, 1, 'said twice on that day after all');
  assert.equal((await take(path, path, 'import')).imported, 0, 'but never the same row twice');
  assert.equal((await take(path, 'another list', 'skip')).imported, 0);
  assert.equal((await take(path, 'another list', 'import')).imported, 3);
});

test('operator: places are found in the register where it is sure, and kept as written where not', async () => {
  await server.made.database.write(server.here.id, async (tx) =>
    ensureAddress(tx, await ensureEstate(tx, '阳光苑'), { building: '3', stairwell: '2', door: '501' }),
  );
  const path = await fileOf('id,内容,时间,地址\n1,漏水,2020-01-02,3幢2单元501室\n2,吵,2020-01-02,99幢楼下\n');
  const { samples } = await survey(path);
  assert.deepEqual(
    samples.map(({ placeName }) => placeName),
    ['Building 3, stairwell 2, door 501', '99幢楼下'],
  );
  await take(path);
  const [found, written] = (await reportsOf(path)).map(({ place }) => place);
  assert.ok(found && 'dwellingId' in found && 'estateId' in found);
  assert.deepEqual(written, { words: '99幢楼下' });
});

const table = 'id,内容,时间\n1,路灯不亮,2020-01-02\n';
/** 内容, 时间 and 路灯不亮 as GB 2312 writes them. */
const gbk = Buffer.concat([
  Buffer.from('id,'),
  Buffer.from('c4dac8dd2ccab1bce40a312c', 'hex'),
  Buffer.from('c2b7b5c6b2bbc1c1', 'hex'),
  Buffer.from(',2020-01-02\n'),
]);

for (const [what, content, encoding] of [
  ['UTF-8', Buffer.from(table), 'utf-8'],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${table}`), 'utf-8'],
  ['UTF-16 with its mark', Buffer.from(`\ufeff${table}`, 'utf16le'), 'utf-16le'],
  ['GBK', gbk, 'gb18030'],
  ['semicolons', Buffer.from(table.replaceAll(',', ';')), 'utf-8'],
  ['tabs', Buffer.from(table.replaceAll(',', '\t')), 'utf-8'],
  ['line ends of an old Mac', Buffer.from(table.replaceAll('\n', '\r')), 'utf-8'],
] as const) {
  test(`operator: a file in ${what} is understood`, async () => {
    const path = await fileOf(content);
    const { form } = await layoutOf(path);
    assert.ok(form.kind === 'text');
    assert.equal(form.encoding, encoding);
    const { samples, fresh } = await survey(path);
    assert.equal(fresh, 1);
    assert.equal(samples[0]?.text, '路灯不亮');
  });
}

for (const [what, content, code] of [
  ['nothing in it', '', 'file-empty'],
  ['only a mark in it', '\ufeff', 'file-empty'],
  ['no column names', '1,路灯不亮,2020-01-02\n', 'text-column-missing'],
  ['no time', 'id,内容\n1,路灯\n', 'time-column-missing'],
  ['the beginning of a workbook', 'PK\x03\x04rest', 'workbook-broken'],
  ['characters 0', 'id,内容,时间\n1,\0,2020-01-02', 'file-is-binary'],
  ['bytes of no encoding', new Uint8Array([0x69, 0x64, 0xff, 0xff, 0xff, 0x0a]), 'file-encoding-unknown'],
] as const) {
  test(`operator: a file with ${what} is refused`, async () => {
    const opened = await openFile(await fileOf(content), { map: [], saidAt: null });
    assert.equal(opened.ok ? '' : opened.refusal.code, code);
  });
}

test('operator: a file that is not there, or no file, is refused', async () => {
  const refusal = async (path: string) => {
    const opened = await openFile(path, { map: [], saidAt: null });
    return opened.ok ? '' : opened.refusal.code;
  };
  assert.equal(await refusal(join(folder, 'nowhere.csv')), 'file-missing');
  assert.equal(await refusal(folder), 'file-not-plain');
});

test('operator: a table without rows is an import of nothing', async () => {
  const path = await fileOf('id,内容,时间\n');
  assert.deepEqual(countsOf(await survey(path)), none);
  assert.equal((await take(path)).imported, 0);
});

test('operator: a quote left open is named, and nothing goes in', async () => {
  const path = await fileOf(`${numbered(150)}\n151,"open,2020-01-02\n152,路灯,2020-01-02\n`);
  const asked = { source: path, errorPath: `${path}.errors.csv`, locale: 'en' } as const;
  const surveyed = await surveyFile(here(), await layoutOf(path), asked);
  assert.equal(surveyed.ok ? '' : surveyed.refusal.code, 'quote-not-closed');
  assert.equal((await reportsOf(path)).length, 0);
});

test('operator: a line of 100 MB is refused without being held in memory', async () => {
  const path = join(folder, 'long.csv');
  const stream = createWriteStream(path);
  stream.write('id,内容,时间\n1,"');
  const piece = Buffer.alloc(1_048_576, 'a');
  for (let i = 0; i < 100; i++) if (!stream.write(piece)) await once(stream, 'drain');
  stream.end();
  await finished(stream);
  const held = process.memoryUsage();
  const layout = await layoutOf(path);
  let most = 0;
  const asked = {
    ...{ source: path, errorPath: `${path}.errors.csv`, locale: 'en' as const },
    onBytes: () => {
      const { heapUsed, external } = process.memoryUsage();
      most = Math.max(most, heapUsed + external - held.heapUsed - held.external);
    },
  };
  const surveyed = await surveyFile(here(), layout, asked);
  assert.deepEqual(surveyed.ok ? {} : surveyed.refusal, { code: 'row-too-large', facts: { line: 2 } });
  assert.ok(most < 50_000_000, `held ${most} bytes`);
});
