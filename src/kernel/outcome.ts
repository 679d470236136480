/** What went wrong with one field of the input: a JSON path ("place.words") and why. */
export type FieldProblem = { path: string; code: string; params?: Record<string, string | number> };

/** An expected "no": a stable code, facts for its text, and, for bad input, the fields concerned. */
export type Refusal<Code extends string = string> = {
  code: Code;
  facts?: Record<string, string | number>;
  fields?: FieldProblem[];
  /** When the same may succeed, for whoever came too often (RFC 9110, 10.2.3); `{wait}` in the text says it. */
  retryAfterSeconds?: number;
};

/** The result of a rule or an operation: a value, or a declared refusal. Defects throw instead. */
export type Outcome<Value, Code extends string = string> =
  | { ok: true; value: Value }
  | { ok: false; refusal: Refusal<Code> };

/** Wraps a value as a successful outcome. */
export function ok<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

/** Refuses with a code; `facts` fill the blanks of the refusal's text. */
export function refuse<Code extends string>(
  code: Code,
  facts?: Record<string, string | number>,
): { ok: false; refusal: Refusal<Code> } {
  return { ok: false, refusal: facts ? { code, facts } : { code } };
}

/** Refuses for a time: what is asked for may succeed once `waitMs` have passed. */
export function refuseFor<Code extends string>(
  code: Code,
  waitMs: number,
  facts?: Record<string, string | number>,
): { ok: false; refusal: Refusal<Code> } {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  return { ok: false, refusal: { code, retryAfterSeconds, ...(facts && { facts }) } };
}

/** Refuses the input itself: one problem a field, all of them at once. */
export function refuseFields(fields: FieldProblem[]): { ok: false; refusal: Refusal<'input-invalid'> } {
  return { ok: false, refusal: { code: 'input-invalid', fields } };
}
