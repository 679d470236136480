import type { Say } from '../../../kernel/text.ts';
import { WayOn, type WayOnProps } from '../../../web/parts/WayOn.tsx';
import type { ShownTelephone } from '../reach.contract.ts';
import { callText, reachText } from './reach.text.ts';

/** When the number is answered: 工作日08:30—17:30有人接. */
export function sayHours(say: Say, { days, from, until }: ShownTelephone): string {
  return say(reachText.hours, days, from, until);
}

/** The call as a way on beside what a page cannot do. */
export function wayByTelephone(say: Say, telephone: ShownTelephone): WayOnProps {
  return {
    ...{ href: `tel:${telephone.dialled}`, icon: 'phone' },
    ...{ label: say(callText.callAt, telephone.shown), aside: sayHours(say, telephone) },
  };
}

/** The community's number, ready to be called; a community without one has none of it. */
export function CallCommunity({ say, telephone }: { say: Say; telephone: ShownTelephone | null }) {
  return telephone && <WayOn {...wayByTelephone(say, telephone)} />;
}
