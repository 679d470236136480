import type { Frame } from '../../../web/frame.ts';

/** The address of a receipt's file, read through the private link where the page was opened with one. */
export function receiptHref(frame: Frame, reportId: string, index: number): string {
  const key = frame.hidden._report;
  const query = key === undefined ? '' : `?key=${encodeURIComponent(key)}`;
  return frame.to(`/reports/${reportId}/receipts/${index}.tlog-proof${query}`);
}
