import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { operations } from '../../src/app/operations.ts';
import { photoOperations } from '../../src/collect/photo/photo.contract.ts';
import { reportOperations } from '../../src/collect/report/report.operations.contract.ts';
import type { StaffMatter } from '../../src/resolve/matter/matter.contract.ts';
import { matterOperations } from '../../src/resolve/matter/matter.operations.contract.ts';
import { assertProblem, json, problemIn, type RawRequests, rawRequests, tinyImage } from '../raw-requests.ts';
import { storyOf } from '../story.ts';
import { codeOf, must, openWorld, type World } from '../world.ts';

let world: World;
let raw: RawRequests;
const assertNothingWritten: RawRequests['assertNothingWritten'] = (work) => raw.assertNothingWritten(work);
const send: RawRequests['send'] = (path, init) => raw.send(path, init);
const sendJson: RawRequests['sendJson'] = (body, headers) => raw.sendJson(body, headers);

const reports = '/api/c/here/reports';
const said = {
  ...{ text: '楼道灯不亮', place: { words: '车棚' }, photoIds: [] as string[], draftId: null },
  ...{ categoryGuess: null, anonymity: 'public-name' as const, publicName: '王阿姨' },
  contact: { name: '王芳', phone: null },
};

before(async () => {
  world = await openWorld();
  raw = rawRequests(world);
});
after(() => world.stop());

describe('what cannot be read', () => {
  const bodies: [what: string, body: string][] = [
    ['half a document', '{"text":"楼道'],
    ['no document', 'hello'],
    ['nothing', ''],
    ['a list', '[]'],
    ['a number', '42'],
    ['a word', '"text"'],
    ['a poisoned prototype', '{"__proto__":{"admin":true}}'],
  ];
  for (const [what, body] of bodies) {
    test(`sender of ${what}: is told so in their language`, () =>
      assertNothingWritten(async () => {
        const chinese = await assertProblem(await sendJson(body), 400, 'body-malformed');
        const english = await assertProblem(
          await sendJson(body, { 'accept-language': 'en' }),
          400,
          'body-malformed',
        );
        assert.match(chinese.detail, /\p{Script=Han}/u);
        assert.doesNotMatch(english.detail, /\p{Script=Han}/u);
      }));
  }

  test('sender of lists in lists in lists: is told that the form is wrong', () =>
    assertNothingWritten(async () => {
      for (const depth of [1_000, 60_000]) {
        const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`;
        const problem = await problemIn(
          await sendJson(JSON.stringify({ ...said }).replace('"楼道灯不亮"', nested)),
        );
        assert.ok([400, 422].includes(problem.status), `${depth}: ${problem.status} ${problem.code}`);
      }
    }));

  test('sender of other formats: is told which ones are taken', () =>
    assertNothingWritten(async () => {
      for (const type of ['text/plain', 'application/xml', 'image/jpeg', 'application/jsonp']) {
        const response = await sendJson(JSON.stringify(said), { 'content-type': type });
        await assertProblem(response, 415, 'media-type-unknown');
      }
      const longBoundary = `multipart/form-data; boundary=${'x'.repeat(300)}`;
      for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x', longBoundary, 'a b c']) {
        const problem = await problemIn(await sendJson('--y\r\njunk', { 'content-type': type }));
        assert.ok([400, 415].includes(problem.status), `${type}: ${problem.status} ${problem.code}`);
      }
    }));

  test('asker for what there is not: gets a problem, not a page', async () => {
    const ways: [string, string][] = [
      ['GET', '/api/nothing'],
      ['GET', '/api/c/here/nothing'],
      ['GET', '/api/c/nobody/places'],
      ['POST', '/api/c/nobody/reports'],
      ['PUT', reports],
      ['DELETE', reports],
      ['GET', '/api/c/here/..%2f..%2fetc/passwd'],
      ['GET', '/api/c/%E0%A4%A/places'],
      ['GET', `/api/c/here/matters/${'9'.repeat(500)}`],
      ['GET', '/api/c/here%00/places'],
    ];
    for (const [method, path] of ways) {
      const response = await send(path, { method, ...(method === 'POST' && { body: '{}', headers: json }) });
      await assertProblem(response, 404, 'not-found');
    }
  });

  test('visitor of an address that cannot be decoded: gets a page that says so, and the server goes on', async () => {
    for (const path of ['/c/here/%ZZ', '/c/%E0%A4%A', '/%', '/c/here/matters/%C3%28']) {
      const page = await send(path, {
        headers: { cookie: 'sunshine_locale=en; sunshine_display=dark.elder.l' },
      });
      assert.equal(page.status, 404, path);
      const html = await page.text();
      assert.match(html, /<html lang="en"[^>]* data-mode="elder"/, path);
    }
    assert.equal((await send('/healthz')).status, 200);
  });

  test('sender of huge headers: is refused, and the line stays usable for others', async () => {
    const response = await send(reports, { headers: { 'x-report-key': 'x'.repeat(100_000) } });
    assert.equal(response.status, 431);
    assert.doesNotMatch(await response.text(), /\bat .+:\d+:\d+/);
    const many = await send(`${reports}/${randomUUID()}`, { headers: { 'x-report-key': 'x'.repeat(8_000) } });
    await assertProblem(many, 404, 'report-not-found');
  });
});

/** One wrong value after the other in the place of each field. */
const wrongValues: unknown[] = [
  null,
  42,
  -1e300,
  true,
  '',
  '\u0000',
  '\ud800',
  [],
  [[]],
  {},
  { a: { b: [1] } },
  'x'.repeat(70_000),
];

describe('every operation', () => {
  for (const { operation } of operations) {
    test(`${operation.name}: refuses junk with a declared problem`, async () => {
      const shape = Object.keys((operation.input as unknown as { shape: object }).shape);
      const headers = await world.headersOf('desk1');
      const statuses = await Promise.all(
        wrongValues.map(async (junk) => {
          const body = Object.fromEntries(shape.map((name) => [name, junk]));
          const path = operation.path.replaceAll(/:(\w+)/g, () => randomUUID());
          const query =
            operation.method === 'GET'
              ? `?${new URLSearchParams({ after: String(junk).slice(0, 900), limit: 'x', junk: '1' })}`
              : '';
          const response = await send(`/api/c/here${path}${query}`, {
            method: operation.method,
            headers: { ...headers, ...json },
            ...(operation.method !== 'GET' && { body: JSON.stringify({ ...body, junk }) }),
          });
          const { status, code } = await problemIn(response);
          return `${status} ${code}`;
        }),
      );
      const wrong = statuses.filter((status) => !/^4\d\d /.test(status));
      assert.deepEqual(wrong, []);
    });
  }
});

const hostile = `'); drop table reports; --<script>alert("x")</script><img src=x onerror=alert(1)>{{7*7}}\${7*7}%00&amp;`;

describe('hostile words', () => {
  test('everybody: reads them as they were written, and no page runs them', async () => {
    const words = { ...said, text: hostile, place: { words: hostile }, publicName: '<b>王</b>阿姨' };
    const sent = { ...words, contact: { name: '<i>王芳</i>', phone: null } };
    const told = must(await world.as('stranger').call(reportOperations.submitReport, sent));
    const { reportId, reportKey } = told;
    const own = must(await world.as({ reportKey }).call(reportOperations.getReport, { reportId }));
    assert.equal(own.text, hostile);
    assert.equal(own.publicName, '<b>王</b>阿姨');
    assert.ok(own.place.includes(hostile), own.place);
    const { draftId: _none, ...heard } = sent;
    const contact = await world.as('desk1').call(reportOperations.registerReport, {
      ...{ ...heard, contact: { name: '<i>王芳</i>', phone: '13900000001' }, channel: 'phone' },
      ...{ occurredAt: null, toldOfPrivacy: true },
    });
    const registered = must(contact).reportId;
    const seen = must(await world.as('desk1').call(reportOperations.seeContact, { reportId: registered }));
    assert.equal(seen.name, '<i>王芳</i>');
    const title = hostile.slice(0, 60);
    const story = storyOf(world);
    const accepted = await story.accepted(
      { publicTitle: title, messageToReporter: hostile, mainHandlerPostId: world.here.people.handler.postId },
      told,
    );
    assert.equal(accepted.matter.title, title);
    const note = {
      matterId: accepted.matterId,
      text: hostile,
      photoIds: [],
      for: 'reporter-and-staff' as const,
    };
    assert.equal(must(await world.as('desk1').call(matterOperations.addNote, note)).words, hostile);
    for (const path of [`/follow/${reportKey}`, `/matters/${accepted.matterId}`, '', '/desk', '/notices']) {
      for (const visitor of [{ reportKey }, 'desk1'] as const) {
        const headers = await world.headersOf(visitor);
        const page = await send(`/c/here${path}`, { headers });
        const html = await page.text();
        assert.ok(page.status < 500, `${path}: ${page.status}`);
        assert.doesNotMatch(html, /<script>alert|<img src=x|<b>王|<i>王/, path);
        assert.match(page.headers.get('content-security-policy') ?? '', /script-src 'self'/);
      }
    }
    assert.equal(
      must(await world.as('desk1').call(reportOperations.listReports, { text: `%' or 1=1 --` })).total,
      0,
    );
  });
});

describe('what comes twice, or in another order', () => {
  test('resident who taps five times: has reported once', async () => {
    const once = () =>
      world.as('resident').call(reportOperations.submitReport, said, { idempotencyKey: 'tapped-five-times' });
    const answers = await Promise.all(Array.from({ length: 5 }, once));
    assert.equal(new Set(answers.map((answer) => must(answer).number)).size, 1);
    const other = { ...said, text: '另一件事' };
    const otherwise = await world
      .as('resident')
      .call(reportOperations.submitReport, other, { idempotencyKey: 'tapped-five-times' });
    assert.equal(codeOf(otherwise), 'key-used-otherwise');
  });

  test('two at the desk at once: one accepts, the other is told, and there is one matter', async () => {
    const story = storyOf(world);
    const told = await story.reported();
    const outcomes = await Promise.allSettled([story.accepted({}, told), story.accepted({}, told)]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const lost = outcomes.find((outcome) => outcome.status === 'rejected');
    assert.match(String(lost?.reason), /report-already-decided/);
  });

  test('handler whose steps arrive in the wrong order: is refused each, and the matter stays', async () => {
    const told = await storyOf(world).dispatched();
    const { matterId, version } = told;
    const handler = world.as('handler');
    await assertNothingWritten(async () => {
      const resolve = { result: 'solved' as const, reply: '好了', proofPhotoIds: [], whyNoPhoto: '没拍' };
      const early = await handler.call(matterOperations.resolveMatter, { matterId, version, ...resolve });
      assert.equal(codeOf(early), 'step-not-possible');
      const contact = { way: 'phone' as const, note: null, onSite: false };
      const first = await handler.call(matterOperations.contactReporter, { matterId, version, ...contact });
      assert.equal(codeOf(first), 'step-not-possible');
    });
    const taken: StaffMatter = must(await handler.call(matterOperations.takeMatter, { matterId, version }));
    await assertNothingWritten(async () => {
      const again = await handler.call(matterOperations.takeMatter, { matterId, version });
      assert.equal(codeOf(again), 'matter-changed');
      const ahead = await handler.call(matterOperations.takeMatter, { matterId, version: version + 9 });
      assert.equal(codeOf(ahead), 'matter-changed');
    });
    assert.equal(taken.state, 'taken');
  });
});

test('the server: is alive after all that, and takes the next report', async () => {
  assert.deepEqual(await (await send('/healthz')).json(), { status: 'alive' });
  assert.deepEqual(await (await send('/readyz')).json(), { status: 'ready' });
  const files = [new Blob([await tinyImage(21)])];
  const added = must(await world.as('resident').call(photoOperations.addPhotos, {}, { files }));
  const photoIds = added.photos.map(({ photoId }) => photoId);
  must(await world.as('resident').call(reportOperations.submitReport, { ...said, photoIds }));
});
