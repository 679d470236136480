import type { FastifyInstance } from 'fastify';
import type { Assets } from '../../platform/assets/assets.ts';

/** Serves the built files; a name holds its content's hash, so a browser never asks twice. */
export function serveAssets(app: FastifyInstance, assets: Assets): void {
  app.get('/assets/:name', { config: { uncounted: true }, compress: false }, (request, reply) => {
    const { name } = request.params as { name: string };
    const file = assets.files.get(name);
    if (!file) return reply.callNotFound();
    const accepted = request.headers['accept-encoding'] ?? '';
    const encoding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : undefined;
    reply
      .header('content-type', file.type)
      .header('vary', 'accept-encoding')
      .header('cache-control', 'public, max-age=31536000, immutable');
    if (encoding) reply.header('content-encoding', encoding);
    return reply.send(encoding === 'br' ? file.brotli : encoding === 'gzip' ? file.gzip : file.body);
  });
}
