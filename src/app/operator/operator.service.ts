import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { formatInstant, type Instant } from '../../kernel/time.ts';
import { lastIndex, pendingFigures } from '../../ledger/entry/entry.service.ts';
import { isLogDamaged } from '../../ledger/log/log.service.ts';
import { type Call, type Handler, implement } from '../../platform/call.ts';
import { findLastMigration } from '../../platform/migrate.ts';
import { countJobs, type JobCount, listFailedJobs, retryFailedJob } from '../../platform/outbox.ts';
import { hasRoom, roomOf, type Vitals } from '../../platform/vitals.ts';
import {
  operatorOperations,
  type retryJob as retryJobOperation,
  type seeOperator as seeOperatorOperation,
} from './operator.contract.ts';
import { mayRetryJob, maySeeOperator } from './operator.policy.ts';
import { warningsOf } from './operator.rules.ts';
import { findDatabaseSize } from './operator.store.ts';

export const seeOperator: Handler<typeof seeOperatorOperation> = async (call) => {
  const may = maySeeOperator(call.asker);
  if (may !== true) return refuse(may);
  const vitals = vitalsOf(call);
  const [kept, room, roomLeft, migration, filesBytes] = await Promise.all([
    readKept(call),
    roomOf(vitals.dataDir),
    hasRoom(vitals),
    findLastMigration(call.platform.database.sql),
    call.platform.files.size(call.community.id),
  ]);
  const { jobs, failed, ledger, entries, databaseBytes, isDamaged } = kept;
  const warnings = warningsOf({
    ...{ now: call.now, ...room, hasRoom: roomLeft, failedJobs: failed.length, isLogDamaged: isDamaged },
    ...{ oldestDueAt: oldestOf(jobs), ledgerOldestAt: ledger.oldestAt },
    ...{ startedAt: vitals.startedAt, lastRoundAt: vitals.lastRoundAt, clockJump: vitals.clockJump },
  });
  return ok({
    warnings,
    jobs: jobs.map(({ oldestDueAt, ...job }) => ({ ...job, oldestDueAt: textOf(oldestDueAt) })),
    failed: failed.map(({ failedAt, ...job }) => ({ ...job, failedAt: formatInstant(failedAt) })),
    ledger: { entries, waiting: ledger.waiting, oldestAt: textOf(ledger.oldestAt) },
    disk: room,
    ...{ databaseBytes, filesBytes },
    versions: { product: vitals.version, database: vitals.databaseVersion, node: process.versions.node },
    migration: { name: migration.name, appliedAt: formatInstant(migration.appliedAt) },
    startedAt: formatInstant(vitals.startedAt),
    lastRoundAt: textOf(vitals.lastRoundAt),
    can: { retry: mayRetryJob(call.asker) },
  });
};

function readKept(call: Call) {
  return call.read(async (tx) => {
    return {
      jobs: await countJobs(tx),
      failed: await listFailedJobs(tx),
      ledger: await pendingFigures(tx),
      entries: (await lastIndex(tx)) + 1,
      databaseBytes: (await findDatabaseSize(tx)).bytes,
      isDamaged: await isLogDamaged(tx, call.platform.secret),
    };
  });
}

function oldestOf(jobs: readonly JobCount[]): Instant | null {
  const due = jobs.flatMap(({ oldestDueAt }) => (oldestDueAt === null ? [] : [oldestDueAt]));
  return due.length === 0 ? null : due.reduce((a, b) => (a < b ? a : b));
}

function textOf(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at);
}

function vitalsOf({ platform }: Call): Vitals {
  if (!platform.vitals) throw new Error('this process keeps no vitals');
  return platform.vitals;
}

export const retryJob: Handler<typeof retryJobOperation> = async (call, { jobId }) => {
  const may = mayRetryJob(call.asker);
  if (may !== true) return refuse(may);
  return call.write<Outcome<{ jobId: typeof jobId }, 'job-not-found'>>(async (tx) =>
    (await retryFailedJob(tx, jobId, call.now)) ? ok({ jobId }) : refuse('job-not-found'),
  );
};

export const operatorHandlers = implement(operatorOperations, { seeOperator, retryJob });
