import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { reachOperations } from '../../src/channels/reach/reach.contract.ts';
import { publicationOperations } from '../../src/resolve/publication/publication.contract.ts';
import { collectPublications } from '../../src/resolve/publication/publication-collecting.service.ts';
import { neededStyles } from '../../src/web/needed-styles.ts';
import { type Story, storyOf, type ToldMatter } from '../story.ts';
import { must, openWorld, type World } from '../world.ts';

let world: World;
let story: Story;
let told: ToldMatter;
const said =
  '我是刘阿姨，住3幢2单元501室，对门502的何先生把车浙E12345停在门口，微信号liu_ayi88，打13900000001';

before(async () => {
  world = await openWorld();
  story = storyOf(world);
  told = await story.accepted({}, await story.reported({ text: said }));
  await world.sequence();
  while ((await collectPublications(world.installation.platform, world.here.community)) > 0);
  const desk = world.as('desk1');
  const { matterId } = told;
  for (const item of must(await desk.call(publicationOperations.getPublications, { matterId })).items) {
    if (item.proposal === null) continue;
    must(
      await desk.call(publicationOperations.decidePublication, {
        ...{ publicationId: item.id, version: item.version, decision: 'publish', text: item.proposal },
        ...{ checked: false, reason: null },
      }),
    );
  }
});
after(() => world.stop());

const home = () => `${world.url}/c/${world.here.community.slug}`;

async function read(
  address: string,
): Promise<{ status: number; type: string; text: string; headers: Headers }> {
  const answer = await fetch(address, { headers: { 'accept-language': 'zh' } });
  const text = await answer.text();
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    text,
    headers: answer.headers,
  };
}

/** Everything that is answered without signing in about what is public. */
const addresses = () => {
  const api = `${world.url}/api/c/${world.here.community.slug}`;
  const { number, matterId } = told;
  return [
    `${home()}/matters`,
    `${home()}/matters?q=${encodeURIComponent('车')}`,
    `${home()}/matters?status=open&tier=self&category=FAC06&building=3&month=2026-11&channel=form`,
    `${home()}/matters/filter`,
    `${home()}/matters/${number}`,
    `${home()}/matters/${matterId}`,
    `${home()}/feeds/matters.atom`,
    `${home()}/feeds/matters.atom?status=open`,
    `${home()}/feeds/matters/${number}.atom`,
    `${api}/public/matters`,
    `${api}/public/matters?q=${encodeURIComponent('车')}`,
    `${api}/public/matters/${number}`,
    `${api}/public/matters/${number}/published`,
    `${api}/matters/${matterId}/timeline`,
    `${world.url}/robots.txt`,
  ];
};

describe('a stranger', () => {
  test('meets nobody’s name, number, door, plate or account in anything that is public', async () => {
    const people = Object.values(world.here.people);
    const personal = [
      ...people.map(({ phone }) => phone),
      ...people.flatMap(({ personId, accountId, username }) => [personId, accountId, username ?? personId]),
      ...[
        '刘阿姨',
        '何先生',
        '张师傅',
        '李师傅',
        '王芳',
        '赵敏',
        '老郑',
        '小陈',
        '小吴',
        '小周',
        '小孙',
        '老钱',
      ],
      ...['13900000001', '3幢2单元', '501', '502', '浙E12345', 'liu_ayi88', told.reportKey],
    ];
    for (const address of addresses()) {
      const { status, text } = await read(address);
      assert.equal(status, 200, address);
      for (const one of personal) assert.ok(!text.includes(one), `${address} holds ${one}`);
    }
    const published = await read(`${home()}/matters/${told.number}`);
    assert.match(published.text, /〔车牌〕停在门口/);
  });

  test('follows by a feed that is one (RFC 4287), with the filters of the list', async () => {
    const { text, type } = await read(`${home()}/feeds/matters.atom?status=open`);
    assert.match(type, /^application\/atom\+xml/);
    assert.match(text, /<link rel="self"[^>]*feeds\/matters\.atom\?status=open"/);
    assert.equal(text.split('<entry>').length, 2);
    const resolved = await read(`${home()}/feeds/matters.atom?status=resolved`);
    assert.doesNotMatch(resolved.text, /<entry>/);
    const one = await read(`${home()}/feeds/matters/${told.number}.atom`);
    assert.match(one.text, /<updated>/);
    assert.equal((await read(`${home()}/feeds/matters/2026-9999.atom`)).status, 404);
  });

  test('brings its styles along for who comes for the first time, allowed by their hash alone, and not again', async () => {
    const open = (headers: Record<string, string>) => fetch(`${home()}/matters`, { headers });
    const navigates = { 'sec-fetch-dest': 'document' };
    const first = await open(navigates);
    const html = await first.text();
    const sheet = /<style>([^<]+)<\/style>/.exec(html)?.[1] ?? '';
    const address = /<link rel="stylesheet" href="([^"]+)"/.exec(html)?.[1] ?? '';
    assert.equal(sheet, neededStyles((await read(`${world.url}${address}`)).text, html));
    assert.match(sheet, /\.card\{/);
    const hash = createHash('sha256').update(sheet).digest('base64');
    const policy = first.headers.get('content-security-policy') ?? '';
    assert.match(policy, /; style-src 'self' 'sha256-/);
    assert.ok(policy.includes(`'sha256-${hash}'`));
    assert.doesNotMatch(policy, /unsafe/);
    const [cookie = ''] = (first.headers.getSetCookie()[0] ?? '').split(';');
    for (const headers of [{ ...navigates, cookie }, {}]) {
      const again = await open(headers);
      assert.doesNotMatch(await again.text(), /<style/);
      assert.doesNotMatch(again.headers.get('content-security-policy') ?? '', /sha256/);
    }
  });

  test('reads the public list in at most 60 kB with its styles and scripts, 20 kB of them scripts', async () => {
    const page = {
      text: await (await fetch(`${home()}/matters`, { headers: { 'sec-fetch-dest': 'document' } })).text(),
    };
    const files = [...page.text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
    let scripts = 0;
    let all = gzipSync(page.text).length;
    for (const path of new Set(files)) {
      const { text } = await read(`${world.url}${path}`);
      const bytes = gzipSync(text).length;
      all += bytes;
      if (path.endsWith('.js')) scripts += bytes;
    }
    assert.ok(files.length > 0);
    assert.ok(all <= 60_000, `${all} bytes`);
    assert.ok(scripts <= 20_000, `${scripts} bytes of scripts`);
  });
});

describe('a search engine', () => {
  test('is kept away until the community lets it in, and then only to what is public', async () => {
    const page = () => read(`${home()}/matters`);
    assert.match((await page()).text, /<meta name="robots" content="noindex"/);
    assert.doesNotMatch((await read(`${world.url}/robots.txt`)).text, /Allow/);
    assert.equal((await read(`${home()}/sitemap.xml`)).status, 404);
    const { version } = must(await world.as('administrator').call(reachOperations.seeReach, {}));
    must(
      await world.as('administrator').call(reachOperations.setReach, {
        ...{
          version,
          telephone: '12345',
          telephoneDays: 'daily',
          telephoneFrom: '08:00',
          telephoneUntil: '20:00',
        },
        ...{ quietFrom: '21:00', quietUntil: '06:30', searchable: 'yes', reason: '居民代表会议定的' },
      }),
    );
    assert.doesNotMatch((await page()).text, /noindex/);
    const robots = (await read(`${world.url}/robots.txt`)).text;
    assert.match(robots, new RegExp(`^Allow: /c/${world.here.community.slug}/matters$`, 'm'));
    assert.doesNotMatch(robots, new RegExp(`/c/${world.there.community.slug}/`));
    const sitemap = await read(`${home()}/sitemap.xml`);
    assert.match(sitemap.text, new RegExp(`/matters/${told.number}</loc>`));
    assert.match((await read(`${home()}/sign-in`)).text, /noindex/);
    assert.match((await read(`${home()}/follow/${told.reportKey}`)).text, /noindex/);
  });
});
