import { ButtonContent } from './ButtonContent.tsx';
import { type ButtonLook, buttonClass } from './button-look.ts';

type ButtonProps = ButtonLook & {
  type?: 'submit' | 'button' | undefined;
  name?: string | undefined;
  value?: string | undefined;
  /** The id of a form elsewhere on the page. */
  form?: string | undefined;
  formAction?: string | undefined;
  /** Sends the form without the browser's own checks: for "back" and "save as draft". */
  skipChecks?: boolean | undefined;
  pressed?: boolean | undefined;
};

export function Button(props: ButtonProps) {
  return (
    <button
      class={buttonClass(props)}
      type={props.type ?? 'submit'}
      name={props.name}
      value={props.value}
      form={props.form}
      formAction={props.formAction}
      formNoValidate={props.skipChecks}
      aria-pressed={props.pressed}
      aria-label={props.label}
      aria-keyshortcuts={props.shortcut}
      data-key={props.shortcut?.toLowerCase()}
    >
      <ButtonContent {...props} />
    </button>
  );
}
