import type { ComponentChildren } from 'preact';
import { Icon } from '../icons/Icon.tsx';
import { classNames } from './class-names.ts';

type FieldProps = {
  /** The id of the control inside. */
  id: string;
  label: string;
  hideLabel?: boolean | undefined;
  /** Said after the label, in lighter type: 可以不填. */
  aside?: string | undefined;
  hint?: string | undefined;
  problem?: string | undefined;
  children: ComponentChildren;
};

/** Label above, hint between label and box, problem above the box with an icon and a red bar. */
export function Field({ id, label, hideLabel, aside, hint, problem, children }: FieldProps) {
  return (
    <div class={classNames('field', problem && 'field-bad')}>
      <label class={hideLabel ? 'unseen' : 'label'} for={id}>
        {label}
        {aside && <span class="label-aside"> {aside}</span>}
      </label>
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
      {children}
    </div>
  );
}

/** The ids that describe a control, for `aria-describedby`. */
export function describedBy(id: string, hint?: string, problem?: string): string | undefined {
  return classNames(hint && `${id}-hint`, problem && `${id}-problem`) || undefined;
}
