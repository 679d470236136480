/** Why the embedded database could not start: one line that says what is the matter and what to do. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';

  constructor(message: string) {
    super(message.replaceAll(/\s+/g, ' ').trim());
  }
}

/** The system's own word for a failed file operation, e.g. "EACCES" or "ENOSPC". */
export function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}

/** The value, or undefined where the file or folder does not exist; every other failure is thrown on. */
export async function ifPresent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
