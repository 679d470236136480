import { createHash, createHmac } from 'node:crypto';
import type { Id } from '../../kernel/id.ts';
import type { InputOf } from '../../kernel/operation.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { dateOf, type Instant, parseInstant } from '../../kernel/time.ts';
import { type Call, type Handler, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { deriveKey, tagOf } from '../../platform/secrets.ts';
import { suggestCategories } from '../category/category.rules.ts';
import { getCatalogue } from '../category/category.service.ts';
import { holdDraft, openDraft } from '../draft/draft.service.ts';
import { attachPhotos, discardPhotos, keepPhotos, recordPhotos } from '../photo/photo.service.ts';
import { recordingFiles } from '../recording/recording.contract.ts';
import {
  discardRecording,
  keepRecording,
  moveRecording,
  writeRecording,
} from '../recording/recording.service.ts';
import { maxReportPhotos } from '../report/report.contract.ts';
import { chargeFlow } from '../report/report-flow.service.ts';
import { receiptOf } from '../report/report-key.service.ts';
import { lookAround, type ReceiveRefusal, receiveReport } from '../report/report-receiving.service.ts';
import { maxPieces, offlineReportOperations } from './offline-report.contract.ts';
import { maySendWritten } from './offline-report.policy.ts';
import { occurredAtOf, photosInOrder } from './offline-report.rules.ts';
import * as store from './offline-report.store.ts';

type Sent = InputOf<typeof offlineReportOperations.putReport>;

/** The mark a page tells its own visitor: it says that two reports are one person's, and to nobody whose. */
export function writerMarkOf(secret: Buffer, personId: Id<'person'>): string {
  return tagOf(deriveKey(secret, 'writer-mark'), personId).slice(0, 32);
}

/** A row's key opens nothing by itself: who reads the database does not hold the telephone's id. */
function hashOf(offlineId: string): store.KeyHash {
  return createHash('sha256').update(`offline report ${offlineId.toLowerCase()}`).digest();
}

const putPiece: Handler<typeof offlineReportOperations.putPiece> = async (call, { offlineId, pieceId }) => {
  const keyHash = hashOf(offlineId);
  // Making a photo takes a second: what is there already costs a look.
  if (await call.read((tx) => store.isKnown(tx, keyHash, pieceId))) return ok({ pieceId });
  const photos = await keepPhotos({
    ...call,
    files: call.files.filter(({ field }) => field !== recordingFiles.field),
  });
  const recording = await keepRecording(call);
  const [refusal] = [...photos.refused, ...(recording.refused ? [recording.refused] : [])];
  const brings = { photo: photos.kept[0], recording: recording.kept };
  const taken = refusal
    ? { ok: false as const, refusal }
    : await call.write((tx) => takePiece(call, tx, { keyHash, pieceId, ...brings }));
  if (!taken.ok || taken.value === 'known') {
    await discardPhotos(call, photos.kept);
    await discardRecording(call, recording.kept);
  }
  return taken.ok ? ok({ pieceId }) : taken;
};

type Piece = {
  keyHash: store.KeyHash;
  pieceId: string;
  photo: Parameters<typeof recordPhotos>[2][number] | undefined;
  recording: Parameters<typeof writeRecording>[2] | null;
};

/** Writes a piece down with the draft that gathers them; `known` where another sending of it was faster. */
async function takePiece(
  call: Call,
  tx: Tx,
  { keyHash, pieceId, photo, recording }: Piece,
): Promise<Outcome<'taken' | 'known', 'piece-missing' | 'pieces-too-many'>> {
  if (!photo && !recording) return refuse('piece-missing');
  const { draftId: before, reportId } = await store.lockOffline(tx, keyHash, call.now);
  const pieces = await store.listPieces(tx, keyHash);
  if (reportId !== null || pieces.some((known) => known.pieceId === pieceId)) return ok('known');
  if (pieces.length >= maxPieces) return refuse('pieces-too-many', { max: maxReportPhotos });
  const draftId = before ?? (await openDraft(tx, call.now));
  if (before === null) await store.updateDraft(tx, keyHash, draftId);
  const owner = { kind: 'draft', id: draftId } as const;
  if (photo) {
    await recordPhotos(call, tx, [photo]);
    const attached = await attachPhotos(tx, [photo.photoId], owner);
    if (!attached.ok) throw new Error('a photo that was just made belongs to something else');
  }
  if (recording) await writeRecording(call, tx, recording, owner);
  await store.insertPiece(tx, keyHash, { pieceId, draftId, photoId: photo?.photoId ?? null });
  return ok('taken');
}

const putReport: Handler<typeof offlineReportOperations.putReport> = async (call, input) => {
  const { asker, platform } = call;
  const mark = asker.kind === 'person' ? writerMarkOf(platform.secret, asker.personId) : null;
  const may = maySendWritten(mark, input.writtenBy);
  if (may !== true) return refuse(may);
  const personId = asker.kind === 'person' && input.writtenBy !== null ? asker.personId : null;
  const contentTag = contentTagOf(platform.secret, input);
  const keyHash = hashOf(input.offlineId);
  return call.write(async (tx) => {
    const known = await store.lockOffline(tx, keyHash, call.now);
    if (known.reportId !== null) {
      const asWritten = known.contentTag?.equals(contentTag) ?? false;
      return ok({ ...(await receiptOf(tx, platform.secret, known.reportId)), asWritten });
    }
    const received = await takeReport(call, tx, { input, keyHash, personId, draftId: known.draftId });
    if (!received.ok) return received;
    await store.updateReceived(tx, keyHash, { reportId: received.value, contentTag });
    return ok({ ...(await receiptOf(tx, platform.secret, received.value)), asWritten: true });
  });
};

/** Takes the words in with the pieces they name, as the form does; what was sent and is not named is left out. */
async function takeReport(
  call: Call,
  tx: Tx,
  sent: {
    input: Sent;
    keyHash: store.KeyHash;
    personId: Id<'person'> | null;
    draftId: Id<'draft'> | null;
  },
): Promise<Outcome<Id<'report'>, ReceiveRefusal | 'pieces-lost' | 'reported-too-often'>> {
  const { keyHash, personId, draftId } = sent;
  const { offlineId: _, pieceIds, writtenAt, writtenBy: __, ...said } = sent.input;
  const { locale, now } = call;
  const isHeld = draftId !== null && (await holdDraft(tx, draftId));
  const pieces = isHeld ? await store.listPieces(tx, keyHash) : [];
  const photoIds = photosInOrder(pieceIds, pieces);
  if (photoIds === null) return refuse('pieces-lost');
  const named = new Set<string>(pieceIds);
  const isSpoken = pieces.some(({ pieceId, photoId }) => photoId === null && named.has(pieceId));
  if (isHeld && !isSpoken) await moveRecording(tx, { kind: 'draft', id: draftId }, null, now);
  const { categories } = await getCatalogue(tx, dateOf(now));
  const [guess] = suggestCategories(
    said.text,
    categories.filter(({ open }) => open),
  );
  const words = { ...said, personId, categoryGuess: guess?.code ?? null, draftId: isHeld ? draftId : null };
  const [judge, around] = await Promise.all([
    chargeFlow(tx, call, { ...words, isSpoken: isHeld && isSpoken }),
    lookAround(tx, { ...words, now }),
  ]);
  const flow = judge(around.urgent);
  if (!flow.ok) return flow;
  const sentAs = { channel: 'form', registeredByPostId: null, aside: flow.value } as const;
  const occurredAt = occurredAtOf(parseInstant(writtenAt), now);
  const received = await receiveReport(
    tx,
    { ...words, ...sentAs, photoIds, locale, now, occurredAt },
    around,
  );
  return received.ok ? ok(received.value.id) : received;
}

/** Over what the reporter said; not over when it was sent or under which account. */
function contentTagOf(
  secret: Buffer,
  { text, place, anonymity, publicName, contact, pieceIds }: Sent,
): Buffer {
  const said = [text, place, anonymity, publicName, contact.name, contact.phone, pieceIds];
  return createHmac('sha256', deriveKey(secret, 'offline-report')).update(JSON.stringify(said)).digest();
}

/**
 * Forgets what was begun before then and never sent; gives how many. What was received is remembered, so that it never
 * counts twice.
 */
export function sweepOfflineReports(tx: Tx, before: Instant): Promise<number> {
  return store.deleteAbandoned(tx, before);
}

export const offlineReportHandlers = implement(offlineReportOperations, { putPiece, putReport });
