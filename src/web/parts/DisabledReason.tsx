import { ButtonContent } from './ButtonContent.tsx';
import { type ButtonLook, buttonClass } from './button-look.ts';
import { classNames } from './class-names.ts';

type DisabledReasonProps = ButtonLook & { id: string; reason: string };

/** A button that may not be pressed now, with the reason in view. It keeps focus, so that everyone can find the reason. */
export function DisabledReason(props: DisabledReasonProps) {
  const reasonId = `${props.id}-reason`;
  return (
    <div class={classNames('disabled-reason', props.full && 'disabled-reason-full')}>
      <button
        class={buttonClass(props)}
        type="button"
        id={props.id}
        aria-disabled="true"
        aria-describedby={reasonId}
      >
        <ButtonContent {...props} shortcut={undefined} />
      </button>
      <p id={reasonId}>{props.reason}</p>
    </div>
  );
}
