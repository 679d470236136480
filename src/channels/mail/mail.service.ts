import type { Platform } from '../../platform/call.ts';
import type { Settings } from '../../platform/config.ts';
import { developmentMail } from './development-mail.ts';
import type { MailAdapter } from './mail-adapter.ts';
import { offMail } from './mail-adapter.ts';
import { smtpMail } from './smtp-mail.ts';

/** The adapter that the settings ask for. */
export function openMailAdapter(settings: Settings['mail'], platform: Platform): MailAdapter {
  if (settings.kind === 'smtp') return smtpMail(settings);
  return settings.kind === 'development' ? developmentMail(platform) : offMail;
}
