import { appendFile } from 'node:fs/promises';
import { z } from 'zod';
import { eraseMessages } from '../../channels/message/message.service.ts';
import { eraseNotices } from '../../channels/notice/notice.service.ts';
import { erasePreferences } from '../../channels/preference/preference.service.ts';
import { photoKeeper } from '../../collect/photo/photo.service.ts';
import { recordingKeeper } from '../../collect/recording/recording.service.ts';
import type { TracedReport } from '../../collect/report/report.contract.ts';
import { listTracedReports, stripReports } from '../../collect/report/report-erasing.service.ts';
import { eraseRequests } from '../../collect/residence/residence.service.ts';
import { stripAnswers } from '../../followup/callback/callback.service.ts';
import type { CommunityId, Id } from '../../kernel/id.ts';
import { addMs, dateOf, dayMs, formatInstant, type Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import { appendEntries } from '../../ledger/entry/entry.service.ts';
import { emptyPerson } from '../../people/account/account-erasing.service.ts';
import { eraseMemberships } from '../../people/household/household.service.ts';
import { findPerson } from '../../people/person/person.service.ts';
import { eraseUses } from '../../people/slip/slip.service.ts';
import { forgetAnswers, type Platform } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { removeUnused } from '../../platform/files/kept-files.ts';
import { enqueue, forgetJobs, type Workers } from '../../platform/outbox.ts';
import { stripMarks } from '../../resolve/abuse/abuse.service.ts';
import { stripFlags, stripFlagsOn } from '../../resolve/flag/flag.service.ts';
import { type Shared, sortMatters, stripMatters } from '../../resolve/matter/matter-erasing.service.ts';
import {
  publishedAnswers,
  withdrawSources,
} from '../../resolve/publication/publication-collecting.service.ts';
import { personErased } from './erasure.entries.ts';
import { erasedName, needlesOf, retryDays, writeErasure } from './erasure.rules.ts';
import * as store from './erasure.store.ts';
import { endOffice, formerPosts, holdsOffice } from './erasure-office.service.ts';

export const erasureJobKind = 'erasure.carry-out';
const payloadSchema = z.strictObject({ erasureId: idOf('erasure') });

/** The file beside the data in which every erasure is listed: a backup that is older than one knows nothing of it. */
export const erasureList = 'erasures.jsonl';

export type Files = { photos: string[]; recordings: string[] };

/** Has an erasure carried out at its time. */
export async function enqueueErasure(tx: Tx, id: Id<'erasure'>, runAt: Instant, now: Instant): Promise<void> {
  await enqueue(tx, { kind: erasureJobKind, payload: { erasureId: id }, runAt, now });
}

type Traces = Pick<Shared, 'own' | 'shared'> & { reports: readonly TracedReport[] };

/**
 * Takes out of reports, and of the matters they led to, whatever tells of who made them. Who asks has made sure that
 * all of these matters are closed.
 */
export async function stripTraces(
  tx: Tx,
  { reports, own, shared }: Traces,
  of: { personId: Id<'person'> | null; needles: readonly string[]; instead: string; now: Instant },
): Promise<Files> {
  const ids = reports.map(({ id }) => id);
  const kept = await publishedAnswers(tx, own);
  const files = await stripReports(tx, reports, of.instead);
  const traced = { reports: ids, personId: of.personId, needles: of.needles };
  files.photos.push(...(await stripMatters(tx, { own, shared }, traced, kept, of.instead)));
  await stripAnswers(tx, ids);
  await stripMarks(tx, ids, of.instead);
  await withdrawSources(tx, [...own, ...shared], ids, of.now);
  return files;
}

type Ended = { personId: Id<'person'>; at: Instant; files: Files } | 'nothing' | 'later';

async function carryOut(tx: Tx, id: Id<'erasure'>, now: Instant): Promise<Ended> {
  const erasure = await store.lockErasure(tx, id);
  if (!erasure || erasure.state === 'withdrawn') return 'nothing';
  const { personId, askedBy } = erasure;
  const none = { photos: [], recordings: [] };
  if (erasure.state === 'done') return { personId, at: erasure.endedAt ?? now, files: none };
  const person = await findPerson(tx, personId);
  if (!person) return 'nothing';
  const reports = await listTracedReports(tx, personId, person.phone);
  const waits = reports.some(({ state }) => state === 'submitted');
  const { open, ...matters } = await sortMatters(tx, reports);
  if (askedBy === 'restore') await endOffice(tx, person, now);
  if (waits || open.length > 0 || (await holdsOffice(tx, person, dateOf(now)))) {
    await enqueueErasure(tx, id, addMs(now, retryDays * dayMs), now);
    return 'later';
  }
  const needles = needlesOf(person, reports);
  const of = { personId, needles, instead: erasedName, now };
  const files = await stripTraces(tx, { reports, ...matters }, of);
  await stripFlags(tx, personId, erasedName);
  const reportIds = reports.map((report) => report.id);
  await stripFlagsOn(tx, { matterIds: [], reportIds }, erasedName);
  await eraseMessages(tx, personId);
  const told = [personId, ...(await formerPosts(tx, personId)), ...reportIds];
  await eraseNotices(tx, told, needles);
  await erasePreferences(tx, personId);
  await eraseRequests(tx, personId);
  await eraseUses(tx, personId);
  await eraseMemberships(tx, personId);
  const named = [...needles, personId, ...reports.flatMap(({ id: report, number }) => [report, number])];
  await forgetJobs(tx, named);
  await forgetAnswers(tx, named);
  await emptyPerson(tx, person, erasedName);
  const count = files.photos.length + files.recordings.length;
  await store.updateEnded(tx, id, { state: 'done', at: now, reports: reports.length, files: count });
  await appendEntries(tx, [draftEntry(personErased, { number: null, occurredAt: now, facts: { askedBy } })]);
  return { personId, at: now, files };
}

/** Removes the files that an erasure left without a row; another photo of equal content keeps its file. */
export async function removeErased(platform: Platform, community: CommunityId, files: Files): Promise<void> {
  await removeUnused(platform, { id: community }, photoKeeper, files.photos);
  await removeUnused(platform, { id: community }, recordingKeeper, files.recordings);
}

/** Carries erasures out when their day has come, and lists each in a file beside the data for a later restore. */
export function erasureWorkers(listFile: string): Workers {
  return {
    [erasureJobKind]: {
      leaseMs: 10 * 60_000,
      async outside({ platform, community, payload, now }) {
        const { erasureId } = payloadSchema.parse(payload);
        const ended = await platform.database.write(community, (tx) => carryOut(tx, erasureId, now));
        if (typeof ended === 'string') return { done: true };
        await removeErased(platform, community, ended.files);
        const line = { community, person: ended.personId, at: formatInstant(ended.at) };
        await appendFile(listFile, writeErasure(line), { mode: 0o600 });
        return { done: true };
      },
    },
  };
}
