import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ReceivedRequest = { headers: IncomingHttpHeaders; body: string };
export type ReceivedSms = { id: string; to: string; text: string; purpose: string };

export type HttpReceiver = {
  url: string;
  /** What came to a path, in its order. */
  at(path: string): readonly ReceivedRequest[];
  /** What the gateway for text messages took; a message that was tried again counts once. */
  texts(): readonly ReceivedSms[];
  /** The newest six figures sent to a number, written as people write it. */
  codeFor(phone: string): string | undefined;
  close(): void;
};

/** A real receiving server on this machine: a gateway for text messages at `/sms`, other programs anywhere else. */
export async function openHttpReceiver(): Promise<HttpReceiver> {
  const received = new Map<string, ReceivedRequest[]>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url ?? '/';
    const body = Buffer.concat(chunks).toString();
    const there = received.get(path) ?? [];
    there.push({ headers: request.headers, body });
    received.set(path, there);
    response.writeHead(200).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = (path: string) => received.get(path) ?? [];
  const texts = () => {
    const all = at('/sms').map(({ body }) => JSON.parse(body) as ReceivedSms);
    return [...new Map(all.map((one) => [one.id, one])).values()];
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    at,
    texts,
    codeFor: (phone) =>
      texts()
        .filter(({ to, purpose }) => to.endsWith(phone) && purpose === 'one-time-code')
        .map(({ text }) => /\d{6}/.exec(text)?.[0])
        .at(-1),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
