import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openWorld, type World } from '../world.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.stop());

/** A browser without scripts and without an account: it keeps cookies, and sends each only where it belongs. */
function browser() {
  let cookie = '';
  async function ask(path: string, init: RequestInit = {}) {
    const headers = { ...(await world.headersOf('stranger')), ...(cookie && { cookie }) };
    const answer = await fetch(`${world.url}${path}`, { ...init, headers, redirect: 'manual' });
    for (const set of answer.headers.getSetCookie()) {
      if (!set.startsWith('sunshine_unfinished=')) continue;
      assert.match(set, /Path=\/c\/here; .*HttpOnly.*SameSite=Lax/);
      cookie = /(Max-Age=0|Expires=Thu, 01 Jan 1970)/.test(set) ? '' : (set.split(';')[0] ?? '');
    }
    return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') ?? '' };
  }
  const post = (path: string, fields: Record<string, string>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return ask(path, { method: 'POST', body });
  };
  return { ask, post, cookie: () => cookie };
}

const link = (html: string) => /\/reports\/new\/[0-9a-f-]{36}\/(what|where|send)/.exec(html)?.[0];

test('resident: closes the page, comes back, and goes on where it was left', async () => {
  const { ask, post } = browser();
  assert.equal(link((await ask('/c/here')).html), undefined);
  const begun = await post('/c/here/drafts', { text: '楼道灯不亮，三天了' });
  assert.equal(begun.status, 303);
  for (const page of ['/c/here', '/c/here/reports/new']) {
    const { html } = await ask(page);
    assert.match(html, /继续上次没写完的/);
    assert.match(html, /楼道灯不亮/);
    assert.match(link(html) ?? '', /where$/);
  }
  const draftId = /new\/([^/]+)/.exec(begun.to)?.[1] ?? '';
  await post(`/c/here/drafts/${draftId}`, { step: 'where', 'place.words': '6幢', _asked: '' });
  assert.match(link((await ask('/c/here')).html) ?? '', /send$/);
  assert.equal(link((await browser().ask('/c/here')).html), undefined, 'another browser knows nothing of it');
});

test('resident: throws it away, and is not asked again', async () => {
  const { ask, post, cookie } = browser();
  const begun = await post('/c/here/drafts', { text: '狗叫' });
  const draftId = /new\/([^/]+)/.exec(begun.to)?.[1] ?? '';
  const discarded = await post(`/c/here/drafts/${draftId}/discard`, {});
  assert.deepEqual([discarded.status, cookie()], [303, '']);
  assert.equal(link((await ask('/c/here')).html), undefined);
  assert.equal((await post(`/c/here/drafts/${draftId}/discard`, {})).status, 404);
});

test('resident: sends it, and is not asked again', async () => {
  const { ask, post, cookie } = browser();
  const begun = await post('/c/here/drafts', { text: '扶手松了' });
  const draftId = /new\/([^/]+)/.exec(begun.to)?.[1] ?? '';
  const fields = { draftId, text: '扶手松了', 'place.words': '6幢', anonymity: 'anonymous' };
  assert.equal((await post('/c/here/reports', fields)).status, 303);
  assert.equal(cookie(), '');
  assert.equal(link((await ask('/c/here')).html), undefined);
});

test('stranger: a cookie that names nothing is nothing', async () => {
  for (const value of ['x', '0197b2c0-0000-7000-8000-000000000000', '%00']) {
    const headers = { cookie: `sunshine_unfinished=${value}` };
    const answer = await fetch(`${world.url}/c/here`, { headers });
    assert.equal(answer.status, 200);
    assert.equal(link(await answer.text()), undefined);
  }
});
