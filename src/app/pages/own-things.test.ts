import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ok } from '../../kernel/outcome.ts';
import { ownThings } from './own-things.ts';
import type { Ask } from './page.ts';

test('resident: their matters are read one after the other, however many they are', async () => {
  const rows = Array.from({ length: 20 }, (_, i) => ({ state: 'accepted', matterId: `matter ${i}` }));
  let open = 0;
  let most = 0;
  const ask = (async (operation: { name: string }) => {
    if (operation.name === 'report.mine') return ok({ rows, next: null });
    open += 1;
    most = Math.max(most, open);
    await Promise.resolve();
    open -= 1;
    return ok({ reader: 'public', state: 'accepted', can: {} });
  }) as unknown as Ask;
  const { things } = await ownThings(ask, { limit: 20 });
  assert.deepEqual([things.length, most], [20, 1]);
});
