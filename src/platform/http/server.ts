import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { type Refusal, refuse } from '../../kernel/outcome.ts';
import type { BoundOperation, Platform } from '../call.ts';
import { newId } from '../ids.ts';
import { isMigrated } from '../migrate.ts';
import { hasRoom } from '../vitals.ts';
import { keepCeiling } from './ceiling.ts';
import type { Exchange } from './exchange.ts';
import { describeError, refusalOfError } from './failure.ts';
import { uploadsDir } from './form.ts';
import { endLinesOnLeaving, endSilentLines, type Leaving } from './leaving.ts';
import { openApiDocument } from './openapi.ts';
import { sendProblem, serveOperations } from './operations.ts';
import { setSecurityHeaders } from './security.ts';

/** A text of ten thousand characters, escaped, and everything around it. */
const maxBodyBytes = 256 * 1024;

/**
 * How long slow ones are waited for: 20 s for the headers, two minutes for a whole request, and a minute in which
 * nothing at all passes on a line (an answer nobody reads). Looked at every five seconds.
 */
const patience = {
  http: { headersTimeout: 20_000, connectionsCheckingInterval: 5_000 },
  requestTimeout: 120_000,
  connectionTimeout: 60_000,
};

export type ServerParts = {
  exchange: Exchange;
  operations: readonly BoundOperation[];
  /** Where uploads wait until their request is done. */
  dataDir: string;
  trustProxy: boolean | number | string[];
  /** Requests a minute from one address; a whole estate may stand behind one. */
  requestsPerMinute: number;
  /** Said before it stops, so that nobody is dropped by that. */
  leaving?: Leaving;
  /** What has to see every route, such as counting; called before any is added. */
  addFirst?(app: FastifyInstance): void;
  /** Adds the pages for people; called last. */
  addPages(app: FastifyInstance, temporaryDir: string): void;
  /** A refusal as a page, for requests outside `/api`. */
  renderRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): string;
};

/** Puts the server together; it does not listen yet. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const { platform } = parts.exchange;
  const temporaryDir = uploadsDir(parts.dataDir);
  const app = Fastify({
    loggerInstance: platform.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBodyBytes,
    trustProxy: trustedHops(parts.trustProxy),
    genReqId: () => newId(),
    // Finish what was accepted, but never wait for idle keep-alive lines.
    forceCloseConnections: 'idle',
    ...patience,
    routerOptions: { maxParamLength: 200 },
    // Who still gets in over a line that is open is answered as always.
    return503OnClosing: false,
    // An address that cannot be decoded meets no route, and so none of the handlers below, nor what reads cookies.
    frameworkErrors: (_error, request, reply) => {
      request.cookies ??= app.parseCookie(request.headers.cookie ?? '');
      reply.send(refusalAnswer(parts)(request, reply, refuse('not-found').refusal) as never);
    },
  }) as unknown as FastifyInstance;
  // Neither a form nor JSON: refused as a format, not as a malformed text.
  app.removeContentTypeParser('text/plain');
  setSecurityHeaders(app, platform.baseUrl);
  logRequests(app);
  endSilentLines(app);
  if (parts.leaving) endLinesOnLeaving(app, parts.leaving);
  answerFailures(app, parts);
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: maxBodyBytes });
  await app.register(multipart);
  await app.register(compress, { threshold: 1024 });
  await keepCeiling(app, parts.requestsPerMinute, refusalAnswer(parts));
  parts.addFirst?.(app);
  addHealth(app, parts);
  serveOperations(app, parts.exchange, parts.operations, temporaryDir);
  // Made when asked for: with PORT=0 nobody knows the address before the server listens.
  const described = parts.operations.map((bound) => bound.operation);
  app.get('/api/openapi.json', () => openApiDocument(described, platform.baseUrl));
  parts.addPages(app, temporaryDir);
  return app;
}

function trustedHops(
  setting: ServerParts['trustProxy'],
): boolean | string[] | ((address: string, hop: number) => boolean) {
  return typeof setting === 'number' ? (_address, hop) => hop < setting : setting;
}

/** One line a request: the route's pattern, never the address, which may hold a private link. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    );
  });
}

/** A refusal outside any operation: a problem document below `/api`, a page elsewhere. */
function refusalAnswer(parts: ServerParts) {
  return (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) =>
    request.url.startsWith('/api/')
      ? sendProblem(request, reply, refusal)
      : parts.renderRefusal(request, reply, refusal);
}

function answerFailures(app: FastifyInstance, parts: ServerParts): void {
  const answer = refusalAnswer(parts);
  app.setNotFoundHandler((request, reply) => reply.send(answer(request, reply, refuse('not-found').refusal)));
  app.setErrorHandler((error, request, reply) => {
    const code = refusalOfError(error);
    if (code === undefined || code === 'unavailable' || code === 'storage-full') {
      request.log.error(describeError(error), 'request failed');
    }
    return reply.send(answer(request, reply, { code: code ?? 'defect' }));
  });
}

function addHealth(app: FastifyInstance, parts: ServerParts): void {
  app.get('/healthz', { config: { uncounted: true } }, () => ({ status: 'alive' }));
  app.get('/readyz', { config: { uncounted: true } }, async (_request, reply) => {
    // Whoever spreads requests over several servers sends no more here.
    const isLeaving = parts.leaving?.hasBegun === true;
    const because = isLeaving ? 'stopping' : await whatIsMissing(parts.exchange.platform);
    if (because === undefined) return { status: 'ready' };
    return reply.status(503).send({ status: 'not ready', because });
  });
}

/** Why nothing could be taken in now; undefined when all is there. */
async function whatIsMissing({ database, vitals, log }: Platform): Promise<string | undefined> {
  try {
    if (!(await isMigrated(database.sql))) return 'database-not-up-to-date';
  } catch (error) {
    log.warn(describeError(error), 'not ready: the database does not answer');
    // A built-in database without room ends; what has to be mended then is the disk.
    const isFull = vitals && !(await hasRoom(vitals).catch(() => true));
    return isFull ? 'disk-full' : 'database-away';
  }
  try {
    return !vitals || (await hasRoom(vitals)) ? undefined : 'disk-full';
  } catch (error) {
    log.warn(describeError(error), 'not ready: nothing can be written to the data folder');
    return 'data-folder-unavailable';
  }
}
