import type { CommunityId, Id } from '../../kernel/id.ts';
import { dateOf, dayMs, type Instant } from '../../kernel/time.ts';
import { getReadersOf } from '../../people/absence/absence.service.ts';
import { maskPhone } from '../../people/person/person.rules.ts';
import { getPersons } from '../../people/person/person.service.ts';
import type { Tx } from '../../platform/database.ts';
import type { Workers } from '../../platform/outbox.ts';
import { maskMail } from '../mail/mail.rules.ts';
import { type Notice, type OutwardTexts, spreadJobKind, spreadPayload } from '../notice/notice.contract.ts';
import { getNotices } from '../notice/notice.service.ts';
import type { Choices, MessageChannel } from '../preference/preference.contract.ts';
import { leavesAt, waysFor } from '../preference/preference.rules.ts';
import { choicesOf, findMailAddress } from '../preference/preference.service.ts';
import { kindOf } from './message.rules.ts';
import { queueMessage } from './message.service.ts';
import * as store from './message.store.ts';

/** News older than this is history: whoever was away finds it in the inbox. */
const newsLivesMs = dayMs;

/**
 * Makes messages of the notices a job names, one for each way each reader chose. It happens in the transaction that
 * takes the job away, so each notice leads to each message once or, with the job, again to nothing.
 */
export function spreadingWorkers(texts: OutwardTexts): Workers {
  return {
    [spreadJobKind]: {
      async within({ tx, payload, now, community }) {
        const { noticeIds } = spreadPayload.parse(payload);
        const fresh = (await getNotices(tx, noticeIds)).filter(({ at }) => now < at + newsLivesMs);
        await spreadNotices(tx, fresh, { texts, now, community });
      },
    },
  };
}

type About = { texts: OutwardTexts; now: Instant; community: CommunityId };

async function spreadNotices(tx: Tx, notices: readonly Notice[], about: About): Promise<void> {
  const readers = await readersOf(tx, notices, about.now);
  const choices = await choicesOf(tx, [...readers.values()]);
  for (const notice of notices) {
    const personId = readers.get(notice.id);
    const chosen = personId && choices.get(personId);
    if (!chosen) continue;
    for (const way of waysFor(kindOf(about.texts, notice), chosen)) {
      await spread(tx, notice, { personId, chosen, ...way }, about.now);
    }
  }
}

/** Who reads each notice: its person, or whoever does the work of its post today. */
async function readersOf(
  tx: Tx,
  notices: readonly Notice[],
  now: Instant,
): Promise<ReadonlyMap<Notice['id'], Id<'person'>>> {
  const posts = notices.flatMap(({ recipient }) => (recipient.to === 'post' ? [recipient.postId] : []));
  const holders = await getReadersOf(tx, dateOf(now), posts);
  const readers = new Map<Notice['id'], Id<'person'>>();
  for (const { id, recipient } of notices) {
    if (recipient.to === 'person') readers.set(id, recipient.personId);
    const holder = recipient.to === 'post' ? holders.get(recipient.postId) : undefined;
    if (holder) readers.set(id, holder);
  }
  return readers;
}

type Way = { personId: Id<'person'>; channel: MessageChannel; urgent: boolean; chosen: Choices };

async function spread(tx: Tx, notice: Notice, way: Way, now: Instant): Promise<void> {
  const { personId, channel, urgent, chosen } = way;
  const maskedTo = await maskedTarget(tx, personId, channel);
  if (maskedTo === null) return;
  const { subject } = notice;
  const gathering = urgent ? undefined : await store.lockGathering(tx, { personId, channel, subject }, now);
  if (gathering) return store.addNotices(tx, gathering.id, [notice.id]);
  const dueAt = leavesAt(now, urgent, chosen);
  const base = { personId, channel, subject, maskedTo, dueAt, urgent };
  await queueMessage(tx, { ...base, purpose: 'notice', noticeIds: [notice.id] }, now);
}

/** Where somebody is reached now, as the log may show it; null where they are not. */
async function maskedTarget(tx: Tx, personId: Id<'person'>, channel: MessageChannel): Promise<string | null> {
  if (channel === 'mail') {
    const mail = await findMailAddress(tx, personId);
    return mail?.confirmedAt ? maskMail(mail.address) : null;
  }
  const phone = (await getPersons(tx, [personId])).get(personId)?.phone;
  return phone ? maskPhone(phone) : null;
}
