import { z } from 'zod';
import type { Operation } from '../../kernel/operation.ts';

type Schema = Record<string, unknown> & { properties?: Record<string, unknown>; required?: string[] };

const problemSchema: Schema = {
  type: 'object',
  description: 'A refusal (RFC 9457). `code` is stable; `detail` is in the language asked for.',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
      },
    },
    facts: { type: 'object' },
  },
  required: ['type', 'title', 'status', 'code', 'detail'],
};

/** Describes every operation as OpenAPI 3.1, from the same values the server runs on. */
export function openApiDocument(operations: readonly Operation[], baseUrl: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = `/api/c/{community}${operation.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Sunshine Pavilion 阳光议事亭', version: '1' },
    servers: [{ url: baseUrl }],
    paths,
    components: { schemas: { Problem: problemSchema } },
  };
}

function describe(operation: Operation): Record<string, unknown> {
  const input = z.toJSONSchema(operation.input, { io: 'input' }) as Schema;
  const inPath = new Set([...operation.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? ''));
  const others = Object.keys(input.properties ?? {}).filter((name) => !inPath.has(name));
  const parameters = [
    { name: 'community', in: 'path', required: true, schema: { type: 'string' } },
    ...[...inPath].map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: input.properties?.[name] ?? {},
    })),
    ...(operation.method === 'GET'
      ? others.map((name) => ({
          name,
          in: 'query',
          required: input.required?.includes(name) ?? false,
          schema: input.properties?.[name] ?? {},
        }))
      : []),
    ...(operation.creates
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: false,
            schema: { type: 'string', maxLength: 200 },
          },
        ]
      : []),
  ];
  return {
    operationId: operation.name,
    tags: [operation.name.split('.')[0]],
    summary: operation.summary,
    parameters,
    ...(operation.method !== 'GET' && others.length + inPath.size > 0
      ? { requestBody: requestBody(operation, input, others) }
      : {}),
    responses: responses(operation),
  };
}

function requestBody(operation: Operation, input: Schema, names: string[]): Record<string, unknown> {
  const schema = {
    ...input,
    properties: Object.fromEntries(names.map((name) => [name, input.properties?.[name]])),
    required: (input.required ?? []).filter((name) => names.includes(name)),
  };
  const content: Record<string, unknown> = { 'application/json': { schema } };
  if (operation.files) {
    content['multipart/form-data'] = {
      schema: {
        type: 'object',
        properties: Object.fromEntries(
          [operation.files, ...(operation.files.also ? [operation.files.also] : [])].map((files) => [
            files.field,
            {
              type: 'array',
              maxItems: files.maxFiles,
              items: { type: 'string', contentMediaType: 'application/octet-stream' },
            },
          ]),
        ),
      },
    };
  }
  return { required: true, content };
}

function responses(operation: Operation): Record<string, unknown> {
  const byStatus = new Map<number, string[]>();
  for (const [code, { status }] of Object.entries(operation.refusals)) {
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  byStatus.set(422, [...(byStatus.get(422) ?? []), 'input-invalid']);
  byStatus.set(429, [...(byStatus.get(429) ?? []), 'too-many-requests']);
  const refused = [...byStatus].map(([status, codes]) => [
    String(status),
    {
      description: codes.join(', '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]);
  return {
    '200': {
      description: operation.summary,
      content: { 'application/json': { schema: z.toJSONSchema(operation.output, { io: 'output' }) } },
    },
    ...Object.fromEntries(refused),
  };
}
