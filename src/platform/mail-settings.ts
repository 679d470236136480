/** How mail leaves: to a server, onto a page of this machine alone, or not at all. */
export type MailSettings = { kind: 'development' } | { kind: 'off' } | SmtpSettings;

export type SmtpSettings = {
  kind: 'smtp';
  host: string;
  port: number;
  /** TLS from the first byte (smtps, RFC 8314); otherwise STARTTLS. */
  implicitTls: boolean;
  /** Only on this machine may words and passwords travel in the clear. */
  mustEncrypt: boolean;
  login: { user: string; password: string } | null;
  from: string;
};

/** Submission with TLS from the first byte, and with STARTTLS (RFC 8314, 7.3; RFC 6409, 3.1). */
const usualPorts = { 'smtps:': 465, 'smtp:': 587 } as const;

/** Reads smtp:// or smtps:// with an optional user and password; undefined for anything more or less. */
export function readSmtpUrl(
  text: string,
  isLoopback: (host: string) => boolean,
): Omit<SmtpSettings, 'kind' | 'from'> | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const { protocol, hostname, username, password, search, hash } = url;
  if (protocol !== 'smtp:' && protocol !== 'smtps:') return undefined;
  if (hostname === '' || !['', '/'].includes(url.pathname) || search !== '' || hash !== '') return undefined;
  if ((username === '') !== (password === '') || !isDecodable(username) || !isDecodable(password)) {
    return undefined;
  }
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    host,
    port: url.port === '' ? usualPorts[protocol] : Number(url.port),
    implicitTls: protocol === 'smtps:',
    mustEncrypt: !isLoopback(host),
    login:
      username === '' ? null : { user: decodeURIComponent(username), password: decodeURIComponent(password) },
  };
}

function isDecodable(text: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(text) && !text.includes('%00');
}

/** One plain address, without a name: RFC 5321 allows more, no mailbox of an office needs it. */
export function isMailAddress(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/.test(
      text,
    )
  );
}
