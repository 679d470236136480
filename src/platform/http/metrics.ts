import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { refuse } from '../../kernel/outcome.ts';
import { isLoopback } from '../config.ts';
import type { PoolFigures } from '../database-pool.ts';
import { sameSecret } from '../secrets.ts';
import type { Room } from '../vitals.ts';
import { headerOf } from './exchange.ts';
import { sendProblem } from './operations.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a route does, for counting; without it the route's pattern says so. */
    operation?: string;
  }
}

/** Jobs of one kind in all communities together. */
export type JobFigures = { kind: string; waiting: number; failed: number; oldestSeconds: number };

/**
 * What the sequencers have before them, and how long ago each party's witness last vouched for a log, of all communities
 * the longest; a party without any is not among them.
 */
export type LedgerFigures = {
  waiting: number;
  lagSeconds: number;
  witnesses: ReadonlyMap<string, number>;
};

/** What is looked up when somebody asks for the metrics. */
export type MetricSources = {
  token: string | undefined;
  jobs(): Promise<JobFigures[]>;
  ledger(): Promise<LedgerFigures>;
  /** Logs that cannot go on, as the runner of this process last found. */
  damagedLogs(): number;
  pool(): PoolFigures;
  room(): Promise<Room>;
  streams(): number;
  secondsSinceRound(): number | undefined;
};

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Counts requests, and serves everything at /metrics in Prometheus' text format. Labels are names of operations,
 * routes, statuses and kinds of jobs: their number is bounded, and no value of them is about a person.
 */
export function serveMetrics(app: FastifyInstance, sources: MetricSources): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  countRequests(app, registry);
  lookUp(registry, sources);
  app.get('/metrics', { compress: false, config: { uncounted: true } }, async (request, reply) => {
    // Whoever may not ask is told what is told of any address that is none.
    if (!mayRead(request, sources.token))
      return reply.send(sendProblem(request, reply, refuse('not-found').refusal));
    return reply
      .header('content-type', registry.contentType)
      .header('cache-control', 'no-store')
      .send(await registry.metrics());
  });
}

function countRequests(app: FastifyInstance, registry: Registry): void {
  const registers = [registry];
  const requests = new Counter({
    name: 'sunshine_requests_total',
    help: 'Requests answered, by operation or route and status',
    labelNames: ['operation', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'sunshine_request_seconds',
    help: 'Time until a request was answered; streams of events are not among them',
    labelNames: ['operation'],
    buckets,
    registers,
  });
  app.addHook('onResponse', async (request, reply) => {
    const { config, url } = request.routeOptions;
    const operation = config.operation ?? url ?? 'none';
    requests.inc({ operation, status: String(reply.statusCode) });
    const isStream = String(reply.getHeader('content-type')).startsWith('text/event-stream');
    if (!isStream) seconds.observe({ operation }, reply.elapsedTime / 1000);
  });
}

/** A gauge that is asked for its values when it is read. */
function gauge<Label extends string = never>(
  registry: Registry,
  about: { name: string; help: string; labelNames?: Label[] },
  collect: (gauge: Gauge<Label>) => void | Promise<void>,
): void {
  const made: Gauge<Label> = new Gauge<Label>({
    ...about,
    registers: [registry],
    async collect() {
      made.reset();
      await collect(made);
    },
  });
}

function lookUp(registry: Registry, sources: MetricSources): void {
  const kind = ['kind'] as 'kind'[];
  const shared = remembered(sources.jobs);
  gauge(
    registry,
    { name: 'sunshine_jobs_waiting', help: 'Jobs of the outbox that wait', labelNames: kind },
    async (made) => {
      for (const job of await shared()) made.set({ kind: job.kind }, job.waiting);
    },
  );
  gauge(
    registry,
    { name: 'sunshine_jobs_failed', help: 'Jobs that were given up and set aside', labelNames: kind },
    async (made) => {
      for (const job of await shared()) made.set({ kind: job.kind }, job.failed);
    },
  );
  gauge(
    registry,
    {
      name: 'sunshine_jobs_oldest_seconds',
      help: 'How long the oldest due job has waited',
      labelNames: kind,
    },
    async (made) => {
      for (const job of await shared()) made.set({ kind: job.kind }, job.oldestSeconds);
    },
  );
  const ledger = remembered(sources.ledger);
  gauge(registry, { name: 'sunshine_ledger_waiting', help: 'Entries without an index yet' }, async (made) =>
    made.set((await ledger()).waiting),
  );
  gauge(
    registry,
    { name: 'sunshine_ledger_lag_seconds', help: 'How long the oldest of them has waited' },
    async (made) => made.set((await ledger()).lagSeconds),
  );
  gauge(registry, { name: 'sunshine_ledger_damaged', help: 'Public logs that cannot go on' }, (made) =>
    made.set(sources.damagedLogs()),
  );
  gauge(
    registry,
    {
      name: 'sunshine_witness_age_seconds',
      help: 'How long ago the witness of a party last cosigned, of all communities the longest',
      labelNames: ['party'],
    },
    async (made) => {
      for (const [party, seconds] of (await ledger()).witnesses) made.set({ party }, seconds);
    },
  );
  lookUpProcess(registry, sources);
}

function lookUpProcess(registry: Registry, sources: MetricSources): void {
  const connections = 'Connections to the database in this process';
  gauge(
    registry,
    { name: 'sunshine_database_connections', help: connections, labelNames: ['state'] },
    (made) => {
      const { open, idle, waiting, max } = sources.pool();
      made.set({ state: 'idle' }, idle);
      made.set({ state: 'busy' }, open - idle);
      made.set({ state: 'wanted' }, waiting);
      made.set({ state: 'limit' }, max);
    },
  );
  gauge(registry, { name: 'sunshine_event_streams', help: 'Open pages that are told of changes' }, (made) =>
    made.set(sources.streams()),
  );
  gauge(
    registry,
    { name: 'sunshine_disk_free_bytes', help: 'Room left under the data folder' },
    async (made) => made.set((await sources.room()).freeBytes),
  );
  gauge(registry, { name: 'sunshine_disk_size_bytes', help: 'Size of that disk' }, async (made) =>
    made.set((await sources.room()).sizeBytes),
  );
  gauge(
    registry,
    { name: 'sunshine_round_age_seconds', help: 'Time since the runner last finished a round' },
    (made) => {
      const seconds = sources.secondsSinceRound();
      if (seconds !== undefined) made.set(seconds);
    },
  );
}

/** Long enough for one reading of all gauges to ask once. */
const rememberedMs = 1_000;

function remembered<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let known: { value: Promise<Value>; until: number } | undefined;
  return () => {
    if (!known || performance.now() > known.until) {
      known = { value: ask(), until: performance.now() + rememberedMs };
    }
    return known.value;
  };
}

/**
 * With a token whoever brings it; without one this machine alone, and then not what came through a proxy on it, which
 * speaks for anybody.
 */
function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  if (token !== undefined) {
    const brought = /^Bearer (.+)$/i.exec(headerOf(request, 'authorization') ?? '')?.[1];
    return brought !== undefined && sameSecret(brought, token);
  }
  const isForwarded = ['forwarded', 'x-forwarded-for', 'via'].some((name) => name in request.headers);
  const from = request.socket.remoteAddress?.replace(/^::ffff:/, '');
  return !isForwarded && from !== undefined && isLoopback(from);
}
