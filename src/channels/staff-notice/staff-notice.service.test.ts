import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import {
  headersOf,
  type MailReceiver,
  smtpAt,
  startMailReceiver,
  wordsOf,
} from '../../../test/mail-receiver.ts';
import { postOf } from '../../../test/story.ts';
import { must, openWorld, type Visitor, type World } from '../../../test/world.ts';
import { outwardTexts } from '../../app/outward-texts.ts';
import { noticeTexts } from '../../app/pages/notice-texts.ts';
import { sayIn } from '../../kernel/text.ts';
import { addDays, atMinute, dateOf, dayMs, hourMs, minuteMs } from '../../kernel/time.ts';
import { absenceOperations } from '../../people/absence/absence.contract.ts';
import { sayDays } from '../../people/absence/absence.text.ts';
import { createPerson } from '../../people/directory/directory.contract.ts';
import { appointPost, endPost } from '../../people/post/post.contract.ts';
import { issuePasswordLink, resetSecondFactor } from '../../people/recovery/recovery.contract.ts';
import { runDueJobs, type Workers } from '../../platform/outbox.ts';
import { getHandover, makeHandover } from '../../resolve/handover/handover.contract.ts';
import { smtpMail } from '../mail/smtp-mail.ts';
import { sendingWorkers } from '../message/message-sending.service.ts';
import { spreadingWorkers } from '../message/message-spreading.service.ts';
import { noticeOperations } from '../notice/notice.contract.ts';
import { sayNotice } from '../notice/notice.rules.ts';
import { mailAddressOperations } from '../preference/mail-address.contract.ts';
import { preferenceOperations } from '../preference/preference.contract.ts';
import type { OutgoingSms } from '../sms/sms.contract.ts';
import type { SmsAdapter } from '../sms/sms-adapter.ts';
import { staffNoticeWorkers } from './staff-notice.service.ts';

let world: World;
let receiver: MailReceiver;
const texted: OutgoingSms[] = [];
let workers: Workers;

before(async () => {
  receiver = await startMailReceiver();
  world = await openWorld();
  // The gateway of text messages is the product's own edge; the letters go through a real server.
  const sms: SmsAdapter = {
    kind: 'http',
    send: async (message) => {
      texted.push(message);
      return { as: 'sent' };
    },
  };
  const mail = smtpMail(smtpAt(receiver.port), { timeoutMs: 5_000 });
  workers = {
    ...staffNoticeWorkers,
    ...spreadingWorkers(outwardTexts),
    ...sendingWorkers({ sms, mail, texts: outwardTexts }),
  };
});
after(() => world.stop());
beforeEach(async () => {
  // A morning two weeks on: what earlier tests began is over and told.
  await run();
  const morning = atMinute(addDays(dateOf(world.clock.now()), 14), 9 * 60);
  world.clock.advance(morning - world.clock.now());
  for (const who of ['handler', 'otherCaptain'] as const) await choose(who, {});
  await run();
  texted.length = 0;
  receiver.received.length = 0;
});

const { beginAbsence, endAbsence } = absenceOperations;

async function run(): Promise<void> {
  while ((await runDueJobs(world.installation.platform, world.here.community.id, workers)) > 0);
}

/** Everything that is due by then has gone. */
async function runAfter(ms: number): Promise<void> {
  await run();
  world.clock.advance(ms);
  await run();
  world.clock.advance(minuteMs);
  await run();
}

async function choose(who: Visitor, ways: { sms?: string[]; mail?: string[] }): Promise<void> {
  const chosen = { sms: [], mail: [], quietFrom: '22:00', quietUntil: '07:00', ...ways } as never;
  must(await world.as(who).call(preferenceOperations.setPreferences, chosen));
}

async function confirmAddress(who: Visitor, address: string): Promise<void> {
  must(await world.as(who).call(mailAddressOperations.setMailAddress, { address }));
  await run();
  const letter = receiver.received.pop();
  assert.ok(letter);
  const token = /\/mail\/confirm\?token=([\w-]+)/.exec(wordsOf(letter))?.[1] ?? '';
  must(await world.as('stranger').call(mailAddressOperations.confirmMailAddress, { token }));
}

const words = () => texted.map(({ text }) => text);
/** The newest of somebody's inbox. */
const told = async (who: Visitor, limit: number, locale: 'zh' | 'en' = 'zh') => {
  const { rows } = must(await world.as(who).call(noticeOperations.listNotices, { limit }));
  return rows.map((row) => sayNotice(sayIn(locale), noticeTexts, row));
};
const daysIn = (locale: 'zh' | 'en', from: number, to: number) =>
  sayDays(locale, { from: day(from), to: day(to) });
const day = (n: number) => addDays(dateOf(world.clock.now()), n);
type Role = Parameters<typeof postOf>[1];
const begin = async (of: Role, deputy: Role, from: number, to: number) =>
  must(
    await world.as('desk1').call(beginAbsence, {
      ...{ postId: postOf(world, of), deputyPostId: postOf(world, deputy) },
      ...{ from: day(from), to: day(to) },
    }),
  );

describe('deputy', () => {
  test('is told by text message when it begins and when it is over, without a name outside', async () => {
    await choose('otherCaptain', { sms: ['work'] });
    await begin('captain', 'otherCaptain', 0, 1);
    await runAfter(0);
    assert.equal(texted.length, 1);
    assert.match(
      words()[0] ?? '',
      new RegExp(`今天起由你代班：楼道长，${daysIn('zh', 0, 1)}。 http.*/c/here/inbox$`),
    );
    assert.doesNotMatch(words()[0] ?? '', /王芳/);
    assert.deepEqual(await told('otherCaptain', 1), [
      `楼道长王芳（楼道长）${daysIn('zh', 0, 1)}不在，从今天起由你代，单子和消息也到你这里来。`,
    ]);
    assert.deepEqual(await told('otherCaptain', 1, 'en'), [
      `楼道长王芳 (Captain) is away ${daysIn('en', 0, 1)}. From today you stand in, and their work and news come to you.`,
    ]);
    // It is over at midnight, and nobody is woken for it.
    await runAfter(dayMs + 16 * hourMs);
    assert.equal(texted.length, 1);
    await runAfter(7 * hourMs);
    assert.equal(texted.length, 2);
    assert.match(words()[1] ?? '', /今天起不用代班了：楼道长。/);
  });

  test('chosen ahead: is told by mail in their language at once, on the first day, and when it is called off', async () => {
    await confirmAddress('otherCaptain', 'zhao@example.cn');
    await choose('otherCaptain', { mail: ['work'] });
    await world.made.database.write(
      world.here.community.id,
      (tx) => tx`update persons set language = 'en' where community_id = ${tx.community}
        and id = ${world.here.people.otherCaptain.personId}`,
    );
    const { absenceId } = await begin('captain', 'otherCaptain', 3, 5);
    await runAfter(0);
    const [letter] = receiver.received;
    assert.ok(letter);
    assert.deepEqual(letter.to, ['zhao@example.cn']);
    assert.match(
      wordsOf(letter),
      new RegExp(`You will stand in for an absence: Captain, ${daysIn('en', 3, 5)}\\.`),
    );
    assert.ok(headersOf(letter).get('subject'));
    await runAfter(3 * dayMs);
    assert.match(wordsOf(receiver.received[1] ?? letter), /From today you stand in: Captain/);
    must(await world.as('captain').call(endAbsence, { absenceId: absenceId as never }));
    await runAfter(0);
    assert.match(wordsOf(receiver.received[2] ?? letter), /From today you no longer stand in: Captain\./);
    // The day that was planned for it has nothing more to say.
    await runAfter(5 * dayMs);
    assert.equal(receiver.received.length, 3);
  });

  test('of an absence taken back before it began: is told that, and nothing else follows', async () => {
    const { absenceId } = await begin('captain', 'otherCaptain', 3, 5);
    await run();
    must(await world.as('captain').call(endAbsence, { absenceId: absenceId as never }));
    const planned = daysIn('zh', 3, 5);
    await runAfter(7 * dayMs);
    assert.deepEqual(await told('otherCaptain', 2), [
      `楼道长王芳（楼道长）${planned}不用你代了。`,
      `楼道长王芳（楼道长）${planned}不在，到时候由你代。`,
    ]);
    assert.deepEqual(await told('captain', 1), []);
  });

  test('of somebody whose post ends while they are away, or before: is told at once, and never again', async () => {
    const { personId } = world.here.people.colleague;
    const { stairwellId } = world.here.places.homes.chair;
    const administrator = world.as('administrator');
    for (const [first, last, said] of [
      [0, 2, /那边，从今天起不用你代了。$/],
      [3, 5, /不用你代了。$/],
    ] as const) {
      const { postId } = must(
        await administrator.call(appointPost, { personId, kind: 'captain', stairwellId }),
      );
      const span = { from: day(first), to: day(last) };
      must(
        await world
          .as('desk1')
          .call(beginAbsence, { postId, deputyPostId: postOf(world, 'otherCaptain'), ...span }),
      );
      await run();
      const before_ = (await told('otherCaptain', 50)).length;
      must(await administrator.call(endPost, { id: postId }));
      await run();
      const [newest, ...rest] = await told('otherCaptain', 50);
      assert.equal(rest.length, before_);
      assert.match(newest ?? '', said);
      await runAfter(8 * dayMs);
      assert.equal((await told('otherCaptain', 50)).length, before_ + 1);
    }
  });

  test('who receives the post of a deputy: is told in their place', async () => {
    await begin('handler', 'colleague', 0, 2);
    await run();
    const postId = postOf(world, 'colleague');
    const administrator = world.as('administrator');
    const { personId } = must(await administrator.call(createPerson, { displayName: '钱师傅' }));
    const { seen } = must(await administrator.call(getHandover, { postId }));
    const to = `person:${personId}`;
    must(await administrator.call(makeHandover, { postId, to, reason: '岗位交接，请接着办', seen }));
    await run();
    const { database } = world.made;
    const successor = await database.read(
      world.here.community.id,
      (tx) => tx<{ template: string }[]>`
        select template from notices where community_id = ${tx.community} and subject_kind = 'absence'
          and post_id = (select id from posts where community_id = ${tx.community} and person_id = ${personId})`,
    );
    assert.deepEqual([...successor], [{ template: 'staff-notice.begins' }]);
  });
});

describe('owner of an account', () => {
  const act = async (operation: typeof issuePasswordLink | typeof resetSecondFactor) => {
    const { personId } = world.here.people.handler;
    must(await world.as('administrator').call(operation, { personId }));
  };

  test('is told at night, too, that a password link was issued, where they want what cannot wait', async () => {
    await choose('handler', { sms: ['urgent'] });
    world.clock.advance(14 * hourMs);
    await act(issuePasswordLink);
    await run();
    assert.equal(texted.length, 1);
    assert.match(words()[0] ?? '', /有人给你开了设密码的链接。不是你要求的，马上找管理员。/);
    assert.deepEqual(await told('handler', 1), [
      '管理员开了一个设你密码的链接，24小时内能用一次。不是你要求的，马上找管理员。',
    ]);
  });

  test('is told by mail that their second factor was reset, after the night where only work is chosen', async () => {
    await confirmAddress('handler', 'zhang@example.cn');
    await choose('handler', { mail: ['work'] });
    world.clock.advance(14 * hourMs);
    await act(resetSecondFactor);
    await runAfter(0);
    assert.equal(receiver.received.length, 0);
    await runAfter(8 * hourMs);
    const [letter] = receiver.received;
    assert.ok(letter);
    assert.deepEqual(letter.to, ['zhang@example.cn']);
    assert.match(wordsOf(letter), /你的手机动态码被重置了。不是你要求的，马上找管理员。/);
  });

  test('whoever reads nothing outside: finds it in the inbox and no message is made', async () => {
    await act(resetSecondFactor);
    // Signed out by it, they come back after a while.
    await runAfter(30 * minuteMs);
    assert.deepEqual([texted.length, receiver.received.length], [0, 0]);
    assert.deepEqual(await told('handler', 1, 'en'), [
      'An administrator reset your second factor. You were signed out everywhere and set a new one when you sign in. If you did not ask for this, tell an administrator at once.',
    ]);
  });
});
