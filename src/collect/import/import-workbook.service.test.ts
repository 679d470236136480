import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import writeWorkbook, { type SheetData } from 'write-excel-file/node';
import { type CollectServer, collectServer, countRows } from '../../../test/collect-server.ts';
import { parseInstant } from '../../kernel/time.ts';
import type { Survey } from './import.contract.ts';
import { importRows, surveyFile } from './import.service.ts';
import { openFile } from './import-file.service.ts';

let server: CollectServer;
let folder: string;
before(async () => {
  server = await collectServer();
  folder = await mkdtemp(join(tmpdir(), 'sunshine-workbook-'));
});
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

let files = 0;
function freshPath(): string {
  files += 1;
  return join(folder, `file-${files}.xlsx`);
}

type Told = { sheet: string; data: SheetData };

async function workbookOf(...sheets: Told[]): Promise<string> {
  const path = freshPath();
  await writeWorkbook(sheets).toFile(path);
  return path;
}

async function fileOf(content: Uint8Array): Promise<string> {
  const path = freshPath();
  await writeFile(path, content);
  return path;
}

const text = (value: string) => ({ value, type: String });
const number = (value: number) => ({ value, type: Number });
const date = (value: string, format = 'yyyy-mm-dd hh:mm:ss') => ({
  ...{ value: new Date(value), type: Date, format },
});
const names = ['编号', '内容', '时间', '联系人', '电话'].map(text);
const rowOf = (id: number, said: string) => [number(id), text(said), date('2020-01-02T10:11:12Z')];

const open = async (path: string, sheet?: string) => openFile(path, { map: [], sheet, saidAt: null });

async function codeOf(path: string, sheet?: string): Promise<string> {
  const opened = await open(path, sheet);
  return opened.ok ? 'read' : opened.refusal.code;
}

async function survey(path: string, sheet?: string): Promise<Survey> {
  const opened = await open(path, sheet);
  assert.ok(opened.ok, opened.ok ? '' : opened.refusal.code);
  const asked = { source: path, errorPath: `${path}.errors.csv`, locale: 'en' } as const;
  const here = { platform: server.platform, community: server.here.id };
  const surveyed = await surveyFile(here, opened.value, asked);
  assert.ok(surveyed.ok, surveyed.ok ? '' : surveyed.refusal.code);
  return surveyed.value;
}

async function take(path: string): Promise<number> {
  const opened = await open(path);
  assert.ok(opened.ok);
  const here = { platform: server.platform, community: server.here.id };
  const taken = await importRows(here, opened.value, { source: path, same: 'skip' });
  assert.ok(taken.ok);
  return taken.value.imported;
}

test('operator: a workbook becomes reports, and once more becomes nothing', async () => {
  const path = await workbookOf({
    sheet: '留言',
    data: [
      names,
      [
        number(182360),
        text('路灯不亮\n三天了'),
        date('2020-01-02T10:11:12Z'),
        text('王芳'),
        number(13800000000),
      ],
      [],
      [text('0012.0'), text('狗叫'), text('2019年2月28日 下午3:25')],
      [number(7), text('楼道有水'), date('2020-01-03T00:00:00Z', 'yyyy-mm-dd')],
    ],
  });
  const { rows, fresh, samples } = await survey(path);
  assert.deepEqual([rows, fresh], [3, 3]);
  assert.deepEqual(
    samples.map(({ row, fileId, text: said, occurredAt, reporter, phone }) => {
      return { row, fileId, said, occurredAt, reporter, phone };
    }),
    [
      {
        ...{ row: 2, fileId: '182360', said: '路灯不亮\n三天了', reporter: '王芳', phone: '13800000000' },
        occurredAt: parseInstant('2020-01-02T10:11:12+08:00'),
      },
      {
        ...{ row: 4, fileId: '0012.0', said: '狗叫', reporter: null, phone: null },
        occurredAt: parseInstant('2019-02-28T15:25:00+08:00'),
      },
      {
        ...{ row: 5, fileId: '7', said: '楼道有水', reporter: null, phone: null },
        occurredAt: parseInstant('2020-01-03T00:00:00+08:00'),
      },
    ],
  );
  const before = await countRows(server, 'reports');
  assert.equal(await take(path), 3);
  assert.equal(await take(path), 0);
  assert.equal(await countRows(server, 'reports'), before + 3);
});

test('operator: the table may begin below empty lines, and rows keep their numbers', async () => {
  const path = await workbookOf({
    sheet: '1',
    data: [[], [], names, rowOf(1, '路灯'), [number(2), text('')]],
  });
  const { fresh, samples, firstWrong, errorFile } = await survey(path);
  assert.deepEqual([fresh, samples[0]?.row], [1, 4]);
  assert.deepEqual(
    firstWrong.map(({ row, problems }) => [row, ...problems.map(({ code }) => code)]),
    [[5, 'text-missing', 'time-missing']],
  );
  const lines = (await readFile(errorFile ?? '', 'utf8')).split('\r\n');
  assert.equal(lines[0], '\ufefferror row,error columns,error reasons,编号,内容,时间,联系人,电话');
  assert.match(lines[1] ?? '', /^5,.*,2,,,,$/);
});

test('operator: ids whose last digits the sheet lost are told, not taken', async () => {
  const long = [{ value: 2.02001021011123e19, type: Number }, text('路灯'), date('2020-01-02T10:11:12Z')];
  const { wrong, firstWrong } = await survey(await workbookOf({ sheet: '1', data: [names, long] }));
  assert.equal(wrong, 1);
  assert.equal(firstWrong[0]?.problems[0]?.code, 'id-digits-lost');
});

test('operator: days in a column without a date’s format are told, not guessed', async () => {
  const row = [number(1), text('路灯'), number(43832.4245)];
  const { firstWrong } = await survey(await workbookOf({ sheet: '1', data: [names, row] }));
  assert.equal(firstWrong[0]?.problems[0]?.code, 'time-is-day-number');
});

test('operator: of several sheets the one with rows is taken; of several with rows one has to be named', async () => {
  const reports = { sheet: '留言', data: [names, rowOf(1, '路灯')] };
  const empty = { sheet: '空表', data: [] };
  assert.equal((await survey(await workbookOf(empty, reports))).fresh, 1);
  const both = await workbookOf(reports, { sheet: '去年', data: [names, rowOf(2, '狗'), rowOf(3, '水')] });
  const opened = await open(both);
  assert.deepEqual(opened.ok ? {} : opened.refusal, {
    ...{ code: 'sheet-not-named', facts: { sheets: '“留言”, “去年”' } },
  });
  assert.equal((await survey(both, '去年')).fresh, 2);
  assert.equal(await codeOf(both, '前年'), 'sheet-unknown');
  assert.equal(await codeOf(await workbookOf(empty)), 'file-empty');
});

test('operator: a sheet is named only for a workbook', async () => {
  assert.equal(await codeOf(await fileOf(Buffer.from('内容,时间\n')), '留言'), 'sheet-of-no-workbook');
});

const compound = (inside: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(inside, 'utf16le')]);

for (const [what, content, code] of [
  ['protected by a password', compound('EncryptedPackage'), 'workbook-locked'],
  ['of the old kind', compound('Workbook'), 'workbook-old'],
] as const) {
  test(`operator: a workbook ${what} is refused`, async () => {
    assert.equal(await codeOf(await fileOf(content)), code);
  });
}

test('operator: a workbook cut off or damaged anywhere is refused or read, never a defect', async () => {
  const whole = await readFile(await workbookOf({ sheet: '1', data: [names, rowOf(1, '路灯')] }));
  for (const part of [0.1, 0.5, 0.9, 0.99])
    assert.equal(await codeOf(await fileOf(whole.subarray(0, whole.length * part))), 'workbook-broken');
  const codes = new Set<string>();
  for (let at = 4; at < whole.length; at += Math.ceil(whole.length / 60)) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] ?? 0) ^ 0xff;
    codes.add(await codeOf(await fileOf(damaged)));
  }
  const expected = [
    'read',
    'workbook-broken',
    'workbook-locked',
    'text-column-missing',
    'workbook-too-large',
  ];
  assert.deepEqual(
    [...codes].filter((code) => !expected.includes(code)),
    [],
  );
  assert.ok(codes.has('workbook-broken'));
});

type Part = { name: string; content: Buffer; claimed?: number; flags?: number };

/** An archive written by hand, to lie where a program would not. */
function zipOf(parts: readonly Part[]): Buffer {
  const heads: Buffer[] = [];
  const bodies: Buffer[] = [];
  let at = 0;
  for (const { name, content, claimed = content.length, flags = 0 } of parts) {
    const packed = deflateRawSync(content, { level: 1 });
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(claimed, 22);
    local.writeUInt16LE(name.length, 26);
    const listed = Buffer.alloc(46);
    listed.writeUInt32LE(0x02014b50, 0);
    local.copy(listed, 8, 6, 28);
    listed.writeUInt16LE(name.length, 28);
    listed.writeUInt32LE(at, 42);
    heads.push(listed, Buffer.from(name));
    bodies.push(local, Buffer.from(name), packed);
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(Buffer.concat(heads).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, ...heads, end]);
}

const sheetPart = (xml: string | Buffer, more: Partial<Part> = {}): Part => ({
  ...{ name: 'xl/worksheets/sheet1.xml', content: Buffer.from(xml), ...more },
});
const cellAt = (at: string) =>
  `<worksheet><sheetData><row r="1"><c r="${at}" t="str"><v>a</v></c></row></sheetData></worksheet>`;

test('operator: a workbook that would fill the memory is refused before it does', async () => {
  const bomb = zipOf([sheetPart(Buffer.alloc(140 * 1_048_576, ' '))]);
  assert.ok(bomb.length < 2_000_000);
  const before = process.memoryUsage().rss;
  assert.equal(await codeOf(await fileOf(bomb)), 'workbook-too-large');
  assert.ok(process.memoryUsage().rss - before < 60_000_000);
});

for (const [what, part, code] of [
  ['says less than it holds', sheetPart(Buffer.alloc(1_048_576, ' '), { claimed: 10 }), 'workbook-broken'],
  ['says more than it holds', sheetPart('<worksheet/>', { claimed: 2_000_000_000 }), 'workbook-broken'],
  ['is encrypted inside', sheetPart('<worksheet/>', { flags: 1 }), 'workbook-locked'],
  ['has a cell in the last column', sheetPart(cellAt('XFD1')), 'workbook-too-large'],
  ['has a row beyond the last', sheetPart('<worksheet><sheetData><row r="99999999"/>'), 'workbook-too-large'],
  ['has a wide and a far cell', sheetPart(`${cellAt('IV1')}<row r="900000"/>`), 'workbook-too-large'],
  ['is an archive of something else', { name: 'a.txt', content: Buffer.from('a') }, 'workbook-broken'],
] as const) {
  test(`operator: a workbook that ${what} is refused`, async () => {
    assert.equal(await codeOf(await fileOf(zipOf([part]))), code);
  });
}
