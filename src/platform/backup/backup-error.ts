import type { Locale } from '../../kernel/text.ts';
import { type BackupProblem, sayBackupProblem } from './backup.text.ts';

/** Why a backup could not be made, read or restored: what the operator can mend, in one line. */
export class BackupError extends Error {
  override name = 'BackupError';
  readonly code: BackupProblem;
  readonly values: readonly string[];
  constructor(code: BackupProblem, values: readonly string[] = [], options?: ErrorOptions) {
    super(sayBackupProblem(code, values, 'en'), options);
    this.code = code;
    this.values = values;
  }

  say(locale: Locale): string {
    return sayBackupProblem(this.code, this.values, locale);
  }
}

const fullDisk: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', '53100']);

/** Whether an error says that a disk is full: the system's, the database's own, or one that came of such a one. */
export function isFullDisk(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && fullDisk.has(error.code)) || isFullDisk(error.cause);
}

/** The system's code for what a file refused; undefined for anything else. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
