import type { IconName } from '../icons/Icon.tsx';
import { StateCard } from './StateCard.tsx';
import type { StateProps } from './state-props.ts';

/** What will appear here, and one thing to do. */
export function EmptyState({ icon = 'leaf', ...rest }: StateProps & { icon?: IconName | undefined }) {
  return <StateCard icon={icon} {...rest} />;
}
