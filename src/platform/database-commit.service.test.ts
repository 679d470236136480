import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import type { CommunityId } from '../kernel/id.ts';
import type { Tx } from './database.ts';
import { newId } from './ids.ts';

const { owner, database } = await testDatabase();
const here = newId<CommunityId>();
await owner`insert into communities (id, slug, name, created_at) values (${here}, 'here', '此处', now())`;

test('write: several statements travel with the commit: all of them are kept, or nothing', async () => {
  const keys = ['01', '02', '03'];
  const add = (tx: Tx, key: string) => tx`
    insert into idempotency_keys (community_id, key_hash, operation, input_hash, answer, created_at)
    values (${tx.community}, decode(${key}, 'hex'), 'test', '', 'null', now())`;
  const kept = () =>
    database.read(here, async (tx) => {
      const found = await tx<{ key: string }[]>`
        select encode(key_hash, 'hex') as key from idempotency_keys
        where community_id = ${tx.community} and operation = 'test' order by 1`;
      return found.map(({ key }) => key);
    });
  const addWithCommit = (...all: string[]) =>
    database.write(here, async (tx) => {
      for (const key of all) tx.withCommit(add(tx, key));
    });
  await assert.rejects(addWithCommit('01', '02', '02'), /duplicate key/);
  assert.deepEqual(await kept(), []);
  const failing = database.write(here, async (tx) => {
    tx.withCommit(add(tx, '01'));
    throw new Error('no');
  });
  await assert.rejects(failing, /no/);
  assert.deepEqual(await kept(), []);
  await addWithCommit('01');
  await addWithCommit('02', '03');
  assert.deepEqual(await kept(), keys);
});

test('opening: a community is named by its id and by nothing else', async () => {
  const other = `${here}', true), set_config('role', 'none` as CommunityId;
  await assert.rejects(
    database.read(other, async () => undefined),
    /named by its id/,
  );
});
