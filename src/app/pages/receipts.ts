import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { getReceipt } from '../../guarantee/proof/proof.contract.ts';
import { proofHandlers } from '../../guarantee/proof/proof.service.ts';
import { refuse } from '../../kernel/outcome.ts';
import { carryOut, type Exchange, openCall } from '../../platform/http/exchange.ts';
import { sendProblem } from '../../platform/http/operations.ts';

const wantedSchema = z.object({
  community: z.string(),
  reportId: z.string(),
  file: z.string().regex(/^\d{1,15}\.tlog-proof$/),
  key: z.string().max(100).optional(),
});

/**
 * Serves receipts as files at `/c/<community>/reports/<id>/receipts/<entry>.tlog-proof`. What is downloaded sends no
 * headers of its own, so the private link it is read through stands in its query.
 */
export function serveReceipts(app: FastifyInstance, exchange: Exchange): void {
  const bound = proofHandlers.find(({ operation }) => operation === getReceipt);
  if (!bound) throw new Error(`no service does ${getReceipt.name}`);
  app.get('/c/:community/reports/:reportId/receipts/:file', async (request, reply) => {
    const wanted = wantedSchema.safeParse({ ...(request.query as object), ...(request.params as object) });
    const community = wanted.success && (await exchange.findCommunity(wanted.data.community));
    if (!wanted.success || !community)
      return reply.send(sendProblem(request, reply, refuse('not-found').refusal));
    const { reportId, file, key } = wanted.data;
    const call = await openCall(exchange, request, reply, community, { reportKey: key });
    const input = { reportId, index: Number.parseInt(file, 10) };
    const outcome = await carryOut(bound, call, input, undefined);
    if (!outcome.ok) return reply.send(sendProblem(request, reply, outcome.refusal, bound));
    const { fileName, text } = getReceipt.output.parse(outcome.value);
    return reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="${fileName}"`)
      .header('cache-control', 'no-store')
      .send(text);
  });
}
