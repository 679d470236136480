import type { FastifyInstance } from 'fastify';
import type { PageMeans } from './page-means.ts';

export const workerPath = '/service-worker.js';

/**
 * Serves the service worker, or where it is switched off the one that takes it away. Browsers ask for it with each
 * page they open, so that either reaches every telephone that has a network.
 */
export function serveWorker(app: FastifyInstance, { assets, offlinePages: isOn }: PageMeans): void {
  app.get(workerPath, { config: { uncounted: true } }, (_request, reply) => {
    const served = assets.url(isOn ? 'service-worker.ts' : 'stopped-worker.ts').replace('/assets/', '');
    const file = assets.files.get(served);
    if (!file) throw new Error(`${served} was not built`);
    return reply.header('content-type', file.type).header('cache-control', 'no-cache').send(file.body);
  });
}
