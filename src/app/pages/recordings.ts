import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { recordingBytes } from '../../collect/recording/recording.service.ts';
import { mayHearReport } from '../../collect/report/report.service.ts';
import { findMatterOfReport } from '../../collect/report/report-decision.service.ts';
import type { Id } from '../../kernel/id.ts';
import { refuse } from '../../kernel/outcome.ts';
import { idOf } from '../../kernel/wire.ts';
import type { Call } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { type Exchange, openCall } from '../../platform/http/exchange.ts';
import { sendProblem } from '../../platform/http/operations.ts';
import { readRange } from '../../platform/http/range.ts';
import { mayWorkOnMatter } from '../../resolve/matter/matter-reading.service.ts';

const wantedSchema = z.object({
  community: z.string(),
  recordingId: idOf('recording'),
  draft: idOf('draft').optional(),
  key: z.string().max(100).optional(),
});

/** Its reporter and the desk hear a report; who works on its matter does where they may know who said it. */
export async function mayHear(call: Call, tx: Tx, id: Id<'report'>): Promise<boolean> {
  const heard = await mayHearReport(call, tx, id);
  if (heard !== 'those-at-work') return heard;
  const matterId = await findMatterOfReport(tx, id);
  return matterId !== null && mayWorkOnMatter(call, tx, matterId);
}

/**
 * Serves recordings at `/c/<community>/recordings/<id>`, whole or in the range a player asks for (RFC 9110, 14.2). A
 * player in a page cannot send headers, so the private link or the draft it is heard through stands in its query.
 */
export function serveRecordings(app: FastifyInstance, exchange: Exchange): void {
  app.get('/c/:community/recordings/:recordingId', { compress: false }, async (request, reply) => {
    const wanted = wantedSchema.safeParse({ ...(request.query as object), ...(request.params as object) });
    const unknown = () => reply.send(sendProblem(request, reply, refuse('not-found').refusal));
    if (!wanted.success) return unknown();
    const { community: slug, recordingId, draft, key } = wanted.data;
    const community = await exchange.findCommunity(slug);
    if (!community) return unknown();
    const call = await openCall(exchange, request, reply, community, { reportKey: key });
    const open = (range?: { start: number; end: number }) =>
      recordingBytes(call, { recordingId, draftId: draft ?? null, range }, mayHear);
    const whole = await open();
    if (!whole.ok) return reply.send(sendProblem(request, reply, whole.refusal));
    const { bytes, type, name, stream } = whole.value;
    reply
      .header('content-type', type)
      .header('content-disposition', `inline; filename="${name}"`)
      .header('accept-ranges', 'bytes')
      .header('cache-control', 'private, max-age=3600, immutable');
    const range = readRange(request.headers.range, bytes);
    if (range === null) return reply.header('content-length', bytes).send(stream);
    stream.destroy();
    if (range === 'beyond') return reply.status(416).header('content-range', `bytes */${bytes}`).send();
    const part = await open(range);
    if (!part.ok) return reply.send(sendProblem(request, reply, part.refusal));
    return reply
      .status(206)
      .header('content-range', `bytes ${range.start}-${range.end}/${bytes}`)
      .header('content-length', range.end - range.start + 1)
      .send(part.value.stream);
  });
}
