import { z } from 'zod';
import type { Operation, RefusalDeclaration } from '../../kernel/operation.ts';

type Schema = {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
};

export type FieldPlace = 'path' | 'query' | 'body' | 'file';
export type Field = { name: string; place: FieldPlace; form: string; isNeeded: boolean };

export type Described = {
  name: string;
  method: string;
  path: string;
  summary: string;
  fields: Field[];
  /** Refusals that say who may: the policy's own words, so that no second text about it can go astray. */
  whoMay: [code: string, declaration: RefusalDeclaration][];
  refusals: [code: string, declaration: RefusalDeclaration][];
  example: string;
  files: Operation['files'];
};

const aboutWho: ReadonlySet<number> = new Set([401, 403]);

/** An operation as a person reads it: what it takes, who may, when it is refused, and a call of it. */
export function describeOperation(operation: Operation, baseUrl: string): Described {
  const { name, method, path, summary, files } = operation;
  const refusals = Object.entries(operation.refusals);
  const fields = fieldsOf(operation);
  return {
    ...{ name, method, path, summary, fields, files },
    whoMay: refusals.filter(([, { status }]) => aboutWho.has(status)),
    refusals: refusals.filter(([, { status }]) => !aboutWho.has(status)),
    example: exampleOf(operation, fields, baseUrl),
  };
}

function inputOf(operation: Operation): Schema {
  return z.toJSONSchema(operation.input, { io: 'input' }) as Schema;
}

function fieldsOf(operation: Operation): Field[] {
  const { properties = {}, required = [] } = inputOf(operation);
  const inPath = new Set([...operation.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? ''));
  const fields = Object.entries(properties).map(([name, schema]): Field => {
    const place = inPath.has(name) ? 'path' : operation.method === 'GET' ? 'query' : 'body';
    return { name, place, form: sayForm(schema), isNeeded: required.includes(name) };
  });
  if (!operation.files) return fields;
  return [
    ...fields,
    { name: operation.files.field, place: 'file', form: 'multipart/form-data', isNeeded: false },
  ];
}

/** How a value is written, in the words of JSON Schema. */
export function sayForm(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((choice) => JSON.stringify(choice)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(sayForm))].join(' | ');
  if (schema.items) return `[${sayForm(schema.items)}]`;
  if (schema.properties) {
    const names = Object.keys(schema.properties);
    return `{ ${names.map((name) => (schema.required?.includes(name) ? name : `${name}?`)).join(', ')} }`;
  }
  if (schema.format) return schema.format;
  return Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any');
}

/** A value of the right form, for somebody to replace. */
function sampleOf(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return sampleOf(first);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => schema.required?.includes(name))
          .map(([name, inner]) => [name, sampleOf(inner)]),
      );
    case 'array':
      return [];
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return sampleText(schema.format);
  }
}

function sampleText(format: string | undefined): string {
  if (format === 'uuid') return '01900000-0000-7000-8000-000000000000';
  if (format === 'date') return '2026-11-24';
  return format === 'date-time' ? '2026-11-24T09:00:00+08:00' : '…';
}

/** A call with what is needed and nothing else. */
function exampleOf(operation: Operation, fields: readonly Field[], baseUrl: string): string {
  const { properties = {} } = inputOf(operation);
  const sample = (name: string) => sampleOf(properties[name] ?? {});
  const path = operation.path.replaceAll(/:(\w+)/g, (_part, name: string) => String(sample(name)));
  const needed = fields.filter(({ isNeeded, place }) => isNeeded && place !== 'path');
  const query = new URLSearchParams(
    operation.method === 'GET' ? needed.map(({ name }) => [name, String(sample(name))]) : [],
  );
  const url = `${baseUrl}/api/c/COMMUNITY${path}${query.size === 0 ? '' : `?${query}`}`;
  if (operation.method === 'GET') return `curl '${url}'`;
  const body = Object.fromEntries(needed.map(({ name }) => [name, sample(name)]));
  return [
    `curl -X ${operation.method} '${url}'`,
    `-H 'content-type: application/json'`,
    ...(operation.creates ? [`-H 'idempotency-key: '"$(uuidgen)"`] : []),
    `-d '${JSON.stringify(body)}'`,
  ].join(' \\\n  ');
}
