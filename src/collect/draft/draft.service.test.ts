import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Answer, aPhoto, type CollectServer, collectServer } from '../../../test/collect-server.ts';
import { addMs, dayMs } from '../../kernel/time.ts';
import { sweepStale } from '../../platform/files/kept-files.ts';
import { photoKeeper } from '../photo/photo.service.ts';
import { draftLivesMs } from './draft.rules.ts';
import { sweepDrafts } from './draft.service.ts';

let server: CollectServer;
before(async () => {
  server = await collectServer();
});
after(() => server.stop());

type Draft = {
  draftId: string;
  text: string;
  place: unknown;
  photoIds: string[];
  problems: { code: string }[];
};

function draftIn(answer: Answer): Draft {
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body as Draft;
}

const codesIn = ({ problems }: Draft) => problems.map(({ code }) => code);

test('resident: begins with words and photos, goes on step by step, and finds it all again', async () => {
  const begun = draftIn(
    await server.send('/drafts', { text: '灯不亮\r\n两天了' }, [await aPhoto(1), await aPhoto(2)]),
  );
  assert.equal(begun.photoIds.length, 2);
  const path = `/drafts/${begun.draftId}`;
  draftIn(await server.send(path, { step: 'where', 'place.words': '车棚边上' }, []));
  const [first = '', second] = begun.photoIds;
  const last = draftIn(await server.send(path, { removePhotoIds: first }, [await aPhoto(3)]));
  assert.deepEqual(last.photoIds.slice(0, 1), [second]);
  assert.equal(last.photoIds.length, 2);
  const found = draftIn(await server.get(path));
  assert.equal(found.text, '灯不亮\n两天了');
  assert.deepEqual(found.place, { words: '车棚边上' });
  assert.deepEqual(found.photoIds, last.photoIds);
});

test('resident: photos sent without a word are not lost; the word is asked for', async () => {
  const begun = draftIn(await server.send('/drafts', { text: '' }, [await aPhoto(4)]));
  assert.deepEqual(codesIn(begun), ['text-missing']);
  const found = draftIn(await server.get(`/drafts/${begun.draftId}`));
  assert.deepEqual(found.photoIds, begun.photoIds);
  assert.deepEqual(codesIn(found), ['text-missing']);
});

test('resident: neither words nor photos begin nothing', async () => {
  const { status, body } = await server.send('/drafts', { text: '  ' }, []);
  assert.deepEqual([status, body.code], [422, 'input-invalid']);
  assert.deepEqual((body.errors as { path: string; code: string }[])[0]?.code, 'text-missing');
});

test('resident: a file that is no photo costs neither the words nor the other photos', async () => {
  const begun = draftIn(
    await server.send('/drafts', { text: '灯' }, [Buffer.from('<script>'), await aPhoto(5)]),
  );
  assert.deepEqual(codesIn(begun), ['photo-format-unknown']);
  assert.equal(begun.photoIds.length, 1);
});

test('resident: too long a text and a tenth photo come back to be changed, not refused', async () => {
  const nine = await Promise.all(Array.from({ length: 9 }, (_, i) => aPhoto(20 + i)));
  const begun = draftIn(await server.send('/drafts', { text: '长'.repeat(10_001) }, nine));
  assert.deepEqual(codesIn(begun), ['text-too-long']);
  const more = draftIn(await server.send(`/drafts/${begun.draftId}`, { text: '短' }, [await aPhoto(40)]));
  assert.deepEqual(codesIn(more), ['too-many-photos']);
  assert.deepEqual(more.photoIds, begun.photoIds);
});

test('resident: steps sent at the same time lose nothing of each other', async () => {
  const begun = draftIn(await server.send('/drafts', { text: '灯' }, []));
  const path = `/drafts/${begun.draftId}`;
  const photos = await Promise.all(Array.from({ length: 5 }, (_, i) => aPhoto(60 + i)));
  await Promise.all(photos.map((photo) => server.send(path, {}, [photo])));
  assert.equal(draftIn(await server.get(path)).photoIds.length, 5);
});

test('resident: begins twice with one key and has one draft', async () => {
  const key = randomUUID();
  const [one, two] = await Promise.all([
    server.send('/drafts', { text: '灯' }, [], { key }),
    server.send('/drafts', { text: '灯' }, [], { key }),
  ]);
  assert.equal(draftIn(one).draftId, draftIn(two).draftId);
});

test('neighbour: without the id there is no draft, and in another community neither', async () => {
  const begun = draftIn(await server.send('/drafts', { text: '灯' }, []));
  for (const answer of [
    await server.get(`/drafts/${randomUUID()}`),
    await server.get(`/drafts/${begun.draftId}`, { in: server.there }),
    await server.send(`/drafts/${begun.draftId}`, { text: '改' }, [], { in: server.there }),
  ]) {
    assert.deepEqual([answer.status, answer.body.code], [404, 'draft-not-found']);
  }
});

test('draft: goes thirty days after its last change, its photos a day later', async () => {
  const begun = draftIn(await server.send('/drafts', { text: '灯' }, [await aPhoto(80)]));
  const path = `/drafts/${begun.draftId}`;
  const { platform, here, made } = server;
  const sweep = () => {
    const now = platform.clock.now();
    return made.database.write(here.id, (tx) => sweepDrafts(tx, addMs(now, -draftLivesMs), now));
  };
  const photosLeft = () =>
    made.database.read(here.id, (tx) => tx`select from photos where id = any(${begun.photoIds}::uuid[])`);
  platform.clock.advance(29 * dayMs);
  draftIn(await server.send(path, { text: '灯还是不亮' }, []));
  platform.clock.advance(30 * dayMs - 1);
  await sweep();
  draftIn(await server.get(path));
  platform.clock.advance(1);
  assert.equal((await server.get(path)).status, 404);
  assert.ok((await sweep()) >= 1);
  await sweepStale(platform, here, [photoKeeper]);
  assert.equal((await photosLeft()).length, 1);
  platform.clock.advance(dayMs + 1);
  await sweepStale(platform, here, [photoKeeper]);
  assert.equal((await photosLeft()).length, 0);
});
