import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { photoSizes } from '../../collect/photo/photo.contract.ts';
import { type PhotoReaders, photoBytes } from '../../collect/photo/photo.service.ts';
import { findMatterOfReport } from '../../collect/report/report-decision.service.ts';
import { isHiddenPhoto, readWords } from '../../collect/report/report-words.service.ts';
import { refuse } from '../../kernel/outcome.ts';
import { idOf } from '../../kernel/wire.ts';
import type { Community } from '../../platform/call.ts';
import { type Exchange, openCall } from '../../platform/http/exchange.ts';
import { sendProblem } from '../../platform/http/operations.ts';
import { maySeePhoto, mayWorkOnMatter } from '../../resolve/matter/matter-reading.service.ts';
import { isPhotoPublished } from '../../resolve/publication/publication.service.ts';

const wantedSchema = z.object({
  community: z.string(),
  photoId: idOf('photo'),
  size: z.enum(photoSizes),
  draft: idOf('draft').optional(),
  key: z.string().max(100).optional(),
});

export const photoReaders: PhotoReaders = {
  matter: maySeePhoto,
  /** Who works on the matter a report led to sees what the report shows. */
  async report(call, tx, id, photoId) {
    const words = await readWords(tx, call.asker, id);
    if (words) return words.reader === 'staff' || !(await isHiddenPhoto(tx, id, photoId));
    const matterId = await findMatterOfReport(tx, id);
    return matterId !== null && mayWorkOnMatter(call, tx, matterId);
  },
  everybody: isPhotoPublished,
};

/** What was published can be taken back: then it must not go on being seen for a day. */
const keptFor = { own: 'private, max-age=86400, immutable', open: 'private, max-age=60' } as const;

/**
 * Serves the bytes of photos at `/c/<community>/photos/<id>/<size>`. A picture in a page cannot send headers, so
 * the private link or the draft it is read through stands in its query.
 */
export function servePhotos(app: FastifyInstance, exchange: Exchange): void {
  app.get('/c/:community/photos/:photoId/:size', { compress: false }, async (request, reply) => {
    const wanted = wantedSchema.safeParse({ ...(request.query as object), ...(request.params as object) });
    const unknown = () => reply.send(sendProblem(request, reply, refuse('not-found').refusal));
    if (!wanted.success) return unknown();
    const { community: slug, photoId, size, draft, key } = wanted.data;
    const community: Community | undefined = await exchange.findCommunity(slug);
    if (!community) return unknown();
    const call = await openCall(exchange, request, reply, community, { reportKey: key });
    const opened = await photoBytes(call, { photoId, size, draftId: draft ?? null }, photoReaders);
    if (!opened.ok) return reply.send(sendProblem(request, reply, opened.refusal));
    return reply
      .header('content-type', opened.value.type)
      .header('content-length', opened.value.bytes)
      .header('cache-control', opened.value.isOpen ? keptFor.open : keptFor.own)
      .send(opened.value.stream);
  });
}
