import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, test } from 'node:test';
import {
  headersOf,
  type MailReceiver,
  smtpAt,
  startMailReceiver,
  wordsOf,
} from '../../../test/mail-receiver.ts';
import { storyOf } from '../../../test/story.ts';
import { codeOf, must, openWorld, tuesdayMorning, type Visitor, type World } from '../../../test/world.ts';
import { outwardTexts } from '../../app/outward-texts.ts';
import { addMs, dayMs, hourMs, minuteMs, parseInstant } from '../../kernel/time.ts';
import { runDueJobs, type Workers } from '../../platform/outbox.ts';
import { smtpMail } from '../mail/smtp-mail.ts';
import { noticeOperations, type OutwardTexts } from '../notice/notice.contract.ts';
import { mailAddressOperations } from '../preference/mail-address.contract.ts';
import { preferenceOperations } from '../preference/preference.contract.ts';
import type { OutgoingSms } from '../sms/sms.contract.ts';
import type { SmsAdapter } from '../sms/sms-adapter.ts';
import { messageOperations } from './message.contract.ts';
import { sendingWorkers } from './message-sending.service.ts';
import { spreadingWorkers } from './message-spreading.service.ts';

let world: World;
let receiver: MailReceiver;
let texted: OutgoingSms[];
let workers: Workers;

before(async () => {
  receiver = await startMailReceiver();
});

beforeEach(async () => {
  world = await openWorld();
  texted = [];
  receiver.received.length = 0;
  receiver.refuse = null;
  workers = workersWith(outwardTexts);
});
afterEach(() => world.stop());

/** The text messages' gateway is the product's own edge; the mail goes through a real server. */
function workersWith(texts: OutwardTexts): Workers {
  const sms: SmsAdapter = {
    kind: 'http',
    send: async (message) => {
      texted.push(message);
      return { as: 'sent' };
    },
  };
  const mail = smtpMail(smtpAt(receiver.port), { timeoutMs: 5_000 });
  return { ...spreadingWorkers(texts), ...sendingWorkers({ sms, mail, texts }) };
}

async function run(): Promise<void> {
  while ((await runDueJobs(world.installation.platform, world.here.community.id, workers)) > 0);
}

/** Everything that is due within the next minute has gone. */
async function runGathered(): Promise<void> {
  await run();
  world.clock.advance(minuteMs);
  await run();
}

const quiet = { quietFrom: '22:00', quietUntil: '07:00' };

async function choose(who: Visitor, ways: { sms?: string[]; mail?: string[] }): Promise<void> {
  const chosen = { sms: [], mail: [], ...quiet, ...ways } as never;
  must(await world.as(who).call(preferenceOperations.setPreferences, chosen));
}

const tokenOf = (words: string, path: string) =>
  decodeURIComponent(new RegExp(`/mail/${path}\\?token=([\\w-]+)`).exec(words)?.[1] ?? '');

/** Gives an address and follows the link in the letter. */
async function confirmAddress(who: Visitor, address: string): Promise<void> {
  must(await world.as(who).call(mailAddressOperations.setMailAddress, { address }));
  await run();
  const letter = receiver.received.pop();
  assert.ok(letter);
  assert.deepEqual(letter.to, [address]);
  const token = tokenOf(wordsOf(letter), 'confirm');
  must(await world.as('stranger').call(mailAddressOperations.confirmMailAddress, { token }));
}

const log = async (who: Visitor = 'desk1', input = {}) =>
  must(await world.as(who).call(messageOperations.listMessages, input));

test('resident: gives an address; a scanner that follows the link confirms nothing, pressing the button does', async () => {
  const resident = world.as('resident');
  const readOwn = async () => must(await resident.call(preferenceOperations.getPreferences, {}));
  const wrong = await resident.call(mailAddressOperations.setMailAddress, {
    address: 'a@example.cn\r\nBcc: b@c.cn',
  });
  assert.equal(codeOf(wrong), 'input-invalid');
  must(await resident.call(mailAddressOperations.setMailAddress, { address: 'liu@example.cn' }));
  await run();
  const [letter] = receiver.received;
  assert.ok(letter);
  assert.equal(headersOf(letter).get('list-unsubscribe'), undefined);
  const token = tokenOf(wordsOf(letter), 'confirm');
  for (let scans = 0; scans < 2; scans++) {
    const shown = must(await world.as('stranger').call(mailAddressOperations.readLink, { token }));
    assert.deepEqual(shown, { purpose: 'confirm', maskedAddress: 'l***@example.cn', done: false });
  }
  const page = await fetch(`${world.url}/c/here/mail/confirm?token=${token}`);
  assert.equal(page.status, 200);
  assert.deepEqual((await readOwn()).mailAddress, { address: 'liu@example.cn', confirmed: false });
  const early = await resident.call(preferenceOperations.setPreferences, {
    sms: [],
    mail: ['progress'],
    ...quiet,
  });
  assert.equal(codeOf(early), 'mail-not-confirmed');

  must(await world.as('stranger').call(mailAddressOperations.confirmMailAddress, { token }));
  must(await world.as('stranger').call(mailAddressOperations.confirmMailAddress, { token }));
  const confirmed = await readOwn();
  assert.deepEqual(confirmed.mailAddress, { address: 'liu@example.cn', confirmed: true });
  assert.deepEqual(confirmed.mail, ['progress', 'question', 'work', 'urgent']);

  const elsewhere = await world
    .as('stranger', { in: world.there })
    .call(mailAddressOperations.readLink, { token });
  assert.equal(codeOf(elsewhere), 'link-not-valid');
  must(await resident.call(mailAddressOperations.setMailAddress, { address: 'other@example.cn' }));
  const old = await world.as('stranger').call(mailAddressOperations.confirmMailAddress, { token });
  assert.equal(codeOf(old), 'link-not-valid');
});

test('a link: not followed for a week opens nothing any more', async () => {
  must(await world.as('resident').call(mailAddressOperations.setMailAddress, { address: 'liu@example.cn' }));
  await run();
  const [letter] = receiver.received;
  assert.ok(letter);
  const token = tokenOf(wordsOf(letter), 'confirm');
  world.clock.advance(7 * dayMs);
  const late = await world.as('stranger').call(mailAddressOperations.confirmMailAddress, { token });
  assert.equal(codeOf(late), 'link-not-valid');
});

test('resident: cannot have another’s mailbox filled: five letters a day ask for confirmation, the sixth is refused', async () => {
  const ask = (n: number) =>
    world.as('resident').call(mailAddressOperations.setMailAddress, { address: `victim${n}@example.cn` });
  for (let n = 1; n <= 5; n++) must(await ask(n));
  assert.equal(codeOf(await ask(6)), 'asked-too-often');
  world.clock.advance(dayMs);
  must(await ask(7));
});

test('resident: what happens in one breath comes as one letter and one text message, with no words of others', async () => {
  await confirmAddress('resident', 'liu@example.cn');
  await choose('resident', { sms: ['progress'], mail: ['progress', 'question'] });
  await storyOf(world).accepted({ messageToReporter: '王师傅电话13912345678' });
  await run();
  assert.equal(receiver.received.length, 0, 'waits a minute for more');
  world.clock.advance(minuteMs);
  await run();
  assert.equal(receiver.received.length, 2, 'the report’s arrival, and its matter');
  const letter = receiver.received.find((mail) => wordsOf(mail).includes('受理了'));
  assert.ok(letter);
  const words = wordsOf(letter);
  assert.match(words, /“中心花园健身器材松动”受理了/);
  assert.match(words, new RegExp(`${world.url}/c/here/inbox`));
  assert.ok(!letter.raw.includes('13912345678') && !words.includes('13912345678'));
  assert.match(headersOf(letter).get('list-unsubscribe') ?? '', /^<http.*\/mail\/stop\?token=[\w-]+>$/);

  const [sms] = texted.slice(-1);
  assert.equal(sms?.phone, `+86${world.here.people.resident.phone}`);
  assert.match(sms?.text ?? '', /^【here社区】.*\/inbox$/);

  const token = tokenOf(words, 'stop');
  must(await world.as('stranger').call(mailAddressOperations.readLink, { token }));
  must(await world.as('stranger').call(mailAddressOperations.stopMail, { token }));
  const after = must(await world.as('resident').call(preferenceOperations.getPreferences, {}));
  assert.deepEqual([after.mail, after.sms], [[], ['progress']]);
});

test('resident: sleeps; in the morning the news of a matter is one message, and what cannot wait came at night', async () => {
  await choose('resident', { sms: ['progress', 'question', 'urgent'] });
  world.clock.set(parseInstant('2026-11-24T22:30:00+08:00'));
  const story = storyOf(world);
  await story.taken();
  await run();
  world.clock.advance(minuteMs);
  await run();
  assert.equal(texted.length, 0);
  world.clock.set(addMs(parseInstant('2026-11-25T07:00:00+08:00'), -1));
  await run();
  assert.equal(texted.length, 0);
  world.clock.advance(1);
  await run();
  const texts = texted.map(({ text }) => text);
  assert.equal(texts.length, 2, 'of the report, and of its matter');
  assert.ok(
    texts.some((text) => text.includes('办理人接单了。还有2条。')),
    texts.join('\n'),
  );

  world.clock.set(parseInstant('2026-11-26T03:00:00+08:00'));
  await story.reported({ text: '楼道里有煤气味' });
  await run();
  assert.equal(texted.length, 3);
});

test('resident: who read it here is not told again outside, nor who changed their mind meanwhile', async () => {
  await choose('resident', { sms: ['progress'] });
  await storyOf(world).accepted();
  await run();
  const { rows } = must(await world.as('resident').call(noticeOperations.listNotices, {}));
  assert.ok(rows[0]);
  must(
    await world.as('resident').call(noticeOperations.readNotices, { noticeId: rows[0].id, andOlder: true }),
  );
  world.clock.advance(minuteMs);
  await run();
  assert.equal(texted.length, 0);
  const read = (await log()).messages.filter(({ purpose }) => purpose === 'notice');
  assert.deepEqual(
    read.map(({ state, reason }) => [state, reason]),
    [
      ['dropped', 'read-here'],
      ['dropped', 'read-here'],
    ],
  );

  await storyOf(world).accepted();
  await run();
  await choose('resident', {});
  world.clock.advance(minuteMs);
  await run();
  assert.equal(texted.length, 0);
  assert.equal((await log()).messages[0]?.reason, 'not-wanted');
});

test('handler: hears by text message what a post is told, in their language', async () => {
  await choose('handler', { sms: ['work'] });
  const { personId } = world.here.people.handler;
  await world.made.database.write(
    world.here.community.id,
    (tx) => tx`update persons set language = 'en' where id = ${personId}`,
  );
  await storyOf(world).dispatched();
  await runGathered();
  assert.match(
    texted[0]?.text ?? '',
    /^\[here\] To handle: 2026-\d{4} “.*”\. Take it within 4 business hours\./,
  );
});

test('a server that refuses the reader: no further try; the desk sees why and sends it again', async () => {
  await confirmAddress('resident', 'liu@example.cn');
  receiver.refuse = { step: 'onRcptTo', code: 550 };
  await storyOf(world).reported();
  await runGathered();
  world.clock.advance(dayMs);
  await run();
  const found = await log();
  assert.equal(found.unsent, 1);
  const [failed] = (await log('administrator', { unsent: true })).messages;
  assert.ok(failed);
  assert.deepEqual(
    [
      failed.person,
      failed.to,
      failed.channel,
      failed.state,
      failed.attempts,
      failed.reason,
      failed.can.resend,
    ],
    ['刘阿姨', 'l***@example.cn', 'mail', 'failed', 1, 'smtp-550', true],
  );
  assert.ok(!JSON.stringify(found).includes('liu@example.cn'));
  const id = failed.id as never;
  for (const who of ['resident', 'captain', 'handler', 'street'] as const) {
    assert.equal(codeOf(await world.as(who).call(messageOperations.resendMessage, { id })), 'desk-only');
  }
  receiver.refuse = null;
  must(await world.as('desk1').call(messageOperations.resendMessage, { id }));
  assert.equal(codeOf(await world.as('desk1').call(messageOperations.resendMessage, { id })), 'not-unsent');
  await run();
  assert.equal(receiver.received.length, 1);
  assert.equal((await log()).unsent, 0);
  const abroad = await world
    .as('desk1', { in: world.there, of: world.there })
    .call(messageOperations.resendMessage, { id });
  assert.equal(codeOf(abroad), 'message-not-found');
});

test('a server that is away for a while: the letter is tried again, not at night, and arrives under one name', async () => {
  await confirmAddress('resident', 'liu@example.cn');
  receiver.refuse = { step: 'onConnect', code: 421 };
  world.clock.set(parseInstant('2026-11-24T21:50:00+08:00'));
  await storyOf(world).reported();
  await runGathered();
  const [waiting] = (await log()).messages;
  assert.deepEqual([waiting?.state, waiting?.reason, waiting?.attempts], ['waiting', 'smtp-421', 1]);
  world.clock.set(parseInstant('2026-11-24T22:01:00+08:00'));
  receiver.refuse = null;
  await run();
  assert.equal(receiver.received.length, 0);
  world.clock.set(parseInstant('2026-11-25T07:00:00+08:00'));
  await run();
  assert.equal(receiver.received.length, 1);
  const [letter] = receiver.received;
  assert.ok(letter);
  assert.equal(headersOf(letter).get('message-id'), `<${waiting?.id}@example.cn>`);
});

test('a server that stays away: the letter is given up after about a day, and counted as unsent', async () => {
  await confirmAddress('resident', 'liu@example.cn');
  await choose('resident', { mail: ['progress', 'urgent'] });
  receiver.refuse = { step: 'onConnect', code: 421 };
  await storyOf(world).reported({ text: '楼道里有煤气味' });
  for (let hour = 0; hour < 36; hour++) {
    await run();
    world.clock.advance(hourMs);
  }
  const { messages, unsent } = await log();
  const given = messages.find(({ purpose }) => purpose === 'notice');
  assert.deepEqual([given?.state, given?.reason, given?.attempts, unsent], ['given-up', 'smtp-421', 15, 1]);
});

test('news of yesterday: is history, nobody is woken for it', async () => {
  await choose('resident', { sms: ['progress'] });
  await storyOf(world).reported();
  world.clock.set(addMs(tuesdayMorning, dayMs + minuteMs));
  await runGathered();
  assert.equal(texted.length, 0);
});

test('where nobody chose anything: notices leave no job behind', async () => {
  await storyOf(world).dispatched();
  const jobs = await world.made.database.read(
    world.here.community.id,
    (tx) => tx`select 1 from outbox where kind <> 'sms.send'`,
  );
  assert.equal(jobs.length, 0);
});
