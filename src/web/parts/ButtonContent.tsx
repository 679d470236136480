import { Icon } from '../icons/Icon.tsx';
import type { ButtonLook } from './button-look.ts';
import { Kbd } from './Kbd.tsx';

/** The inside of a button: icon, words, key. */
export function ButtonContent({ icon, iconAfter, shortcut, children }: ButtonLook) {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {iconAfter && <Icon name={iconAfter} size="s" />}
      {shortcut && <Kbd silent>{shortcut}</Kbd>}
    </>
  );
}
