import type { Id } from '../../kernel/id.ts';
import type { SmsAdapter as SmsSettings } from '../../platform/config.ts';
import type { OutgoingSms } from './sms.contract.ts';
import type { SmsResult } from './sms.rules.ts';

/** A way to send text messages. What goes wrong on the way is a result; only defects throw. */
export type SmsAdapter = {
  kind: SmsSettings['kind'];
  send(message: OutgoingSms, about: { community: Id<'community'> }): Promise<SmsResult>;
};

/** Nothing is sent and nothing is tried again: the log shows that messages are switched off. */
export const offSms: SmsAdapter = {
  kind: 'off',
  send: () => Promise.resolve({ as: 'refused', reason: 'sms-off' }),
};
