import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { aPhoto } from '../../../test/collect-server.ts';
import { type Story, storyOf, type ToldMatter } from '../../../test/story.ts';
import { filesOf, filesWith, whereIs } from '../../../test/traces.ts';
import { codeOf, must, openWorld, tuesdayMorning, type World } from '../../../test/world.ts';
import { sourceInDatabase } from '../../app/cli/log-files.ts';
import { mailAddressOperations } from '../../channels/preference/mail-address.contract.ts';
import { addPhotos } from '../../collect/photo/photo.contract.ts';
import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import { askResidence } from '../../collect/residence/residence.contract.ts';
import { callbackOperations } from '../../followup/callback/callback.contract.ts';
import type { Id } from '../../kernel/id.ts';
import { addMs, dayMs, parseInstant } from '../../kernel/time.ts';
import { sha256 } from '../../ledger/entry/entry.service.ts';
import { verifyLog } from '../../ledger/verify/verify-log.ts';
import { listSessions } from '../../people/session/session.contract.ts';
import { runDueJobs } from '../../platform/outbox.ts';
import { raiseFlag } from '../../resolve/flag/flag.contract.ts';
import { matterOperations } from '../../resolve/matter/matter.operations.contract.ts';
import {
  decidePublication,
  getPublications,
  readPublished,
} from '../../resolve/publication/publication.contract.ts';
import { collectPublications } from '../../resolve/publication/publication-collecting.service.ts';
import { getFigures } from '../figures/figures.contract.ts';
import { countEntries } from '../figures/figures-counting.service.ts';
import { askErasure, readErasure, withdrawErasure } from './erasure.contract.ts';
import { readErasures } from './erasure.rules.ts';
import { repeatErasure } from './erasure.service.ts';
import { erasureWorkers } from './erasure-carrying.service.ts';

let world: World;
let story: Story;
let folder: string;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
  folder = await mkdtemp(join(tmpdir(), 'sunshine-erasures-'));
});
after(async () => {
  await world.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What this person left anywhere: names, numbers, and words that occur nowhere else. */
const left = {
  name: '刘阿姨',
  contactName: '刘秀兰',
  phone: '13900000001',
  said: '楼上漏水滴进我家婴儿房',
  added: '昨晚又漏到了婴儿床上',
  answered: '师傅态度蛮好就是来得晚',
  flagged: '这里写到我家小孩了',
  door: '我跟女儿住一起没有证',
  mail: 'liuxiulan@example.org',
  publicName: '3幢兰姐',
  staff: '已和刘秀兰通电话约周五',
} as const;
const erase = { read: 'yes', final: 'yes' } as const;

async function keepUp(): Promise<void> {
  const { platform } = world.installation;
  await world.sequence();
  await collectPublications(platform, world.here.community);
  await countEntries(platform, world.here.community);
}

const list = () => join(folder, 'erasures.jsonl');
async function carryOut(): Promise<void> {
  const { platform } = world.installation;
  while ((await runDueJobs(platform, world.here.community.id, erasureWorkers(list()))) > 0);
}

async function tellEverything(): Promise<ToldMatter> {
  const resident = world.as('resident');
  const photo = must(
    await resident.call(
      addPhotos,
      {},
      { files: [new Blob([new Uint8Array(await aPhoto(77))], { type: 'image/jpeg' })] },
    ),
  );
  const report = await story.reported({
    ...{ text: left.said, anonymity: 'public-name', publicName: left.publicName },
    contact: { name: left.contactName, phone: left.phone },
    photoIds: photo.photos.map(({ photoId }) => photoId),
  });
  must(
    await resident.call(reportOperations.addToReport, {
      reportId: report.reportId,
      text: left.added,
      photoIds: [],
    }),
  );
  const accepted = await story.accepted(
    {
      mainHandlerPostId: world.here.people.handler.postId,
      messageToReporter: `${left.contactName}你好，已受理`,
    },
    report,
  );
  const taken = await story.step(accepted, 'handler', matterOperations.takeMatter);
  const contacted = await story.step(taken, 'handler', matterOperations.contactReporter, {
    ...{ way: 'phone', note: left.staff, onSite: false },
  });
  return story.step(contacted, 'handler', matterOperations.resolveMatter, {
    ...{ result: 'solved', reply: '管道已经换好', proofPhotoIds: [], whyNoPhoto: '业主不让拍' },
  });
}

async function publish(told: ToldMatter): Promise<void> {
  await keepUp();
  const { items } = must(await world.as('desk1').call(getPublications, { matterId: told.matterId }));
  for (const item of items) {
    const words = { report: '楼上漏水', reply: '管道已经换好' }[item.part as 'report' | 'reply'];
    must(
      await world.as('desk1').call(decidePublication, {
        ...{ publicationId: item.id, version: item.version, decision: 'publish', text: words ?? null },
        ...{ checked: true, reason: null },
      } as never),
    );
  }
}

describe('erasure', () => {
  let told: ToldMatter;
  let before_: unknown;
  const figures = async () => {
    await keepUp();
    const { entries: _grows, ...rest } = must(await world.as('stranger').call(getFigures, {}));
    return JSON.parse(JSON.stringify(rest));
  };

  test('resident: is refused while something is under way, and told what', async () => {
    world.clock.set(tuesdayMorning);
    told = await tellEverything();
    const own = must(await world.as('resident').call(readErasure, {}));
    assert.deepEqual([own.open, own.can.ask], [[told.number], 'matters-open']);
    const refused = await world.as('resident').call(askErasure, erase);
    assert.equal(codeOf(refused), 'matters-open');
  });

  test('staff and strangers: are refused', async () => {
    assert.equal(codeOf(await world.as('captain').call(askErasure, erase)), 'post-held');
    assert.equal(codeOf(await world.as('stranger').call(askErasure, erase)), 'sign-in-first');
  });

  test('resident: asks once all is closed, with a fresh sign-in, confirmed twice; and can take it back', async () => {
    const resident = world.as('resident');
    const { matterId } = told;
    const { token } = must(await resident.call(callbackOperations.getQuestion, { matterId }));
    await story.step(told, 'resident', callbackOperations.answerCallback, {
      ...{ token, solved: 'yes', satisfaction: 5, attitude: 5, words: left.answered },
    });
    await publish(told);
    const about = { matterId, part: 'title', reason: 'other', words: left.flagged } as const;
    must(await resident.call(raiseFlag, about));
    const { stairwellId } = world.here.places.homes.captain;
    must(await resident.call(askResidence, { stairwellId, door: '601', livesAs: 'owner', words: left.door }));
    must(await resident.call(mailAddressOperations.setMailAddress, { address: left.mail }));
    assert.equal(codeOf(await resident.call(askErasure, { read: 'yes' } as never)), 'input-invalid');
    world.clock.advance(20 * 60_000);
    assert.equal(codeOf(await resident.call(askErasure, erase)), 'sign-in-not-recent');
    world.clock.set(addMs(tuesdayMorning, dayMs));
    const asked = must(await resident.call(askErasure, erase));
    assert.equal(parseInstant(asked.asked?.dueAt ?? ''), parseInstant('2026-12-03T00:00:00+08:00'));
    assert.equal(codeOf(await resident.call(askErasure, erase)), 'erasure-asked-already');
    must(await resident.call(withdrawErasure, {}));
    assert.equal(codeOf(await resident.call(withdrawErasure, {})), 'erasure-not-asked');
    must(await resident.call(askErasure, erase));
    await carryOut();
    assert.notDeepEqual(await whereIs(world, [left.said]), [], 'nothing goes before its day');
  });

  test('system: on its day nothing of them is left in any table or file', async () => {
    const strings = [...Object.values(left), world.here.people.resident.phone, '扶手松了，昨天差点摔着人'];
    world.clock.set(parseInstant('2026-12-03T09:00:00+08:00'));
    before_ = await figures();
    const photos = (await filesOf(world.installation.settings.dataDir)).filter((path) =>
      path.endsWith('.jpg'),
    );
    assert.notEqual(photos.length, 0);
    await carryOut();
    assert.deepEqual(await whereIs(world, strings), []);
    assert.deepEqual(await filesWith(world.installation.settings.dataDir, strings), []);
    const after_ = (await filesOf(world.installation.settings.dataDir)).filter((path) =>
      path.endsWith('.jpg'),
    );
    assert.deepEqual(after_, [], 'the photos are gone from the disk');
  });

  test('system: figures stand as they stood, the log verifies, and tells of an erasure but not whose', async () => {
    assert.deepEqual(await figures(), before_);
    const { platform } = world.installation;
    const source = sourceInDatabase(platform, world.here.community);
    const verified = await verifyLog({ sha256, source, vkey: null, earlier: null });
    assert.ok(verified.ok, JSON.stringify(verified));
    const [entry, ...more] = await world.made.database.read(
      world.here.community.id,
      (tx) => tx<{ envelope: string }[]>`select envelope from ledger_entries where type = 'person.erased'`,
    );
    assert.deepEqual(more, []);
    assert.deepEqual(JSON.parse(entry?.envelope ?? '{}').facts, { askedBy: 'self' });
    const salts = await world.made.database.read(
      world.here.community.id,
      (tx) => tx`
        select s.name from ledger_salts s join ledger_entries e on e.community_id = s.community_id and e.id = s.entry_id
        where e.number = ${told.number} and e.type not like 'publication.%'`,
    );
    assert.deepEqual([...salts], []);
  });

  test('everybody: still finds the matter and what the community answered; their words are no longer shown', async () => {
    const { texts, photos } = must(await world.as('stranger').call(readPublished, { number: told.number }));
    assert.deepEqual(
      [texts.map(({ part, text }) => [part, text]), photos],
      [[['reply', '管道已经换好']], []],
    );
    const seen = must(await world.as('desk1').call(matterOperations.getMatter, { matterId: told.matterId }));
    assert.ok(seen.reader === 'staff');
    assert.equal(seen.reports[0]?.reporter, null);
    assert.equal(
      codeOf(
        await world
          .as({ reportKey: told.reportKey })
          .call(reportOperations.getReport, { reportId: told.reportId }),
      ),
      'report-not-found',
    );
  });

  test('who they were: is signed out everywhere, and nobody in the list beside the data', async () => {
    assert.equal(codeOf(await world.as('resident').call(listSessions, {})), 'not-signed-in');
    const { community, people } = world.here;
    const listed = readErasures(await readFile(list(), 'utf8'));
    assert.deepEqual(
      listed.map(({ community: where, person }) => [where, person]),
      [[community.id, people.resident.personId]],
    );
  });

  test('operator: has an erasure repeated after a restore; where nobody is left it comes to nothing', async () => {
    const { community, people } = world.here;
    const now = world.clock.now();
    const again = (person: Id<'person'>) =>
      world.made.database.write(community.id, (tx) => repeatErasure(tx, person, now));
    assert.equal(await again('019ab000-0000-7000-8000-000000000001' as Id<'person'>), false);
    assert.equal(await again(people.neighbour.personId), true);
    await carryOut();
    assert.deepEqual(await whereIs(world, ['何先生']), []);
  });
});
