import { ButtonContent } from './ButtonContent.tsx';
import { type ButtonLook, buttonClass } from './button-look.ts';

type LinkButtonProps = ButtonLook & {
  href: string;
  /** The id of the Dialog it opens; `href` is then `#id`, which opens it without JavaScript too. */
  opensDialog?: string | undefined;
  /** Leads to a page of its own, so that this one stays; the words beside it say so. */
  opensPage?: boolean | undefined;
};

export function LinkButton(props: LinkButtonProps) {
  return (
    <a
      class={buttonClass(props)}
      href={props.href}
      target={props.opensPage ? '_blank' : undefined}
      rel={props.opensPage ? 'noopener' : undefined}
      aria-label={props.label}
      aria-keyshortcuts={props.shortcut}
      data-key={props.shortcut?.toLowerCase()}
      data-opens-dialog={props.opensDialog}
    >
      <ButtonContent {...props} />
    </a>
  );
}
