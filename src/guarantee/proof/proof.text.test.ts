import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSources } from '../../../test/architecture/tree.ts';
import { entryText } from './proof.text.ts';

test('resident: every type of entry that can come into the ledger has its words', () => {
  const defined = [...readSources(['src'])]
    .filter(([path]) => path.endsWith('.entries.ts'))
    .flatMap(([, source]) => [...source.matchAll(/defineEntry\(\s*'([a-z.-]+)'/g)].map(([, type]) => type));
  assert.ok(defined.length > 50, `${defined.length} types were found`);
  assert.deepEqual(
    defined.filter((type) => !Object.hasOwn(entryText, type ?? '')),
    [],
  );
  assert.deepEqual(
    Object.keys(entryText).filter((type) => !defined.includes(type)),
    [],
  );
});
