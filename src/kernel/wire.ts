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

/** Where a page of a list begins: the sorting instant (ms, up to the year 9999) and the id of the last row before it. */
export const pagePlace = z
  .string()
  .regex(
    /^(1?\d{1,14}|2[0-4]\d{13}|25[0-2]\d{12}|253[0-3]\d{11})~[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  );
