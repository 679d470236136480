import type { Say } from '../../../kernel/text.ts';
import { Icon } from '../../../web/icons/Icon.tsx';
import type { ShownTelephone } from '../reach.contract.ts';
import { callText, reachText } from './reach.text.ts';

/** When the number is answered: 工作日08:30—17:30有人接. */
export function sayHours(say: Say, { days, from, until }: ShownTelephone): string {
  return say(reachText.hours, days, from, until);
}

/** A way on by telephone, beside what a page cannot do; a community without a number has none of it. */
export function CallCommunity({ say, telephone }: { say: Say; telephone: ShownTelephone | null }) {
  if (telephone === null) return null;
  return (
    <p class="row row-wrap form-gap">
      <a class="link" href={`tel:${telephone.dialled}`}>
        <Icon name="phone" size="s" /> {say(callText.callAt, telephone.shown)}
      </a>
      <span class="soft">{sayHours(say, telephone)}</span>
    </p>
  );
}
