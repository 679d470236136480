import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aPhoto } from '../collect-server.ts';
import { openWorld, type World } from '../world.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.stop());

/** Sends the form as a browser without scripts does, from its own page. */
async function sendForm(fields: Record<string, string | string[]>, photos: readonly Buffer[]) {
  const body = new FormData();
  body.append('_from', '/c/here/reports/on-behalf/new');
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) body.append(name, one);
  for (const photo of photos) body.append('photos', new Blob([new Uint8Array(photo)]), 'photo.jpg');
  const headers = await world.headersOf('desk1');
  const path = `${world.url}/c/here/reports/on-behalf`;
  const answer = await fetch(path, { method: 'POST', body, headers, redirect: 'manual' });
  return { status: answer.status, html: await answer.text() };
}

const photoIdsIn = (html: string) =>
  [...html.matchAll(/<input[^>]*name="photoIds"[^>]*value="([^"]+)"/g)].map(([, id = '']) => id);

test('captain and desk: a registration that is refused brings its photos back, none is chosen twice', async () => {
  const wrong = { text: '路灯不亮', anonymity: 'community-only', toldOfPrivacy: 'on' };
  const refused = await sendForm(wrong, [await aPhoto(1), Buffer.from('no photo')]);
  assert.equal(refused.status, 422);
  const kept = photoIdsIn(refused.html);
  assert.equal(kept.length, 1, 'what is no photo is left out');
  const again = await sendForm({ ...wrong, photoIds: kept }, [await aPhoto(2)]);
  const both = photoIdsIn(again.html);
  assert.deepEqual([again.status, both.length, both[0]], [422, 2, kept[0]]);
  const sent = await sendForm({ ...wrong, channel: 'phone', photoIds: both }, []);
  assert.equal(sent.status, 303, sent.html.slice(0, 500));
  const owned = await world.installation.platform.database.read(
    world.here.community.id,
    (tx) => tx<{ attachedTo: string }[]>`select attached_to from photos where id = any(${both}::uuid[])`,
  );
  assert.deepEqual(
    owned.map(({ attachedTo }) => attachedTo),
    ['report', 'report'],
  );
});

test('anyone: what was refused is asked for again, not kept by a browser or on the way', async () => {
  const refused = {
    '/c/here/password/none': 410,
    '/c/here/matters/nothing': 404,
    '/api/c/here/nothing': 404,
  };
  for (const [path, status] of Object.entries(refused)) {
    const answer = await fetch(`${world.url}${path}`);
    assert.deepEqual([path, answer.status, answer.headers.get('cache-control')], [path, status, 'no-store']);
  }
});
