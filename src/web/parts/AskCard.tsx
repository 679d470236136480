import { Icon, type IconName } from '../icons/Icon.tsx';

type AskCardProps = { href: string; title: string; text: string; icon: IconName };

/** The one large amber thing on a resident's first screen. */
export function AskCard({ href, title, text, icon }: AskCardProps) {
  return (
    <a class="ask-card" href={href}>
      <span class="ask-card-words">
        <span class="ask-card-title">{title}</span>
        {text}
      </span>
      <span class="ask-card-mark">
        <Icon name={icon} size="xl" />
      </span>
    </a>
  );
}
