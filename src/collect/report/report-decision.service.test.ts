import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aPhoto, aReport, type CollectServer, collectServer } from '../../../test/collect-server.ts';
import { listDeadlines } from '../../clocks/deadline/deadline.service.ts';
import type { Id } from '../../kernel/id.ts';
import { hourMs } from '../../kernel/time.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import {
  decideReport,
  getReportForDecision,
  listReportsOfMatter,
  markAsked,
  moveReportsToMatter,
} from './report-decision.service.ts';

let server: CollectServer;
before(async () => {
  server = await collectServer();
});
after(() => server.stop());

const write = <T>(work: (tx: Tx) => Promise<T>) => server.made.database.write(server.here.id, work);

type Sent = { reportId: Id<'report'>; number: string; reportKey: string };

async function submit(change: Record<string, unknown> = {}): Promise<Sent> {
  const { status, body } = await server.post('/reports', aReport(change));
  assert.equal(status, 200, JSON.stringify(body));
  return body as Sent;
}

/** A row for a report to point at; the feature that keeps matters stands to the right of this one. */
async function aMatter(first: Sent): Promise<Id<'matter'>> {
  const id = newId<Id<'matter'>>();
  await write(
    (tx) => tx`
      insert into matters (community_id, id, number, state, public_title, category_code, tier, category_limit,
        sensitive, proof_expected, first_report_id, accepted_at)
      values (${tx.community}, ${id}, ${id}, 'accepted', '楼道灯', 'FAC01', 'self', 'W3', false, false,
        ${first.reportId}, ${server.platform.clock.now()})`,
  );
  return id;
}

function decide(
  reportId: Id<'report'>,
  matterId: Id<'matter'> | null,
  state: 'accepted' | 'rejected' = 'accepted',
) {
  const reason = state === 'rejected' ? 'outside-duty' : null;
  const { clock } = server.platform;
  const message = reason && '请找物业办证窗口';
  return write((tx) => decideReport(tx, { reportId, state, matterId, reason, message, now: clock.now() }));
}

test('desk: accepts a report under a matter, in time, and its clock ends', async () => {
  const mine = await submit();
  const { reportId } = mine;
  const matterId = await aMatter(mine);
  server.platform.clock.advance(hourMs);
  await decide(reportId, matterId);
  const [clock] = await write((tx) => listDeadlines(tx, [reportId]));
  assert.deepEqual([clock?.kind, clock?.endedAs], ['accept', 'in-time']);
  const [known, ...more] = await write((tx) => listReportsOfMatter(tx, [matterId]));
  assert.deepEqual(more, []);
  assert.deepEqual([known?.id, known?.state, known?.text], [reportId, 'accepted', '楼道灯不亮']);
  assert.deepEqual([known?.building, known?.reachable, known?.askedAt], [null, false, null]);
});

test('reporter: reads why a report was not accepted, and cannot change it any more', async () => {
  const mine = await submit();
  await decide(mine.reportId, null, 'rejected');
  const { body } = await server.get(`/reports/${mine.reportId}`, mine);
  assert.deepEqual(body.decision, { reason: 'outside-duty', message: '请找物业办证窗口' });
  for (const [rest, sent] of [
    ['/withdraw', {}],
    ['/messages', { text: '再说一句', photoIds: [] }],
  ] as const) {
    const answer = await server.post(`/reports/${mine.reportId}${rest}`, sent, mine);
    assert.deepEqual([answer.status, answer.body.code], [409, 'report-already-decided']);
  }
});

test('desk and reporter at once: deciding and withdrawing, one of them wins', async () => {
  const mine = await submit();
  const matterId = await aMatter(mine);
  const accept = write(async (tx) => {
    const report = await getReportForDecision(tx, mine.reportId);
    if (report?.state !== 'submitted') return false;
    const now = server.platform.clock.now();
    const reportId = mine.reportId;
    await decideReport(tx, { reportId, state: 'accepted', matterId, reason: null, message: null, now });
    return true;
  });
  const withdraw = server.post(`/reports/${mine.reportId}/withdraw`, {}, mine);
  const [accepted, withdrawn] = await Promise.all([accept, withdraw]);
  assert.notEqual(accepted, withdrawn.status === 200);
});

test('desk: asks once, and the reporter finds the question on the private page', async () => {
  const mine = await submit();
  await write((tx) => markAsked(tx, mine.reportId, server.platform.clock.now(), '是哪一层？'));
  const { body } = await server.get(`/reports/${mine.reportId}`, mine);
  const messages = body.messages as { by: string; text: string }[];
  assert.deepEqual(
    messages.map(({ by, text }) => [by, text]),
    [['desk', '是哪一层？']],
  );
  const known = await write((tx) => getReportForDecision(tx, mine.reportId));
  assert.equal(known?.askedAt, server.platform.clock.now());
});

test('desk: puts the reports of one matter under another, photos and all', async () => {
  const sent = await server.send('/photos', {}, [await aPhoto(1)]);
  const photoIds = (sent.body.photos as { photoId: Id<'photo'> }[]).map(({ photoId }) => photoId);
  const one = await submit({ photoIds });
  const two = await submit({ contact: { name: '王芳', phone: '13800000000' } });
  const [from, to] = [await aMatter(one), await aMatter(two)];
  await decide(one.reportId, from);
  await decide(two.reportId, from);
  assert.equal(await write((tx) => moveReportsToMatter(tx, from, to)), 2);
  assert.deepEqual(await write((tx) => listReportsOfMatter(tx, [from])), []);
  const moved = await write((tx) => listReportsOfMatter(tx, [from, to]));
  assert.deepEqual(
    moved.map(({ id, photoIds, reachable }) => ({ id, photoIds, reachable })),
    [
      { id: one.reportId, photoIds, reachable: false },
      { id: two.reportId, photoIds: [], reachable: true },
    ],
  );
});
