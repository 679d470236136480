import type { FastifyInstance } from 'fastify';
import writeXlsxFile, { type Cell as SheetCell } from 'write-excel-file/node';
import { refuse } from '../../kernel/outcome.ts';
import { sayIn } from '../../kernel/text.ts';
import { dateOf } from '../../kernel/time.ts';
import { carryOut, type Exchange, openCall } from '../../platform/http/exchange.ts';
import { decodeFields, type FormValues, inputSchema } from '../../platform/http/input.ts';
import { sendProblem } from '../../platform/http/operations.ts';
import { exportMatters } from '../../resolve/export/export.contract.ts';
import { asPlainText, type Cell, wallClockMs } from '../../resolve/export/export.rules.ts';
import { exportHandlers } from '../../resolve/export/export.service.ts';
import { exportText } from '../../resolve/export/screens/export.text.ts';
import { tableOf } from '../../resolve/export/screens/export-table.ts';

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Cells of a workbook: numbers and moments typed as such, text that cannot be taken for a formula. */
function sheetCell(cell: Cell): SheetCell {
  if (cell === null) return null;
  if (typeof cell === 'number') return { type: Number, value: cell };
  if (typeof cell === 'string') return { type: String, value: asPlainText(cell) };
  return { type: Date, value: new Date(wallClockMs(cell.at)), format: 'yyyy-mm-dd hh:mm' };
}

/** Serves a filtered list as an Excel workbook at `/c/<community>/exports/matters.xlsx`, by the list's own operation. */
export function serveExports(app: FastifyInstance, exchange: Exchange): void {
  app.get('/c/:community/exports/matters.xlsx', { compress: false }, async (request, reply) => {
    const community = await exchange.findCommunity(
      (request.params as Record<string, string>).community ?? '',
    );
    if (!community) return reply.send(sendProblem(request, reply, refuse('not-found').refusal));
    const call = await openCall(exchange, request, reply, community, {});
    const [bound] = exportHandlers;
    if (!bound) throw new Error('no service exports matters');
    const input = decodeFields((request.query ?? {}) as FormValues, inputSchema(exportMatters));
    const outcome = await carryOut(bound, call, input, undefined);
    if (!outcome.ok) return reply.send(sendProblem(request, reply, outcome.refusal, bound));
    const { rows } = exportMatters.output.parse(outcome.value);
    const say = sayIn(call.locale);
    const table = tableOf(say, rows);
    const head = table.head.map((value) => ({ type: String, value, fontWeight: 'bold' as const }));
    const workbook = await writeXlsxFile([head, ...table.rows.map((row) => row.map(sheetCell))], {
      sheet: say(exportText.sheet),
      stickyRowsCount: 1,
    }).toBuffer();
    const name = `${say(exportText.file)}-${dateOf(call.now)}.xlsx`;
    return reply
      .header('content-type', workbookType)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('cache-control', 'no-store')
      .send(workbook);
  });
}
