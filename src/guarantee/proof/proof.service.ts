import { findKnownReport } from '../../collect/report/report-decision.service.ts';
import type { Asker } from '../../kernel/asker.ts';
import { toHex } from '../../kernel/bytes.ts';
import type { Id } from '../../kernel/id.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { atMinute, dateOf, formatInstant } from '../../kernel/time.ts';
import { listRecorded, listWaiting } from '../../ledger/entry/entry.service.ts';
import { lastCheckpointBefore, listLogs, newestCheckpoint } from '../../ledger/log/log.service.ts';
import { checkLeaves, leafOf, proveEntry } from '../../ledger/log/log-proving.service.ts';
import { formatVkey } from '../../ledger/note/note-key.ts';
import { type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { findBareMatter } from '../../resolve/matter/matter-public.service.ts';
import { type CheckedState, proofOperations, type RecordedEntry } from './proof.contract.ts';
import { mayHaveReceipts } from './proof.policy.ts';
import { receiptName } from './proof.rules.ts';

type Handlers = HandlersOf<typeof proofOperations>;

const listLedgerEntries: Handlers['listLedgerEntries'] = (call, { number }) =>
  call.read(async (tx) => {
    const waiting = await listWaiting(tx, { number });
    const entries = await checkedEntries(tx, number);
    if (entries.length === 0 && waiting.length === 0) return refuse('number-not-in-ledger');
    return ok({
      entries,
      waiting: waiting.map(({ type, occurredAt }) => ({ type, occurredAt: formatInstant(occurredAt) })),
    });
  });

/** Never "it fits" by default: each entry is checked against what is signed, every time somebody asks. */
async function checkedEntries(tx: Tx, number: string): Promise<RecordedEntry[]> {
  const logs = await listLogs(tx);
  const recorded = await listRecorded(tx, { number });
  const placed = recorded.flatMap((entry) => {
    const place = leafOf(logs, entry.index);
    return place ? [{ ...entry, ...place }] : [];
  });
  const checked: RecordedEntry[] = [];
  for (const log of logs) {
    const own = placed.filter((entry) => entry.log.number === log.number);
    const found = own.length === 0 ? [] : await checkLeaves(tx, log, own);
    for (const [i, { index, leaf, type, occurredAt, recordedAt, envelope }] of own.entries()) {
      checked.push({
        ...{ index, origin: log.origin, leaf, type, envelope },
        ...{ occurredAt: formatInstant(occurredAt), recordedAt: formatInstant(recordedAt) },
        checked: stateOf(found[i]),
      });
    }
  }
  return checked;
}

function stateOf(holds: boolean | undefined): CheckedState {
  if (holds === undefined) return 'unsigned';
  return holds ? 'fits' : 'broken';
}

const getSeal: Handlers['getSeal'] = (call) =>
  call.read(async (tx) => {
    const logs = (await listLogs(tx)).reverse();
    const [current] = logs;
    const newest = current && (await newestCheckpoint(tx, current));
    const before = current && (await lastCheckpointBefore(tx, current, atMinute(dateOf(call.now), 0)));
    const home = `/ledger/${call.community.slug}`;
    return ok({
      logs: logs.map(({ number, origin, key }) => ({
        ...{ origin, vkey: formatVkey(key) },
        path: number === current?.number ? home : `${home}/${number}`,
      })),
      newest: newest
        ? {
            ...{ size: newest.size, root: toHex(newest.root), checkpoint: newest.note },
            ...{ signedAt: formatInstant(newest.signedAt), today: newest.size - (before?.size ?? 0) },
          }
        : null,
    });
  });

/** The numbers under which the ledger keeps what became of a report; undefined for whom there is no such report. */
async function numbersOf(tx: Tx, asker: Asker, reportId: Id<'report'>): Promise<string[] | undefined> {
  const report = await findKnownReport(tx, reportId);
  if (!report || mayHaveReceipts(asker, report) !== true) return undefined;
  const matter = report.matterId === null ? undefined : await findBareMatter(tx, { id: report.matterId });
  return [...new Set([report.number, matter?.number ?? report.number])];
}

const listReceipts: Handlers['listReceipts'] = (call, { reportId }) =>
  call.read(async (tx) => {
    const numbers = await numbersOf(tx, call.asker, reportId);
    if (!numbers) return refuse('report-not-found');
    const logs = await listLogs(tx);
    const sealed = [];
    const pending = [];
    for (const number of numbers) {
      for (const { index, type, recordedAt } of await listRecorded(tx, { number })) {
        const place = leafOf(logs, index);
        if (place) sealed.push({ number, type, at: formatInstant(recordedAt), index, leaf: place.leaf });
      }
      for (const { type, occurredAt } of await listWaiting(tx, { number }))
        pending.push({ number, type, at: formatInstant(occurredAt) });
    }
    return ok({ sealed: sealed.sort((a, b) => a.index - b.index), pending });
  });

const getReceipt: Handlers['getReceipt'] = (call, { reportId, index }) =>
  call.read(async (tx) => {
    const numbers = await numbersOf(tx, call.asker, reportId);
    if (!numbers) return refuse('report-not-found');
    for (const number of numbers) {
      const entry = (await listRecorded(tx, { number })).find((one) => one.index === index);
      const place = entry && leafOf(await listLogs(tx), index);
      if (!entry || !place) continue;
      const proved = await proveEntry(tx, place, entry);
      if (proved.ok) return ok({ fileName: receiptName(number, place.leaf), text: proved.value });
      return refuse(proved.refusal.code === 'entry-not-signed' ? 'receipt-pending' : 'receipt-broken');
    }
    return refuse('receipt-not-found');
  });

export const proofHandlers = implement(proofOperations, {
  listLedgerEntries,
  getSeal,
  listReceipts,
  getReceipt,
});
