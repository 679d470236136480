import { hourMs, type Instant, minuteMs } from '../../kernel/time.ts';
import type { Warning } from './operator.contract.ts';

/** What is measured, before anybody says what it means. */
export type Measured = {
  now: Instant;
  freeBytes: number;
  sizeBytes: number;
  hasRoom: boolean;
  failedJobs: number;
  oldestDueAt: Instant | null;
  ledgerOldestAt: Instant | null;
  /** What is stored of the public log is not what it signed. */
  isLogDamaged: boolean;
  /** Null where this process has no runner, as in a command. */
  startedAt: Instant | null;
  lastRoundAt: Instant | null;
  clockJump: { at: Instant; byMs: number } | null;
};

/** A photo, its small form and the log of the database that notes it, many times over. */
const scarceBytes = 1024 ** 3;
const scarceShare = 0.1;
/** Jobs are tried at once, and again after seconds; a due one that waited so long is not being tried. */
const stuckAfterMs = 10 * minuteMs;
/** Entries get their index within a quarter second. */
const behindAfterMs = minuteMs;
/** Rounds take well under a second; a slow gateway has rounds of its own. */
const silentAfterMs = 2 * minuteMs;
/** A jump is told for a day: what happened about then may carry a wrong time. */
const jumpToldMs = 24 * hourMs;

/** What needs somebody's attention, the most urgent first. */
export function warningsOf(measured: Measured): Warning[] {
  return [...ofLog(measured), ...ofDisk(measured), ...ofWork(measured), ...ofClock(measured)];
}

function ofLog({ isLogDamaged }: Measured): Warning[] {
  return isLogDamaged ? [{ code: 'log-damaged', facts: {} }] : [];
}

function ofDisk({ freeBytes, sizeBytes, hasRoom }: Measured): Warning[] {
  const facts = { freeMb: Math.floor(freeBytes / 1024 ** 2) };
  if (!hasRoom) return [{ code: 'disk-full', facts }];
  const isScarce = freeBytes < Math.max(scarceBytes, sizeBytes * scarceShare);
  return isScarce ? [{ code: 'disk-nearly-full', facts }] : [];
}

function ofWork(measured: Measured): Warning[] {
  const { now, failedJobs, oldestDueAt, ledgerOldestAt, startedAt, lastRoundAt } = measured;
  const minutesSince = (at: Instant | null) => (at === null ? 0 : Math.floor((now - at) / minuteMs));
  const isLate = (at: Instant | null, ms: number) => at !== null && now - at > ms;
  const round = lastRoundAt ?? startedAt;
  return [
    ...(isLate(round, silentAfterMs)
      ? [{ code: 'rounds-stopped' as const, facts: { minutes: minutesSince(round) } }]
      : []),
    ...(isLate(ledgerOldestAt, behindAfterMs)
      ? [{ code: 'ledger-behind' as const, facts: { minutes: minutesSince(ledgerOldestAt) } }]
      : []),
    ...(isLate(oldestDueAt, stuckAfterMs)
      ? [{ code: 'jobs-stuck' as const, facts: { minutes: minutesSince(oldestDueAt) } }]
      : []),
    ...(failedJobs > 0 ? [{ code: 'jobs-failed' as const, facts: { count: failedJobs } }] : []),
  ];
}

function ofClock({ now, clockJump }: Measured): Warning[] {
  if (clockJump === null || now - clockJump.at > jumpToldMs) return [];
  return [{ code: 'clock-jumped', facts: { minutes: Math.round(clockJump.byMs / minuteMs) } }];
}
