import type { Asker } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse, refuseFields } from '../../kernel/outcome.ts';
import { addMs, dayMs } from '../../kernel/time.ts';
import { type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { isMailAddress } from '../../platform/mail-settings.ts';
import { maskMail } from '../mail/mail.rules.ts';
import { queueMessage, timesOfMessages } from '../message/message.service.ts';
import { noticeKinds } from '../notice/notice.contract.ts';
import { mailAddressOperations } from './mail-address.contract.ts';
import { type MailLink, openLink } from './mail-token.ts';
import type { Choices, MailAddress } from './preference.contract.ts';
import { mayChoose, mayFollowLink } from './preference.policy.ts';
import { checkAsking, mayBeConfirmed, usualChoices } from './preference.rules.ts';
import { choicesOf } from './preference.service.ts';
import * as store from './preference.store.ts';

type Handlers = HandlersOf<typeof mailAddressOperations>;

function personOf(asker: Asker): Id<'person'> {
  if (asker.kind !== 'person') throw new Error('the policy lets only persons have an address');
  return asker.personId;
}

const setMailAddress: Handlers['setMailAddress'] = async (call, input) => {
  const may = mayChoose(call.asker);
  if (may !== true) return refuse(may);
  const personId = personOf(call.asker);
  const address = input.address.trim();
  if (!isMailAddress(address)) return refuseFields([{ path: 'address', code: 'address-invalid' }]);
  return call.write<Outcome<{ confirmed: boolean }, 'asked-too-often'>>(async (tx) => {
    const written = await store.findMailAddress(tx, personId);
    if (written?.address === address && written.confirmedAt !== null) return ok({ confirmed: true });
    const earlier = await timesOfMessages(tx, personId, 'confirm-address', addMs(call.now, -dayMs));
    const asked = checkAsking(earlier, call.now);
    if (!asked.ok) return asked;
    await store.upsertMailAddress(tx, personId, address, call.now);
    await queueMessage(
      tx,
      {
        ...{ personId, channel: 'mail', purpose: 'confirm-address', subject: null, urgent: true },
        ...{ maskedTo: maskMail(address), noticeIds: [], dueAt: call.now },
      },
      call.now,
    );
    return ok({ confirmed: false });
  });
};

const removeMailAddress: Handlers['removeMailAddress'] = async (call) => {
  const may = mayChoose(call.asker);
  if (may !== true) return refuse(may);
  const personId = personOf(call.asker);
  return call.write(async (tx) => {
    await store.deleteMailAddress(tx, personId);
    await chooseMail(tx, call, personId, []);
    return ok({ removed: true as const });
  });
};

/** Changes what goes by mail and leaves the rest as it was chosen. */
async function chooseMail(tx: Tx, call: Call, person: Id<'person'>, mail: Choices['mail']): Promise<void> {
  const [chosen] = await store.findChoices(tx, [person]);
  if (chosen === undefined && mail.length === 0) return;
  await store.upsertChoices(tx, person, { ...(chosen ?? usualChoices), mail }, call.now);
}

type Opened = { link: MailLink; written: MailAddress };

/** What a link is about, if it still is about anything. */
async function openIn(
  tx: Tx,
  call: Call,
  token: string,
  purpose?: MailLink['purpose'],
): Promise<Outcome<Opened, 'link-not-valid'>> {
  const may = mayFollowLink(call.asker);
  const link = openLink(call.platform.secret, call.community.id, token);
  if (may !== true || !link || (purpose !== undefined && link.purpose !== purpose))
    return refuse('link-not-valid');
  const written = await store.findMailAddress(tx, link.personId);
  const holds =
    link.purpose === 'confirm'
      ? mayBeConfirmed(written, link.address, call.now)
      : written?.address === link.address;
  return holds && written ? ok({ link, written }) : refuse('link-not-valid');
}

const readLink: Handlers['readLink'] = (call, input) =>
  call.read(async (tx) => {
    const opened = await openIn(tx, call, input.token);
    if (!opened.ok) return opened;
    const { link, written } = opened.value;
    const choices = (await choicesOf(tx, [link.personId])).get(link.personId);
    const done =
      link.purpose === 'confirm' ? written.confirmedAt !== null : (choices?.mail ?? []).length === 0;
    return ok({ purpose: link.purpose, maskedAddress: maskMail(link.address), done });
  });

const confirmMailAddress: Handlers['confirmMailAddress'] = (call, input) =>
  call.write(async (tx) => {
    const opened = await openIn(tx, call, input.token, 'confirm');
    if (!opened.ok) return opened;
    const { link, written } = opened.value;
    if (written.confirmedAt === null) {
      await store.confirmMailAddress(tx, link.personId, call.now);
      const chosen = (await choicesOf(tx, [link.personId])).get(link.personId)?.mail ?? [];
      if (chosen.length === 0) await chooseMail(tx, call, link.personId, [...noticeKinds]);
    }
    return ok({ confirmed: true as const });
  });

const stopMail: Handlers['stopMail'] = (call, input) =>
  call.write(async (tx) => {
    const opened = await openIn(tx, call, input.token, 'stop');
    if (!opened.ok) return opened;
    await chooseMail(tx, call, opened.value.link.personId, []);
    return ok({ stopped: true as const });
  });

export const mailAddressHandlers = implement(mailAddressOperations, {
  setMailAddress,
  removeMailAddress,
  readLink,
  confirmMailAddress,
  stopMail,
});
