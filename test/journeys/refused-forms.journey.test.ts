import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aPhoto } from '../collect-server.ts';
import { storyOf } from '../story.ts';
import { openWorld, type Visitor, type World } from '../world.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.stop());

type Fields = Record<string, string | string[]>;
type FormOn = { who: Visitor; from: string; action: string };
const registration: FormOn = { who: 'desk1', from: '/reports/on-behalf/new', action: '/reports/on-behalf' };

/** Sends the form as a browser without scripts does, from its own page. */
async function sendForm(fields: Fields, photos: readonly Buffer[], { who, from, action } = registration) {
  const body = new FormData();
  body.append('_from', `/c/here${from}`);
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) body.append(name, one);
  for (const photo of photos) body.append('photos', new Blob([new Uint8Array(photo)]), 'photo.jpg');
  const headers = await world.headersOf(who);
  const answer = await fetch(`${world.url}/c/here${action}`, {
    method: 'POST',
    body,
    headers,
    redirect: 'manual',
  });
  return { status: answer.status, html: await answer.text() };
}

const photoIdsIn = (html: string, name = 'photoIds') =>
  [...html.matchAll(new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]+)"`, 'g'))].map(
    ([, id = '']) => id,
  );

async function ownersOf(photoIds: readonly string[]) {
  const owned = await world.installation.platform.database.read(
    world.here.community.id,
    (tx) => tx<{ attachedTo: string }[]>`
      select attached_to from photos where id = any(${photoIds as string[]}::uuid[])`,
  );
  return owned.map(({ attachedTo }) => attachedTo);
}

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
  assert.deepEqual(await ownersOf(both), ['report', 'report']);
});

test('handler: a reply that is refused keeps its photos, whatever was wrong with it', async () => {
  const { matterId, version } = await storyOf(world).inWork();
  const onward = { from: `/tasks/${matterId}?act=resolve`, action: `/matters/${matterId}/resolve` };
  const form = { who: 'handler', ...onward } as const;
  const wrong = { version: `${version}`, result: 'solved', reply: '' };
  const refused = await sendForm(wrong, [await aPhoto(3)], form);
  const kept = photoIdsIn(refused.html, 'proofPhotoIds');
  assert.deepEqual([refused.status, kept.length], [422, 1]);
  const sent = await sendForm({ ...wrong, reply: '换好了', proofPhotoIds: kept }, [], form);
  assert.equal(sent.status, 303, sent.html.slice(0, 500));
  assert.deepEqual(await ownersOf(kept), ['matter']);
});

test('handler: whose step was overtaken still finds the photos that came with it', async () => {
  const { matterId, version } = await storyOf(world).resolved();
  const late = { from: `/tasks/${matterId}?act=resolve`, action: `/matters/${matterId}/resolve` };
  const fields = { version: `${version}`, result: 'solved', reply: '换好了' };
  const refused = await sendForm(fields, [await aPhoto(4)], { who: 'handler', ...late });
  assert.equal(refused.status, 409);
  assert.match(refused.html, /你传的照片还在/);
  assert.match(refused.html, /photos\/[0-9a-f-]{36}\/large/);
});

test('resident: a message on a matter that is refused brings its photos back, by private link too', async () => {
  const { matterId, reportKey } = await storyOf(world).inWork();
  const action = `/matters/${matterId}/notes`;
  for (const form of [
    { who: 'resident', from: `/matters/${matterId}`, action },
    { who: { reportKey }, from: `/follow/${reportKey}`, action },
  ] as const) {
    const fields = {
      text: '',
      for: 'reporter-and-staff',
      ...('reportKey' in Object(form.who) && { _report: reportKey }),
    };
    const refused = await sendForm(fields, [await aPhoto(5)], form);
    const kept = photoIdsIn(refused.html);
    assert.deepEqual([refused.status, kept.length], [422, 1]);
    const sent = await sendForm({ ...fields, text: '又拍了一张', photoIds: kept }, [], form);
    assert.equal(sent.status, 303, sent.html.slice(0, 500));
    assert.deepEqual(await ownersOf(kept), ['matter']);
  }
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
