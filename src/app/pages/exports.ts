import type { FastifyInstance } from 'fastify';
import writeXlsxFile, { type Cell as SheetCell } from 'write-excel-file/node';
import { getCatalogue } from '../../collect/category/category.service.ts';
import { exportCounted } from '../../guarantee/figures/figures.contract.ts';
import { figuresHandlers } from '../../guarantee/figures/figures.service.ts';
import { countedTable } from '../../guarantee/figures/screens/counted-table.ts';
import type { Operation, OutputOf } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/outcome.ts';
import { sayIn } from '../../kernel/text.ts';
import { dateOf } from '../../kernel/time.ts';
import { exportLooks } from '../../people/look/look.contract.ts';
import { lookHandlers } from '../../people/look/look.service.ts';
import { lookLogText } from '../../people/look/screens/look-log.text.ts';
import { lookTable } from '../../people/look/screens/look-table.ts';
import type { BoundOperation, Call } from '../../platform/call.ts';
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

/** Serves filtered lists as Excel workbooks, each by the list's own operation: what staff look at, and what a figure counts. */
export function serveExports(app: FastifyInstance, exchange: Exchange): void {
  serveWorkbook(app, exchange, {
    path: '/exports/matters.xlsx',
    operation: exportMatters,
    handlers: exportHandlers,
    words: exportText,
    table: async (call, { rows }) => tableOf(sayIn(call.locale), rows),
  });
  serveWorkbook(app, exchange, {
    path: '/figures/matters.xlsx',
    operation: exportCounted,
    handlers: figuresHandlers,
    words: exportText,
    async table(call, { rows }) {
      const { categories } = await call.read((tx) => getCatalogue(tx, dateOf(call.now)));
      return countedTable(sayIn(call.locale), rows, categories);
    },
  });
  serveWorkbook(app, exchange, {
    path: '/exports/looks.xlsx',
    operation: exportLooks,
    handlers: lookHandlers,
    words: lookLogText,
    table: async (call, { looks }) => lookTable(sayIn(call.locale), looks),
  });
}

type Workbook<Op extends Operation> = {
  path: string;
  operation: Op;
  handlers: readonly BoundOperation[];
  words: Pick<typeof exportText, 'sheet' | 'file'>;
  table(call: Call, output: OutputOf<Op>): Promise<{ head: string[]; rows: Cell[][] }>;
};

function serveWorkbook<Op extends Operation>(
  app: FastifyInstance,
  exchange: Exchange,
  { path, operation, handlers, words, table }: Workbook<Op>,
): void {
  const bound = handlers.find((one) => one.operation === operation);
  if (!bound) throw new Error(`no service does ${operation.name}`);
  app.get(`/c/:community${path}`, { compress: false }, async (request, reply) => {
    const community = await exchange.findCommunity(
      (request.params as Record<string, string>).community ?? '',
    );
    if (!community) return reply.send(sendProblem(request, reply, refuse('not-found').refusal));
    const call = await openCall(exchange, request, reply, community, {});
    const input = decodeFields((request.query ?? {}) as FormValues, inputSchema(operation));
    const outcome = await carryOut(bound, call, input, undefined);
    if (!outcome.ok) return reply.send(sendProblem(request, reply, outcome.refusal, bound));
    const { head, rows } = await table(call, operation.output.parse(outcome.value) as OutputOf<Op>);
    const say = sayIn(call.locale);
    const top = head.map((value) => ({ type: String, value, fontWeight: 'bold' as const }));
    const workbook = await writeXlsxFile([top, ...rows.map((row) => row.map(sheetCell))], {
      sheet: say(words.sheet),
      stickyRowsCount: 1,
    }).toBuffer();
    const name = `${say(words.file)}-${dateOf(call.now)}.xlsx`;
    return reply
      .header('content-type', workbookType)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('cache-control', 'no-store')
      .send(workbook);
  });
}
