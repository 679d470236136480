import type { Id } from '../../kernel/id.ts';
import type { MailSettings } from '../../platform/mail-settings.ts';
import type { OutgoingMail } from './mail.contract.ts';
import type { MailResult } from './mail.rules.ts';

/** A way to send mail. What goes wrong on the way is a result; only defects throw. */
export type MailAdapter = {
  kind: MailSettings['kind'];
  send(mail: OutgoingMail, about: { community: Id<'community'> }): Promise<MailResult>;
};

/** Nothing is sent and nothing is tried again: the log shows that mail is not set up. */
export const offMail: MailAdapter = {
  kind: 'off',
  send: () => Promise.resolve({ as: 'refused', reason: 'mail-off' }),
};
