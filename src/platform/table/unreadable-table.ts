import { type Outcome, refuse } from '../../kernel/outcome.ts';
import type { TableRefusalCode } from './table.contract.ts';

/** The file ends the reading: thrown where rows are taken one by one, turned into a refusal by whoever takes them. */
export class UnreadableTable extends Error {
  override name = 'UnreadableTable';
  readonly code: TableRefusalCode;
  readonly facts: Record<string, string | number>;
  constructor(code: TableRefusalCode, facts: Record<string, string | number> = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

/** Does work that reads a file; what makes the file unreadable becomes a refusal. */
export async function refusing<Value, Code extends string>(
  work: () => Promise<Outcome<Value, Code>>,
): Promise<Outcome<Value, Code | TableRefusalCode>> {
  try {
    return await work();
  } catch (error) {
    const known = asUnreadable(error);
    if (known instanceof UnreadableTable) return refuse(known.code, known.facts);
    throw error;
  }
}

const systemCodes: Record<string, TableRefusalCode> = {
  ENOENT: 'file-missing',
  ENOTDIR: 'file-missing',
  EACCES: 'file-forbidden',
};

/** What the operator can mend about a file that does not open becomes a refusal; anything else stays the defect it is. */
export function asUnreadable(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  const code = systemCodes[String(error.code)];
  return code === undefined ? error : new UnreadableTable(code);
}
