import type { GeneralRefusal } from '../../kernel/operation.ts';

/** Codes of the HTTP library and its plugins that are the sender's doing, not a defect of ours. */
const refusalsByCode: Record<string, GeneralRefusal> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unknown',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body-malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body-malformed',
  FST_ERR_BAD_URL: 'not-found',
  FST_REQ_FILE_TOO_LARGE: 'body-too-large',
  FST_FILES_LIMIT: 'body-too-large',
  FST_FIELDS_LIMIT: 'body-too-large',
  FST_PARTS_LIMIT: 'body-too-large',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'media-type-unknown',
  FST_PROTO_VIOLATION: 'body-malformed',
  ENOSPC: 'storage-full',
  EDQUOT: 'storage-full',
  EROFS: 'storage-full',
  // PostgreSQL: disk full.
  '53100': 'storage-full',
  // PostgreSQL: too many connections, and its lines being cut, refused or given up.
  '53300': 'unavailable',
  '08000': 'unavailable',
  '08001': 'unavailable',
  '08003': 'unavailable',
  '08004': 'unavailable',
  '08006': 'unavailable',
  '25P03': 'unavailable',
  '57014': 'unavailable',
  // Two changes waited for each other and the database let one go: nothing of it stands, and it can be sent again.
  '40P01': 'unavailable',
  '40001': 'unavailable',
  '57P01': 'unavailable',
  '57P02': 'unavailable',
  '57P03': 'unavailable',
  '57P05': 'unavailable',
  // The way to it.
  EAI_AGAIN: 'unavailable',
  ECONNREFUSED: 'unavailable',
  ECONNRESET: 'unavailable',
  EHOSTUNREACH: 'unavailable',
  ENETUNREACH: 'unavailable',
  ENOENT: 'unavailable',
  ENOTFOUND: 'unavailable',
  EPIPE: 'unavailable',
  ETIMEDOUT: 'unavailable',
  // Our pool and the driver.
  CONNECTION_CLOSED: 'unavailable',
  CONNECTION_DESTROYED: 'unavailable',
  CONNECTION_ENDED: 'unavailable',
  CONNECTIONS_BUSY: 'unavailable',
  CONNECT_TIMEOUT: 'unavailable',
};

/** What an error means to the one who asked; undefined for a defect of ours. */
export function refusalOfError(error: unknown): GeneralRefusal | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code !== undefined && code in refusalsByCode) return refusalsByCode[code];
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status === 429) return 'too-many-requests';
  if (status === 413) return 'body-too-large';
  if (status === 415) return 'media-type-unknown';
  if (status === 400 || error instanceof SyntaxError) return 'body-malformed';
  // The multipart reader reports a cut or malformed body as a plain error of its own.
  if (
    error instanceof Error &&
    /^(Unexpected end of (form|multipart data)|Malformed|Multipart:|(Part|Preamble) terminated early|The needle cannot)/.test(
      error.message,
    )
  ) {
    return 'body-malformed';
  }
  return undefined;
}

/** What may be written down of an error: its kind and place. The message of a database error may quote values. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { failure: typeof error };
  const code = 'code' in error ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { failure: error.name, code, at: frames.slice(0, 6).map((line) => line.trim()) };
}
