import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, refuseFor } from '../../kernel/outcome.ts';
import { minuteMs } from '../../kernel/time.ts';
import { SteadyRequestStore } from './request-limit.ts';
import { networkOf } from './sender.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Above the ceiling, but a form: it is read and not carried out, so that nothing typed is lost. */
    heldOffMs: number;
  }
  interface FastifyContextConfig {
    /** Health, figures and static files answer however much is asked. */
    uncounted?: boolean;
  }
}

/** Forms beyond this many times the ceiling are not even read: by then it is a machine. */
const readAnyway = 2;

/**
 * A ceiling on the requests of one address, which a whole estate may share behind its provider's translation
 * (RFC 6598): it stops machines only. What people send is counted by number, session and browser, in the services.
 */
export async function keepCeiling(
  app: FastifyInstance,
  requestsPerMinute: number,
  answer: (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => unknown,
): Promise<void> {
  const keyGenerator = (request: FastifyRequest) => networkOf(request.ip);
  await app.register(rateLimit, {
    ...{ global: false, max: requestsPerMinute, timeWindow: minuteMs, keyGenerator },
    store: SteadyRequestStore,
  });
  const ceiling = app.createRateLimit({ max: requestsPerMinute });
  const formCeiling = app.createRateLimit({ max: readAnyway * requestsPerMinute });
  app.decorateRequest('heldOffMs', 0);
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config?.uncounted) return;
    const [all, forms] = [await ceiling(request), await formCeiling(request)];
    if (all.isAllowed || !all.isExceeded) return;
    const isForm = request.method === 'POST' && !request.url.startsWith('/api/');
    if (isForm && !forms.isAllowed && !forms.isExceeded) {
      request.heldOffMs = all.ttl;
      return;
    }
    return reply.send(answer(request, reply, refuseFor('too-many-requests', all.ttl).refusal));
  });
}
