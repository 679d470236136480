import { type Locale, sayIn } from '../../kernel/text.ts';
import { Icon, type IconName } from '../icons/Icon.tsx';
import { webText } from '../web.text.ts';

export type Tier = 'self' | 'joint' | 'linked';

const icons: Record<Tier, IconName> = { self: 'pavilion', joint: 'round-table', linked: 'relay' };

/** Who settles a matter: always icon and word; the colour is third. */
export function TierTag({ tier, locale }: { tier: Tier; locale: Locale }) {
  return (
    <span class={`tier tier-${tier}`}>
      <Icon name={icons[tier]} size="s" />
      {sayIn(locale)(webText.tiers[tier])}
    </span>
  );
}
