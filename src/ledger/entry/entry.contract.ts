import { z } from 'zod';
import type { Json } from '../../kernel/canonical-json.ts';
import { type Id, isId } from '../../kernel/id.ts';
import { type Instant, isLocalDate } from '../../kernel/time.ts';

export type EntryId = Id<'entry'>;

/** Longest string a fact may hold, in UTF-16 code units: a code, a number or a label, never a sentence. */
export const maxFactLength = 40;

/** Entries of a tile carry a 16-bit length (C2SP tlog-tiles), so this is the most one leaf can hold. */
export const maxEnvelopeBytes = 65_535;

/** Commitments are binding only if every salt has one length: otherwise its last bytes could pass for value. */
export const saltBytes = 32;

const typePattern = /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/;
const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A matter's or report's number as people see it, "2026-0158"; other series may put capitals in front. */
export const entryNumber = z
  .string()
  .max(24)
  .regex(/^[A-Z]{0,4}\d{4}-\d{4,8}$/);

/**
 * What public facts are made of. A building's label stops at the building: one number at most, and either that
 * number or a word for "building", so that neither a flat nor a person's name fits.
 */
export const fact = {
  code: z
    .string()
    .max(maxFactLength)
    .regex(/^[A-Za-z][A-Za-z0-9]*([-_.][A-Za-z0-9]+)*$/),
  number: entryNumber,
  day: z
    .string()
    .max(10)
    .regex(/^\d{4}-\d\d-\d\d$/)
    .refine(isLocalDate),
  instant: z.string().max(24).regex(instantPattern),
  count: z.int().nonnegative(),
  building: z
    .string()
    .max(14)
    .regex(/^(?=.*[\d幢栋座楼])[A-Za-z\p{Script=Han}]{0,8}\d{0,4}[A-Za-z]?(幢|栋|座|楼|号楼|号)?$/u)
    .regex(/^(?!.*(单元|室|户|房|层)).*$/),
};

/**
 * The envelope of every entry, final from the first one on. Its canonical JSON (RFC 8785) is the leaf of the
 * log. `community` is the community's id: unlike its name, address or log origin it never changes and is never
 * given twice. `recordedAt` is stamped by the sequencer and so part of what is hashed; the index is not: it is
 * the leaf's place in the tree. `number` is null where an entry concerns no numbered thing.
 */
export const envelopeSchema = z.strictObject({
  v: z.literal(1),
  type: z.string().max(80).regex(typePattern),
  community: z.string().refine(isId),
  number: entryNumber.nullable(),
  occurredAt: z.string().regex(instantPattern),
  recordedAt: z.string().regex(instantPattern),
  facts: z.record(z.string(), z.custom<Json>()),
  commitments: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});
export type Envelope = z.output<typeof envelopeSchema>;

/** A type of entry: its name (noun.past), the schema of its public facts, the names of its private values. */
export type EntryDefinition<
  Type extends string = string,
  Facts extends z.ZodObject = z.ZodObject,
  PrivateName extends string = string,
> = { readonly type: Type; readonly facts: Facts; readonly privateNames: readonly PrivateName[] };

/** An entry that was held against its definition (by `draftEntry`, which alone makes them), not yet recorded. */
export type EntryDraft = {
  readonly type: string;
  readonly number: string | null;
  readonly occurredAt: Instant;
  readonly facts: { readonly [name: string]: Json };
  readonly privateValues: { readonly [name: string]: Json };
  readonly madeBy: 'draftEntry';
};

/** An entry as it stands in the log. `leafHash` is hexadecimal. */
export type Entry = {
  index: number;
  id: EntryId;
  type: string;
  number: string | null;
  occurredAt: Instant;
  recordedAt: Instant;
  facts: { readonly [name: string]: Json };
  commitments: { readonly [name: string]: string };
  envelope: string;
  leafHash: string;
};

/**
 * Declares a type of entry. Throws if its facts could hold free text: every string must be an enumeration, a
 * literal, or limited by both a pattern and a length; objects must be strict, numbers whole.
 */
export function defineEntry<
  const Type extends `${string}.${string}`,
  Facts extends z.ZodObject,
  const PrivateName extends string = never,
>(
  type: Type,
  facts: Facts,
  privateNames: readonly PrivateName[] = [],
): EntryDefinition<Type, Facts, PrivateName> {
  if (!typePattern.test(type)) throw new TypeError(`an entry's type is written noun.past, not "${type}"`);
  for (const io of ['input', 'output'] as const) {
    const loose = findLooseParts(z.toJSONSchema(facts, { io }), 'facts');
    if (loose.length > 0) throw new TypeError(`${type}: too loose for a public fact: ${loose.join(', ')}`);
  }
  return { type, facts, privateNames };
}

type SchemaNode = z.core.JSONSchema.JSONSchema | boolean;

function findLooseParts(node: SchemaNode, path: string): string[] {
  if (typeof node === 'boolean') return [path];
  if (node.const !== undefined || node.enum !== undefined) return [];
  const choices = node.anyOf ?? node.oneOf;
  if (choices) return choices.flatMap((choice) => findLooseParts(choice, path));
  if (node.type === 'string') return isBounded(node) ? [] : [path];
  if (node.type === 'array') {
    return node.items === undefined || Array.isArray(node.items)
      ? [path]
      : findLooseParts(node.items, `${path}[]`);
  }
  if (node.type === 'object') {
    if (node.additionalProperties !== false) return [path];
    return Object.entries(node.properties ?? {}).flatMap(([name, part]) =>
      findLooseParts(part, `${path}.${name}`),
    );
  }
  return node.type === 'integer' || node.type === 'boolean' || node.type === 'null' ? [] : [path];
}

function isBounded(node: z.core.JSONSchema.JSONSchema): boolean {
  const hasPattern =
    node.pattern !== undefined || (node.allOf ?? []).some((part) => part.pattern !== undefined);
  return hasPattern && node.maxLength !== undefined && node.maxLength <= maxFactLength;
}
