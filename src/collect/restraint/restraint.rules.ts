import type { Id } from '../../kernel/id.ts';
import type { Quota } from '../../kernel/quota.ts';
import { dayMs, hourMs } from '../../kernel/time.ts';

/** Somebody whose report was marked as abusive sends less for so long. */
export const restrainedForMs = 7 * dayMs;

/** So much is left to them: enough for whoever has something to report, too little for a flood. */
export const restrainedQuotas: readonly Quota[] = [
  { windowMs: hourMs, max: 2 },
  { windowMs: dayMs, max: 5 },
];

/** Somebody as a report holds them. */
export type Sender = { personId: Id<'person'> | null; phone: string | null };

/** What somebody is known by; whoever left nothing of themselves is not restrained, for nobody knows whom. */
export function knownBy({ personId, phone }: Sender): string[] {
  return [
    ...(personId === null ? [] : [`person ${personId}`]),
    ...(phone === null ? [] : [`number ${phone}`]),
  ];
}
