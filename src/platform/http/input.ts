import { z } from 'zod';
import type { Operation } from '../../kernel/operation.ts';
import type { FieldProblem } from '../../kernel/outcome.ts';

type JsonSchema = {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  /** What each value is, where the names are free: a map by id. */
  additionalProperties?: JsonSchema | boolean;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  const?: unknown;
};

const schemas = new WeakMap<z.ZodType, JsonSchema>();

/** The JSON Schema (2020-12) of what an operation takes. */
export function inputSchema(operation: Operation): JsonSchema {
  let schema = schemas.get(operation.input);
  if (!schema) {
    schema = z.toJSONSchema(operation.input, { io: 'input' }) as JsonSchema;
    schemas.set(operation.input, schema);
  }
  return schema;
}

/** How deep a form's field may lie in objects: `answer.words` is two. */
const maxFieldDepth = 6;

export type FormValues = Record<string, string | string[]>;

/**
 * Turns what a form or a query string can carry (flat names, strings) into the input an operation takes:
 * dots make objects (`place.buildingId`), repeated names make lists, numbers and booleans are read as such, and
 * an empty field is a field left out. What cannot be read stays a string, for the contract to refuse.
 */
export function decodeFields(values: FormValues, schema: JsonSchema): Record<string, unknown> {
  const decoded: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (name.startsWith('_')) continue;
    // No contract is deeper; a name of a hundred thousand dots would cost more than the whole request.
    const path = name.split('.', maxFieldDepth + 1);
    if (path.length > maxFieldDepth) continue;
    if (path.some((part) => part === '__proto__' || part === 'constructor' || part === 'prototype')) continue;
    const target = path.reduce<JsonSchema | undefined>((at, part) => propertyOf(at, part), schema);
    const read = readValue(value, target);
    if (read !== undefined) put(decoded, path, read);
  }
  return decoded;
}

/**
 * Says in full what a form says by leaving a field out: a box not ticked is false, no choice made is an empty
 * list, nothing written is null where the contract knows null and else empty, for the contract to say whether
 * that will do. What is missing otherwise (an id, a choice) stays missing.
 */
export function completeForm(decoded: Record<string, unknown>, schema: JsonSchema): Record<string, unknown> {
  const completed = { ...decoded };
  for (const name of schema.required ?? []) {
    const part = schema.properties?.[name];
    const written = completed[name];
    const expected = typesOf(part);
    const shape = objectOf(part);
    // An object that may be null is completed only once a part of it was written.
    if (shape && (isObject(written) || (written === undefined && shape === part))) {
      completed[name] = completeForm(written ?? {}, shape);
    }
    if (completed[name] !== undefined) continue;
    if (expected.has('null')) completed[name] = null;
    else if (expected.has('array')) completed[name] = [];
    else if (expected.has('boolean')) completed[name] = false;
    else if (isFreeText(part)) completed[name] = '';
  }
  return completed;
}

/** The part of a schema that describes an object, also where null would do instead. */
function objectOf(schema: JsonSchema | undefined): JsonSchema | undefined {
  if (schema?.properties) return schema;
  return [...(schema?.anyOf ?? []), ...(schema?.oneOf ?? [])].find((choice) => choice.properties);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFreeText(schema: JsonSchema | undefined): boolean {
  return (
    schema?.type === 'string' && !['format', 'pattern', 'enum', 'const'].some((limit) => limit in schema)
  );
}

function propertyOf(schema: JsonSchema | undefined, name: string): JsonSchema | undefined {
  if (!schema) return undefined;
  const direct = schema.properties?.[name];
  if (direct) return direct;
  if (typeof schema.additionalProperties === 'object') return schema.additionalProperties;
  for (const choice of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) {
    const found = propertyOf(choice, name);
    if (found) return found;
  }
  return undefined;
}

function readValue(value: string | string[], schema: JsonSchema | undefined): unknown {
  const expected = typesOf(schema);
  if (expected.has('array')) {
    const list = (Array.isArray(value) ? value : [value]).filter((item) => item !== '');
    const items = schema?.items ?? schema?.anyOf?.find((choice) => choice.items)?.items;
    return list.map((item) => readValue(item, items));
  }
  const single = Array.isArray(value) ? value[value.length - 1] : value;
  if (single === undefined) return undefined;
  const text = single.replaceAll('\r\n', '\n');
  if (text.trim() === '') return undefined;
  if (expected.has('integer') || expected.has('number')) {
    return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
  }
  if (expected.has('boolean')) {
    if (['on', 'true', 'yes', '1'].includes(text)) return true;
    if (['false', 'no', '0'].includes(text)) return false;
  }
  return text;
}

function typesOf(schema: JsonSchema | undefined): Set<string> {
  if (!schema) return new Set();
  const types = new Set(Array.isArray(schema.type) ? schema.type : schema.type ? [schema.type] : []);
  for (const choice of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) {
    for (const type of typesOf(choice)) types.add(type);
  }
  return types;
}

function put(into: Record<string, unknown>, path: string[], value: unknown): void {
  const [head, ...rest] = path;
  if (head === undefined) return;
  if (rest.length === 0) {
    into[head] = value;
    return;
  }
  const inner = into[head];
  const next = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
  into[head] = next;
  put(next, rest, value);
}

/** Holds an input against the operation's contract; gives the value, or every problem with its place. */
export function checkInput(
  operation: Operation,
  raw: unknown,
): { ok: true; value: unknown } | { ok: false; fields: FieldProblem[] } {
  const unstorable = findUnstorable(raw);
  if (unstorable.length > 0) return { ok: false, fields: unstorable };
  const parsed = operation.input.safeParse(raw, { reportInput: true });
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, fields: parsed.error.issues.flatMap((issue) => problemsOf(issue)) };
}

/** No contract is as deep; what is would only exhaust the stack of whoever reads it. */
const maxDepth = 20;

/**
 * What no contract, database or canonical JSON holds: the character NUL, halves of characters (RFC 8785, 3.2.2.2),
 * and lists in lists without end.
 */
function findUnstorable(value: unknown, path = '', depth = 0): FieldProblem[] {
  if (depth > maxDepth) return [{ path, code: 'wrong-format' }];
  if (typeof value === 'string') {
    return /\0|\p{Surrogate}/u.test(value) ? [{ path, code: 'wrong-format' }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    findUnstorable(part, path ? `${path}.${name}` : name, depth + 1),
  );
}

/** Our own codes are kebab-case messages in the contract; the library's are mapped to a few plain ones. */
function problemsOf(issue: z.core.$ZodIssue): FieldProblem[] {
  const path = issue.path.map(String).join('.');
  if (/^[a-z]+(-[a-z0-9]+)+$/.test(issue.message)) return [{ path, code: issue.message }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, code: 'unknown-field' }));
    case 'invalid_type':
      return [{ path, code: issue.input === undefined ? 'missing' : 'wrong-type' }];
    case 'too_big':
      return [{ path, code: 'too-large', params: { limit: Number(issue.maximum) } }];
    case 'too_small':
      if (issue.input === '') return [{ path, code: 'missing' }];
      return [{ path, code: 'too-small', params: { limit: Number(issue.minimum) } }];
    case 'invalid_value':
      return [{ path, code: 'not-a-choice' }];
    default:
      return [{ path, code: 'wrong-format' }];
  }
}
