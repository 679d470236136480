import { describedBy, Field } from './Field.tsx';
import type { ControlProps } from './field-props.ts';

type TextAreaProps = ControlProps & {
  value?: string | undefined;
  rows?: number | undefined;
  maxLength?: number | undefined;
  placeholder?: string | undefined;
};

export function TextArea(props: TextAreaProps) {
  const { id, hint, problem } = props;
  return (
    <Field {...props}>
      <textarea
        class="input"
        id={id}
        name={props.name}
        rows={props.rows ?? 4}
        required={props.required}
        form={props.form}
        maxlength={props.maxLength}
        placeholder={props.placeholder}
        autofocus={props.autoFocus}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={describedBy(id, hint, problem)}
      >
        {props.value}
      </textarea>
    </Field>
  );
}
