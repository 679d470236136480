import { z } from 'zod';
import type { Id } from './id.ts';

/** The schema of an id on the wire: a UUID, typed by the noun it names. */
export function idOf<Noun extends string>(_noun: Noun): z.ZodType<Id<Noun>, string> {
  return z.uuid() as unknown as z.ZodType<Id<Noun>, string>;
}

/** Years a person can mean here; also what every database and calendar involved can hold. */
const sensibleYear = /^(19|20|21)\d\d-/;

/** A point in time on the wire (RFC 3339); inside the product it is an `Instant`. */
export const instantText = z.iso.datetime({ offset: true }).regex(sensibleYear);

/** A calendar day in China on the wire, YYYY-MM-DD. */
export const dateText = z.iso.date().regex(sensibleYear);

/** Where a page of a list begins: the sorting instant and the id of the last row before it, `ms~uuid`. */
export const pagePlace = z
  .string()
  .regex(/^\d{1,15}~[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
