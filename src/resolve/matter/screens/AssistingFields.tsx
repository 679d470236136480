import { cameBackFor } from '../../../web/forms/again.ts';
import type { FormReader } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { AgainButton } from '../../../web/parts/AgainButton.tsx';
import { SelectField, type SelectOption } from '../../../web/parts/SelectField.tsx';
import { actText } from './act.text.ts';

type AssistingFieldsProps = {
  frame: Frame;
  form: FormReader;
  /** Posts that assist already, or are proposed. */
  chosen: readonly string[];
  options: readonly { group: string; options: readonly SelectOption[] }[];
};

/** As many as the contract takes. */
const maxAssisting = 10;
const oneMore = 'assisting';

/** Who assists, one post a line; "one more" brings the form back with another line, without any script. */
export function AssistingFields({ frame, form, chosen, options }: AssistingFieldsProps) {
  const { say } = frame;
  const { value, ...field } = form.list('assistingPostIds', chosen);
  const picked = value.filter((postId) => postId !== '');
  const asked = cameBackFor(frame.form, oneMore);
  const lines = [...picked, ...(asked || picked.length === 0 ? [''] : [])].slice(0, maxAssisting);
  return (
    <fieldset class="stack-tight">
      <legend class="label">{say(actText.assisting)}</legend>
      {lines.map((postId, at) => (
        <SelectField
          {...(at === 0 ? field : { name: field.name })}
          key={`${at + 1}`}
          id={at === 0 ? field.id : `${field.id}-${at + 1}`}
          value={postId}
          label={say(actText.assistingOne, at + 1)}
          hideLabel
          empty={say(actText.nobody)}
          options={options}
          autoFocus={asked && at === lines.length - 1}
        />
      ))}
      {lines.length < maxAssisting && (
        <div>
          <AgainButton more={oneMore} icon="plus">
            {say(actText.moreAssisting)}
          </AgainButton>
        </div>
      )}
    </fieldset>
  );
}
