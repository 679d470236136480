import { StateCard } from './StateCard.tsx';
import type { StateProps } from './state-props.ts';

/** Whose page this is, and who can open it. */
export function PermissionState(props: StateProps) {
  return <StateCard icon="lock" {...props} />;
}
