import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../icons/Icon.tsx';
import { classNames } from './class-names.ts';

type NoticeTone = 'info' | 'warn' | 'danger' | 'ok';
type NoticeProps = {
  tone?: NoticeTone | undefined;
  icon?: IconName | undefined;
  title?: string | undefined;
  children?: ComponentChildren;
};

const icons: Record<NoticeTone, IconName> = {
  info: 'info',
  warn: 'triangle-alert',
  danger: 'circle-alert',
  ok: 'circle-check',
};

/** One thing to know beside what the page is about. */
export function Notice({ tone = 'info', icon, title, children }: NoticeProps) {
  return (
    <div class={classNames('notice', tone !== 'info' && `notice-${tone}`)}>
      <Icon name={icon ?? icons[tone]} />
      <div class="grow">
        {title && <b class="notice-title">{title}</b>}
        {children}
      </div>
    </div>
  );
}
