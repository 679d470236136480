import { readUtf8 } from '../../kernel/bytes.ts';
import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';

/** What the verifier needs of an entry; the rest has to be there and in form. */
export type SeenEnvelope = { community: string; type: string; number: string | null; recordedAt: string };

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const names = 'commitments community facts number occurredAt recordedAt type v';

/**
 * Reads an entry as its bytes were hashed: the envelope of version 1 in canonical JSON (RFC 8785), with exactly its
 * members. Undefined for anything else. Written apart from what the server writes entries with.
 */
export function readEnvelope(bytes: Uint8Array): SeenEnvelope | undefined {
  const text = readUtf8(bytes);
  const envelope = text === undefined ? undefined : readObject(text);
  if (envelope === undefined || canonicalJson(envelope) !== text) return undefined;
  const { v, type, community, number, occurredAt, recordedAt, facts, commitments } = envelope;
  const isWhole = Object.keys(envelope).sort().join(' ') === names && v === 1;
  if (typeof type !== 'string' || (number !== null && typeof number !== 'string')) return undefined;
  if (!isWhole || typeof community !== 'string' || !isObject(facts)) return undefined;
  if (!isInstant(occurredAt) || !isInstant(recordedAt) || !isObject(commitments)) return undefined;
  const areHashes = Object.values(commitments).every((one) => /^[0-9a-f]{64}$/.test(String(one)));
  return areHashes ? { community, type, number: number ?? null, recordedAt } : undefined;
}

function readObject(text: string): { readonly [name: string]: Json } | undefined {
  try {
    const value: Json = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    // The one error it throws: this text is no JSON.
    return undefined;
  }
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isInstant(value: Json | undefined): value is string {
  return typeof value === 'string' && instant.test(value);
}
