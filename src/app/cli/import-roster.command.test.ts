import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { makeCommunity, usualNow } from '../../../test/call.ts';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { listHomes } from '../../places/place/place-homes.service.ts';
import { settableClock } from '../../platform/clock.ts';
import { CommandError } from './command.ts';
import { importRosterFile, type RosterOptions } from './import-roster.command.ts';

let made: TestDatabase;
let folder: string;

before(async () => {
  made = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'sunshine-roster-command-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const roster = '小区,楼幢,单元,室号,户主姓名,电话\n水岸阳光,3幢,1,101,王阿姨,13800000001\n';

/** A community and a file of its own, and the command on them. */
async function settingOf(content: string) {
  const community = await makeCommunity(made);
  const path = join(folder, `${community.slug}.csv`);
  await writeFile(path, content);
  const platform = { database: made.database, clock: settableClock(usualNow) };
  const printed: string[] = [];
  return {
    printed,
    homes: async () => (await made.database.read(community.id, listHomes)).homes.length,
    async run(change: Partial<RosterOptions> = {}, answer?: string): Promise<number> {
      const options = {
        path,
        estate: null,
        locale: 'zh' as const,
        previewOnly: false,
        yes: false,
        ...change,
      };
      const terminal = {
        print: (line: string) => printed.push(line),
        ask: answer === undefined ? null : async () => answer,
      };
      try {
        return await importRosterFile(platform, community, options, terminal);
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        printed.push(error.message);
        return error.exitCode;
      }
    },
  };
}

test('operator: looks first; asked and answered yes, it is in; again, nothing changes', async () => {
  const { run, printed, homes } = await settingOf(roster);
  assert.equal(await run({ previewOnly: true }), 0);
  assert.equal(await homes(), 0);
  assert.match(printed.join('\n'), /1户：新的1户.*\n新登记1个人/);
  assert.equal(await run({}, '是'), 0);
  assert.equal(await homes(), 1);
  assert.equal(await run({ yes: true }), 0);
  assert.match(printed.at(-1) ?? '', /一样/);
});

test('operator: says no, or nobody is there to say yes: nothing happens', async () => {
  const { run, homes } = await settingOf(roster);
  assert.equal(await run({}, 'n'), 2);
  assert.equal(await run(), 2);
  assert.equal(await homes(), 0);
});

test('operator: rows with problems are named, the others go in, and the end says so', async () => {
  const { run, printed, homes } = await settingOf(`${roster}水岸阳光,物业楼,1,102,,\n`);
  assert.equal(await run({ yes: true }), 1);
  assert.ok(printed.some((line) => line.includes('第3行') && line.includes('物业楼')));
  assert.equal(await homes(), 1);
});

test('operator: a file that is no roster is said in one line, in the language asked for', async () => {
  const { run, printed } = await settingOf('甲,乙\n1,2\n');
  assert.equal(await run({ locale: 'en' }), 2);
  assert.match(printed.at(-1) ?? '', /No columns for building and door/);
});
