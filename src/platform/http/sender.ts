import { randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { dayMs } from '../../kernel/time.ts';
import type { Platform, Sender } from '../call.ts';
import { deriveKey, sameSecret, tagOf } from '../secrets.ts';
import { keepCookie, readCookie } from './cookies.ts';

export const deviceCookie = 'sunshine_device';
const deviceLivesMs = 30 * dayMs;

type Marking = Pick<Platform, 'secret' | 'baseUrl'>;

/** Who a request comes from. */
export function senderOf(request: FastifyRequest, platform: Marking): Sender {
  return { device: readDeviceMark(request, platform), address: networkOf(request.ip) };
}

/**
 * Whoever opens a page gets a mark for their browser: a random number, signed so that nobody makes up their own. True where
 * it had none.
 */
export function markDevice(request: FastifyRequest, reply: FastifyReply, platform: Platform): boolean {
  if (readDeviceMark(request, platform) !== null) return false;
  const mark = signedMark(randomBytes(16).toString('base64url'), platform);
  keepCookie(reply, deviceCookie, mark, { baseUrl: platform.baseUrl, maxAge: deviceLivesMs / 1000 });
  return true;
}

/** A mark as the cookie carries it. */
export function signedMark(device: string, platform: Pick<Platform, 'secret'>): string {
  return `${device}.${signatureOf(device, platform)}`;
}

function readDeviceMark(request: FastifyRequest, platform: Marking): string | null {
  const [device = '', signature = ''] = (readCookie(request, deviceCookie, platform) ?? '').split('.');
  return device !== '' && sameSecret(signature, signatureOf(device, platform)) ? device : null;
}

function signatureOf(device: string, { secret }: Pick<Platform, 'secret'>): string {
  return tagOf(deriveKey(secret, 'device'), device).slice(0, 32);
}

/** The network an address stands for: with IPv6 a household holds 64 bits of addresses (RFC 6177, 3). */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped !== undefined || !isIPv6(plain)) return mapped ?? plain;
  const [head = '', tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? [] : Array.from({ length: 8 - front.length - back.length }, () => '0');
  return `${[...front, ...gap, ...back].slice(0, 4).join(':')}::/64`;
}
