import { StateCard } from './StateCard.tsx';
import type { StateProps } from './state-props.ts';

/** What happened, what was kept, what to do. */
export function ErrorState(props: StateProps) {
  return <StateCard icon="circle-alert" {...props} />;
}
