import type { OutgoingMail, Paragraph } from './mail.contract.ts';

/** What a try came to: `refused` will not get better, `unreached` may. */
export type MailResult =
  | { as: 'sent' }
  | { as: 'refused'; reason: string }
  | { as: 'unreached'; reason: string };

/** What may stand in a header: one line without control characters, so that no words can begin another header. */
export function oneLine(words: string, max = 200): string {
  const line = [...words.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]+/gu, ' ').trim()];
  return line.length <= max ? line.join('') : `${line.slice(0, max - 1).join('')}…`;
}

/** An address as a list may show it: enough to recognise one's own (w***@example.cn). */
export function maskMail(address: string): string {
  const [, first = '', domain = ''] = /^(.).*@([^@]+)$/u.exec(address) ?? [];
  return `${first}***@${domain}`;
}

/** The letter as plain words. */
export function plainText(paragraphs: readonly Paragraph[]): string {
  return `${paragraphs.map((one) => (typeof one === 'string' ? one : `${one.words}\n${one.href}`)).join('\n\n')}\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(words: string): string {
  return words.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '');
}

/** The letter as simple HTML: paragraphs and links, nothing that is fetched from anywhere. */
export function htmlText({ paragraphs, locale }: Pick<OutgoingMail, 'paragraphs' | 'locale'>): string {
  const lang = locale === 'zh' ? 'zh-CN' : 'en';
  const body = paragraphs.map((one) =>
    typeof one === 'string'
      ? `<p>${escapeHtml(one)}</p>`
      : `<p><a href="${escapeHtml(one.href)}">${escapeHtml(one.words)}</a></p>`,
  );
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"></head><body>\n${body.join('\n')}\n</body></html>\n`;
}

/** The name of a mail for ever (RFC 5322, 3.6.4): a receiver that got it twice can tell. */
export function messageIdOf(id: string, from: string): string {
  return `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}

/** What is known of a failed delivery: the server's code, the command it answered, and the client's own word. */
export type SmtpFailure = { responseCode?: number; command?: string; code?: string };

/** Commands whose refusal blames this letter or its reader; refused elsewhere, the way there may get better. */
const blamesLetter: ReadonlySet<string> = new Set(['RCPT TO', 'DATA']);

const ownWords: Readonly<Record<string, string>> = {
  ETIMEDOUT: 'timeout',
  EABORT: 'timeout',
  EAUTH: 'smtp-login',
  ETLS: 'no-tls',
};

/**
 * A permanent answer (5yz) to recipient or content ends it, a transient one (4yz) or no answer is tried again
 * (RFC 5321, 4.2.1). A refused sign-in or sender is the operator's to mend: until then, the mail waits.
 */
export function resultOf({ responseCode, command = '', code = '' }: SmtpFailure): MailResult {
  if (code === 'EAUTH') return { as: 'unreached', reason: 'smtp-login' };
  if (responseCode !== undefined && responseCode >= 400) {
    const as = responseCode >= 500 && blamesLetter.has(command) ? 'refused' : 'unreached';
    return { as, reason: `smtp-${responseCode}` };
  }
  return { as: 'unreached', reason: ownWords[code] ?? 'no-connection' };
}
