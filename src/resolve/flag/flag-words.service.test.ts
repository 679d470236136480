import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aPhoto } from '../../../test/collect-server.ts';
import { type Story, storyOf, type ToldReport } from '../../../test/story.ts';
import { codeOf, must, openWorld, type Visitor, type World } from '../../../test/world.ts';
import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import { listEntries } from '../../ledger/entry/entry.service.ts';
import { matterOperations } from '../matter/matter.operations.contract.ts';
import { flagOperations } from './flag.contract.ts';

const { addToReport, getReport } = reportOperations;
const { decideFlag, listFlaggableWords, listFlags, raiseWordsFlag } = flagOperations;

let world: World;
let story: Story;
let told: ToldReport;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
  told = await story.reported();
  const { reportId } = told;
  const ask = { reportId, question: '你又来胡说了？' };
  must(await world.as('desk1').call(matterOperations.askReporter, ask));
  must(await world.as('resident').call(addToReport, { reportId, text: '302的老李昨天摔了', photoIds: [] }));
  const photo = new Blob([new Uint8Array(await aPhoto(51))]);
  must(
    await world
      .as('desk2')
      .call(addToReport, { reportId, text: '是这一处吗', photoIds: [] }, { files: [photo] }),
  );
});
after(() => world.stop());

const partsOf = async (who: Visitor) =>
  must(await world.as(who).call(listFlaggableWords, { reportId: told.reportId })).parts;
const raise = (who: Visitor, part: string) =>
  world.as(who).call(raiseWordsFlag, { reportId: told.reportId, part, reason: 'insult', words: null });
const decide = async (flagId: string, decision: 'hide' | 'keep') =>
  must(
    await world.as('desk2').call(decideFlag, {
      ...{ flagId: flagId as never, decision, words: '不该这样问', newTitle: null, badFaith: false },
    }),
  );
const wordsOf = async (who: Visitor) =>
  must(await world.as(who).call(getReport, { reportId: told.reportId })).messages.map(({ text }) => text);
const partWith = async (who: Visitor, text: string) => {
  const found = (await partsOf(who)).find((part) => part.text === text);
  assert.ok(found, text);
  return found.part;
};

test('resident: flags what the desk said, not what is their own; staff flag either', async () => {
  assert.deepEqual(
    (await partsOf('resident')).map(({ kind, text }) => [kind, text]),
    [
      ['message', '你又来胡说了？'],
      ['message', '是这一处吗'],
    ],
  );
  const own = await partWith('desk1', '302的老李昨天摔了');
  assert.equal(codeOf(await raise('resident', own)), 'flag-part-missing');
  assert.equal((await partsOf('captain')).length, 3);
  for (const who of ['stranger', 'neighbour', 'handler'] as const)
    assert.equal(codeOf(await raise(who, own)), 'report-not-found');
});

test('by the private link: words are flagged, hidden by the desk from their page alone, and shown again', async () => {
  const part = await partWith('resident', '你又来胡说了？');
  const { reportKey, reportId, number } = told;
  const page = async () => (await fetch(`${world.url}/c/here/follow/${reportKey}`)).text();
  assert.ok((await page()).includes('胡说'));
  const form = await (await fetch(`${world.url}/c/here/follow/${reportKey}/flag`)).text();
  assert.ok(form.includes(part));
  const { flagId, willBeTold } = must(await raise({ reportKey }, part));
  assert.equal(willBeTold, false);
  const listed = must(await world.as('desk2').call(listFlags, {})).rows.find(({ id }) => id === flagId);
  assert.deepEqual(
    [listed?.number, listed?.reportId, listed?.matterId, listed?.content],
    [number, reportId, null, '你又来胡说了？'],
  );
  await decide(flagId, 'hide');
  assert.deepEqual(await wordsOf('resident'), ['302的老李昨天摔了', '是这一处吗']);
  assert.equal((await wordsOf('desk1')).length, 3);
  assert.ok(!(await page()).includes('胡说'));
  assert.equal(codeOf(await raise('resident', part)), 'flag-part-missing');
  await world.sequence();
  const entries = await world.made.database.read(world.here.community.id, (tx) =>
    listEntries(tx, { number }),
  );
  const last = entries.at(-1);
  assert.deepEqual([last?.type, last?.facts], ['flag.hidden', { part: 'message', reason: 'insult' }]);
  await decide(flagId, 'keep');
  assert.equal((await wordsOf('resident')).length, 3);
});

test('resident: once only, and hears the result; a photo goes and comes with its words', async () => {
  const part = await partWith('resident', '是这一处吗');
  const { messages } = must(await world.as('resident').call(getReport, { reportId: told.reportId }));
  const photoId = messages.at(-1)?.photoIds[0];
  assert.ok(photoId);
  const status = async () =>
    (await fetch(`${world.url}/c/here/photos/${photoId}/small?key=${told.reportKey}`)).status;
  assert.equal(await status(), 200);
  const { flagId, willBeTold } = must(await raise('resident', part));
  assert.ok(willBeTold);
  assert.equal(codeOf(await raise('resident', part)), 'flagged-already');
  await decide(flagId, 'hide');
  assert.equal(await status(), 404);
  const shown = must(await world.as('resident').call(getReport, { reportId: told.reportId }));
  assert.ok(!JSON.stringify(shown).includes(photoId), 'nor does it stand among the first photos');
  await decide(flagId, 'keep');
  assert.equal(await status(), 200);
});
