import type { FastifyRequest } from 'fastify';
import { deriveKey, sameSecret, tagOf } from '../secrets.ts';
import { headerOf, sessionOf } from './exchange.ts';

/**
 * The token a form carries. It is bound to the visitor's session cookie, so a page of another site, which can
 * read neither, cannot make one.
 */
export function csrfToken(secret: Buffer, session: string | undefined): string {
  return tagOf(deriveKey(secret, 'csrf'), session ?? 'no session');
}

/**
 * Whether a changing request comes from our own pages: what the browser says of its origin first (it cannot be
 * forged by a page), else the token. A program without a browser's headers and without a cookie carries no
 * one's authority and needs neither.
 */
export function isFromHere(
  request: FastifyRequest,
  platform: { secret: Buffer; baseUrl: string },
  token: string | undefined,
): boolean {
  const site = headerOf(request, 'sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = headerOf(request, 'origin');
  if (origin !== undefined) return isOwnOrigin(origin, request, platform.baseUrl);
  const session = sessionOf(request, platform);
  const isForm = !(headerOf(request, 'content-type') ?? '').startsWith('application/json');
  if (session === undefined && !isForm) return true;
  return token !== undefined && sameSecret(token, csrfToken(platform.secret, session));
}

function isOwnOrigin(origin: string, request: FastifyRequest, baseUrl: string): boolean {
  if (origin === new URL(baseUrl).origin) return true;
  return origin === `${request.protocol}://${request.host}`;
}
