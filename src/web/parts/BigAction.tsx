import { Icon, type IconName } from '../icons/Icon.tsx';
import { classNames } from './class-names.ts';

type BigActionProps = {
  href: string;
  title: string;
  text?: string | undefined;
  icon: IconName;
  kind?: 'sun' | 'primary' | 'line' | undefined;
  dot?: boolean | undefined;
};

/** One of at most four things to do on the first screen of elder mode. */
export function BigAction({ href, title, text, icon, kind = 'line', dot }: BigActionProps) {
  return (
    <a class={classNames('big-action', kind !== 'line' && `big-action-${kind}`)} href={href}>
      <Icon name={icon} size="xl" />
      <span class="big-action-words">
        <span class="big-action-title">{title}</span>
        {text}
      </span>
      {dot && <span class="dot" />}
    </a>
  );
}
