import { z } from 'zod';
import type { Id } from './id.ts';

/** The schema of an id on the wire: a UUID, typed by the noun it names. */
export function idOf<Noun extends string>(_noun: Noun): z.ZodType<Id<Noun>, string> {
  return z.uuid() as unknown as z.ZodType<Id<Noun>, string>;
}

/** A point in time on the wire (RFC 3339); inside the product it is an `Instant`. */
export const instantText = z.iso.datetime({ offset: true });

/** A calendar day in China on the wire, YYYY-MM-DD. */
export const dateText = z.iso.date();
