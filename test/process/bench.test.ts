import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { root } from '../architecture/tree.ts';

test('engineer: runs the bench with few rows; every task is measured on both sides', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'scripts/bench/run.ts', '--quick', '--embedded'],
    { cwd: root },
  );
  const tasks = ['report', 'list of 20', 'list of 20, HTML', 'matter with history', 'figures', 'search'];
  for (const task of tasks) {
    const cost = String.raw`\d+\.\d+ \(\d+\.\d+ \+ (\d+\.\d+|—)\)|—`;
    assert.match(stdout, new RegExp(String.raw`\| ${task} \| 16 \| (${cost})[^|]*\| (${cost})[^|]*\| `));
  }
  assert.match(stdout, /With its runner, 2 communities, 16 matters: idle/);
});
