import { lucide } from './lucide.ts';
import { onePath } from './one-path.ts';
import { own } from './own.ts';

const shapes = { ...lucide, ...own };

export type IconName = keyof typeof shapes;

const paths = Object.fromEntries(
  Object.entries(shapes).map(([name, strokes]) => [name, onePath(strokes)]),
) as Record<IconName, string>;

type IconProps = {
  name: IconName;
  size?: 's' | 'm' | 'l' | 'xl' | undefined;
  /** Only for an icon that stands alone and is universal; beside a word it stays silent. */
  label?: string | undefined;
};

export function Icon({ name, size = 'm', label }: IconProps) {
  const look = size === 'm' ? 'icon' : `icon icon-${size}`;
  const drawing = <path d={paths[name]} />;
  if (label !== undefined) {
    return (
      <svg class={look} viewBox="0 0 24 24" role="img" aria-label={label}>
        {drawing}
      </svg>
    );
  }
  return (
    <svg class={look} viewBox="0 0 24 24" aria-hidden="true">
      {drawing}
    </svg>
  );
}
