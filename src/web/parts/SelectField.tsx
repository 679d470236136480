import { describedBy, Field } from './Field.tsx';
import type { ControlProps } from './field-props.ts';

export type SelectOption = { value: string; label: string };
type SelectFieldProps = ControlProps & {
  value?: string | undefined;
  options: readonly (SelectOption | { group: string; options: readonly SelectOption[] })[];
  /** The first, empty line: 选一下. */
  empty?: string | undefined;
};

export function SelectField(props: SelectFieldProps) {
  const { id, hint, problem, value } = props;
  const option = (one: SelectOption) => (
    <option key={one.value} value={one.value} selected={one.value === value}>
      {one.label}
    </option>
  );
  return (
    <Field {...props}>
      <select
        class="input"
        id={id}
        name={props.name}
        required={props.required}
        form={props.form}
        autofocus={props.autoFocus}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={describedBy(id, hint, problem)}
      >
        {props.empty !== undefined && <option value="">{props.empty}</option>}
        {props.options.map((entry) =>
          'group' in entry ? (
            <optgroup key={entry.group} label={entry.group}>
              {entry.options.map(option)}
            </optgroup>
          ) : (
            option(entry)
          ),
        )}
      </select>
    </Field>
  );
}
