import type { ComponentChildren } from 'preact';
import type { IconName } from '../icons/Icon.tsx';
import { classNames } from './class-names.ts';

/** What a button and a link that looks like one have in common. `sun` is for the one main act of a resident's screen. */
export type ButtonLook = {
  kind?: 'primary' | 'sun' | 'line' | 'quiet' | 'danger' | undefined;
  size?: 'small' | 'regular' | 'big' | undefined;
  full?: boolean | undefined;
  icon?: IconName | undefined;
  iconAfter?: IconName | undefined;
  /** The single key that presses it on a staff page; shown as a key, obeyed by the desk-keys island. */
  shortcut?: string | undefined;
  /** Said instead of the words shown, when those need their surroundings to be understood. */
  label?: string | undefined;
  children: ComponentChildren;
};

export function buttonClass({ kind = 'line', size, full }: ButtonLook): string {
  return classNames(
    'button',
    `button-${kind}`,
    size && size !== 'regular' && `button-${size}`,
    full && 'button-full',
  );
}
