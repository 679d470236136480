/** What an answer means for what waits: it is there, it is tried later, its pieces once more, or a person must look. */
export type Verdict =
  | { kind: 'received'; body: Record<string, unknown> }
  | { kind: 'later'; waitMs: number | null }
  | { kind: 'pieces-lost' }
  | { kind: 'held'; code: string; text: string };

export type Answered = {
  status: number;
  type: string;
  retryAfter: string | null;
  body: unknown;
};

/** What the server cannot do now and may do later; everything else of 4xx stays as it is until somebody changes it. */
const passing = new Set([408, 425, 429]);

/**
 * Judges an answer. Only JSON of the operation's own shape counts as received: the sign-in page of a hotel's network
 * answers everything with 200.
 */
export function judge({ status, type, retryAfter, body }: Answered, proof: string): Verdict {
  const told = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  if (status === 200 && type.startsWith('application/json') && typeof told[proof] === 'string') {
    return { kind: 'received', body: told };
  }
  if (type.startsWith('application/problem+json') && typeof told.code === 'string') {
    if (told.code === 'pieces-lost') return { kind: 'pieces-lost' };
    if (status < 500 && !passing.has(status)) {
      return { kind: 'held', code: told.code, text: textOf(told) };
    }
  } else if (status === 413) {
    // A server in front has a limit of its own, and says so in its own words.
    return { kind: 'held', code: 'body-too-large', text: '' };
  }
  return { kind: 'later', waitMs: waitOf(retryAfter) };
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

function waitOf(retryAfter: string | null): number | null {
  const seconds = Number(retryAfter);
  return retryAfter !== null && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

const firstWaitMs = 5_000;
const longestWaitMs = 30 * 60_000;

/** How long to wait after so many tries in vain; `chance` (0 to 1) keeps a whole estate from coming back at once. */
export function backOffMs(tries: number, chance: number): number {
  const grown = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(tries, 12));
  return Math.round(grown * (0.75 + chance / 2));
}
