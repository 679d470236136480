import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import {
  type Answer,
  addPhotosTo,
  aPerson,
  aPhoto,
  aReport,
  assertRefused,
  type CollectServer,
  collectServer,
  countEverything,
  countRows,
  submitTo,
} from '../../../test/collect-server.ts';
import type { Asker } from '../../kernel/asker.ts';
import { addMs, hourMs, minuteMs, parseInstant } from '../../kernel/time.ts';
import { ensureAddress, ensureEstate } from '../../places/place/place.service.ts';
import { photoBytes } from '../photo/photo.service.ts';

let server: CollectServer;
before(async () => {
  server = await collectServer();
});
after(() => server.stop());

describe('afterwards', () => {
  test('follower: withdraws once, while nobody has decided; the clock goes with it', async () => {
    const mine = await submitTo(server);
    const { body } = await server.post(`/reports/${mine.reportId}/withdraw`, {}, mine);
    assert.equal(body.state, 'withdrawn');
    assert.deepEqual(body.can, { withdraw: 'report-already-decided', add: 'report-already-decided' });
    assertRefused(
      await server.post(`/reports/${mine.reportId}/withdraw`, {}, mine),
      409,
      'report-already-decided',
    );
    const [clock] = await server.made.database.read(
      server.here.id,
      (tx) => tx`select ended_as from deadlines where subject_id = ${mine.reportId}`,
    );
    assert.equal(clock?.endedAs, 'dropped');
  });

  test('follower and desk: add words and photos, told apart from the report’s own', async () => {
    const desk = await aPerson(server, ['desk']);
    const [first, second] = await addPhotos(2);
    const mine = await submitTo(server, { photoIds: [first] });
    const path = `/reports/${mine.reportId}/messages`;
    const added = { text: '又坏了', photoIds: [second] };
    assert.equal((await server.post(path, added, { reportKey: mine.reportKey })).body.by, 'reporter');
    assert.equal((await server.post(path, { text: '明天来', photoIds: [] }, { as: desk })).body.by, 'desk');
    const { body } = await server.get(`/reports/${mine.reportId}`, mine);
    assert.deepEqual(body.photoIds, [first]);
    const messages = body.messages as { by: string; text: string; photoIds: string[] }[];
    assert.deepEqual(
      messages.map(({ by, text, photoIds }) => [by, text, photoIds]),
      [
        ['reporter', '又坏了', [second]],
        ['desk', '明天来', []],
      ],
    );
  });

  test('follower: adds no more photos than a report holds, and what did not fit is not kept', async () => {
    const mine = await submitTo(server);
    const path = `/reports/${mine.reportId}/messages`;
    for (let round = 0; round < 4; round++) {
      const photoIds = await addPhotos(9);
      assert.equal((await server.post(path, { text: '看', photoIds }, mine)).status, 200);
    }
    const [one] = await addPhotos(1);
    const refused = await server.post(path, { text: '再看', photoIds: [one] }, mine);
    assert.deepEqual([refused.status, refused.body.code], [409, 'report-photos-full']);
    assert.equal((await server.post(path, { text: '不带照片', photoIds: [] }, mine)).status, 200);
  });

  test('desk: sees beforehand whether the reporter can be asked; others see that it is the desk’s', async () => {
    const [desk, chair] = [await aPerson(server, ['desk']), await aPerson(server, ['chair'])];
    const phone = { contact: { name: null, phone: '13800000000' } };
    const [reached, silent] = [await submitTo(server, phone), await submitTo(server)];
    const ask = async (report: { reportId: string }, as: typeof desk) => {
      const { body } = await server.get(`/reports/${report.reportId}`, { as });
      return (body.can as { ask: unknown }).ask;
    };
    assert.equal(await ask(reached, desk), true);
    assert.equal(await ask(silent, desk), 'reporter-unreachable');
    assert.equal(await ask(reached, chair), 'desk-only');
  });

  test('desk, resident and follower: hear of what came in and of what was answered', async () => {
    const [desk, resident] = [await aPerson(server, ['desk']), await aPerson(server)];
    const mine = await submitTo(server, {}, { as: resident });
    const path = `/reports/${mine.reportId}/messages`;
    await server.post(path, { text: '几层？', photoIds: [] }, { as: desk });
    await server.post(path, { text: '三层', photoIds: [] }, mine);
    const told = async (inbox: string | undefined) => {
      const found = await server.made.database.read(
        server.here.id,
        (tx) => tx<{ template: string }[]>`
          select template from notices where subject_id = ${mine.reportId}
            and ${inbox ?? ''} in (person_id::text, report_id::text, post_id::text) order by template`,
      );
      return found.map(({ template }) => template);
    };
    assert.deepEqual(await told(desk.posts[0]?.id), ['report.added', 'report.to-decide']);
    assert.deepEqual(await told(resident.personId), ['report.answered', 'report.received']);
    assert.deepEqual(await told(mine.reportId), ['report.answered']);
  });

  test('desk: sees the number of whom it may ring, and the look leaves a trace', async () => {
    const desk = await aPerson(server, ['desk']);
    const mine = await submitTo(server, { contact: { name: '王芳', phone: '138-0000-0000' } });
    const path = `/reports/${mine.reportId}/contact`;
    const before = await countRows(server, 'looks');
    assert.deepEqual((await server.post(path, {}, { as: desk })).body, {
      name: '王芳',
      phone: '13800000000',
    });
    assert.equal(await countRows(server, 'looks'), before + 1);
    assertRefused(await server.post(path, {}, mine), 404, 'report-not-found');
    const without = await submitTo(server);
    assertRefused(
      await server.post(`/reports/${without.reportId}/contact`, {}, { as: desk }),
      409,
      'contact-none',
    );
    const unnamed = await submitTo(server, { anonymity: 'anonymous' });
    assertRefused(
      await server.post(`/reports/${unnamed.reportId}/contact`, {}, { as: desk }),
      403,
      'contact-hidden',
    );
    assert.equal(await countRows(server, 'looks'), before + 1);
  });

  test('chair: learns nothing of a reporter hidden from those who handle it; the desk does', async () => {
    const mine = await submitTo(server, {
      anonymity: 'hidden-from-handler',
      contact: { name: '王芳', phone: '13800000000' },
    });
    const path = `/reports/${mine.reportId}`;
    const chair = await aPerson(server, ['chair']);
    assert.equal((await server.get(path, { as: chair })).body.reporter, null);
    assertRefused(await server.post(`${path}/contact`, {}, { as: chair }), 403, 'contact-hidden');
    assert.ok((await server.get(path, { as: await aPerson(server, ['desk']) })).body.reporter);
  });

  test('place: the door and the words for it are for the reporter and for those who may know who it was', async () => {
    const home = await server.made.database.write(server.here.id, async (tx) =>
      ensureAddress(tx, await ensureEstate(tx, '月光苑'), { building: '8', stairwell: '2', door: '501' }),
    );
    const place = { dwellingId: home.dwellingId, words: '我家门口' };
    const [desk, chair] = [await aPerson(server, ['desk']), await aPerson(server, ['chair'])];
    for (const [anonymity, atDesk] of [
      ['community-only', /8幢2单元501室 我家门口$/],
      ['anonymous', /8幢2单元501室 我家门口$/],
    ] as const) {
      const mine = await submitTo(server, { place, anonymity });
      const seen = async (who: Parameters<CollectServer['get']>[1]) =>
        String((await server.get(`/reports/${mine.reportId}`, who)).body.place);
      assert.match(await seen({ as: desk }), atDesk);
      assert.match(await seen({ as: chair }), /8幢$/);
      assert.match(await seen(mine), /8幢2单元501室 我家门口$/);
    }
  });

  test('resident: finds their own reports, newest first, page by page, and no anonymous one', async () => {
    const resident = await aPerson(server);
    const made: string[] = [];
    for (let i = 0; i < 3; i++) {
      server.platform.clock.advance(minuteMs);
      made.unshift((await submitTo(server, {}, { as: resident })).reportId);
    }
    await submitTo(server, { anonymity: 'anonymous' }, { as: resident });
    await submitTo(server, {}, { as: await aPerson(server) });
    const first = await server.get('/reports/mine?limit=2', { as: resident });
    const second = await server.get(`/reports/mine?limit=2&after=${first.body.next}`, { as: resident });
    assert.deepEqual([...idsOf(first), ...idsOf(second)], made);
    assert.equal(second.body.next, null);
    assertRefused(await server.get('/reports/mine'), 401, 'sign-in-first');
    assertRefused(await server.get('/reports/mine?after=1', { as: resident }), 422, 'input-invalid');
  });

  test('desk: walks the queue soonest due first, sees every report once, and how many there are', async () => {
    const desk = await aPerson(server, ['desk']);
    const [late] = await lateOnes(desk);
    const all: string[] = [];
    let next: unknown = '';
    let total: unknown;
    do {
      const { body, status } = await server.get(`/reports?limit=7${next ? `&after=${next}` : ''}`, {
        as: desk,
      });
      assert.equal(status, 200, JSON.stringify(body));
      all.push(...idsOf({ status, body }));
      ({ next, total } = body);
    } while (next !== null);
    assert.equal(new Set(all).size, all.length);
    assert.equal(all.length, total);
    assert.equal(await countRows(server, 'reports'), total);
    assert.equal(all[0], late);
    assertRefused(await server.get('/reports', { as: await aPerson(server) }), 403, 'staff-only');
    assertRefused(await server.get('/reports'), 403, 'staff-only');
  });

  test('desk: finds by part of the number and of the words, and a percent sign is a percent sign', async () => {
    const desk = await aPerson(server, ['desk']);
    const made = await submitTo(server, { text: '折扣100%都是假的' });
    const found = async (text: string) =>
      idsOf(await server.get(`/reports?text=${encodeURIComponent(text)}`, { as: desk }));
    assert.deepEqual(await found('100%都'), [made.reportId]);
    assert.deepEqual(await found('1%都'), []);
    assert.deepEqual(await found(made.number), [made.reportId]);
  });
});

/** The soonest due of all: submitted a day before everything else. */
async function lateOnes(desk: Asker): Promise<string[]> {
  const { clock } = server.platform;
  const now = clock.now();
  clock.set(parseInstant('2026-11-23T01:00:00Z'));
  const { reportId } = await submitTo(server);
  clock.set(now);
  const { body } = await server.get('/reports?limit=1&state=submitted', { as: desk });
  const [row] = body.rows as { id: string; overdue: boolean }[];
  assert.deepEqual([row?.id, row?.overdue], [reportId, true]);
  return [reportId];
}

function idsOf({ body }: Answer): string[] {
  return (body.rows as { id: string }[]).map(({ id }) => id);
}

describe('on behalf', () => {
  const registered = (change: Record<string, unknown> = {}) => {
    const { draftId: _none, ...said } = aReport({ contact: { name: '李奶奶', phone: '0571-63720000' } });
    return { ...said, channel: 'phone', occurredAt: null, toldOfPrivacy: true, ...change };
  };

  test('desk: registers what was said on the telephone; it is not the desk’s own report', async () => {
    const desk = await aPerson(server, ['desk']);
    const { status, body } = await server.post('/reports/on-behalf', registered(), { as: desk });
    assert.equal(status, 200, JSON.stringify(body));
    const seen = await server.get(`/reports/${body.reportId}`, { as: desk });
    assert.equal(seen.body.reader, 'staff');
    assert.equal(seen.body.registeredBy, '王芳');
    assert.deepEqual(seen.body.reporter, { name: '李奶奶', hasPhone: true, dwelling: null });
    assert.equal((await server.get(`/reports/${body.reportId}`, body as { reportKey: string })).status, 200);
  });

  test('resident and stranger: cannot register for others', async () => {
    const before = await countEverything(server);
    for (const as of [await aPerson(server), undefined]) {
      const sent = as ? { as } : {};
      assertRefused(await server.post('/reports/on-behalf', registered(), sent), 403, 'register-not-yours');
    }
    assert.deepEqual(await countEverything(server), before);
  });

  test('captain: cannot register what will be said tomorrow, nor unless the notice was read out', async () => {
    const as = await aPerson(server, ['desk']);
    const occurredAt = new Date(addMs(server.platform.clock.now(), hourMs)).toISOString();
    assertRefused(
      await server.post('/reports/on-behalf', registered({ occurredAt }), { as }),
      422,
      'occurred-ahead',
    );
    const untold = await server.post('/reports/on-behalf', registered({ toldOfPrivacy: false }), { as });
    assert.deepEqual((untold.body.errors as { code: string }[])[0]?.code, 'privacy-not-told');
  });
});

let seed = 0;
const newPhotos = (howMany: number) => Promise.all(Array.from({ length: howMany }, () => aPhoto(++seed)));
const addPhotos = async (howMany: number) => addPhotosTo(server, ...(await newPhotos(howMany)));

describe('photos of a report', () => {
  test('stranger: sends photos along, in the order chosen', async () => {
    const photoIds = (await addPhotos(3)).reverse();
    const mine = await submitTo(server, { photoIds });
    assert.deepEqual((await server.get(`/reports/${mine.reportId}`, mine)).body.photoIds, photoIds);
  });

  test('stranger: cannot send along a photo of another report or another community', async () => {
    const [taken = '', foreign] = [...(await addPhotos(1)), ...(await addPhotos(1))];
    await submitTo(server, { photoIds: [taken] });
    assertRefused(await server.post('/reports', aReport({ photoIds: [taken] })), 422, 'photo-unknown');
    const elsewhere = await server.post('/reports', aReport({ photoIds: [foreign] }), { in: server.there });
    assertRefused(elsewhere, 422, 'photo-unknown');
  });

  test('stranger: cannot take a photo out of somebody’s draft without its id', async () => {
    const begun = await server.send('/drafts', { text: '灯' }, [await aPhoto(++seed)]);
    const { draftId, photoIds } = begun.body as { draftId: string; photoIds: string[] };
    assertRefused(await server.post('/reports', aReport({ photoIds })), 422, 'photo-unknown');
    const made = await submitTo(server, { photoIds, draftId });
    assert.deepEqual((await server.get(`/reports/${made.reportId}`, made)).body.photoIds, photoIds);
    assertRefused(await server.get(`/drafts/${draftId}`), 404, 'draft-not-found');
  });

  test('stranger: sends a draft once, from however many tabs; the same request again gets the same answer', async () => {
    const begun = await server.send('/drafts', { text: '灯' }, []);
    const { draftId } = begun.body as { draftId: string };
    const before = await countRows(server, 'reports');
    const keys = [randomUUID(), randomUUID()];
    const send = (key: string) => server.post('/reports', aReport({ draftId }), { key });
    const both = await Promise.all(keys.map(send));
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    const first = both.findIndex(({ status }) => status === 200);
    assert.deepEqual((await send(keys[first] ?? '')).body, both[first]?.body);
    assertRefused(await send(randomUUID()), 409, 'draft-sent-already');
    assert.equal(await countRows(server, 'reports'), before + 1);
  });

  test('photo of a report: read by its readers, and to others not there', async () => {
    const [photoId] = await addPhotos(1);
    assert.ok(photoId);
    const no = async () => false;
    const readers = { report: no, matter: no, everybody: no };
    const open = (readable: boolean) =>
      photoBytes(
        callAs(),
        { photoId, size: 'small', draftId: null },
        { ...readers, report: async () => readable },
      );
    const ahead = await open(false);
    assert.ok(ahead.ok);
    ahead.value.stream.destroy();
    await submitTo(server, { photoIds: [photoId] });
    const hidden = await open(false);
    assert.equal(hidden.ok ? 'open' : hidden.refusal.code, 'not-found');
    const seen = await open(true);
    assert.ok(seen.ok);
    const chunks: Buffer[] = [];
    for await (const chunk of seen.value.stream) chunks.push(chunk as Buffer);
    assert.equal(Buffer.concat(chunks).subarray(0, 3).toString('hex'), 'ffd8ff');
  });
});

function callAs() {
  const { platform, here } = server;
  return {
    ...{ platform, community: here, asker: { kind: 'stranger' }, locale: 'zh', now: platform.clock.now() },
    ...{ requestId: 'test', files: [], setSession: () => undefined },
    read: (work: never) => platform.database.read(here.id, work),
    write: () => Promise.reject(new Error('only reads')),
  } as unknown as Parameters<typeof photoBytes>[0];
}
