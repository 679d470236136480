import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainFailure } from './command.ts';

const failed = (code: string) => Object.assign(new Error(`write ${code}`), { code });

test('operator: a database that goes quiet in the middle is told in one line, not by a stack', () => {
  for (const code of ['CONNECTION_ENDED', 'CONNECTIONS_BUSY', '57014', '57P01']) {
    assert.equal(
      explainFailure(failed(code)),
      `The database stopped answering in the middle (${code}): it was stopped, or this machine is too busy. What was not finished is undone; run it again.`,
    );
  }
});

test('operator: a defect keeps its stack', () => {
  assert.equal(explainFailure(new TypeError('x is undefined')), undefined);
  assert.equal(explainFailure(failed('23505')), undefined);
});
