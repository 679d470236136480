import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openWorld } from '../../test/world.ts';
import { assembleServer } from './server.ts';

const world = await openWorld();
after(() => world.stop());

test('resident: a form that comes when the address is above its ceiling comes back with what was typed', async () => {
  const app = await assembleServer(world.installation, { requestsPerMinute: 1 });
  const here = `/c/${world.here.community.slug}`;
  const { origin = '' } = await world.headersOf('stranger');
  const first = await app.inject({ url: `${here}/reports/new` });
  assert.equal(first.statusCode, 200);
  const body = { _from: `${here}/reports/new`, _key: 'one', text: '三楼的灯坏了两天' };
  const sent = await app.inject({
    ...{ method: 'POST', url: `${here}/drafts`, payload: new URLSearchParams(body).toString() },
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
  });
  await app.close();
  assert.equal(sent.statusCode, 429);
  assert.match(String(sent.headers['retry-after']), /^\d+$/);
  assert.match(sent.body, /三楼的灯坏了两天/);
  assert.match(sent.body, /请过\d+(秒|分钟)再试。你写的都还在/);
});
