import type { z } from 'zod';
import type { GeneralRefusal, Operation, OutputOf, RefusalOf } from '../kernel/operation.ts';
import type { Refusal } from '../kernel/outcome.ts';

/** A refusal as the server told it: besides code and facts its HTTP status and its text in the asker's language. */
export type ToldRefusal<Code extends string = string> = Refusal<Code> & { status: number; text: string };

/** What an operation answers: its output, or a refusal it declares, or one that any operation may meet. */
export type Answer<Op extends Operation> =
  | { ok: true; value: OutputOf<Op> }
  | { ok: false; refusal: ToldRefusal<RefusalOf<Op> | GeneralRefusal> };

export type CallOptions = {
  /** A creating request is carried out once for each key; after a broken line, send it again under the same. */
  idempotencyKey?: string;
  /** Sent in the operation's own file field; the rest of the input then travels as fields of the same form. */
  files?: readonly Blob[];
  signal?: AbortSignal;
};

export type Client = {
  call<Op extends Operation>(
    operation: Op,
    input: z.input<Op['input']>,
    options?: CallOptions,
  ): Promise<Answer<Op>>;
};

/** Thrown when the answer is none that an operation gives: a defect of the server, or something between it and us. */
export class UnexpectedAnswerError extends Error {
  override name = 'UnexpectedAnswerError';
  readonly status: number;
  constructor(operation: string, status: number) {
    super(`${operation} was answered with HTTP status ${status}, which no operation declares`);
    this.status = status;
  }
}

type Send = (url: string, init: RequestInit) => Promise<Response>;
type Input = Readonly<Record<string, unknown>>;

/**
 * Calls operations by their values, typed by them. `base` is the address of a community's operations
 * (`/api/c/lanjin`); `headers` are asked anew for each request.
 */
export function createClient(
  base: string,
  send: Send,
  headers: () => Record<string, string> | Promise<Record<string, string>> = () => ({}),
): Client {
  return {
    async call(operation, input, options = {}) {
      const { url, init } = requestOf(operation, input as Input, options);
      const { idempotencyKey: key, signal } = options;
      const response = await send(`${base}${url}`, {
        ...init,
        headers: { ...(await headers()), ...init.headers, ...(key && { 'idempotency-key': key }) },
        ...(signal && { signal }),
      });
      return answerOf(operation, response);
    },
  };
}

type Request = { url: string; init: RequestInit & { headers: Record<string, string> } };

function requestOf(operation: Operation, input: Input, options: CallOptions): Request {
  const { method } = operation;
  const { path, rest } = fillPath(operation.path, input);
  if (method === 'GET') {
    const query = new URLSearchParams(flatten(rest)).toString();
    return { url: query === '' ? path : `${path}?${query}`, init: { method, headers: {} } };
  }
  if (options.files !== undefined && operation.files !== undefined) {
    const body = new FormData();
    for (const [name, value] of flatten(rest)) body.append(name, value);
    for (const file of options.files) body.append(operation.files.field, file, 'file');
    return { url: path, init: { method, headers: {}, body } };
  }
  const json = { 'content-type': 'application/json' };
  return { url: path, init: { method, headers: json, body: JSON.stringify(rest) } };
}

/** Puts the input's own values into the path; what is left of it travels as query or body. */
function fillPath(pattern: string, input: Input): { path: string; rest: Input } {
  const rest: Record<string, unknown> = { ...input };
  const path = pattern.replaceAll(/:(\w+)/g, (_part, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  return { path, rest };
}

/** The flat names that a query or a form can carry: dots for what lies within, a name again for each of a list. */
function flatten(value: unknown, name = ''): [string, string][] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => flatten(item, name));
  if (typeof value !== 'object') return [[name, String(value)]];
  return Object.entries(value).flatMap(([part, inner]) => flatten(inner, name ? `${name}.${part}` : part));
}

type ProblemDocument = Refusal & { detail?: string; errors?: Refusal['fields'] };

async function answerOf<Op extends Operation>(operation: Op, response: Response): Promise<Answer<Op>> {
  const { status } = response;
  if (status === 200) return { ok: true, value: (await response.json()) as OutputOf<Op> };
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
  if (!isProblem || status >= 500 !== (status === 503)) {
    throw new UnexpectedAnswerError(operation.name, status);
  }
  const { code, facts, errors, detail } = (await response.json()) as ProblemDocument;
  const fields = errors?.map((field) => ({ path: field.path, code: field.code }));
  const refusal = { code, status, text: detail ?? '', ...(facts && { facts }), ...(fields && { fields }) };
  return { ok: false, refusal: refusal as ToldRefusal<RefusalOf<Op> | GeneralRefusal> };
}
