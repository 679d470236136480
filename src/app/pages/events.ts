import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayReadReport } from '../../collect/report/report.service.ts';
import { stranger } from '../../kernel/asker.ts';
import { type Refusal, refuse } from '../../kernel/outcome.ts';
import { idOf } from '../../kernel/wire.ts';
import { lastIndex } from '../../ledger/entry/entry.service.ts';
import type { Call } from '../../platform/call.ts';
import type { EventStreams, StreamHolder } from '../../platform/http/event-stream.ts';
import { type Exchange, headerOf, openCall } from '../../platform/http/exchange.ts';
import { sendProblem } from '../../platform/http/operations.ts';
import { placeInLedger } from '../../resolve/change/change.contract.ts';
import { mayFindMatter } from '../../resolve/matter/matter-reading.service.ts';
import { type Live, mayWatch, type Topic } from '../live.ts';

const wantedSchema = z.object({
  after: z.string().transform(Number).pipe(placeInLedger).optional(),
  matter: idOf('matter').optional(),
  report: idOf('report').optional(),
  /** The private link: an EventSource cannot send headers. */
  key: z.string().max(100).optional(),
});

/**
 * Serves what changes as server-sent events at `/c/<community>/events`: of one matter, of one report, or of
 * everything the asker's lists can hold. The same as the operation `change.list`, told instead of asked for.
 */
export function serveEvents(
  app: FastifyInstance,
  exchange: Exchange,
  streams: EventStreams,
  live: Live,
): void {
  app.get('/c/:community/events', { compress: false }, async (request, reply) => {
    const refused = (refusal: Refusal) => reply.send(sendProblem(request, reply, refusal));
    const { community: slug = '' } = request.params as Record<string, string>;
    const wanted = wantedSchema.safeParse(request.query);
    const community = await exchange.findCommunity(slug);
    if (!wanted.success || !community) return refused(refuse('not-found').refusal);
    const { key: reportKey, after } = wanted.data;
    const call = await openCall(exchange, request, reply, community, { reportKey, unattended: true });
    const topic = topicOf(wanted.data);
    const last = await call.read(async (tx) => {
      const may = mayWatch(call.asker, topic) && (await mayFind(call, tx, topic));
      return may ? lastIndex(tx) : undefined;
    });
    if (last === undefined) return refused(refuse('not-found').refusal);
    const stream = streams.open(reply, holderOf(call, request, reportKey));
    if (!stream) return refused(refuse('too-many-requests').refusal);
    const credentials = { session: call.sessionToken ?? undefined, reportKey, unattended: true };
    const at = cameBackWith(request) ?? after ?? last;
    live.watch({ stream, community, credentials, asker: call.asker, topic, at });
    return reply;
  });
}

function topicOf({ matter, report }: z.output<typeof wantedSchema>): Topic {
  if (matter !== undefined) return { kind: 'matter', id: matter };
  return report === undefined ? { kind: 'queues' } : { kind: 'report', id: report };
}

function mayFind(call: Call, tx: Parameters<typeof lastIndex>[0], topic: Topic): Promise<boolean> | boolean {
  if (topic.kind === 'queues') return true;
  return topic.kind === 'matter' ? mayFindMatter(call, tx, topic.id) : mayReadReport(call, tx, topic.id);
}

/** What the browser names by itself when it comes back after a lost line. */
function cameBackWith(request: FastifyRequest): number | undefined {
  const id = headerOf(request, 'last-event-id');
  const place = placeInLedger.safeParse(id === undefined ? undefined : Number(id));
  return place.success ? place.data : undefined;
}

function holderOf(call: Call, request: FastifyRequest, reportKey: string | undefined): StreamHolder {
  const isStranger = call.asker.kind === stranger.kind;
  const bearer = isStranger ? request.ip : `${call.sessionToken ?? ''} ${reportKey ?? ''}`;
  return { key: createHash('sha256').update(bearer).digest('hex'), isStranger };
}
