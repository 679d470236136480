import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { storyOf } from '../../../test/story.ts';
import { codeOf, must, openWorld, type World } from '../../../test/world.ts';
import { enqueue, type OutboxId } from '../../platform/outbox.ts';
import { retryJob, seeOperator } from './operator.contract.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.stop());

function givenUp(where = world.here): Promise<OutboxId> {
  const now = world.clock.now();
  return world.made.database.write(where.community.id, async (tx) => {
    const payload = { phone: '13900000001' };
    const id = await enqueue(tx, { kind: 'test.given-up', payload, runAt: now, now });
    await tx`
      update outbox set failed_at = ${now}, attempts = 12, last_error = 'TimeoutError' where id = ${id}`;
    return id;
  });
}

test('administrator: sees the jobs of the own community that were given up, not what they carry, and retries', async () => {
  const administrator = world.as('administrator');
  const [id, theirs] = [await givenUp(), await givenUp(world.there)];
  const state = must(await administrator.call(seeOperator, {}));
  assert.deepEqual(
    state.failed.map((job) => [job.id, job.kind, job.attempts, job.lastError]),
    [[id, 'test.given-up', 12, 'TimeoutError']],
  );
  assert.doesNotMatch(JSON.stringify(state), /13900000001/);
  assert.ok(state.warnings.some(({ code }) => code === 'jobs-failed'));
  must(await administrator.call(retryJob, { jobId: id }));
  const after = must(await administrator.call(seeOperator, {}));
  assert.deepEqual(after.failed, []);
  assert.equal(after.jobs.find(({ kind }) => kind === 'test.given-up')?.waiting, 1);
  assert.equal(codeOf(await administrator.call(retryJob, { jobId: id })), 'job-not-found', 'a second time');
  assert.equal(
    codeOf(await administrator.call(retryJob, { jobId: theirs })),
    'job-not-found',
    'of the others',
  );
});

test('program: reads metrics on this machine, with bounded labels and nothing about anybody', async () => {
  const told = await storyOf(world).reported();
  const slug = world.here.community.slug;
  await fetch(`${world.url}/c/${slug}/follow/${told.reportKey}`).then((answer) => answer.text());
  const text = await fetch(`${world.url}/metrics`).then((answer) => answer.text());
  assert.match(text, /^sunshine_requests_total\{operation="report.submit",status="200"\} \d+$/m);
  assert.match(text, /^sunshine_requests_total\{operation="page \/follow\/:reportKey",status="200"\} \d+$/m);
  assert.match(text, /^sunshine_request_seconds_bucket\{le="0.1",operation="report.submit"\} \d+$/m);
  assert.match(text, /^sunshine_jobs_failed\{kind="test.given-up"\} \d+$/m);
  assert.match(text, /^sunshine_ledger_waiting [1-9]\d*$/m);
  assert.match(text, /^sunshine_database_connections\{state="limit"\} 6$/m);
  assert.match(text, /^sunshine_disk_free_bytes \d+/m);
  assert.match(text, /^process_cpu_seconds_total /m);
  for (const secret of [told.reportKey, told.reportId, slug, '13900000001']) {
    assert.ok(!text.includes(secret), secret);
  }
});

test('stranger: what comes through a proxy on this machine reads no metrics', async () => {
  const forwarded = { headers: { 'x-forwarded-for': '203.0.113.7' } };
  const answer = await fetch(`${world.url}/metrics`, forwarded);
  assert.equal(answer.status, 404);
  await answer.text();
});

test('operator: not ready while nothing can be kept, and ready again by itself', async () => {
  const ready = async () => {
    const answer = await fetch(`${world.url}/readyz`);
    return [answer.status, await answer.json()];
  };
  assert.deepEqual(await ready(), [200, { status: 'ready' }]);
  // Nobody can fill a disk here: a file stands where the folder for uploads has to be.
  const { vitals } = world.installation.platform;
  assert.ok(vitals);
  const incoming = join(vitals.dataDir, 'files', 'incoming');
  await rm(incoming, { recursive: true, force: true });
  await writeFile(incoming, '');
  const because = 'data-folder-unavailable';
  assert.deepEqual(await ready(), [503, { status: 'not ready', because }]);
  await rm(incoming);
  assert.deepEqual(await ready(), [200, { status: 'ready' }]);
});
