import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aPhoto } from '../../../test/collect-server.ts';
import { type Story, storyOf, type ToldMatter } from '../../../test/story.ts';
import { filesOf, filesWith, whereIs } from '../../../test/traces.ts';
import { must, openWorld, tuesdayMorning, type World } from '../../../test/world.ts';
import { sourceInDatabase } from '../../app/cli/log-files.ts';
import { addPhotos } from '../../collect/photo/photo.contract.ts';
import { sendText } from '../../collect/report/screens/send.text.ts';
import { callbackOperations } from '../../followup/callback/callback.contract.ts';
import { parseInstant } from '../../kernel/time.ts';
import { sha256 } from '../../ledger/entry/entry.service.ts';
import { verifyLog } from '../../ledger/verify/verify-log.ts';
import { matterOperations } from '../../resolve/matter/matter.operations.contract.ts';
import { getFigures } from '../figures/figures.contract.ts';
import { countEntries } from '../figures/figures-counting.service.ts';
import { readRetention } from './retention.contract.ts';
import { retained } from './retention.rules.ts';
import { clearRetained, sweepRetained } from './retention-keeping.service.ts';

let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());

/** What occurs nowhere but in the matter that is told here. */
const left = {
  contactName: '秦婉如',
  phone: '13900007777',
  said: '楼上空调水滴到我家鱼缸里',
  publicName: '3幢养鱼的',
  staff: '和秦婉如约好周五上门',
  answered: '师傅穿了鞋套很细心',
} as const;

const clear = () => clearRetained(world.installation.platform, world.here.community);
/** The clock stands years ahead here, and the database lets go of no look that is young by its own: the last kind to go. */
const sweep = () =>
  assert.rejects(
    sweepRetained(world.installation.platform, world.here.community),
    /looks is only added to: delete refused/,
  );
const figures = async () => {
  await world.sequence();
  await countEntries(world.installation.platform, world.here.community);
  const { entries: _grows, ...rest } = must(
    await world.as('stranger').call(getFigures, { asOf: '2026-11-24' }),
  );
  return JSON.parse(JSON.stringify(rest));
};
const isCleared = async (matterId: string) => {
  const [row] = await world.made.database.read(
    world.here.community.id,
    (tx) =>
      tx<
        { cleared: boolean }[]
      >`select cleared_at is not null as cleared from matters where id = ${matterId}`,
  );
  return row?.cleared;
};

async function closedMatter(): Promise<ToldMatter> {
  const photo = { files: [new Blob([new Uint8Array(await aPhoto(41))], { type: 'image/jpeg' })] };
  const { photos } = must(await world.as('resident').call(addPhotos, {}, photo));
  const report = await story.reported({
    ...{ text: left.said, anonymity: 'public-name', publicName: left.publicName },
    contact: { name: left.contactName, phone: left.phone },
    photoIds: photos.map(({ photoId }) => photoId),
  });
  const handler = { mainHandlerPostId: world.here.people.handler.postId };
  const taken = await story.step(
    await story.accepted(handler, report),
    'handler',
    matterOperations.takeMatter,
  );
  const contacted = await story.step(taken, 'handler', matterOperations.contactReporter, {
    ...{ way: 'phone', note: left.staff, onSite: false },
  });
  const resolved = await story.step(contacted, 'handler', matterOperations.resolveMatter, {
    ...{ result: 'solved', reply: '冷凝水管已接好', proofPhotoIds: [], whyNoPhoto: '在别人家里' },
  });
  const { token } = must(
    await world.as('resident').call(callbackOperations.getQuestion, { matterId: resolved.matterId }),
  );
  return story.step(resolved, 'resident', callbackOperations.answerCallback, {
    ...{ token, solved: 'yes', satisfaction: 5, attitude: 5, words: left.answered },
  });
}

describe('retention', () => {
  let told: ToldMatter;
  let open: ToldMatter;
  let before_: unknown;
  let kept: readonly Record<string, unknown>[];
  const words = Object.values(left);

  test('system: leaves a matter alone until the third year after its closing is over', async () => {
    world.clock.set(tuesdayMorning);
    told = await closedMatter();
    open = await story.inWork();
    before_ = await figures();
    world.clock.set(parseInstant('2029-11-24T08:00:00+08:00'));
    assert.equal(await clear(), 0);
    assert.notDeepEqual(await whereIs(world, [left.said]), []);
    kept = await world.made.database.read(
      world.here.community.id,
      (tx) => tx`select id, text, contact_name, contact_phone, public_name, person_id from reports
        where matter_id = ${told.matterId}`,
    );
  });

  test('system: then nothing of its reporter is left in any table or file, and open matters are as they were', async () => {
    world.clock.set(parseInstant('2029-11-25T12:00:00+08:00'));
    assert.equal(await clear(), 1);
    await sweep();
    assert.deepEqual(await whereIs(world, words), []);
    const folder = world.installation.settings.dataDir;
    assert.deepEqual(await filesWith(folder, words), []);
    assert.deepEqual(
      (await filesOf(folder)).filter((path) => path.endsWith('.jpg')),
      [],
    );
    assert.equal(await isCleared(open.matterId), false);
    assert.notDeepEqual(await whereIs(world, ['健身器材的扶手松了']), []);
  });

  test('system: who reported is tied to the matter by nothing, in the ledger neither, which verifies', async () => {
    const { id } = world.here.community;
    const { personId } = world.here.people.resident;
    const [ties] = await world.made.database.read(
      id,
      (tx) => tx<{ reports: number; events: number; voices: number; salts: number }[]>`
        select
          (select count(*)::int from reports where matter_id = ${told.matterId} and person_id = ${personId}) as reports,
          (select count(*)::int from matter_events where matter_id = ${told.matterId} and person_id = ${personId}) as events,
          (select count(*)::int from matter_voices where matter_id = ${told.matterId}) as voices,
          (select count(*)::int from ledger_salts s join ledger_entries e
            on e.community_id = s.community_id and e.id = s.entry_id where e.number = ${told.number}) as salts`,
    );
    assert.deepEqual({ ...ties }, { reports: 0, events: 0, voices: 0, salts: 0 });
    const source = sourceInDatabase(world.installation.platform, world.here.community);
    const verified = await verifyLog({ sha256, source, vkey: null, earlier: null });
    assert.ok(verified.ok, JSON.stringify(verified));
    assert.deepEqual(await figures(), before_);
  });

  test('desk: still finds the matter and its course, and what the reporter said is no longer there', async () => {
    const seen = must(await world.as('desk1').call(matterOperations.getMatter, { matterId: told.matterId }));
    assert.ok(seen.reader === 'staff');
    assert.equal(seen.state, 'closed');
    assert.equal(seen.reports[0]?.reporter, null);
  });

  test('everybody: reads what went, by kind and day and how much; doing it again finds nothing', async () => {
    const shown = must(await world.as('stranger').call(readRetention, {}));
    const gone = shown.gone.filter(({ kind }) => kind === 'matters');
    assert.deepEqual(gone, [{ day: '2029-11-25', kind: 'matters', count: 1 }]);
    assert.equal(await clear(), 0);
    await sweep();
    assert.deepEqual(must(await world.as('stranger').call(readRetention, {})), shown);
  });

  test('system: what an older backup brings back goes again', async () => {
    const [row] = kept;
    assert.ok(row);
    await world.made.database.write(world.here.community.id, async (tx) => {
      await tx`update matters set cleared_at = null where id = ${told.matterId}`;
      await tx`
        update reports set cleared_at = null, text = ${row.text as string}, contact_name = ${row.contactName as string},
          contact_phone = ${row.contactPhone as string}, public_name = ${row.publicName as string},
          person_id = ${row.personId as string}
        where id = ${row.id as string}`;
    });
    assert.notDeepEqual(await whereIs(world, words), []);
    assert.equal(await clear(), 1);
    assert.deepEqual(await whereIs(world, words), []);
  });

  test('system: a report that came to nothing goes three years after it was decided', async () => {
    world.clock.set(parseInstant('2029-11-27T09:00:00+08:00'));
    const text = '隔壁的猫叫得睡不着';
    const { reportId } = await story.reported({ text });
    must(
      await world.as('desk1').call(matterOperations.rejectReport, {
        ...{ reportId, reason: 'outside-duty', messageToReporter: '这不归社区管' },
      }),
    );
    world.clock.set(parseInstant('2032-11-27T08:00:00+08:00'));
    await clear();
    assert.notDeepEqual(await whereIs(world, [text]), []);
    world.clock.set(parseInstant('2032-11-28T09:00:00+08:00'));
    await clear();
    await sweep();
    assert.deepEqual(await whereIs(world, [text, '这不归社区管']), []);
  });
});

test('reporter: the form names the same years as the table', () => {
  const { count } = retained.matters.keeps;
  assert.match(sendText.privacyLongText.zh, new RegExp(`${count}年`));
  assert.equal(count, 3);
  assert.match(sendText.privacyLongText.en, /Three years/);
});
