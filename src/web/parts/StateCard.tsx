import { Icon, type IconName } from '../icons/Icon.tsx';
import type { StateProps } from './state-props.ts';

/** The common shape of EmptyState, ErrorState and PermissionState. */
export function StateCard({
  icon,
  title,
  text,
  action,
  heading: Heading = 'h2',
}: StateProps & { icon: IconName }) {
  return (
    <div class="card state">
      <Icon name={icon} size="xl" />
      <Heading class="state-title">{title}</Heading>
      <p>{text}</p>
      {action && <div class="state-action">{action}</div>}
    </div>
  );
}
