import type { FastifyInstance } from 'fastify';

/**
 * Only our own files: text that slips into a page cannot become script or style. A page that brings our own style sheet
 * along allows that very text by its hash.
 */
export function contentSecurityPolicy(inlineStyle?: string): string {
  return inlineStyle === undefined
    ? policy
    : policy.replace("style-src 'self'", `style-src 'self' ${inlineStyle}`);
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/**
 * Sets the headers every answer carries. No upgrade-insecure-requests: a plain-http installation on a local
 * network must work. The referrer stays on the site, because an address may hold a private link.
 */
export function setSecurityHeaders(app: FastifyInstance, baseUrl: string): void {
  const secure = baseUrl.startsWith('https:');
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('content-security-policy')) {
      reply.header('content-security-policy', contentSecurityPolicy());
    }
    reply
      .header('x-content-type-options', 'nosniff')
      .header('x-frame-options', 'DENY')
      .header('referrer-policy', 'same-origin')
      .header('cross-origin-opener-policy', 'same-origin')
      .header('permissions-policy', 'camera=(self), microphone=(self), geolocation=()');
    if (!reply.hasHeader('cross-origin-resource-policy')) {
      reply.header('cross-origin-resource-policy', 'same-origin');
    }
    if (secure) reply.header('strict-transport-security', 'max-age=31536000');
    // Unless it says otherwise nothing is kept: a browser may keep a 404 or a 410 by itself (RFC 9111 section 4.2.2).
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}
