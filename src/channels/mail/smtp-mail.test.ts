import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { smtpAt as at, headersOf, startMailReceiver } from '../../../test/mail-receiver.ts';
import type { Id } from '../../kernel/id.ts';
import { parseInstant } from '../../kernel/time.ts';
import type { SmtpSettings } from '../../platform/mail-settings.ts';
import type { OutgoingMail } from './mail.contract.ts';
import { smtpMail } from './smtp-mail.ts';

const community = '01a20000-0000-7000-8000-000000000001' as Id<'community'>;
const mail: OutgoingMail = {
  id: '01a20000-0000-7000-8000-000000000002' as Id<'message'>,
  to: 'wang@example.cn',
  fromName: '兰锦社区\r\nBcc: everybody@example.cn',
  subject: '2026-0158“扶手松了”受理了\nX-Evil: yes',
  paragraphs: ['2026-0158“扶手松了”受理了。', { words: '打开看', href: 'https://ting.example.cn/c/lanjin' }],
  stopHref: 'https://ting.example.cn/c/lanjin/mail/stop?token=x',
  locale: 'zh',
  at: parseInstant('2026-11-22T09:00:00+08:00'),
};

const closers: (() => void)[] = [];
after(() => {
  for (const close of closers) close();
});

const send = (settings: SmtpSettings, timeoutMs = 5_000) =>
  smtpMail(settings, { timeoutMs }).send(mail, { community });

test('server: receives the letter with one sender, one reader, a lasting name and a way to stop', async () => {
  const { port, received } = await startMailReceiver();
  assert.deepEqual(await send(at(port)), { as: 'sent' });
  assert.deepEqual(await send(at(port)), { as: 'sent' });
  const [first, second] = received;
  assert.ok(first && second);
  assert.equal(first.from, 'ting@example.cn');
  assert.deepEqual(first.to, ['wang@example.cn']);
  const headers = headersOf(first);
  const named = (name: string) => headers.get(name);
  assert.equal(named('message-id'), '<01a20000-0000-7000-8000-000000000002@example.cn>');
  assert.equal(headersOf(second).get('message-id'), named('message-id'));
  assert.equal(named('date'), 'Sun, 22 Nov 2026 01:00:00 +0000');
  assert.equal(named('auto-submitted'), 'auto-generated');
  assert.equal(named('list-unsubscribe'), `<${mail.stopHref}>`);
  assert.match(first.raw, /multipart\/alternative/);
  for (const injected of ['bcc', 'x-evil']) assert.equal(named(injected), undefined, injected);
});

for (const [what, code, step, due] of [
  ['does not know the reader', 550, 'onRcptTo', { as: 'refused', reason: 'smtp-550' }],
  ['has no room for the reader yet', 452, 'onRcptTo', { as: 'unreached', reason: 'smtp-452' }],
  ['does not accept our sender', 553, 'onMailFrom', { as: 'unreached', reason: 'smtp-553' }],
  ['takes no connections for now', 421, 'onConnect', { as: 'unreached', reason: 'smtp-421' }],
] as const) {
  test(`server: ${what}: ${due.as === 'refused' ? 'no further try' : 'worth another try'}`, async () => {
    const receiver = await startMailReceiver();
    receiver.refuse = { step, code };
    assert.deepEqual(await send(at(receiver.port)), due);
  });
}

test('server: is away, hangs, or speaks a letter at a time: worth another try, and soon over', async () => {
  assert.deepEqual(await send(at(1)), { as: 'unreached', reason: 'no-connection' });
  for (const says of ['', '2']) {
    const sockets: Socket[] = [];
    const slow = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      const drip = setInterval(() => says !== '' && socket.write(says), 20);
      socket.on('close', () => clearInterval(drip));
    });
    slow.listen(0, '127.0.0.1');
    await once(slow, 'listening');
    closers.push(() => slow.close());
    assert.deepEqual(await send(at((slow.address() as AddressInfo).port), 300), {
      as: 'unreached',
      reason: 'timeout',
    });
    const [line] = sockets;
    if (line && !line.destroyed) await once(line, 'close');
  }
});

test('server: is signed in to, by STARTTLS or TLS; a certificate nobody vouches for is not spoken to', async () => {
  const clear = await startMailReceiver({ hideSTARTTLS: true, allowInsecureAuth: true });
  const login = { user: 'ting', password: 'geheim' };
  assert.deepEqual(await send(at(clear.port, { login })), { as: 'sent' });
  assert.equal(clear.received[0]?.user, 'ting');
  const wrong = { user: 'ting', password: 'wrong' };
  assert.deepEqual(await send(at(clear.port, { login: wrong })), { as: 'unreached', reason: 'smtp-login' });

  // What this server shows is signed by itself.
  const unproven = await startMailReceiver();
  const tls = await send(at(unproven.port, { mustEncrypt: true }));
  assert.equal(tls.as, 'unreached');
  assert.deepEqual(unproven.received, []);
  const never = await startMailReceiver({ hideSTARTTLS: true });
  assert.equal((await send(at(never.port, { mustEncrypt: true }))).as, 'unreached');
  assert.deepEqual(never.received, [], 'nothing is sent in the clear');
});
