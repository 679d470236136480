import { getCatalogue } from '../../collect/category/category.service.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { dateOf, formatInstant, type Instant } from '../../kernel/time.ts';
import { type HandlersOf, implement } from '../../platform/call.ts';
import { mayList } from '../matter/matter.policy.ts';
import { listWhole } from '../matter/matter-reading.service.ts';
import { exportOperations, maxExportRows } from './export.contract.ts';
import { checkSize } from './export.rules.ts';

const exportMatters: HandlersOf<typeof exportOperations>['exportMatters'] = (call, input) =>
  call.read(async (tx) => {
    const may = mayList(call.asker);
    if (may !== true) return refuse(may);
    const { total, rows } = await listWhole(call, tx, input, maxExportRows);
    const fits = checkSize(total, maxExportRows);
    if (!fits.ok) return fits;
    const { categories } = await getCatalogue(tx, dateOf(call.now));
    const names = new Map(categories.map(({ code, name }) => [code, name[call.locale]]));
    const moment = (at: Instant | null) => (at === null ? null : formatInstant(at));
    return ok({
      asOf: formatInstant(call.now),
      rows: rows.map((row) => ({
        ...{ number: row.number, title: row.publicTitle, building: row.building?.name ?? null },
        category: names.get(row.categoryCode) ?? row.categoryCode,
        ...{ tier: row.tier, state: row.state, households: row.households, mainHandler: row.handlerName },
        acceptedAt: formatInstant(row.acceptedAt),
        ...{ nextClock: row.nextKind, dueAt: moment(row.nextDueAt), resolvedAt: moment(row.resolvedAt) },
        ...{ closedAt: moment(row.closedAt), result: row.result, closing: row.closing },
        ...{ returnedCount: row.returnedCount, reopenedCount: row.reopenedCount },
      })),
    });
  });

export const exportHandlers = implement(exportOperations, { exportMatters });
