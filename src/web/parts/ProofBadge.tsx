import { Icon, type IconName } from '../icons/Icon.tsx';
import { classNames } from './class-names.ts';

type ProofBadgeProps = {
  /** Given by a check that ran, never assumed. */
  state: 'verified' | 'waiting' | 'broken';
  title: string;
  text: string;
  href: string;
};

const icons: Record<ProofBadgeProps['state'], IconName> = {
  verified: 'shield-check',
  waiting: 'hourglass',
  broken: 'circle-alert',
};
const looks = { verified: false, waiting: 'proof-plain', broken: 'proof-broken' } as const;

/** Whether the record of a matter can be shown to be unchanged. */
export function ProofBadge({ state, title, text, href }: ProofBadgeProps) {
  return (
    <a class={classNames('proof', looks[state], 'section-gap')} href={href}>
      <Icon name={icons[state]} size="l" />
      <span class="grow">
        <b>{title}</b>
        {text}
      </span>
      <Icon name="chevron-right" />
    </a>
  );
}
