import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import readXlsxFile from 'read-excel-file/node';
import { postOf, storyOf } from '../../../test/story.ts';
import { must, openWorld, type Visitor } from '../../../test/world.ts';
import { listCounted } from '../../guarantee/figures/figures.contract.ts';
import { countEntries } from '../../guarantee/figures/figures-counting.service.ts';
import { dayMs } from '../../kernel/time.ts';
import { listMatters } from '../../resolve/matter/matter.reading.contract.ts';

const world = await openWorld();
after(() => world.stop());
const story = storyOf(world);
const handled = { mainHandlerPostId: postOf(world, 'handler') };
const first = await story.accepted({ ...handled, publicTitle: '=HYPERLINK("http://x","y")' });
await story.accepted({ publicTitle: '3幢门坏了' });
await story.closed();
world.clock.advance(dayMs);
await story.closed();

async function ask(as: Visitor, query = '', language = 'zh'): Promise<Response> {
  const headers = { ...(await world.headersOf(as)), 'accept-language': language };
  return fetch(`${world.url}/c/${world.here.community.slug}/exports/matters.xlsx${query}`, { headers });
}

async function tableFrom(response: Response): Promise<unknown[][]> {
  assert.equal(response.status, 200, await response.clone().text());
  const [sheet] = (await readXlsxFile(Buffer.from(await response.arrayBuffer()))) as unknown as {
    data: unknown[][];
  }[];
  assert.ok(sheet);
  return sheet.data;
}

test('desk: exports exactly the list it looks at, with numbers and moments, in its own language', async () => {
  const response = await ask('desk1', '?queue=open');
  assert.match(
    response.headers.get('content-disposition') ?? '',
    /^attachment; filename\*=UTF-8''.*2026-11-25\.xlsx$/,
  );
  const [head, ...rows] = await tableFrom(response);
  const listed = must(await world.as('desk1').call(listMatters, { queue: 'open' }));
  assert.deepEqual(
    rows.map(([number]) => number),
    listed.rows.map(({ number }) => number),
  );
  assert.deepEqual(head?.slice(0, 3), ['编号', '事情', '类别']);
  const row = rows.find(([number]) => number === first.number);
  const at = (name: string) => row?.[head?.indexOf(name) ?? -1];
  assert.equal(at('几户反映'), 1);
  assert.equal(
    (at('受理时间') as Date).toISOString(),
    '2026-11-24T09:00:00.000Z',
    'China’s clock, as it is written',
  );
  assert.equal(at('事情'), `'=HYPERLINK("http://x","y")`, 'nothing anybody wrote is a formula');
  const english = await tableFrom(await ask('desk1', '?queue=closed', 'en'));
  assert.equal(english[0]?.[0], 'Number');
  // What is over stands in the list with the latest first, and so in the file.
  const closed = must(await world.as('desk1').call(listMatters, { queue: 'closed' })).rows;
  assert.equal(closed.length, 2);
  assert.deepEqual(
    english.slice(1).map(([number]) => number),
    closed.map(({ number }) => number),
  );
});

test('handler: exports what is theirs; a resident and a stranger nothing', async () => {
  const rows = (await tableFrom(await ask('handler'))).slice(1);
  assert.deepEqual(
    rows.map(([number]) => number),
    [first.number],
  );
  for (const who of ['resident', 'stranger'] as const) assert.equal((await ask(who)).status, 403);
});

test('stranger: exports the list behind a figure, with nothing of anybody in it', async () => {
  await world.sequence();
  await countEntries(world.installation.platform, world.here.community);
  const answer = await fetch(
    `${world.url}/c/${world.here.community.slug}/figures/matters.xlsx?status=open&tier=self`,
    { headers: { 'accept-language': 'zh' } },
  );
  const [head, ...rows] = await tableFrom(answer);
  const { total } = must(await world.as('stranger').call(listCounted, { status: 'open', tier: 'self' }));
  assert.deepEqual(head, ['编号', '事情', '类别', '楼幢', '层级', '渠道', '受理日期', '办结日期']);
  assert.equal(rows.length, total);
  assert.ok(total > 0);
  assert.equal(rows.find(([number]) => number === first.number)?.[1], `'=HYPERLINK("http://x","y")`);
});
