import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { openWorld, type World } from '../../../test/world.ts';
import { iconPath, manifestPath } from './web-app.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.stop());

const get = (path: string) => fetch(`${world.url}${path}`, { redirect: 'manual' });

test('telephones: are offered the community for the home screen, with icons of the sizes that are promised', async () => {
  const page = await (await get('/c/here')).text();
  assert.match(page, new RegExp(`<link rel="manifest" href="/c/here${manifestPath}"`));
  const answer = await get(`/c/here${manifestPath}`);
  assert.equal(answer.headers.get('content-type'), 'application/manifest+json; charset=utf-8');
  const manifest = (await answer.json()) as {
    start_url: string;
    icons: { src: string; sizes: string }[];
    shortcuts: { url: string }[];
  };
  for (const address of [manifest.start_url, ...manifest.shortcuts.map(({ url }) => url)]) {
    assert.equal((await get(address)).status, 200, address);
  }
  assert.ok(manifest.icons.length > 0);
  for (const { src, sizes } of manifest.icons) {
    const { width, height, format } = await sharp(await (await get(src)).arrayBuffer()).metadata();
    assert.deepEqual([`${width}x${height}`, format], [sizes, 'png'], src);
  }
});

test('a launcher that cuts icons round: cuts nothing of the sign away', async () => {
  const icon = sharp(await (await get(iconPath(512, 'maskable'))).arrayBuffer());
  const { data, info } = await icon.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
  ];
  const middle = 255;
  const safe = 0.4 * info.width;
  const paper = at(0, 0);
  for (let y = 0; y < info.height; y += 4) {
    for (let x = 0; x < info.width; x += 4) {
      if (Math.hypot(x - middle, y - middle) > safe) assert.deepEqual(at(x, y), paper, `${x}, ${y}`);
    }
  }
});

test('strangers: of a community that is not there, nothing is offered', async () => {
  assert.equal((await get(`/c/nowhere${manifestPath}`)).status, 404);
});

test('whoever ends an address with a slash: comes to the page all the same, and to no other site', async () => {
  for (const [typed, leadsTo] of [
    ['/c/here/', '/c/here'],
    ['/c/here/matters/?q=灯', `/c/here/matters?q=${encodeURIComponent('灯')}`],
  ] as const) {
    const answer = await get(typed);
    assert.equal(answer.status, 308, typed);
    assert.equal(answer.headers.get('location'), leadsTo);
    assert.equal((await get(leadsTo)).status, 200);
  }
  assert.equal((await get('/c/here/matters?q=a/')).status, 200);
  for (const elsewhere of ['//example.org/', '/c//example.org/', '/c/here/nothing', '/nothing/']) {
    const answer = await get(elsewhere);
    const location = answer.headers.get('location') ?? '/c/';
    assert.ok(location.startsWith('/c/') && (answer.status === 404 || answer.status === 308), elsewhere);
  }
});
