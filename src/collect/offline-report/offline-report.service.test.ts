import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  type Answer,
  aPerson,
  aPhoto,
  aReport,
  assertRefused,
  type CollectServer,
  collectServer,
  countEverything,
  countRows,
} from '../../../test/collect-server.ts';
import { mp4 } from '../../../test/recordings.ts';
import { sweepRetained } from '../../guarantee/retention/retention-keeping.service.ts';
import { addMs, dayMs, formatInstant } from '../../kernel/time.ts';
import { sweepStale } from '../../platform/files/kept-files.ts';
import { photoKeeper } from '../photo/photo.service.ts';
import { offlineReportHandlers, writerMarkOf } from './offline-report.service.ts';

let server: CollectServer;
before(async () => {
  server = await collectServer(offlineReportHandlers);
});
after(() => server.stop());

type Sent = Parameters<CollectServer['put']>[2];

/** Sends one piece, as a telephone does. */
function putPiece(id: string, pieceId: string, file: Buffer, field = 'photos'): Promise<Answer> {
  const body = new FormData();
  body.append(field, new Blob([new Uint8Array(file)]), 'piece');
  return server.put(`/offline-reports/${id}/pieces/${pieceId}`, body);
}

function putReport(id: string, change: Record<string, unknown> = {}, sent: Sent = {}): Promise<Answer> {
  const { photoIds: _photos, draftId: _draft, categoryGuess: _guess, ...words } = aReport();
  const writtenAt = formatInstant(server.platform.clock.now());
  const body = { ...words, pieceIds: [], writtenAt, writtenBy: null, ...change };
  return server.put(`/offline-reports/${id}`, body, sent);
}

function received(answer: Answer): {
  reportId: string;
  number: string;
  reportKey: string;
  asWritten: boolean;
} {
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body as ReturnType<typeof received>;
}

test('resident: sent again after a lost answer, it is one report with one receipt', async () => {
  const id = randomUUID();
  const [first, second] = [randomUUID(), randomUUID()];
  for (const pieceId of [first, second, first])
    assert.equal((await putPiece(id, pieceId, await aPhoto(pieceId === first ? 1 : 2))).status, 200);
  const before = await countEverything(server);
  const pieceIds = [second, first];
  const one = received(await putReport(id, { pieceIds }));
  const after = await countEverything(server);
  const again = received(await putReport(id, { pieceIds }));
  assert.deepEqual(again, one);
  assert.equal(one.asWritten, true);
  assert.deepEqual(await countEverything(server), after);
  assert.equal(after.reports, (before.reports ?? 0) + 1);
  assert.equal(after.photos, before.photos);
  const read = await server.get(`/reports/${one.reportId}`, { reportKey: one.reportKey });
  assert.equal((read.body.photoIds as string[]).length, 2);
});

test('resident: what two tabs send at the same moment is one report with each photo once', async () => {
  const id = randomUUID();
  const pieceId = randomUUID();
  const photo = await aPhoto(3);
  const photos = await countRows(server, 'photos');
  await Promise.all(Array.from({ length: 4 }, () => putPiece(id, pieceId, photo)));
  assert.equal(await countRows(server, 'photos'), photos + 1);
  const answers = await Promise.all(Array.from({ length: 4 }, () => putReport(id, { pieceIds: [pieceId] })));
  assert.equal(new Set(answers.map((answer) => received(answer).number)).size, 1);
});

test('resident: words changed after they had arrived are not taken silently', async () => {
  const id = randomUUID();
  const one = received(await putReport(id, { text: '灯不亮' }));
  const changed = received(await putReport(id, { text: '灯不亮，已经三天' }));
  assert.deepEqual(changed, { ...one, asWritten: false });
  const read = await server.get(`/reports/${one.reportId}`, { reportKey: one.reportKey });
  assert.equal(read.body.text, '灯不亮');
});

test('resident: says it without network, and the recording arrives with it', async () => {
  const id = randomUUID();
  const voice = randomUUID();
  assert.equal((await putPiece(id, voice, Buffer.from(mp4(12)), 'recording')).status, 200);
  const one = received(await putReport(id, { text: '语音留言', pieceIds: [voice] }));
  const read = await server.get(`/reports/${one.reportId}`, { reportKey: one.reportKey });
  assert.equal((read.body.recording as { seconds: number }).seconds, 12);
});

test('resident: a recording and a photo taken out again before sending stay behind', async () => {
  const id = randomUUID();
  const kept = randomUUID();
  await putPiece(id, kept, await aPhoto(5));
  await putPiece(id, randomUUID(), await aPhoto(6));
  await putPiece(id, randomUUID(), Buffer.from(mp4(3)), 'recording');
  const one = received(await putReport(id, { pieceIds: [kept] }));
  const { body } = await server.get(`/reports/${one.reportId}`, { reportKey: one.reportKey });
  assert.equal((body.photoIds as string[]).length, 1);
  assert.equal(body.recording, null);
});

test('resident: pieces that were cleared away meanwhile are asked for again', async () => {
  const id = randomUUID();
  const pieceId = randomUUID();
  const photo = await aPhoto(7);
  await putPiece(id, pieceId, photo);
  server.platform.clock.set(addMs(server.platform.clock.now(), 31 * dayMs));
  await sweepRetained(server.platform, server.here);
  server.platform.clock.set(addMs(server.platform.clock.now(), 2 * dayMs));
  await sweepStale(server.platform, server.here, [photoKeeper]);
  assertRefused(await putReport(id, { pieceIds: [pieceId] }), 409, 'pieces-lost');
  assert.equal((await putPiece(id, pieceId, photo)).status, 200);
  assert.equal(received(await putReport(id, { pieceIds: [pieceId] })).asWritten, true);
});

test('resident: a refused piece or report leaves nothing behind', async () => {
  const before = await countEverything(server);
  const began = await countRows(server, 'offline_reports');
  const id = randomUUID();
  assertRefused(await putPiece(id, randomUUID(), Buffer.from('<html>')), 422, 'photo-format-unknown');
  const sent = new FormData();
  sent.append('nothing', '');
  assertRefused(
    await server.put(`/offline-reports/${id}/pieces/${randomUUID()}`, sent),
    422,
    'piece-missing',
  );
  assertRefused(await putReport(id, { text: ' ' }), 422, 'input-invalid');
  const named = { anonymity: 'anonymous', contact: { name: '王', phone: null } };
  assertRefused(await putReport(id, named), 422, 'anonymous-leaves-nothing');
  assert.deepEqual(await countEverything(server), before);
  assert.equal(await countRows(server, 'offline_reports'), began);
});

test('resident: an eleventh piece is refused', async () => {
  const id = randomUUID();
  for (let i = 0; i < 10; i += 1) await putPiece(id, randomUUID(), await aPhoto(40 + i));
  assertRefused(await putPiece(id, randomUUID(), await aPhoto(60)), 422, 'pieces-too-many');
});

test('resident: what was written signed in goes out under that account, or under none', async () => {
  const one = await aPerson(server);
  const other = await aPerson(server);
  const writtenBy = writerMarkOf(server.platform.secret, one.personId);
  const id = randomUUID();
  assertRefused(await putReport(id, { writtenBy }), 401, 'written-signed-in');
  assertRefused(await putReport(id, { writtenBy }, { as: other }), 403, 'written-by-another');
  const { reportId } = received(await putReport(id, { writtenBy }, { as: one }));
  assert.equal((await server.get(`/reports/${reportId}`, { as: one })).status, 200);
  assertRefused(await server.get(`/reports/${reportId}`, { as: other }), 404, 'report-not-found');
  const nobodys = received(await putReport(randomUUID(), { writtenBy: null }, { as: other }));
  assertRefused(await server.get(`/reports/${nobodys.reportId}`, { as: other }), 404, 'report-not-found');
});

test('desk: reads when it was written, not only when it arrived', async () => {
  const writtenAt = formatInstant(server.platform.clock.now());
  server.platform.clock.set(addMs(server.platform.clock.now(), 2 * dayMs));
  const one = received(await putReport(randomUUID(), { writtenAt }));
  const { body } = await server.get(`/reports/${one.reportId}`, { reportKey: one.reportKey });
  assert.equal(body.occurredAt, writtenAt);
  assert.notEqual(body.submittedAt, writtenAt);
});

test('operator: what was begun and never sent is forgotten, what was received is not', async () => {
  await putPiece(randomUUID(), randomUUID(), await aPhoto(80));
  const id = randomUUID();
  const one = received(await putReport(id));
  server.platform.clock.set(addMs(server.platform.clock.now(), 100 * dayMs));
  await sweepRetained(server.platform, server.here);
  const [row] = await server.made.database.read(
    server.here.id,
    (tx) => tx<{ open: number }[]>`select count(*) as open from offline_reports where report_id is null`,
  );
  assert.equal(Number(row?.open), 0);
  assert.equal(received(await putReport(id)).number, one.number);
});
