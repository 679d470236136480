import type { Say } from '../../../kernel/text.ts';
import { parseInstant } from '../../../kernel/time.ts';
import type { ListedLook } from '../look.contract.ts';
import { lookText } from '../look.text.ts';
import { sayLookPost } from './LookLog.tsx';
import { lookLogText as text } from './look-log.text.ts';

/** The log as a table: names of posts and kinds in words, moments as moments. */
export function lookTable(say: Say, looks: readonly ListedLook[]) {
  const { when, who, post, what, whose, count, number, operation } = text;
  return {
    head: [when, who, post, what, whose, count, number, operation].map((label) => say(label)),
    rows: looks.map((look) => [
      { at: parseInstant(look.at) },
      look.staff?.name ?? null,
      sayLookPost(say, look.post),
      say(lookText.kind[look.kind]),
      look.subject?.name ?? null,
      look.people,
      look.number,
      look.operation,
    ]),
  };
}
