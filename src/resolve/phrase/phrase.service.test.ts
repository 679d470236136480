import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Story, storyOf } from '../../../test/story.ts';
import { must, openWorld, type World } from '../../../test/world.ts';
import { phraseOperations } from './phrase.contract.ts';

let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());

const { listPhrases, addPhrase, changePhrase, retirePhrase, addStarterPhrases } = phraseOperations;
const { suggestForMatter, suggestForReport } = phraseOperations;
const written = {
  ...{ use: 'resolve' as const, categoryCode: null, nameZh: '换了零件', nameEn: null },
  ...{ textZh: '{办理}换了零件，{期限}前再看一次。', textEn: null },
};

test('keeper: adds, changes and retires; what came with the product is taken again only where it never was', async () => {
  const desk = world.as('desk1');
  const before = must(await desk.call(listPhrases, {})).phrases;
  assert.equal(before.length, 15, 'a new community has the starter set');
  const added = must(await desk.call(addPhrase, written));
  const { id: phraseId, version } = added;
  const changed = must(await desk.call(changePhrase, { phraseId, version, ...written, nameZh: '换件' }));
  assert.deepEqual([changed.nameZh, changed.version], ['换件', 1]);
  const late = await world.as('desk2').call(changePhrase, { phraseId, version, ...written });
  assert.equal(late.ok ? 'yes' : late.refusal.code, 'phrase-changed');
  const [starter] = before;
  assert.ok(starter);
  must(await desk.call(retirePhrase, { phraseId: starter.id, version: starter.version }));
  const again = must(await desk.call(addStarterPhrases, {})).phrases;
  assert.equal(again.length, 15, 'one more of our own, one of theirs retired for good');
});

test('keeper: what cannot be filled in is refused and named, and nothing is kept', async () => {
  const desk = world.as('desk1');
  const before = must(await desk.call(listPhrases, {})).phrases.length;
  const refused = await desk.call(addPhrase, { ...written, textZh: '{姓名}，换好了' });
  assert.ok(!refused.ok);
  assert.deepEqual([refused.refusal.code, refused.refusal.facts], ['placeholder-unknown', { name: '姓名' }]);
  assert.equal(must(await desk.call(listPhrases, {})).phrases.length, before);
});

test('handler: is offered words filled with post and day, and nothing of anybody’s name', async () => {
  must(await world.as('desk1').call(addPhrase, written));
  const told = await story.inWork();
  const { matterId } = told;
  const { suggestions } = must(await world.as('handler').call(suggestForMatter, { matterId }));
  const text = suggestions.find(({ name }) => name === '换了零件')?.text ?? '';
  assert.match(text, /^.*物业.*换了零件，\d+月\d+日前再看一次。$/);
  const names = await world.made.database.read(
    world.here.community.id,
    async (tx) => tx<{ name: string }[]>`select display_name as name from persons`,
  );
  for (const { name } of names) assert.ok(!JSON.stringify(suggestions).includes(name), name);
});

test('desk: is offered words for a report with its number', async () => {
  const { reportId, number } = await story.reported();
  const { suggestions } = must(await world.as('desk1').call(suggestForReport, { reportId }));
  assert.deepEqual([...new Set(suggestions.map(({ use }) => use))].sort(), [
    'accept',
    'ask',
    'redirect',
    'reject',
    'write',
  ]);
  assert.ok(suggestions.every(({ text }) => !/[{}]/.test(text)));
  assert.ok(suggestions.some(({ text }) => text.includes(number)));
});
