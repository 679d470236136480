import { dateOf } from '../../../kernel/time.ts';
import { sayAway } from '../../../people/absence/absence.text.ts';
import type { Frame } from '../../../web/frame.ts';
import type { NamedHandler } from '../matter.contract.ts';
import { matterPaneText } from './matter-pane.text.ts';

/** A handler in a list: the name, and who stands in today. */
export function nameHandler({ say, now }: Frame, { name, away }: NamedHandler): string {
  if (away === null || away.deputy === null || away.from > dateOf(now)) return name;
  return say(matterPaneText.deputised, name, away.deputy);
}

/** Who of a matter's handlers is away, now or soon, in one sentence each. */
export function awayLines({ say }: Frame, handlers: readonly (NamedHandler | null)[]): string[] {
  return handlers.flatMap((handler) => (handler?.away ? [sayAway(say, handler.away)] : []));
}
