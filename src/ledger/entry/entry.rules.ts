import type { z } from 'zod';
import { joinBytes, type Sha256, toHex, utf8Bytes } from '../../kernel/bytes.ts';
import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';
import type { CommunityId } from '../../kernel/id.ts';
import { formatInstant, type Instant, instant } from '../../kernel/time.ts';
import {
  type EntryDefinition,
  type EntryDraft,
  type Envelope,
  entryNumber,
  envelopeSchema,
  maxEnvelopeBytes,
  maxFactLength,
  saltBytes,
} from './entry.contract.ts';

type PrivateValues<Name extends string> = [Name] extends [never]
  ? { privateValues?: Record<never, Json> }
  : { privateValues: { readonly [N in Name]: Json } };

type Content<Facts extends z.ZodObject, PrivateName extends string> = {
  number: string | null;
  occurredAt: Instant;
  facts: z.input<Facts>;
} & PrivateValues<PrivateName>;

/** Thrown for an entry that must not reach the public log; a defect of the feature that drafted it. */
export class UnfitEntryError extends Error {
  override name = 'UnfitEntryError';
}

/**
 * Drafts an entry: holds the facts against the definition and looks for personal data in them. Every private
 * value the definition names must be given, null where there is none: its absence is then not shown either.
 * `occurredAt` may lie in the past (imports); throws UnfitEntryError.
 */
export function draftEntry<Facts extends z.ZodObject, PrivateName extends string>(
  definition: EntryDefinition<string, Facts, PrivateName>,
  content: Content<Facts, PrivateName>,
): EntryDraft {
  const { type, privateNames } = definition;
  const facts = definition.facts.safeParse(content.facts);
  if (!facts.success) throw new UnfitEntryError(`${type}: ${describeIssues(facts.error)}`);
  if (content.number !== null && !entryNumber.safeParse(content.number).success) {
    throw new UnfitEntryError(`${type}: not a number of a series`);
  }
  const found = findPersonalData(facts.data as Json);
  if (found.length > 0) {
    throw new UnfitEntryError(
      `${type}: ${found.map(({ path, kind }) => `${kind} in facts${path}`).join(', ')}`,
    );
  }
  const privateValues: Record<string, Json> = content.privateValues ?? {};
  const names = Object.keys(privateValues).sort().join(', ');
  if (names !== [...privateNames].sort().join(', ')) {
    throw new UnfitEntryError(`${type}: private values [${names}] are not the declared ones`);
  }
  return {
    type,
    number: content.number,
    occurredAt: content.occurredAt,
    facts: withoutAbsent(facts.data),
    privateValues,
    madeBy: 'draftEntry',
  };
}

/** Paths and codes only: the refused value itself may be what must not be seen, in logs either. */
function describeIssues(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.code} at facts.${issue.path.join('.')}`).join(', ');
}

/** Optional facts that are undefined are left out, as JSON does. */
function withoutAbsent(facts: object): Record<string, Json> {
  return JSON.parse(JSON.stringify(facts));
}

export type PersonalDataKind =
  | 'long-text'
  | 'phone'
  | 'identity-number'
  | 'email'
  | 'number-plate'
  | 'dwelling'
  | 'row-id';

const personalPatterns: readonly [PersonalDataKind, RegExp][] = [
  ['row-id', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i],
  ['identity-number', /(?<!\d)(\d{17}[\dX]|\d{15})(?!\d)/i],
  ['phone', /(?<!\d)(\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/],
  ['phone', /(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)/],
  ['email', /\S@\S/],
  [
    'number-plate',
    /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·. ]?[A-Z0-9]{5,6}/i,
  ],
  ['dwelling', /\d\s*[室房户]|单元|(?<!\d)\d{1,3}[-/]\d{1,2}[-/]\d{3,4}(?!\d)/],
];

/**
 * Looks for what may not stand in a public log for good: phones, identity numbers, addresses of homes, number
 * plates, ids of rows (they link what one person did), and any string longer than a code. The second line after
 * the definition's own schema; width variants (１３８…) count as digits. Gives paths like `.place` and kinds.
 */
export function findPersonalData(facts: Json, path = ''): { path: string; kind: PersonalDataKind }[] {
  if (typeof facts === 'string') {
    if (facts.length > maxFactLength) return [{ path, kind: 'long-text' }];
    const text = facts.normalize('NFKC');
    const hit = personalPatterns.find(([, pattern]) => pattern.test(text));
    return hit ? [{ path, kind: hit[0] }] : [];
  }
  if (typeof facts === 'number') return looksLikePhone(facts, path) ? [{ path, kind: 'phone' }] : [];
  if (facts === null || typeof facts !== 'object') return [];
  if (Array.isArray(facts)) return facts.flatMap((item: Json, i) => findPersonalData(item, `${path}[${i}]`));
  return Object.entries(facts).flatMap(([name, value]) => findPersonalData(value, `${path}.${name}`));
}

/** A sum or an area says so in its name (amountFen, areaCm2) and may be as large as a phone number. */
function looksLikePhone(value: number, path: string): boolean {
  return value >= 13_000_000_000 && value <= 19_999_999_999 && !/(Fen|Cm2)(\[\d+\])?$/.test(path);
}

/** Completes an envelope: what was drafted, its commitments, and the time the sequencer stamps on it. */
export function completeEnvelope(
  community: CommunityId,
  entry: Pick<EntryDraft, 'type' | 'number' | 'occurredAt' | 'facts'>,
  commitments: { readonly [name: string]: string },
  recordedAt: Instant,
): Envelope {
  const { type, number, facts } = entry;
  return {
    v: 1,
    type,
    community,
    number,
    occurredAt: formatInstant(entry.occurredAt),
    recordedAt: formatInstant(recordedAt),
    facts: { ...facts },
    commitments: { ...commitments },
  };
}

/** The leaf of an entry: its envelope as canonical JSON in UTF-8; throws UnfitEntryError above 65,535 bytes. */
export function envelopeBytes(envelope: Envelope): Uint8Array {
  const bytes = utf8Bytes(canonicalJson(envelopeSchema.parse(envelope)));
  if (bytes.length > maxEnvelopeBytes) {
    throw new UnfitEntryError(`${envelope.type}: ${bytes.length} bytes do not fit into the log`);
  }
  return bytes;
}

/** Reads an envelope back; throws if it is not exactly the canonical form of one (RFC 8785). */
export function parseEnvelope(text: string): Envelope {
  const envelope = envelopeSchema.parse(JSON.parse(text));
  if (canonicalJson(envelope) !== text) throw new TypeError('an envelope is not in canonical form');
  return envelope;
}

/** Commits to a private value: SHA-256(salt ‖ canonical JSON of the value), in hexadecimal. */
export function makeCommitment(sha256: Sha256, salt: Uint8Array, value: Json): string {
  if (salt.length !== saltBytes)
    throw new RangeError(`a salt is ${saltBytes} bytes long, not ${salt.length}`);
  return toHex(sha256(joinBytes(salt, utf8Bytes(canonicalJson(value)))));
}

/** Whether a commitment is the one to this value under this salt; a salt of any other length never is. */
export function verifyCommitment(sha256: Sha256, commitment: string, salt: Uint8Array, value: Json): boolean {
  return salt.length === saltBytes && makeCommitment(sha256, salt, value) === commitment;
}

/** The time stamped on the next entry: now, but never before the entry that precedes it. */
export function nextRecordedAt(now: Instant, previous: Instant | undefined): Instant {
  return previous === undefined ? now : instant(Math.max(now, previous));
}

/** The facts of an entry of this type, typed; undefined if the entry is of another type. */
export function factsOf<Facts extends z.ZodObject>(
  definition: EntryDefinition<string, Facts, string>,
  entry: { readonly type: string; readonly facts: { readonly [name: string]: Json } },
): z.output<Facts> | undefined {
  return entry.type === definition.type ? definition.facts.parse(entry.facts) : undefined;
}
