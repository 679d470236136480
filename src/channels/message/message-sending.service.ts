import type { Say } from '../../kernel/text.ts';
import { sayIn } from '../../kernel/text.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Person } from '../../people/person/person.contract.ts';
import { findPerson } from '../../people/person/person.service.ts';
import { listCommunities } from '../../places/community/community.service.ts';
import type { Community } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import {
  type OutsideWorker,
  retryForADay,
  type TryEnd,
  type Work,
  type Workers,
} from '../../platform/outbox.ts';
import type { OutgoingMail } from '../mail/mail.contract.ts';
import type { MailResult } from '../mail/mail.rules.ts';
import type { MailAdapter } from '../mail/mail-adapter.ts';
import { mailTimeoutMs } from '../mail/smtp-mail.ts';
import type { Notice, OutwardTexts } from '../notice/notice.contract.ts';
import { getNotices } from '../notice/notice.service.ts';
import { sealLink } from '../preference/mail-token.ts';
import { isQuiet, quietEnd, waysFor } from '../preference/preference.rules.ts';
import { choicesOfOne, findMailAddress } from '../preference/preference.service.ts';
import { gatewayTimeoutMs } from '../sms/http-sms.ts';
import type { OutgoingSms, SmsId } from '../sms/sms.contract.ts';
import type { SmsResult } from '../sms/sms.rules.ts';
import type { SmsAdapter } from '../sms/sms-adapter.ts';
import { type Message, type MessageId, messageJobKinds, messagePayload } from './message.contract.ts';
import {
  composeConfirmation,
  composeNews,
  composeSms,
  kindOf,
  type News,
  sayOutward,
  stateAfter,
} from './message.rules.ts';
import { enqueueSending } from './message.service.ts';
import * as store from './message.store.ts';
import { messageText } from './message.text.ts';

export type Senders = {
  sms: SmsAdapter;
  mail: MailAdapter;
  texts: OutwardTexts;
  /** Whether a number gets no news by text message for now, from those who keep that. */
  isHeldBack?: (tx: Tx, phone: string, now: Instant) => Promise<boolean>;
};

/** Sends what waits, one kind of job a channel; each message at least once, and under one name. */
export function sendingWorkers(senders: Senders): Workers {
  return {
    [messageJobKinds.sms]: worker(senders, 3 * gatewayTimeoutMs),
    [messageJobKinds.mail]: { ...worker(senders, 3 * mailTimeoutMs), retry: retryForADay },
  };
}

function worker(senders: Senders, leaseMs: number): OutsideWorker {
  return {
    leaseMs,
    outside: (work) => tryMessage(senders, work),
    async setAside(tx, payload) {
      const { messageId } = messagePayload.parse(payload);
      await store.updateState(tx, messageId, { state: 'given-up', reason: 'unfinished' });
    },
  };
}

/** What one try needs to know, or what became of the message without one. */
type Prepared =
  | { do: 'nothing' }
  | { do: 'wait'; until: Instant }
  | { do: 'drop'; reason: string }
  | { do: 'sms'; sms: OutgoingSms }
  | { do: 'mail'; mail: OutgoingMail };

async function tryMessage(senders: Senders, work: Work): Promise<TryEnd> {
  const { platform, community } = work;
  const { messageId: id } = messagePayload.parse(work.payload);
  const here = (await listCommunities(platform.database.sql)).find((one) => one.id === community);
  if (!here) throw new Error('a job of a community that is not there');
  const prepared = await platform.database.write(community, (tx) => prepare(tx, id, here, senders, work));
  const end = (change: Pick<Message, 'state' | 'reason'>): TryEnd => ({
    done: true,
    note: (tx) => store.updateState(tx, id, change),
  });
  switch (prepared.do) {
    case 'nothing':
      return { done: true };
    case 'wait':
      return { done: true, note: (tx) => sendLater(tx, id, prepared.until, work.now) };
    case 'drop':
      return end({ state: 'dropped', reason: prepared.reason });
    case 'sms':
      return endOf(await senders.sms.send(prepared.sms, { community }), id, work, end);
    case 'mail':
      return endOf(await senders.mail.send(prepared.mail, { community }), id, work, end);
  }
}

function endOf(
  result: SmsResult | MailResult,
  id: MessageId,
  { isLastAttempt }: Work,
  end: (change: Pick<Message, 'state' | 'reason'>) => TryEnd,
): TryEnd {
  const after = stateAfter(result, isLastAttempt);
  if (after) return end(after);
  const reason = result.as === 'sent' ? '' : result.reason;
  return { done: false, reason, note: (tx) => store.updateState(tx, id, { state: 'waiting', reason }) };
}

/** The night came before the message left: another job takes it up in the morning. */
async function sendLater(tx: Tx, id: MessageId, dueAt: Instant, now: Instant): Promise<void> {
  const message = await store.findMessage(tx, id);
  if (!message) return;
  await store.delayMessage(tx, id, dueAt);
  await enqueueSending(tx, { ...message, dueAt }, now);
}

async function prepare(
  tx: Tx,
  id: MessageId,
  here: Community,
  senders: Senders,
  work: Work,
): Promise<Prepared> {
  const waiting = await store.findMessage(tx, id);
  const person = waiting && (await findPerson(tx, waiting.personId));
  if (waiting?.state !== 'waiting' || !person) return { do: 'nothing' };
  const choices = await choicesOfOne(tx, person.id);
  // A try that failed in the evening is not made again in the night.
  if (!waiting.urgent && isQuiet(work.now, choices))
    return { do: 'wait', until: quietEnd(work.now, choices) };
  // From here on nobody adds to it any more.
  const message = await store.takeMessage(tx, id, work.now);
  if (!message) return { do: 'nothing' };
  const say = sayIn(person.language);
  if (message.purpose === 'confirm-address') return confirmation(tx, message, person, { say, here, work });

  const notices = await getNotices(tx, await store.listNoticeIds(tx, id));
  const unread = notices.filter(({ readAt }) => readAt === null);
  if (unread.length === 0) return { do: 'drop', reason: 'read-here' };
  const wanted = unread.filter((notice) =>
    waysFor(kindOf(senders.texts, notice), choices).some(({ channel }) => channel === message.channel),
  );
  if (wanted.length === 0) return { do: 'drop', reason: 'not-wanted' };
  const news = newsOf(wanted, senders.texts, { say, here, work });
  return message.channel === 'sms'
    ? bySms(tx, message, person, news, { senders, work })
    : byMail(tx, message, person, news, { here, work });
}

type Around = { say: Say; here: Community; work: Work };

const nameOf = (say: Say, { name, nameEn }: Community) =>
  say.locale === 'en' && nameEn !== '' ? nameEn : name;
const addressOf = ({ platform }: Work, { slug }: Community, path: string) =>
  `${platform.baseUrl}/c/${slug}${path}`;

function newsOf(notices: readonly Notice[], texts: OutwardTexts, { say, here, work }: Around): News {
  return {
    say,
    community: nameOf(say, here),
    sentences: notices.map((notice) => sayOutward(say, texts, notice)),
    href: addressOf(work, here, '/inbox'),
  };
}

async function bySms(
  tx: Tx,
  message: Message,
  person: Person,
  news: News,
  { senders, work }: { senders: Senders; work: Work },
): Promise<Prepared> {
  if (person.phone === null) return { do: 'drop', reason: 'no-address' };
  if (await senders.isHeldBack?.(tx, person.phone, work.now)) return { do: 'drop', reason: 'held-back' };
  const id = message.id as string as SmsId;
  return { do: 'sms', sms: { id, phone: person.phone, text: composeSms(news), purpose: 'notice' } };
}

async function byMail(
  tx: Tx,
  message: Message,
  person: Person,
  news: News,
  { here, work }: Omit<Around, 'say'>,
): Promise<Prepared> {
  const mail = await findMailAddress(tx, person.id);
  if (!mail?.confirmedAt) return { do: 'drop', reason: 'no-address' };
  const link = { purpose: 'stop', community: here.id, personId: person.id, address: mail.address } as const;
  const stop = addressOf(work, here, `/mail/stop?token=${sealLink(work.platform.secret, link)}`);
  const letter = composeNews(news, { choose: addressOf(work, here, '/preferences'), stop });
  return {
    do: 'mail',
    mail: envelope(message, mail.address, news.say, news.community, { ...letter, stopHref: stop }),
  };
}

async function confirmation(
  tx: Tx,
  message: Message,
  person: Person,
  { say, here, work }: Around,
): Promise<Prepared> {
  const mail = await findMailAddress(tx, person.id);
  if (!mail || mail.confirmedAt !== null) return { do: 'drop', reason: 'not-wanted' };
  const link = {
    purpose: 'confirm',
    community: here.id,
    personId: person.id,
    address: mail.address,
  } as const;
  const href = addressOf(work, here, `/mail/confirm?token=${sealLink(work.platform.secret, link)}`);
  const community = nameOf(say, here);
  const letter = { ...composeConfirmation(say, community, href), stopHref: null };
  return { do: 'mail', mail: envelope(message, mail.address, say, community, letter) };
}

function envelope(
  { id, at }: Message,
  to: string,
  say: Say,
  community: string,
  letter: Pick<OutgoingMail, 'subject' | 'paragraphs' | 'stopHref'>,
): OutgoingMail {
  return { id, to, at, fromName: say(messageText.fromName, community), locale: say.locale, ...letter };
}
