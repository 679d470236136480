import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { SmtpSettings } from '../src/platform/mail-settings.ts';

export type ReceivedMail = { from: string; to: string[]; raw: string; user: string | undefined };
/** The steps of SMTP that a server can answer with a code of its own. */
export type SmtpStep = 'onConnect' | 'onMailFrom' | 'onRcptTo';
export type MailReceiver = {
  port: number;
  received: ReceivedMail[];
  /** Answers a step with this code from now on; null takes everything. */
  refuse: { step: SmtpStep; code: number } | null;
};

const closers: (() => void)[] = [];
after(() => {
  for (const close of closers) close();
});

/** A real receiving server on this machine; the user's password is `geheim`. */
export async function startMailReceiver(options: SMTPServerOptions = {}): Promise<MailReceiver> {
  const receiver: MailReceiver = { port: 0, received: [], refuse: null };
  const answer =
    (step: SmtpStep) =>
    (...args: unknown[]): void => {
      const done = args.at(-1) as (error?: Error) => void;
      if (receiver.refuse?.step !== step) done();
      else done(Object.assign(new Error('no'), { responseCode: receiver.refuse.code }));
    };
  const server = new SMTPServer({
    authOptional: true,
    ...{ onConnect: answer('onConnect'), onMailFrom: answer('onMailFrom'), onRcptTo: answer('onRcptTo') },
    onAuth: ({ username, password }, _session, done) =>
      password === 'geheim' ? done(null, { user: username }) : done(new Error('wrong')),
    async onData(stream, session, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const { mailFrom, rcptTo } = session.envelope;
      const from = mailFrom ? mailFrom.address : '';
      const to = rcptTo.map(({ address }) => address);
      receiver.received.push({ from, to, raw: Buffer.concat(chunks).toString(), user: session.user });
      done();
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  closers.push(() => server.close());
  receiver.port = (server.server.address() as AddressInfo).port;
  return receiver;
}

/** How the product is told of a server on this machine. */
export const smtpAt = (port: number, change: Partial<SmtpSettings> = {}): SmtpSettings => ({
  ...{ kind: 'smtp', host: '127.0.0.1', port, implicitTls: false, mustEncrypt: false },
  ...{ login: null, from: 'ting@example.cn', ...change },
});

/** The headers of a letter, one line each. */
export function headersOf({ raw }: ReceivedMail): Map<string, string> {
  const head = (raw.split('\r\n\r\n')[0] ?? '').replaceAll(/\r\n[ \t]+/g, ' ');
  return new Map(
    head.split('\r\n').map((line) => {
      const [, name = '', value = ''] = /^([^:]+): ?(.*)$/.exec(line) ?? [];
      return [name.toLowerCase(), value];
    }),
  );
}

/** The plain words of a letter. */
export function wordsOf({ raw }: ReceivedMail): string {
  const [, head = '', body = ''] =
    /Content-Type: text\/plain([\s\S]*?)\r\n\r\n([\s\S]*?)\r\n--/.exec(raw) ?? [];
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  if (!/quoted-printable/i.test(head)) return body;
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
