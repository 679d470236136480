import { againField } from '../forms/again.ts';
import type { IconName } from '../icons/Icon.tsx';
import { Button } from './Button.tsx';

type AgainButtonProps = {
  /** What the form comes back with, for who draws it. */
  more: string;
  icon?: IconName | undefined;
  children: string;
};

/** Asks for the form again with something more in it; nothing is carried out and nothing that was written is lost. */
export function AgainButton({ more, icon, children }: AgainButtonProps) {
  return (
    <>
      {/* Enter presses a form's first button: here that is the form's own act, not this one. */}
      <button type="submit" class="unseen" tabIndex={-1} aria-hidden="true" />
      <Button kind="line" size="small" name={againField} value={more} icon={icon} skipChecks>
        {children}
      </Button>
    </>
  );
}
