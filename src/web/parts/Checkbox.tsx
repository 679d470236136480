import { Icon } from '../icons/Icon.tsx';
import { classNames } from './class-names.ts';
import { describedBy } from './Field.tsx';
import type { ControlProps } from './field-props.ts';

type CheckboxProps = Omit<ControlProps, 'hideLabel' | 'aside'> & {
  value?: string | undefined;
  checked?: boolean | undefined;
};

/** One yes-or-no, such as a consent. For a group of them use Choice. */
export function Checkbox(props: CheckboxProps) {
  const { id, hint, problem, value = 'yes' } = props;
  return (
    <div class={classNames('field', problem && 'field-bad')}>
      {problem && (
        <p class="problem" id={`${id}-problem`}>
          <Icon name="circle-alert" size="s" />
          {problem}
        </p>
      )}
      <label class="choice">
        <input
          class="choice-input"
          type="checkbox"
          id={id}
          name={props.name}
          value={value}
          checked={props.checked}
          required={props.required}
          form={props.form}
          autofocus={props.autoFocus}
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={describedBy(id, undefined, problem)}
        />
        <span class="choice-box">
          <span class="choice-mark choice-mark-square" />
          <span class="grow">
            {props.label}
            {hint && <span class="choice-hint">{hint}</span>}
          </span>
        </span>
      </label>
    </div>
  );
}
