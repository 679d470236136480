import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { recordingKeeper } from '../../src/collect/recording/recording.service.ts';
import { reportOperations } from '../../src/collect/report/report.operations.contract.ts';
import { dayMs } from '../../src/kernel/time.ts';
import { sweepStale } from '../../src/platform/files/kept-files.ts';
import { getMatter } from '../../src/resolve/matter/matter.reading.contract.ts';
import { amr, mp4, wav, written } from '../recordings.ts';
import { postOf, storyOf } from '../story.ts';
import { codeOf, must, openWorld, type Visitor, type World } from '../world.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.stop());

type Draft = {
  draftId: string;
  recording: { recordingId: string; seconds: number | null } | null;
  problems: { path: string; code: string }[];
};

/** Sends a step of the form with what was recorded. */
async function step(path: string, fields: Record<string, string>, ...recorded: Buffer[]) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  for (const sound of recorded) body.append('recording', new Blob([new Uint8Array(sound)]), 'recording.m4a');
  const headers = await world.headersOf('stranger');
  const answer = await fetch(`${world.url}/api/c/here${path}`, { method: 'POST', body, headers });
  return { status: answer.status, body: (await answer.json()) as Draft };
}

async function hear(path: string, as: Visitor = 'stranger', range?: string) {
  const headers = { ...(await world.headersOf(as)), ...(range && { range }) };
  const answer = await fetch(`${world.url}/c/here/recordings/${path}`, { headers });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

const said = { text: '语音留言', place: { words: '车棚边上' }, photoIds: [], categoryGuess: null };
const nobody = { publicName: null, contact: { name: null, phone: null } };

async function reported(anonymity: 'community-only' | 'hidden-from-handler' | 'anonymous') {
  const { body: draft } = await step('/drafts', {}, mp4(12));
  const draftId = draft.draftId as never;
  const sent = await world
    .as('stranger')
    .call(reportOperations.submitReport, { ...said, ...nobody, anonymity, draftId });
  return { ...must(sent), recordingId: draft.recording?.recordingId ?? '', draftId };
}

test('resident: a recording alone is a report; it is heard by its sender and the desk, and by nobody else', async () => {
  const begun = await step('/drafts', { text: '' }, mp4(12));
  assert.deepEqual([begun.status, begun.body.problems, begun.body.recording?.seconds], [200, [], 12]);
  const { reportId, reportKey, recordingId, draftId } = await reported('community-only');
  assert.equal((await hear(`${recordingId}?draft=${draftId}`)).status, 404, 'the draft is gone');
  const own = await hear(`${recordingId}?key=${reportKey}`);
  assert.equal(own.status, 200);
  assert.ok(!own.bytes.includes(written));
  assert.equal((await hear(recordingId, 'desk1')).status, 200);
  for (const visitor of ['stranger', 'resident', 'captain', 'chair', 'handler'] as const)
    assert.equal((await hear(recordingId, visitor)).status, 404, visitor);
  const seen = must(await world.as('chair').call(reportOperations.getReport, { reportId }));
  assert.deepEqual(seen.recording, { recordingId: null, seconds: 12, typedText: null });
});

test('desk: writes down what it hears; the words are everybody’s who reads the report', async () => {
  const { reportId, reportKey, recordingId } = await reported('hidden-from-handler');
  const typed = { reportId, text: '车棚的灯不亮，两天了' };
  assert.equal(
    codeOf(await world.as('chair').call(reportOperations.typeRecording, typed)),
    'recording-not-yours',
  );
  must(await world.as('desk1').call(reportOperations.typeRecording, typed));
  for (const visitor of ['desk1', 'chair', { reportKey }] as const) {
    const { recording, text } = must(await world.as(visitor).call(reportOperations.getReport, { reportId }));
    assert.deepEqual([recording?.typedText, text], [typed.text, '语音留言']);
  }
  assert.equal((await hear(recordingId, 'handler')).status, 404);
});

test('handler: hears what a matter began with where they may know who speaks, and reads what was heard where not', async () => {
  for (const [anonymity, heard] of [
    ['community-only', true],
    ['hidden-from-handler', false],
  ] as const) {
    const told = await reported(anonymity);
    const { reportId, reportKey, recordingId } = told;
    must(await world.as('desk1').call(reportOperations.typeRecording, { reportId, text: '车棚的灯不亮' }));
    const mainHandlerPostId = postOf(world, 'handler');
    const { matterId } = await storyOf(world).accepted({ mainHandlerPostId }, told);
    for (const [who, hears] of [
      ['desk1', true],
      ['handler', heard],
    ] as const) {
      const matter = must(await world.as(who).call(getMatter, { matterId }));
      assert.ok(matter.reader === 'staff');
      const [report] = matter.reports;
      assert.equal(report?.recording?.recordingId, hears ? recordingId : null, `${who} ${anonymity}`);
      assert.match(report?.text ?? '', /车棚的灯不亮/);
      assert.equal((await hear(recordingId, who)).status, hears ? 200 : 404);
      const path = who === 'desk1' ? `/desk?matter=${matterId}` : `/tasks/${matterId}`;
      const page = await fetch(`${world.url}/c/here${path}`, { headers: await world.headersOf(who) });
      assert.equal((await page.text()).includes(`/recordings/${recordingId}"`), hears);
    }
    const own = must(await world.as({ reportKey }).call(getMatter, { matterId }));
    assert.ok(own.reader === 'reporter');
    assert.equal(own.ownReports[0]?.recording?.recordingId, recordingId);
  }
});

test('desk: there is nothing to write down where nothing was recorded', async () => {
  const { reportId } = must(
    await world
      .as('stranger')
      .call(reportOperations.submitReport, { ...said, ...nobody, anonymity: 'anonymous', draftId: null }),
  );
  const outcome = await world.as('desk1').call(reportOperations.typeRecording, { reportId, text: '?' });
  assert.equal(codeOf(outcome), 'recording-none');
});

test('player: asks for parts and gets them, safely named and typed', async () => {
  const { recordingId } = await reported('community-only');
  const whole = await hear(recordingId, 'desk1');
  const header = (name: string) => whole.headers.get(name);
  assert.equal(header('content-type'), 'audio/mp4');
  assert.equal(header('content-disposition'), 'inline; filename="recording.mp4"');
  assert.equal(header('x-content-type-options'), 'nosniff');
  assert.equal(header('accept-ranges'), 'bytes');
  const part = await hear(recordingId, 'desk1', 'bytes=10-19');
  assert.equal(part.status, 206);
  assert.equal(part.headers.get('content-range'), `bytes 10-19/${whole.bytes.length}`);
  assert.deepEqual(part.bytes, whole.bytes.subarray(10, 20));
  const last = await hear(recordingId, 'desk1', 'bytes=-5');
  assert.deepEqual(last.bytes, whole.bytes.subarray(-5));
  assert.equal((await hear(recordingId, 'desk1', 'bytes=999999-')).status, 416);
  assert.equal((await hear(recordingId, 'stranger', 'bytes=0-1')).status, 404);
});

test('resident: records again, or takes it out, before sending; a file that is no recording costs nothing else', async () => {
  const { body: draft } = await step('/drafts', { text: '灯' }, Buffer.from('<html>'));
  assert.deepEqual(draft.problems, [{ path: 'recording', code: 'recording-format-unknown' }]);
  const path = `/drafts/${draft.draftId}`;
  const first = (await step(path, {}, wav(1))).body.recording;
  const second = (await step(path, {}, wav(2))).body.recording;
  assert.deepEqual([first?.seconds, second?.seconds], [1, 2]);
  assert.equal((await hear(`${first?.recordingId}?draft=${draft.draftId}`)).status, 404);
  assert.equal((await hear(`${second?.recordingId}?draft=${draft.draftId}`)).status, 200);
  const removed = await step(path, { removeRecording: 'true' });
  assert.equal(removed.body.recording, null);
  assert.equal((await step(path, {}, amr(1), amr(1))).status, 413, 'one recording to a report');
  world.clock.advance(dayMs + 1);
  assert.ok((await sweepStale(world.installation.platform, world.here.community, [recordingKeeper])) >= 2);
});
