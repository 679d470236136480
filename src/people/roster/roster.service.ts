import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { CommunityId, Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Locale } from '../../kernel/text.ts';
import { dateOf, type Instant } from '../../kernel/time.ts';
import { type Call, type Handler, implement, type Platform } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { TableRefusalCode } from '../../platform/table/table.contract.ts';
import { readTables } from '../../platform/table/table-file.ts';
import { refusing } from '../../platform/table/unreadable-table.ts';
import {
  type importRoster as importRosterOperation,
  maxRosterRows,
  type RosterCounts,
  type RosterFileRefusal,
  type RosterReading,
  type RosterSurvey,
  type readRoster as readRosterOperation,
  rosterOperations,
  type seeRoster as seeRosterOperation,
} from './roster.contract.ts';
import { mayImportRoster } from './roster.policy.ts';
import { readRosterSheets } from './roster.rules.ts';
import * as store from './roster.store.ts';
import { applyPlan, planNow } from './roster-applying.service.ts';
import type { RosterPlan } from './roster-plan.rules.ts';
import { surveyPlan } from './roster-survey.rules.ts';

/** What a reader of tables may say, as the few words that help somebody with a roster in hand. */
const fileRefusals: Partial<Record<TableRefusalCode, RosterFileRefusal>> = {
  'workbook-old': 'file-old',
  'workbook-locked': 'file-old',
  'file-empty': 'file-empty',
};

/** Reads a file as a roster; rows that name no estate are of the one given. */
export async function readRosterFile(
  path: string,
  estate: string | null,
): Promise<Outcome<RosterReading, RosterFileRefusal>> {
  const tables = await refusing<Awaited<ReturnType<typeof readTables>>, never>(async () =>
    ok(await readTables(path)),
  );
  if (!tables.ok) return refuse(fileRefusals[tables.refusal.code] ?? 'file-unreadable');
  const rows = tables.value.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  if (rows === 0) return refuse('file-empty');
  if (rows > maxRosterRows) return refuse('roster-too-long');
  const reading = readRosterSheets(tables.value, estate);
  return reading === null ? refuse('columns-missing') : ok(reading);
}

export const readRoster: Handler<typeof readRosterOperation> = async (call, { estate }) => {
  const may = mayImportRoster(call.asker);
  if (may !== true) return refuse(may);
  const [file] = call.files;
  if (!file) return refuse('file-missing');
  const read = await readRosterFile(file.path, estate === '' ? null : estate);
  if (!read.ok) return read;
  return call.write<Outcome<{ rosterId: Id<'roster'> }, never>>(async (tx) =>
    ok({ rosterId: await keepRoster(tx, file.name, read.value, call.now) }),
  );
};

/** Keeps what a file says until it is imported or a day has passed. */
export async function keepRoster(
  tx: Tx,
  fileName: string,
  reading: RosterReading,
  now: Instant,
): Promise<Id<'roster'>> {
  const id = newId<Id<'roster'>>();
  // Some browsers send the whole path a file had.
  const name = basename(fileName.replaceAll('\\', '/')).slice(-200) || 'roster';
  await store.insertRoster(tx, { id, fileName: name, reading, readAt: now });
  return id;
}

export const seeRoster: Handler<typeof seeRosterOperation> = async (call, { rosterId }) => {
  const may = mayImportRoster(call.asker);
  if (may !== true) return refuse(may);
  return call.read(async (tx) => {
    const roster = await store.findRoster(tx, rosterId);
    if (!roster) return refuse('roster-unknown');
    const survey = await surveyNow(tx, roster.reading, call);
    const { fileName, importedAt, counts } = roster;
    return ok({
      ...{ rosterId, fileName, importedOn: importedAt === null ? null : dateOf(importedAt) },
      survey: counts === null ? survey : { ...survey, counts },
      can: { import: may },
    });
  });
};

async function surveyNow(
  tx: Tx,
  reading: RosterReading,
  { now, locale }: Pick<Call, 'now' | 'locale'>,
): Promise<RosterSurvey> {
  const { plan, estates } = await planNow(tx, reading, now);
  return { ...surveyPlan(plan, estates, locale), digest: digestOf(plan) };
}

/** Two plans with one digest do the same to the same register. */
function digestOf({ homes, people, corrections }: RosterPlan): string {
  return createHash('sha256').update(JSON.stringify({ homes, people, corrections })).digest('hex');
}

export const importRoster: Handler<typeof importRosterOperation> = async (call, input) => {
  const may = mayImportRoster(call.asker);
  if (may !== true) return refuse(may);
  return call.write<Outcome<{ counts: RosterCounts }, 'roster-unknown' | 'register-changed'>>(async (tx) => {
    await store.lockRosters(tx);
    const roster = await store.findRoster(tx, input.rosterId);
    if (!roster) return refuse('roster-unknown');
    // Pressed twice, or come back to: it is in already, and what it did is told again.
    if (roster.counts) return ok({ counts: roster.counts });
    const { plan } = await planNow(tx, roster.reading, call.now);
    if (digestOf(plan) !== input.digest) return refuse('register-changed');
    await applyPlan(tx, plan, call.now);
    await store.markImported(tx, roster.id, call.now, plan.counts);
    return ok({ counts: plan.counts });
  });
};

type Here = { platform: Pick<Platform, 'database' | 'clock'>; community: CommunityId };

/** What a roster would do, for whoever has the file itself in hand. */
export function surveyRoster(
  { platform, community }: Here,
  reading: RosterReading,
  locale: Locale,
): Promise<RosterSurvey> {
  const now = platform.clock.now();
  return platform.database.read(community, (tx) => surveyNow(tx, reading, { now, locale }));
}

/** Writes a roster into the register as it was surveyed; false where the register changed since. */
export function takeRoster(
  { platform, community }: Here,
  reading: RosterReading,
  digest: string,
): Promise<boolean> {
  const now = platform.clock.now();
  return platform.database.write(community, async (tx) => {
    await store.lockRosters(tx);
    const { plan } = await planNow(tx, reading, now);
    if (digestOf(plan) !== digest) return false;
    await applyPlan(tx, plan, now);
    return true;
  });
}

/** Clears away what was read before then and not imported, and the marks of what was; gives how many. */
export function sweepRosters(tx: Tx, before: Instant): Promise<number> {
  return store.deleteRosters(tx, before);
}

export const rosterHandlers = implement(rosterOperations, { readRoster, seeRoster, importRoster });
