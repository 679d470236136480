import { describedBy, Field } from './Field.tsx';
import type { ControlProps } from './field-props.ts';

type TextFieldProps = ControlProps & {
  value?: string | undefined;
  type?: 'text' | 'tel' | 'email' | 'password' | 'search' | 'date' | 'number' | 'url' | undefined;
  /** Token of the HTML standard's autofill list: 'tel', 'name', 'one-time-code', 'current-password'. */
  autoComplete?: string | undefined;
  inputMode?: 'text' | 'numeric' | 'tel' | 'decimal' | undefined;
  maxLength?: number | undefined;
  placeholder?: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  width?: 'full' | 'short' | 'code' | undefined;
};

export function TextField(props: TextFieldProps) {
  const { id, hint, problem, width = 'full' } = props;
  return (
    <Field {...props}>
      <input
        class={width === 'full' ? 'input' : `input input-${width}`}
        id={id}
        name={props.name}
        // Preact's types tell inputs apart by the roles they may have; none is set here, so any type will do.
        type={(props.type ?? 'text') as 'text'}
        value={props.value}
        required={props.required}
        form={props.form}
        autocomplete={props.autoComplete}
        inputmode={props.inputMode}
        maxlength={props.maxLength}
        placeholder={props.placeholder}
        min={props.min}
        max={props.max}
        autofocus={props.autoFocus}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={describedBy(id, hint, problem)}
      />
    </Field>
  );
}
