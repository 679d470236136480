import { createTransport } from 'nodemailer';
import type { SmtpSettings } from '../../platform/mail-settings.ts';
import type { OutgoingMail } from './mail.contract.ts';
import { htmlText, messageIdOf, oneLine, plainText, resultOf, type SmtpFailure } from './mail.rules.ts';
import type { MailAdapter } from './mail-adapter.ts';

/** For one letter from the first packet to the last answer; far below the lease of its job. */
export const mailTimeoutMs = 30_000;

/**
 * Sends through an SMTP server, one connection a letter. Without TLS nothing leaves this machine, and a server
 * that cannot prove its name is not spoken to. Neither files nor addresses are read for a letter's content.
 */
export function smtpMail(
  server: SmtpSettings,
  { timeoutMs = mailTimeoutMs }: { timeoutMs?: number } = {},
): MailAdapter {
  const { host, port, login, from } = server;
  const options = {
    ...{ host, port, secure: server.implicitTls },
    // A server on this machine has seldom a certificate for 127.0.0.1, and the line to it needs none.
    ...(server.mustEncrypt ? { requireTLS: true } : { ignoreTLS: true }),
    ...(login && { auth: { user: login.user, pass: login.password } }),
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    ...{ dnsTimeout: timeoutMs, disableFileAccess: true, disableUrlAccess: true },
  };
  return {
    kind: 'smtp',
    async send(mail) {
      // Over all: a server that speaks a byte now and then would hold the line for ever.
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        await createTransport(options).sendMail({ ...letterOf(mail, from), signal });
        return { as: 'sent' };
      } catch (error) {
        return resultOf(error as SmtpFailure);
      }
    },
  };
}

function letterOf(mail: OutgoingMail, from: string) {
  return {
    from: { name: oneLine(mail.fromName, 80), address: from },
    to: { name: '', address: mail.to },
    subject: oneLine(mail.subject),
    text: plainText(mail.paragraphs),
    html: htmlText(mail),
    messageId: messageIdOf(mail.id, from),
    date: new Date(mail.at),
    headers: {
      // So that nobody's "I am on holiday" comes back to us (RFC 3834, 5).
      'Auto-Submitted': 'auto-generated',
      ...(mail.stopHref !== null && { 'List-Unsubscribe': `<${mail.stopHref}>` }),
    },
  };
}
