import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { matterOperations } from '../../src/resolve/matter/matter.operations.contract.ts';
import { storyOf } from '../story.ts';
import { must, openWorld, type World } from '../world.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.stop());

type Fields = Record<string, string>;

async function sendForm(path: string, fields: Fields, headers: Fields = {}) {
  const answer = await fetch(`${world.url}/c/here${path}`, {
    ...{ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' },
    headers: { origin: world.url, ...headers },
  });
  return { status: answer.status, html: await answer.text() };
}

const words = '扶手换了新的，螺丝也紧过了';

test('handler: signed out meanwhile, a form comes back with its words and the way to sign in', async () => {
  const { matterId, version } = await storyOf(world).inWork();
  const { status, html } = await sendForm(`/matters/${matterId}/resolve`, {
    ...{ version: String(version), result: 'solved', reply: words, whyNoPhoto: '下雨没有拍' },
    ...{ _key: 'the-same-key', _from: `/c/here/tasks/${matterId}` },
  });
  assert.ok(status === 401 || status === 403 || status === 404, String(status));
  assert.match(html, /先登录，再提交/);
  assert.match(html, new RegExp(`<blockquote[^>]*>${words}`));
  assert.match(html, /name="_key" value="the-same-key"/);
  assert.match(html, /href="\/c\/here\/sign-in\/staff\?next=[^"]+" target="_blank"/);
});

test('handler: of a form that is not offered any more the words stand above, with the reason', async () => {
  const told = await storyOf(world).inWork();
  const { matterId, version } = told;
  must(
    await world.as('desk1').call(matterOperations.suspendMatter, {
      ...{ matterId, version, reason: 'owners-vote', until: null, explanation: '等业主大会表决' },
    }),
  );
  const headers = await world.headersOf('handler');
  const fields = {
    version: String(version),
    result: 'solved',
    reply: words,
    _from: `/c/here/tasks/${matterId}`,
  };
  const { status, html } = await sendForm(`/matters/${matterId}/resolve`, fields, headers);
  assert.equal(status, 409);
  assert.match(html, new RegExp(words));
});

test('somebody elsewhere: what another site sends is never given back', async () => {
  const headers = { origin: 'https://elsewhere.example' };
  const { status, html } = await sendForm('/drafts', { text: words }, headers);
  assert.equal(status, 403);
  assert.doesNotMatch(html, new RegExp(words));
});
