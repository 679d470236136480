import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { storyOf } from '../../../test/story.ts';
import { codeOf, must, openWorld, type World } from '../../../test/world.ts';
import { minuteMs } from '../../kernel/time.ts';
import { requestCode, signInWithCode } from '../../people/account/account.contract.ts';
import { runDueJobs } from '../../platform/outbox.ts';
import { reportOperations } from '../report/report.operations.contract.ts';
import { renewLostKey, requestLostKey } from './lost-key.contract.ts';
import { lostKeyWorkers } from './lost-key.service.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.stop());

let serial = 0;
const freshPhone = () => `135${String(++serial).padStart(8, '0')}`;
const stranger = () => world.as('stranger');
const work = () => runDueJobs(world.installation.platform, world.here.community.id, lostKeyWorkers);

/** A report made without an account, and the phone left with it. */
async function reported(change: object = {}) {
  const phone = freshPhone();
  const { reportId, reportKey } = await storyOf(world).reported({
    contact: { name: null, phone },
    ...change,
  });
  return { reportId, reportKey, phone, number: reportKey.split('-').slice(0, 2).join('-') };
}

async function messagesTo(phone: string): Promise<number> {
  const rows = await world.made.database.read(
    world.here.community.id,
    (tx) => tx`select 1 from outbox where kind = 'sms.send' and payload ->> 'phone' = ${`+86${phone}`}`,
  );
  return rows.length;
}

async function codeFor({ number, phone }: { number: string; phone: string }): Promise<string> {
  must(await stranger().call(requestLostKey, { number, phone }));
  await work();
  return world.codeSentTo(phone);
}

const opens = async (reportKey: string, reportId: string) =>
  (await world.as({ reportKey }).call(reportOperations.getReport, { reportId: reportId as never })).ok;

test('reporter: gets a fresh link by number, phone and code; the old one is dead', async () => {
  const report = await reported();
  assert.ok(await opens(report.reportKey, report.reportId));
  const code = await codeFor(report);
  const { number, phone } = report;
  const renewed = must(await stranger().call(renewLostKey, { number, phone, code })).reportKey;
  assert.notEqual(renewed, report.reportKey);
  assert.ok(await opens(renewed, report.reportId));
  assert.ok(!(await opens(report.reportKey, report.reportId)));
  assert.equal(codeOf(await stranger().call(renewLostKey, { number, phone, code })), 'lost-key-code-wrong');
});

test('anybody: learns nothing from asking: the same answer and the same rows for right and wrong pairs', async () => {
  const [one, other] = [await reported(), await reported()];
  const nobody = freshPhone();
  const kinds = async () => {
    const rows = await world.made.database.read(
      world.here.community.id,
      (tx) => tx<{ kind: string; size: number }[]>`
        select kind, length(payload::text) as size from outbox where kind like 'report-key%'`,
    );
    return rows.map(({ kind, size }) => `${kind} ${size}`);
  };
  const pairs = [
    { number: one.number, phone: one.phone },
    { number: one.number, phone: nobody },
    { number: '2026-9999', phone: other.phone },
  ];
  const answers = [];
  for (const pair of pairs) answers.push(await stranger().call(requestLostKey, pair));
  assert.deepEqual(answers[1], answers[0]);
  assert.deepEqual(answers[2], answers[0]);
  const jobs = await kinds();
  assert.equal(jobs.length, 3);
  assert.equal(new Set(jobs).size, 1, jobs.join());
  await work();
  assert.deepEqual(
    [await messagesTo(one.phone), await messagesTo(nobody), await messagesTo(other.phone)],
    [1, 0, 0],
    'only who reported it is sent a code',
  );
});

test('anybody: a wrong code, a wrong pair and a spent code get one answer; five wrong tries spend it', async () => {
  const [report, other] = [await reported(), await reported()];
  const code = await codeFor(report);
  const { number, phone } = report;
  const tries = [
    { number: other.number, phone, code },
    { number, phone: other.phone, code },
    { number: '2026-9999', phone, code },
  ];
  for (const pair of tries)
    assert.equal(codeOf(await stranger().call(renewLostKey, pair)), 'lost-key-code-wrong');
  const wrong = code === '000000' ? '111111' : '000000';
  for (let i = 0; i < 5; i++)
    assert.equal(
      codeOf(await stranger().call(renewLostKey, { number, phone, code: wrong })),
      'lost-key-code-wrong',
    );
  assert.equal(codeOf(await stranger().call(renewLostKey, { number, phone, code })), 'lost-key-code-wrong');
  assert.ok(await opens(report.reportKey, report.reportId), 'the link stays what it was');
});

test('a code: for a link does not sign in, and one for signing in gives no link', async () => {
  const report = await reported();
  const { number, phone } = report;
  const forLink = await codeFor(report);
  assert.equal(codeOf(await stranger().call(signInWithCode, { phone, code: forLink })), 'code-wrong');
  world.clock.advance(minuteMs);
  must(await stranger().call(requestCode, { phone }));
  const forSignIn = await world.codeSentTo(phone);
  if (forSignIn !== forLink)
    assert.equal(
      codeOf(await stranger().call(renewLostKey, { number, phone, code: forSignIn })),
      'lost-key-code-wrong',
    );
});

test('a fully anonymous report: cannot be found by any phone, for none was kept', async () => {
  const phone = freshPhone();
  const { reportKey } = await storyOf(world).reported({
    anonymity: 'anonymous',
    contact: { name: null, phone: null },
  });
  const number = reportKey.split('-').slice(0, 2).join('-');
  must(await stranger().call(requestLostKey, { number, phone }));
  await work();
  assert.equal(await messagesTo(phone), 0);
});

test('resident: a report made signed in is found by the number they sign in with', async () => {
  const { phone } = world.here.people.resident;
  const text = { contact: { name: null, phone: null } };
  const { reportKey, reportId } = await storyOf(world).reported(text);
  const number = reportKey.split('-').slice(0, 2).join('-');
  world.clock.advance(2 * minuteMs);
  must(await stranger().call(requestLostKey, { number, phone }));
  await work();
  const code = await world.codeSentTo(phone);
  const renewed = must(await stranger().call(renewLostKey, { number, phone, code }));
  assert.ok(await opens(renewed.reportKey, reportId));
});
