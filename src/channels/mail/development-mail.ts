import type { Id } from '../../kernel/id.ts';
import type { Platform } from '../../platform/call.ts';
import type { OutgoingMail } from './mail.contract.ts';
import type { MailAdapter } from './mail-adapter.ts';

/** A mail as the development adapter caught it. */
export type DevelopmentMail = OutgoingMail & { community: Id<'community'> };

const maxKept = 100;

/** In memory alone, and only as long as the process: private links are written nowhere. */
const kept = new WeakMap<Platform, DevelopmentMail[]>();

/** Catches mail instead of sending it. Exists only on an installation for this machine alone. */
export function developmentMail(platform: Platform): MailAdapter {
  if (!platform.isPrivate) throw new Error('mail is shown on a page of this machine alone: set SMTP_URL');
  const mails: DevelopmentMail[] = [];
  kept.set(platform, mails);
  return {
    kind: 'development',
    async send(mail, { community }) {
      mails.unshift({ ...mail, community });
      mails.length = Math.min(mails.length, maxKept);
      return { as: 'sent' };
    },
  };
}

/** What the development adapter of this process caught, newest first, for the page that shows it. */
export function developmentMails(platform: Platform): readonly DevelopmentMail[] {
  return platform.isPrivate ? [...(kept.get(platform) ?? [])] : [];
}
