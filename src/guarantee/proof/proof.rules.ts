/** The name of a receipt's file: which matter, which leaf of the log. Numbers and places only. */
export function receiptName(number: string, leaf: number): string {
  return `${number}-${leaf}.tlog-proof`;
}
