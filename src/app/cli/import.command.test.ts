import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { type CollectServer, collectServer, countRows } from '../../../test/collect-server.ts';
import { CommandError } from './command.ts';
import { type ImportOptions, importCommand, importFile, type Terminal } from './import.command.ts';

let server: CollectServer;
let folder: string;
let path: string;
let printed: string[];
before(async () => {
  server = await collectServer();
  folder = await mkdtemp(join(tmpdir(), 'sunshine-import-'));
});
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

let files = 0;
beforeEach(() => {
  files += 1;
  path = join(folder, `${files}.csv`);
  printed = [];
});

const good = '编号,内容,时间\nA1,路灯不亮,2020-01-02\nA2,楼道有水,2020-01-03 10:00\n';
const twice = '内容,时间\n狗叫,2020-01-02\n狗叫,2020-01-02\n';

const terminalOf = (ask: Terminal['ask']): Terminal => ({
  print: (line) => printed.push(`${line}\n`),
  progressLine: () => () => undefined,
  ask,
});

/** Runs the command as an operator would, who answers the questions in order; without answers nobody is there. */
async function run(change: Partial<ImportOptions> = {}, answers?: string[]): Promise<number> {
  const ask = answers
    ? async (_question: string) => answers.shift() ?? assert.fail('one question too many')
    : null;
  const options: ImportOptions = {
    ...{ path, source: path, errorPath: `${path}.errors.csv`, map: [], time: undefined, same: undefined },
    ...{ locale: 'en', previewOnly: false, yes: false },
    ...change,
  };
  try {
    return await importFile(server.platform, server.here, options, terminalOf(ask));
  } catch (error) {
    if (error instanceof CommandError) return error.exitCode;
    throw error;
  } finally {
    if (answers) assert.deepEqual(answers, [], 'every answer was asked for');
  }
}

const grownBy = async (work: () => Promise<unknown>) => {
  const before = await countRows(server, 'reports');
  await work();
  return (await countRows(server, 'reports')) - before;
};

for (const [what, content, change, answers, exitCode, grown] of [
  ['is asked, and says yes', good, {}, ['y'], 0, 2],
  ['is asked, and says no', good, {}, ['n'], 2, 0],
  ['is asked, and just presses return', good, {}, [''], 2, 0],
  ['says --yes', good, { yes: true }, undefined, 0, 2],
  ['looks only', good, { previewOnly: true, yes: true }, undefined, 0, 0],
  ['is not there to be asked', good, {}, undefined, 2, 0],
  ['has wrong rows', `${good}A3,,2020\n`, { yes: true }, undefined, 1, 2],
  ['has only wrong rows', '编号,内容,时间\nA3,,2020\n', { yes: true }, undefined, 1, 0],
  ['has an empty table', '编号,内容,时间\n', { yes: true }, undefined, 0, 0],
  [
    'cannot write the file of wrong rows',
    '编号,内容,时间\nB1,好,2020-01-02\nB2,,\n',
    { yes: true, errorPath: '/nowhere/e.csv' },
    undefined,
    2,
    0,
  ],
  ['has no file', null, { yes: true }, undefined, 2, 0],
  ['maps a column that is not there', good, { yes: true, map: ['text=x'] }, undefined, 2, 0],
  ['gives a time that is none', '内容\n狗叫', { yes: true, time: '3/4/2020' }, undefined, 2, 0],
  ['gives the time for all', '内容\n时间一样', { yes: true, time: '2020-03-04' }, undefined, 0, 1],
  ['has two rows that read the same, and --yes is no answer', twice, { yes: true }, undefined, 2, 0],
  ['has two rows that read the same, and cannot decide', twice, {}, ['?'], 2, 0],
  ['has two rows that read the same, and skips', twice, {}, ['skip', 'y'], 0, 1],
  ['has two that read the same as one imported before, and takes both', twice, {}, ['import', 'y'], 0, 2],
  [
    'has two that read the same as one imported before, and skips',
    twice,
    { same: 'skip', yes: true },
    undefined,
    0,
    0,
  ],
] as const) {
  test(`operator: ${what}: ends with ${exitCode}, ${grown} in`, async () => {
    if (content !== null) await writeFile(path, content);
    const options = change as Partial<ImportOptions>;
    const by = await grownBy(async () => assert.equal(await run(options, answers && [...answers]), exitCode));
    assert.equal(by, grown, printed.join(''));
  });
}

test('operator: sees columns, samples, counts and what is wrong before anything is done', async () => {
  await writeFile(path, `${good}A3,,2020-01-02\n`);
  await run({ previewOnly: true });
  const shown = printed.join('');
  assert.match(shown, /UTF-8, separated by commas/);
  assert.match(shown, /text {6}内容\n {2}id {8}编号\n {2}time {6}时间/);
  assert.match(shown, /row 3 · 2020-01-03 10:00\n {4}楼道有水/);
  assert.match(shown, /3 rows: 2 new, 0 in already, 1 with problems/);
  assert.match(shown, /row 4: 内容: nothing is said/);
  assert.match(shown, /Said between 2020-01-02 00:00 and 2020-01-03 10:00/);
  await stat(`${path}.errors.csv`);
});

test('operator: is told the numbers, and the second time that nothing is new', async () => {
  await writeFile(path, good);
  await run({ yes: true });
  assert.match(printed.join(''), /Imported: 2, 2026-\d{4} to 2026-\d{4}\. In already: 0\./);
  printed = [];
  assert.equal(await run({ yes: true }), 0);
  assert.match(printed.join(''), /0 new, 2 in already[\s\S]*Nothing in it is new\./);
  await assert.rejects(stat(`${path}.errors.csv`), 'no row was wrong, so no file of wrong rows');
});

test('operator: is spoken to in Chinese throughout, where that was asked for', async () => {
  await writeFile(path, `${good}A3,,2020-01-02\n`);
  assert.equal(await run({ locale: 'zh' }, ['是']), 1);
  const shown = printed.join('');
  assert.match(shown, /UTF-8，用逗号分隔/);
  assert.match(shown, /第3行 · 2020-01-03 10:00/);
  assert.match(shown, /3行：2条新的，0条已经在里面，1条有问题/);
  assert.match(shown, /导入了2条，编号2026-\d{4}到2026-\d{4}。/);
  assert.doesNotMatch(shown, /\b(?:row|new|Imported|Said|separated)\b/);
});

test('operator: cannot import into an archived community', async () => {
  const archived = { ...server.here, archived: true };
  const options = { path, source: path, errorPath: '', map: [], time: undefined, same: undefined };
  await assert.rejects(
    importFile(
      server.platform,
      archived,
      { ...options, locale: 'en', previewOnly: false, yes: true },
      terminalOf(null),
    ),
    /archived/,
  );
});

for (const args of [
  [],
  ['reports'],
  ['reports', 'a.csv'],
  ['people', 'a.csv', '--community', 'here'],
  ['reports', 'a.csv', '--community', 'here', '--same', 'maybe'],
  ['reports', 'a.csv', '--community', 'here', '--language', 'fr'],
  ['reports', 'a.csv', '--community', 'here', '--errors', './a.csv'],
]) {
  test(`operator: “import ${args.join(' ')}” is not understood`, async () => {
    await assert.rejects(
      importCommand.run(args),
      (error) => error instanceof CommandError && error.exitCode === 2,
    );
  });
}
