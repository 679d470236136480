import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../icons/Icon.tsx';
import { classNames } from './class-names.ts';
import { describedBy } from './Field.tsx';
import type { ControlProps } from './field-props.ts';

export type ChoiceOption = {
  value: string;
  label: string;
  hint?: string | undefined;
  icon?: IconName | undefined;
  /** Before the words, such as a TierTag; after them, such as 建议. */
  before?: ComponentChildren;
  after?: ComponentChildren;
};

type ChoiceProps = Omit<ControlProps, 'label' | 'hideLabel'> & {
  /** radio: one of them; checkbox: any number. */
  type: 'radio' | 'checkbox';
  legend: string;
  hideLegend?: boolean | undefined;
  options: readonly ChoiceOption[];
  value?: string | readonly string[] | undefined;
  columns?: 1 | 2 | 3 | 4 | undefined;
  /** `tile` centres short words and drops the mark: 6幢, 1单元. */
  look?: 'mark' | 'tile' | 'icon' | undefined;
};

/** Bordered boxes to choose from; the whole box is the target. */
export function Choice(props: ChoiceProps) {
  const { id, hint, problem, options, value, columns = 1 } = props;
  const chosen = typeof value === 'string' ? [value] : (value ?? []);
  return (
    <fieldset
      class={classNames('choices', problem && 'field-bad')}
      aria-describedby={describedBy(id, hint, problem)}
    >
      <legend class={props.hideLegend ? 'unseen' : 'label'}>
        {props.legend}
        {props.aside && <span class="label-aside"> {props.aside}</span>}
      </legend>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p class="problem" id={`${id}-problem`}>
          <Icon name="circle-alert" size="s" />
          {problem}
        </p>
      )}
      <div class={classNames('choice-list', columns > 1 && `choice-list-${columns}`)}>
        {options.map((option, index) => (
          <label class="choice" key={option.value}>
            <input
              class="choice-input"
              type={props.type}
              id={index === 0 ? id : `${id}-${index}`}
              name={props.name}
              value={option.value}
              form={props.form}
              checked={chosen.includes(option.value)}
              required={props.required && props.type === 'radio'}
              autofocus={props.autoFocus && index === 0}
            />
            <ChoiceBox option={option} square={props.type === 'checkbox'} look={props.look ?? 'mark'} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function ChoiceBox(props: { option: ChoiceOption; square: boolean; look: 'mark' | 'tile' | 'icon' }) {
  const { option, square, look } = props;
  return (
    <span class={classNames('choice-box', look === 'tile' && 'choice-tile')}>
      {look === 'mark' && <span class={classNames('choice-mark', square && 'choice-mark-square')} />}
      {option.icon && <Icon name={option.icon} />}
      {option.before}
      <span class={look === 'tile' ? undefined : 'grow'}>
        {option.label}
        {option.hint && <span class="choice-hint">{option.hint}</span>}
      </span>
      {option.after && <span class="tiny strong">{option.after}</span>}
    </span>
  );
}
