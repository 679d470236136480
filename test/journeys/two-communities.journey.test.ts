import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { noticeOperations } from '../../src/channels/notice/notice.contract.ts';
import { photoOperations } from '../../src/collect/photo/photo.contract.ts';
import { reportOperations } from '../../src/collect/report/report.operations.contract.ts';
import { hourMs, localDate, minuteMs } from '../../src/kernel/time.ts';
import { readEntries } from '../../src/ledger/entry/entry.service.ts';
import { readMe, requestCode, signInWithCode } from '../../src/people/account/account.contract.ts';
import { appointStreet } from '../../src/people/account/staff-account.service.ts';
import { archiveCommunity } from '../../src/places/community/community.service.ts';
import { matterOperations } from '../../src/resolve/matter/matter.operations.contract.ts';
import { createClient } from '../../src/web/client.ts';
import { aPhoto } from '../collect-server.ts';
import { storyOf } from '../story.ts';
import { codeOf, must, type Neighbourhood, openWorld, type World } from '../world.ts';

let world: World;

const aReportAt = (words: string) => ({
  ...{ text: '楼道灯不亮', place: { words }, photoIds: [] as string[], draftId: null, categoryGuess: null },
  ...{ anonymity: 'community-only' as const, publicName: null, contact: { name: null, phone: null } },
});

/** The same visitor of the same browser, at another community's operations. */
async function cookieAt(where: Neighbourhood, cookie: string) {
  const base = `${world.url}/api/c/${where.community.slug}`;
  return createClient(base, fetch, () => ({ origin: world.installation.settings.baseUrl, cookie }));
}

async function cookieOf(...visitor: Parameters<World['headersOf']>): Promise<string> {
  return (await world.headersOf(...visitor)).cookie ?? '';
}

describe('two communities in one installation', () => {
  before(async () => {
    world = await openWorld();
  });
  after(() => world.stop());

  test('numbers: run on their own in each', async () => {
    const { here, there } = world;
    const numbers = [];
    for (const where of [here, there, here]) {
      const sent = await world
        .as('resident', { in: where })
        .call(reportOperations.submitReport, aReportAt('车棚'));
      numbers.push(must(sent).number);
    }
    assert.deepEqual(numbers, ['2026-0001', '2026-0001', '2026-0002']);
  });

  test('desk: sees its own queue, whoever asks at the same moment', async () => {
    const { here, there } = world;
    const lists = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const where = i % 2 === 0 ? here : there;
        return must(await world.as('desk1', { in: where }).call(reportOperations.listReports, {})).total;
      }),
    );
    assert.deepEqual(
      lists,
      lists.map((_, i) => (i % 2 === 0 ? 2 : 1)),
    );
  });

  test('desk of one: is nobody in the other', async () => {
    const asked = world.as('desk1', { of: world.here, in: world.there });
    assert.equal(must(await asked.call(readMe, {})).person, null);
    assert.equal(codeOf(await asked.call(reportOperations.listReports, {})), 'staff-only');
  });

  test('resident with one phone: is a person of their own in each, and reads only what each told them', async () => {
    const { here, there } = world;
    world.clock.advance(2 * minuteMs);
    const { phone } = here.people.resident;
    const cookie = await cookieOf('resident', here);
    const abroad = await cookieAt(there, cookie);
    assert.equal(codeOf(await abroad.call(noticeOperations.listNotices, {})), 'sign-in-first');
    const browser = world.browser(there);
    must(await browser.call(requestCode, { phone }));
    must(await browser.call(signInWithCode, { phone, code: await world.codeSentTo(phone, there) }));
    const me = must(await browser.call(readMe, {}));
    assert.notEqual(me.person?.id, here.people.resident.personId);
    assert.deepEqual(me.person?.homes, []);
    assert.deepEqual(must(await browser.call(noticeOperations.listNotices, {})).rows, []);
    assert.deepEqual(must(await browser.call(reportOperations.listOwnReports, {})).rows, []);
    const home = await cookieAt(here, cookie);
    assert.equal(must(await home.call(reportOperations.listOwnReports, {})).rows.length, 2);
  });

  test('private link: opens its report in its own community only', async () => {
    const { here, there } = world;
    const told = must(await world.as('stranger').call(reportOperations.submitReport, aReportAt('车棚')));
    const { reportId } = told;
    assert.ok((await world.as(told, { in: here }).call(reportOperations.getReport, { reportId })).ok);
    const abroad = await world.as(told, { in: there }).call(reportOperations.getReport, { reportId });
    assert.equal(codeOf(abroad), 'report-not-found');
  });

  test('photo: can be neither looked at nor used from the other', async () => {
    const { here, there } = world;
    const files = [new Blob([new Uint8Array(await aPhoto(5))])];
    const added = must(await world.as('stranger').call(photoOperations.addPhotos, {}, { files }));
    const photoId = added.photos[0]?.photoId ?? '';
    const look = (where: Neighbourhood) =>
      fetch(`${world.url}/c/${where.community.slug}/photos/${photoId}/small`);
    const [own, foreign] = [await look(here), await look(there)];
    assert.deepEqual([own.status, foreign.status], [200, 404]);
    await Promise.all([own.arrayBuffer(), foreign.arrayBuffer()]);
    const said = { ...aReportAt('车棚'), photoIds: [photoId] };
    const used = await world.as('stranger', { in: there }).call(reportOperations.submitReport, said);
    assert.equal(codeOf(used), 'photo-unknown');
  });

  test('public list and ledger: hold what happened in their own community', async () => {
    const { here, there } = world;
    const { matterId, number } = await storyOf(world).closed();
    const openly = async (where: Neighbourhood) =>
      must(await world.as('stranger', { in: where }).call(matterOperations.listPublicMatters, {})).rows;
    assert.deepEqual(
      (await openly(here)).map(({ id }) => id),
      [matterId],
    );
    assert.deepEqual(await openly(there), []);
    await world.sequence(here);
    await world.sequence(there);
    const entriesOf = (where: Neighbourhood) =>
      world.made.database.read(where.community.id, (tx) => readEntries(tx, 0, 1000));
    const [ours, theirs] = [await entriesOf(here), await entriesOf(there)];
    assert.deepEqual(
      theirs.map(({ index, type }) => [index, type]),
      [[0, 'report.received']],
    );
    assert.deepEqual(
      ours.map(({ index }) => index),
      ours.map((_, index) => index),
    );
    assert.ok(ours.some((entry) => entry.number === number && entry.type === 'matter.closed'));
  });

  test('street with a post in both: reads both and changes neither', async () => {
    const { here, there } = world;
    const { accountId } = here.people.street;
    const post = { accountId, displayName: '街道小孙', heldFrom: localDate('2026-01-01') };
    await world.made.database.write(there.community.id, (tx) => appointStreet(tx, post, world.clock.now()));
    for (const where of [here, there]) {
      const street = world.as('street', { of: here, in: where });
      const [row] = must(await street.call(reportOperations.listReports, { state: 'submitted' })).rows;
      assert.ok(row);
      const reject = { reportId: row.id, reason: 'no-content' as const, messageToReporter: '不行' };
      assert.equal(codeOf(await street.call(matterOperations.rejectReport, reject)), 'street-reads-only');
    }
  });

  test('archived: is read as before and takes nothing in, while the other goes on', async () => {
    const { here, there } = world;
    await archiveCommunity(world.made.database.sql, there.community.id);
    world.clock.advance(hourMs);
    const closed = await world
      .as('resident', { in: there })
      .call(reportOperations.submitReport, aReportAt('门口'));
    assert.equal(codeOf(closed), 'community-archived');
    assert.equal(
      must(await world.as('desk1', { in: there }).call(reportOperations.listReports, {})).total,
      1,
    );
    must(await world.as('resident', { in: here }).call(reportOperations.submitReport, aReportAt('门口')));
  });
});
