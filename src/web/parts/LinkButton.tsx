import { ButtonContent } from './ButtonContent.tsx';
import { type ButtonLook, buttonClass } from './button-look.ts';

type LinkButtonProps = ButtonLook & {
  href: string;
  /** The id of the Dialog it opens; `href` is then `#id`, which opens it without JavaScript too. */
  opensDialog?: string | undefined;
};

export function LinkButton(props: LinkButtonProps) {
  return (
    <a
      class={buttonClass(props)}
      href={props.href}
      aria-label={props.label}
      aria-keyshortcuts={props.shortcut}
      data-key={props.shortcut?.toLowerCase()}
      data-opens-dialog={props.opensDialog}
    >
      <ButtonContent {...props} />
    </a>
  );
}
