import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Refusal, refuse } from '../../kernel/outcome.ts';
import type { BoundOperation } from '../call.ts';
import { isFromHere } from './csrf.ts';
import { carryOut, type Exchange, headerOf, localeOf, openCall } from './exchange.ts';
import { receiveForm } from './form.ts';
import { completeForm, decodeFields, type FormValues, inputSchema } from './input.ts';
import { problemOf } from './problem.ts';

/** In tests and development every answer is held against its contract; what it does not declare never leaves. */
const checksAnswers = process.env.NODE_ENV !== 'production';

/** Serves every operation as JSON below `/api/c/<community>`. */
export function serveOperations(
  app: FastifyInstance,
  exchange: Exchange,
  operations: readonly BoundOperation[],
  temporaryDir: string,
): void {
  for (const bound of operations) {
    const { operation } = bound;
    app.route({
      method: operation.method,
      config: { operation: operation.name },
      url: `/api/c/:community${operation.path}`,
      schema: { response: { 200: z.toJSONSchema(operation.output, { io: 'output', target: 'draft-7' }) } },
      handler: async (request, reply) => {
        const answer = await answerJson(exchange, bound, request, reply, temporaryDir);
        return reply.header('cache-control', 'no-store').send(answer);
      },
    });
  }
}

async function answerJson(
  exchange: Exchange,
  bound: BoundOperation,
  request: FastifyRequest,
  reply: FastifyReply,
  temporaryDir: string,
): Promise<unknown> {
  const { operation } = bound;
  const params = request.params as Record<string, string>;
  const community = await exchange.findCommunity(params.community ?? '');
  const refused = (refusal: Refusal) => sendProblem(request, reply, refusal, bound);
  if (!community) return refused(refuse('not-found').refusal);
  const changes = operation.method !== 'GET';
  const csrf = headerOf(request, 'x-csrf-token');
  const admit = () => !changes || isFromHere(request, exchange.platform, csrf);
  if (!request.isMultipart() && !admit()) return refused(refuse('origin-refused').refusal);
  const form = request.isMultipart()
    ? await receiveForm(request, { temporaryDir, files: operation.files, admit })
    : undefined;
  if (form && !form.ok) return refused(form.refusal);
  try {
    if (form?.value.filesLost) return refused(refuse('storage-full').refusal);
    const call = await openCall(exchange, request, reply, community, { files: form?.value.files ?? [] });
    const raw = gatherInput(bound, request, form?.value.values);
    if (raw === undefined) return refused(refuse('body-malformed').refusal);
    const outcome = await carryOut(bound, call, raw, headerOf(request, 'idempotency-key')?.slice(0, 200));
    if (!outcome.ok) return refused(outcome.refusal);
    return checksAnswers ? operation.output.parse(outcome.value) : outcome.value;
  } finally {
    await form?.value.dispose();
  }
}

/** Path, query and body make one input; a name may come from one of them only, the path first. */
function gatherInput(
  bound: BoundOperation,
  request: FastifyRequest,
  form: FormValues | undefined,
): Record<string, unknown> | undefined {
  const schema = inputSchema(bound.operation);
  const { community: _, ...params } = request.params as Record<string, string>;
  const fromPath = decodeFields(params, schema);
  if (bound.operation.method === 'GET') {
    return { ...decodeFields(request.query as FormValues, schema), ...fromPath };
  }
  if (form) return completeForm({ ...decodeFields(form, schema), ...fromPath }, schema);
  const body = request.body ?? {};
  if (typeof body !== 'object' || Array.isArray(body)) return undefined;
  return { ...body, ...fromPath };
}

/** Answers with a refusal as problem+json, in the asker's language. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  bound?: BoundOperation,
): string {
  const problem = problemOf(refusal, localeOf(request), bound?.operation);
  reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', localeOf(request) === 'zh' ? 'zh-CN' : 'en')
    .header('cache-control', 'no-store');
  setRetryAfter(reply, refusal);
  return JSON.stringify(problem);
}

/** Programs read there when they may come again (RFC 9110, 10.2.3); people read it in the text. */
export function setRetryAfter(reply: FastifyReply, { retryAfterSeconds }: Refusal): void {
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
}
