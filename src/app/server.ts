import { type AddressInfo, isIP } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { hourMs } from '../kernel/time.ts';
import { communityDirectory, listCommunities } from '../places/community/community.service.ts';
import { type Assets, prepareAssets } from '../platform/assets/assets.ts';
import { openEventStreams } from '../platform/http/event-stream.ts';
import type { Exchange } from '../platform/http/exchange.ts';
import { clearUploads } from '../platform/http/form.ts';
import { type Leaving, leave, openLeaving } from '../platform/http/leaving.ts';
import { serveMetrics } from '../platform/http/metrics.ts';
import { buildServer } from '../platform/http/server.ts';
import { noteRounds, roomOf } from '../platform/vitals.ts';
import { jobsOfAll, ledgerOfAll } from './figures.ts';
import { identifyAsker } from './identify.ts';
import { type Installation, InstallationError } from './installation.ts';
import { followLedger } from './live.ts';
import { operations } from './operations.ts';
import { serveApi } from './pages/api.tsx';
import { serveAssets } from './pages/assets.ts';
import { serveCopies } from './pages/copy.tsx';
import { serveDisplay } from './pages/display.ts';
import { serveEvents } from './pages/events.ts';
import { serveExports } from './pages/exports.ts';
import { serveFeeds } from './pages/feeds.ts';
import { serveLedgerFiles } from './pages/ledger-files.ts';
import type { PageMeans } from './pages/page-means.ts';
import { forms, pages } from './pages/pages.ts';
import { servePhotos } from './pages/photos.ts';
import { serveProviderReturn } from './pages/provider.ts';
import { serveReceipts } from './pages/receipts.ts';
import { serveRecordings } from './pages/recordings.ts';
import { renderRefusalPage } from './pages/render.tsx';
import { servePages } from './pages/serve-pages.ts';
import { serveSlips } from './pages/slips.ts';
import { serveWebApp } from './pages/web-app.ts';
import { serveWorker } from './pages/worker.ts';
import { type Chore, startRunner } from './runner.ts';
import { chores, workersOn } from './workers.ts';

/** Open pages that are told of changes. Hidden ones hold no line, so a few are enough for one person. */
const streamLimits = { total: 1_000, strangers: 400, holder: 8 };

/** How long a stop waits for requests under way. Less than the 10 s after which container engines kill. */
const stopGraceMs = 8_000;

export type RunningServer = {
  app: FastifyInstance;
  /** The address people type. */
  url: string;
  /** Where it listens itself; another one where a proxy stands in front. */
  listensOn: string;
  /** Stops listening, finishes what was accepted within the grace, and lets the round under way end. */
  stop(): Promise<void>;
};

/** Styles and scripts, built where they are out of date. Throws `InstallationError` where that is not allowed. */
export async function buildAssetsHere(): Promise<Assets> {
  const distDir = fileURLToPath(new URL('../../dist/web/', import.meta.url));
  try {
    return await prepareAssets({ sourceDir: fileURLToPath(new URL('../web/', import.meta.url)), distDir });
  } catch (error) {
    if (!isNotAllowed(error)) throw error;
    throw new InstallationError(
      `Styles and scripts of the pages are not built, and ${distDir} may not be written. As its owner: npm run build`,
    );
  }
}

function isNotAllowed(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['EACCES', 'EROFS', 'EPERM'].includes(String(error.code))
  );
}

/** Puts the product's server together on an open installation; it does not listen yet. */
export async function assembleServer(
  installation: Installation,
  options: { requestsPerMinute?: number; leaving?: Leaving } = {},
): Promise<FastifyInstance> {
  const { platform, settings } = installation;
  const assets = await buildAssetsHere();
  const directory = communityDirectory(platform.database.sql, () => platform.clock.now());
  const exchange: Exchange = {
    platform,
    findCommunity: (slug) => directory.find(slug),
    identify: (community, credentials, now) => identifyAsker(platform, community, credentials, now),
  };
  const streams = openEventStreams(streamLimits);
  const live = followLedger(exchange);
  const means: PageMeans = {
    platform,
    assets,
    filingNumber: settings.filingNumber,
    offlinePages: settings.offlinePages,
    refusals: Object.assign({}, ...operations.map((bound) => bound.operation.refusals)),
  };
  return buildServer({
    exchange,
    operations,
    dataDir: settings.dataDir,
    trustProxy: settings.trustProxy,
    requestsPerMinute: options.requestsPerMinute ?? settings.requestsPerMinute,
    ...(options.leaving && { leaving: options.leaving }),
    addFirst(app) {
      serveMetrics(app, {
        token: settings.metricsToken,
        jobs: () => jobsOfAll(platform),
        ledger: () => ledgerOfAll(platform),
        damagedLogs: () => platform.vitals?.damagedLogs ?? 0,
        pool: () => platform.database.figures(),
        room: () => roomOf(settings.dataDir),
        streams: () => streams.count,
        secondsSinceRound() {
          const last = platform.vitals?.lastRoundAt ?? undefined;
          return last === undefined ? undefined : (platform.clock.now() - last) / 1000;
        },
      });
    },
    renderRefusal: (request, reply, refusal) => {
      reply.header('content-type', 'text/html; charset=utf-8');
      return renderRefusalPage(means, request, reply, refusal);
    },
    addPages(app, temporaryDir) {
      serveAssets(app, assets);
      serveWorker(app, means);
      serveWebApp(app, exchange, means);
      serveDisplay(app, means);
      servePhotos(app, exchange);
      serveExports(app, exchange);
      serveCopies(app, exchange);
      serveReceipts(app, exchange);
      serveLedgerFiles(app, exchange);
      serveFeeds(app, exchange);
      serveApi(app, means, operations);
      serveEvents(app, exchange, streams, live);
      // Before the server waits for answers under way: these would never end by themselves.
      app.addHook('preClose', async () => {
        live.stop();
        streams.closeAll();
      });
      serveRecordings(app, exchange);
      serveSlips(app, exchange);
      serveProviderReturn(app);
      app.get('/', async (_request, reply) => {
        const [first] = await listCommunities(platform.database.sql);
        return first ? reply.redirect(`/c/${first.slug}`, 302) : reply.callNotFound();
      });
      const byName = new Map(operations.map((bound) => [bound.operation.name, bound]));
      servePages(app, { exchange, operations: byName, pages, forms, means }, temporaryDir);
    },
  });
}

/** The address links lead to. Without BASE_URL, PORT=0 leaves the port open until there is one. */
function baseUrlAt(baseUrl: string, port: number): string {
  const url = new URL(baseUrl);
  if (url.port === '0') url.port = String(port);
  return url.origin;
}

/** Serves until stopped. */
export async function startServer(
  installation: Installation,
  options: { requestsPerMinute?: number } = {},
): Promise<RunningServer> {
  const { settings, platform } = installation;
  await clearUploads(settings.dataDir, platform.clock.now());
  const leaving = openLeaving();
  const app = await assembleServer(installation, { ...options, leaving });
  await app.listen({ host: settings.host, port: settings.port });
  const { port } = app.server.address() as AddressInfo;
  platform.baseUrl = baseUrlAt(settings.baseUrl, port);
  const { vitals, clock } = platform;
  const onRound = vitals && noteRounds(vitals, () => clock.now());
  // Also between starts: a process that was killed may have been started again within the hour.
  const clearing: Chore = {
    everyMs: hourMs,
    run: () => clearUploads(settings.dataDir, clock.now()),
  };
  const work = { ...chores, 'clear uploads': clearing };
  const runner = startRunner(platform, workersOn(installation), work, onRound);
  return {
    app,
    url: platform.baseUrl,
    listensOn: `http://${isIP(settings.host) === 6 ? `[${settings.host}]` : settings.host}:${port}`,
    async stop() {
      await leave(app, leaving, stopGraceMs);
      await runner.stop();
    },
  };
}
