import { createHmac } from 'node:crypto';
import { after } from 'node:test';
import { type HttpReceiver, openHttpReceiver, type ReceivedRequest } from './receiving-server.ts';

const opened: HttpReceiver[] = [];
after(() => {
  for (const receiver of opened) receiver.close();
});

/** A receiving server that goes when the tests of this file are over. */
export async function startHttpReceiver(): Promise<HttpReceiver> {
  const receiver = await openHttpReceiver();
  opened.push(receiver);
  return receiver;
}

/** The signatures of a delivery as its receiver reckons them (Standard Webhooks 1.0). */
export function signatureOf({ headers, body }: ReceivedRequest, secret: string): string {
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
}
