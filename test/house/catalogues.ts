import { z } from 'zod';
import type { Operation, RefusalDeclaration } from '../../src/kernel/operation.ts';

const han = /\p{Script=Han}/u;

/** Texts that lack a language, given the exports of a catalogue; `where` names the file. */
export function findTextGaps(where: string, value: unknown): string[] {
  if (typeof value === 'string') return [`${where}: a text in one language only, write { zh, en }`];
  if (typeof value !== 'object' || value === null) return [];
  if (!('zh' in value || 'en' in value)) {
    return Object.entries(value).flatMap(([key, inner]) => findTextGaps(`${where}.${key}`, inner));
  }
  const { zh, en } = value as { zh?: unknown; en?: unknown };
  if (typeof zh === 'function' && typeof en === 'function') {
    return zh.length === en.length ? [] : [`${where}: its languages take different blanks`];
  }
  return [
    ...(isWritten(zh) ? [] : [`${where}: zh is missing`]),
    ...(isWritten(en) ? [] : [`${where}: en is missing`]),
  ];
}

function isWritten(text: unknown): boolean {
  return typeof text === 'string' && text.trim() !== '';
}

/** Whether an exported value is an operation, told by its shape. */
export function isOperation(value: unknown): value is Operation {
  if (typeof value !== 'object' || value === null) return false;
  return ['name', 'method', 'path', 'input', 'output', 'refusals'].every((key) => key in value);
}

/** What is wrong with the product's operations, each found in some file: names, paths, schemas, refusals. */
export function findOperationProblems(
  operations: readonly { where: string; operation: Operation }[],
): string[] {
  const names = new Map<string, string>();
  const routes = new Map<string, string>();
  return operations.flatMap(({ where, operation }) => {
    const say = (message: string) => `${where} ${operation.name}: ${message}`;
    const route = `${operation.method} ${operation.path.replace(/:\w+/g, ':')}`;
    const found = [
      ...(names.has(operation.name) ? [`has the name of another in ${names.get(operation.name)}`] : []),
      ...(routes.has(route) ? [`answers at ${route} like ${routes.get(route)}`] : []),
      ...(/^[a-z][a-zA-Z]*(?:-[a-z]+)*\.[a-z][a-zA-Z-]*$/.test(operation.name)
        ? []
        : ['is not named noun.verb']),
      ...(/^\/[^?#\s]*[^/]$|^\/$/.test(operation.path) ? [] : [`its path is not written like /matters/:id`]),
      ...schemaProblems(operation),
      ...Object.entries(operation.refusals).flatMap(([code, refusal]) => refusalProblems(code, refusal)),
    ];
    names.set(operation.name, where);
    routes.set(route, operation.name);
    return found.map(say);
  });
}

function schemaProblems(operation: Operation): string[] {
  const input = jsonSchema(operation.input, 'input');
  const output = jsonSchema(operation.output, 'output');
  if (typeof input === 'string' || typeof output === 'string') {
    return [
      ...(typeof input === 'string' ? [`its input has no JSON schema: ${input}`] : []),
      ...(typeof output === 'string' ? [`its output has no JSON schema: ${output}`] : []),
    ];
  }
  if (input.type !== 'object') return ['its input is not one object'];
  const fields = Object.keys((input.properties ?? {}) as object);
  const inPath = [...operation.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  return [
    ...looseObjects(input, 'input').map((place) => `${place} takes unknown members: use z.strictObject`),
    ...inPath
      .filter((name) => !fields.includes(name))
      .map((name) => `its path names :${name}, its input does not`),
  ];
}

type JsonSchema = Record<string, unknown>;

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema | string {
  try {
    return z.toJSONSchema(schema, { io }) as JsonSchema;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Objects, at any depth, that would let members through that nobody declared. */
function looseObjects(schema: unknown, place: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const inner = Object.entries(schema).flatMap(([key, value]) => looseObjects(value, `${place}.${key}`));
  const { properties, additionalProperties } = schema as JsonSchema;
  const isObject = typeof properties === 'object' && (schema as JsonSchema).type === 'object';
  return isObject && additionalProperties !== false ? [place, ...inner] : inner;
}

function refusalProblems(code: string, { status, zh, en }: RefusalDeclaration): string[] {
  return [
    ...(/^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(code) ? [] : [`refusal ${code} is not a kebab sentence of fact`]),
    ...(status >= 400 && status < 600 ? [] : [`refusal ${code} has status ${status}`]),
    ...(isWritten(zh) && han.test(zh) ? [] : [`refusal ${code} says nothing in Chinese`]),
    ...(isWritten(en) && /[a-z]{2}/i.test(en) ? [] : [`refusal ${code} says nothing in English`]),
  ];
}
