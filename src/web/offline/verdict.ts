/** What an answer means for what waits: it is there, it is tried later, its pieces once more, or a person must look. */
export type Verdict =
  | { kind: 'received'; body: Record<string, unknown> }
  | { kind: 'later'; waitMs: number | null; isTooMany?: true }
  | { kind: 'pieces-lost' }
  | { kind: 'held'; code: string; text: string; pieceId?: string };

export type Answered = {
  status: number;
  type: string;
  retryAfter: string | null;
  body: unknown;
};

/** More bytes than the product, or a server in front of it, takes: whoever said so, the way on is the same. */
export const tooLarge = 'too-large';

/** What the server cannot do now and may do later; everything else of 4xx stays as it is until somebody changes it. */
const passing = new Set([408, 425, 429]);

/**
 * Judges an answer. Only JSON of the operation's own shape counts as received: the sign-in page of a hotel's network
 * answers everything with 200.
 */
export function judge({ status, type, retryAfter, body }: Answered, proof: string, nowMs: number): Verdict {
  const told = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  if (status === 200 && type.startsWith('application/json') && typeof told[proof] === 'string') {
    return { kind: 'received', body: told };
  }
  if (status === 413) return { kind: 'held', code: tooLarge, text: '' };
  if (type.startsWith('application/problem+json') && typeof told.code === 'string') {
    if (told.code === 'pieces-lost') return { kind: 'pieces-lost' };
    if (status < 500 && !passing.has(status)) {
      return { kind: 'held', code: told.code, text: textOf(told) };
    }
  }
  const waitMs = waitOf(retryAfter, nowMs);
  return { kind: 'later', waitMs, ...(status === 429 && { isTooMany: true }) };
}

/** The reason in the reader's language, with what is wrong field by field. */
function textOf({ detail, errors }: Record<string, unknown>): string {
  const fields = Array.isArray(errors)
    ? errors.flatMap((field: { detail?: unknown }) =>
        typeof field?.detail === 'string' ? [field.detail] : [],
      )
    : [];
  return [typeof detail === 'string' ? detail : '', ...fields].filter((part) => part !== '').join(' ');
}

/** Seconds, or a moment as servers in front say it (RFC 9110, 10.2.3); a moment that has passed is now. */
function waitOf(retryAfter: string | null, nowMs: number): number | null {
  if (retryAfter === null) return null;
  const seconds = Number(retryAfter);
  if (retryAfter.trim() !== '' && Number.isFinite(seconds)) return seconds >= 0 ? seconds * 1000 : null;
  if (!httpDate.test(retryAfter)) return null;
  const moment = Date.parse(retryAfter);
  return Number.isNaN(moment) ? null : Math.min(longestToldMs, Math.max(0, moment - nowMs));
}

const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
/** A telephone's clock may be years off; a day is longer than anybody asks for. */
const longestToldMs = 24 * 3_600_000;

const firstWaitMs = 5_000;
const longestWaitMs = 30 * 60_000;

/** How long to wait after so many tries in vain; `chance` (0 to 1) keeps a whole estate from coming back at once. */
export function backOffMs(tries: number, chance: number): number {
  const grown = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(tries, 12));
  return Math.round(grown * (0.75 + chance / 2));
}
