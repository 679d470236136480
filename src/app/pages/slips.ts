import type { FastifyInstance } from 'fastify';
import { refuse } from '../../kernel/outcome.ts';
import { sayIn } from '../../kernel/text.ts';
import { parseInstant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { getSheet } from '../../people/slip/slip.service.ts';
import { slipText } from '../../people/slip/slip.text.ts';
import { drawSheet } from '../../people/slip/slip-drawing.ts';
import { type Exchange, openCall } from '../../platform/http/exchange.ts';
import { sendProblem } from '../../platform/http/operations.ts';

/** Serves a sheet of slips as a PDF at `/c/<community>/slips/<id>/sheet.pdf`, to those who may make one. */
export function serveSlips(app: FastifyInstance, exchange: Exchange): void {
  app.get('/c/:community/slips/:sheetId/sheet.pdf', { compress: false }, async (request, reply) => {
    const { community: slug = '', sheetId } = request.params as Record<string, string>;
    const id = idOf('sheet').safeParse(sheetId);
    const community = await exchange.findCommunity(slug);
    if (!community || !id.success)
      return reply.send(sendProblem(request, reply, refuse('not-found').refusal));
    const call = await openCall(exchange, request, reply, community);
    // What is printed is for the residents, whatever language the desk reads.
    const sheet = await getSheet({ ...call, locale: 'zh' }, { sheetId: id.data });
    if (!sheet.ok) return reply.send(sendProblem(request, reply, sheet.refusal));
    const { slips, expiresAt } = sheet.value;
    const pdf = await drawSheet({
      community: community.name,
      address: `${exchange.platform.baseUrl}/c/${slug}/residence`.replace(/^https?:\/\//, ''),
      expiresAt: parseInstant(expiresAt),
      slips,
    });
    const name = encodeURIComponent(sayIn(call.locale)(slipText.file, community.name));
    return reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', `inline; filename*=UTF-8''${name}`)
      .header('cache-control', 'no-store')
      .send(Buffer.from(pdf));
  });
}
