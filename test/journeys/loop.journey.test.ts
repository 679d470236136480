import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '../../src/app/operations.ts';
import { noticeOperations } from '../../src/channels/notice/notice.contract.ts';
import { photoOperations } from '../../src/collect/photo/photo.contract.ts';
import { reportOperations } from '../../src/collect/report/report.operations.contract.ts';
import { callbackOperations } from '../../src/followup/callback/callback.contract.ts';
import { minuteMs, parseInstant } from '../../src/kernel/time.ts';
import { listEntries } from '../../src/ledger/entry/entry.service.ts';
import { requestCode, signInWithCode } from '../../src/people/account/account.contract.ts';
import { appointPost } from '../../src/people/post/post.contract.ts';
import type { StaffMatter } from '../../src/resolve/matter/matter.contract.ts';
import { matterOperations } from '../../src/resolve/matter/matter.operations.contract.ts';
import type { Client } from '../../src/web/client.ts';
import { aPhoto } from '../collect-server.ts';
import { contentsOf } from '../permissions/contents.ts';
import { postOf, type ToldReport, usualCategory } from '../story.ts';
import { codeOf, must, openWorld, type World } from '../world.ts';

const at = (text: string) => parseInstant(`2026-11-${text}:00+08:00`);
const photo = async (seed: number) => new Blob([new Uint8Array(await aPhoto(seed))]);

let world: World;
let resident: Client;
let told: ToldReport;
let matter: StaffMatter;
let photoId: string;
let firstToken: string;

/** What the reporter was told by now, oldest first: in the inbox of the account, and behind the private link. */
async function assertHeard(...templates: string[]): Promise<void> {
  const inbox = must(await resident.call(noticeOperations.listNotices, {}));
  const behindLink = must(await world.as(told).call(noticeOperations.listNotices, {}));
  const namesOf = ({ rows }: typeof inbox) => rows.map(({ template }) => template).reverse();
  assert.deepEqual(namesOf(inbox), ['report.received', ...templates]);
  assert.deepEqual(namesOf(behindLink), templates);
}

/** What stands in the ledger under the report's number once the sequencer has been round. */
async function assertRecorded(...types: string[]): Promise<void> {
  await world.sequence();
  const entries = await world.made.database.read(world.here.community.id, (tx) => listEntries(tx, told));
  assert.deepEqual(
    entries.map(({ type }) => type),
    types,
  );
}

/** The clocks that run, by kind with the day people read; every one of them says why. */
function runningClocks({ clocks }: StaffMatter): Record<string, string> {
  for (const { kind, dueOn, why } of clocks) {
    assert.ok(why.question.includes('？') || why.question.endsWith('?'), `${kind}: ${why.question}`);
    assert.ok(why.lines.length >= 2, `${kind} ${dueOn} is not explained`);
    assert.ok(why.lines.every(({ text }) => text.trim() !== ''));
  }
  const running = clocks.filter(({ state }) => state === 'running');
  return Object.fromEntries(running.map(({ kind, dueOn }) => [kind, dueOn]));
}

const seen = () => ({ matterId: matter.id, version: matter.version });

const answered = (answer: { solved: 'yes' | 'no'; words: string | null }) => async (token: string) =>
  resident.call(callbackOperations.answerCallback, {
    ...{ ...seen(), token, satisfaction: null, attitude: null },
    ...answer,
  });

async function question() {
  return must(await resident.call(callbackOperations.getQuestion, { matterId: matter.id }));
}

async function workThrough(hours: readonly [string, string, string]): Promise<void> {
  const handler = world.as('handler');
  world.clock.set(at(hours[0]));
  matter = must(await handler.call(matterOperations.takeMatter, seen()));
  world.clock.set(at(hours[1]));
  const contact = { way: 'phone', note: '约好下午去', onSite: false } as const;
  matter = must(await handler.call(matterOperations.contactReporter, { ...seen(), ...contact }));
  world.clock.set(at(hours[2]));
  const result = { result: 'solved' as const, reply: '扶手已换新', proofPhotoIds: [], whyNoPhoto: null };
  const noProof = await handler.call(matterOperations.resolveMatter, { ...seen(), ...result });
  assert.equal(codeOf(noProof), 'proof-missing');
  const files = [await photo(Number(hours[2].slice(0, 2)))];
  matter = must(await handler.call(matterOperations.resolveMatter, { ...seen(), ...result }, { files }));
  assert.equal(matter.replies[0]?.photoIds.length, 1);
}

const firstRound = ['matter.accepted', 'matter.dispatched', 'matter.taken', 'matter.resolved'];
const firstEntries = [
  ...['report.received', 'matter.accepted', 'matter.dispatched', 'matter.taken', 'matter.contacted'],
  ...['matter.resolved'],
];

describe('the closed loop, from one report to a confirmed matter', () => {
  before(async () => {
    world = await openWorld();
    resident = world.browser();
  });
  after(() => world.stop());

  test('resident: signs in by code and reports with a photo, once however often it is sent', async () => {
    world.clock.advance(2 * minuteMs);
    const { phone } = world.here.people.resident;
    must(await resident.call(requestCode, { phone }));
    must(await resident.call(signInWithCode, { phone, code: await world.codeSentTo(phone) }));
    const added = must(await resident.call(photoOperations.addPhotos, {}, { files: [await photo(1)] }));
    photoId = added.photos[0]?.photoId ?? '';
    const { buildingId, stairwellId } = world.here.places.homes.resident;
    const said = {
      ...{ text: '扶手松了，昨天差点摔着人', place: { buildingId, stairwellId, words: '' } },
      ...{ photoIds: added.photos.map((one) => one.photoId), draftId: null, categoryGuess: null },
      ...{ anonymity: 'community-only' as const, publicName: null, contact: { name: null, phone: null } },
    };
    const send = () => resident.call(reportOperations.submitReport, said, { idempotencyKey: 'a-first-tap' });
    const [first, second] = await Promise.all([send(), send()]);
    told = must(first);
    assert.deepEqual(must(second), told);
    await assertHeard();
    await assertRecorded('report.received');
  });

  test('desk: reads it with its photo, accepts and dispatches it in one step', async () => {
    world.clock.set(at('24T09:30'));
    const { reportId } = told;
    const report = must(await world.as('desk1').call(reportOperations.getReport, { reportId }));
    assert.deepEqual(report.photoIds, [photoId]);
    matter = must(
      await world.as('desk1').call(matterOperations.acceptReport, {
        ...{ reportId, publicTitle: '中心花园健身器材松动', categoryCode: usualCategory, tier: 'self' },
        ...{ messageToReporter: null, mainHandlerPostId: postOf(world, 'handler'), assistingPostIds: [] },
        messageToHandlers: '先拦起来',
      }),
    );
    assert.equal(matter.number, told.number);
    // Five working days, the day of acceptance not counted: 25, 26, 27, 30 November, 1 December.
    assert.equal(runningClocks(matter).resolve, '2026-12-01');
    await assertHeard('matter.accepted', 'matter.dispatched');
    await assertRecorded('report.received', 'matter.accepted', 'matter.dispatched');
  });

  test('handler: finds it waiting, takes it, contacts the reporter and resolves it with a photo', async () => {
    const waiting = must(
      await world.as('handler').call(matterOperations.listMatters, { queue: 'waiting-for-me' }),
    );
    assert.deepEqual(
      waiting.rows.map(({ number }) => number),
      [told.number],
    );
    await workThrough(['24T10:00', '24T10:30', '25T09:00']);
    assert.equal(matter.state, 'done');
    assert.deepEqual(Object.keys(runningClocks(matter)).sort(), ['archive', 'callback']);
    await assertHeard(...firstRound);
    await assertRecorded(...firstEntries);
  });

  test('handler who is also given a place at the desk: may not make the callback, whatever the post', async () => {
    const { personId } = world.here.people.handler;
    must(await world.as('administrator').call(appointPost, { personId, kind: 'desk' }));
    const attempt = {
      ...{ ...seen(), reportId: told.reportId, way: 'phone' as const },
      ...{ outcome: 'no-answer' as const, answer: null },
    };
    const refused = await world.as('handler').call(callbackOperations.recordAttempt, attempt);
    assert.equal(codeOf(refused), 'worked-on-it');
    world.clock.set(at('25T10:00'));
    matter = must(await world.as('desk2').call(callbackOperations.recordAttempt, attempt));
    assert.equal(matter.state, 'callback');
    await assertRecorded(...firstEntries, 'matter.called');
  });

  test('reporter: is heard from the page only, and says in a sentence what is not solved', async () => {
    world.clock.set(at('25T15:00'));
    const { token } = await question();
    const forged = await answered({ solved: 'no', words: '还是松的' })(`${token}x`);
    assert.equal(codeOf(forged), 'page-expired');
    const silent = await answered({ solved: 'no', words: null })(token);
    assert.equal(codeOf(silent), 'reason-missing');
    must(await answered({ solved: 'no', words: '换上的扶手还是松的' })(token));
    firstToken = token;
    matter = must(
      await world.as('desk1').call(matterOperations.getMatter, { matterId: matter.id }),
    ) as StaffMatter;
    assert.equal(matter.state, 'dispatched');
    assert.equal(matter.reopenedCount, 1);
  });

  test('everybody: it is done again in half the time, and the date says so', async () => {
    // Five working days halved are three: 26, 27 and 30 November.
    assert.equal(runningClocks(matter).resolve, '2026-11-30');
    const promise = matter.clocks.find(({ kind, state }) => kind === 'resolve' && state === 'running');
    assert.ok(promise?.why.lines.some(({ step }) => step === 'halved'));
    await assertHeard(...firstRound, 'matter.reopened');
    await assertRecorded(...firstEntries, 'matter.called', 'matter.answered', 'matter.reopened');
  });

  test('reporter: says it is solved the second time, and the matter is closed', async () => {
    await workThrough(['25T16:00', '25T17:00', '26T09:00']);
    const { token } = await question();
    must(await answered({ solved: 'yes', words: null })(token));
    matter = must(
      await world.as('desk1').call(matterOperations.getMatter, { matterId: matter.id }),
    ) as StaffMatter;
    assert.equal(matter.state, 'closed');
    assert.equal(matter.closing, 'confirmed');
    runningClocks(matter);
    const again = ['matter.reopened', 'matter.taken', 'matter.resolved', 'matter.closed'];
    await assertHeard(...firstRound, ...again);
    const secondEntries = [
      'matter.taken',
      'matter.contacted',
      'matter.resolved',
      'matter.answered',
      'matter.closed',
    ];
    await assertRecorded(
      ...firstEntries,
      ...['matter.called', 'matter.answered', 'matter.reopened', ...secondEntries],
    );
    assert.equal(codeOf(await answered({ solved: 'yes', words: null })(token)), 'already-answered');
    const outdated = await answered({ solved: 'no', words: '旧页面' })(firstToken);
    assert.equal(codeOf(outdated), 'page-expired');
  });

  test('link previews and mail scanners: change nothing, whatever address they follow', async () => {
    const { token } = await question();
    const known = { ...told, matterId: matter.id, photoId, size: 'small', token, number: told.number };
    const before = await contentsOf(world);
    const addresses = addressesWith(known).flatMap((path) => [
      `/api/c/here${path}`,
      `/c/here${path}`,
      `/c/here${path}?key=${told.reportKey}&token=${token}&solved=yes`,
    ]);
    for (const address of [...addresses, ...pagesWith(known)]) {
      for (const method of ['GET', 'HEAD']) {
        const response = await fetch(`${world.url}${address}`, {
          ...{ method, redirect: 'manual' },
          headers: { 'x-report-key': told.reportKey },
        });
        await response.arrayBuffer();
        assert.ok(response.status < 500, `${method} ${address}: ${response.status}`);
      }
    }
    assert.deepEqual(await contentsOf(world), before);
  });
});

/** The address of every operation, those too that only answer a POST. */
function addressesWith(known: Record<string, string>): string[] {
  const paths = operations.map(({ operation }) =>
    operation.path.replaceAll(/:(\w+)/g, (_part, name: string) => known[name] ?? known.reportId ?? ''),
  );
  return [...new Set(paths)];
}

function pagesWith({ reportKey, photoId: photo, matterId }: Record<string, string>): string[] {
  return [
    ...['', '/follow', `/follow/${reportKey}`, `/follow?key=${reportKey}`, `/matters/${matterId}/answer`],
    ...[`/photos/${photo}/small?key=${reportKey}`, `/photos/${photo}/large?key=${reportKey}`],
  ].map((path) => `/c/here${path}`);
}
