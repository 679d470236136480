import type { FormReader } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { SelectField, type SelectOption } from '../../../web/parts/SelectField.tsx';
import { actText } from './act.text.ts';

type AssistingFieldsProps = {
  frame: Frame;
  form: FormReader;
  /** Posts that assist already, or are proposed. */
  chosen: readonly string[];
  options: readonly { group: string; options: readonly SelectOption[] }[];
};

/** Lists one post a line, as many as a matter usually needs; one that has more keeps them all. */
const fieldsShown = 3;

/** Who assists: the first post in sight, the others behind one line, without any script. */
export function AssistingFields({ frame: { say }, form, chosen, options }: AssistingFieldsProps) {
  const { value, ...field } = form.list('assistingPostIds', chosen);
  const picked = value.filter((postId) => postId !== '');
  const [first = '', ...others] = picked;
  const lines = Array.from({ length: Math.max(fieldsShown - 1, others.length) }, (_, at) => others[at] ?? '');
  const shared = { empty: say(actText.nobody), options };
  return (
    <div class="stack-tight">
      <SelectField {...field} {...shared} value={first} label={say(actText.assisting)} />
      <details open={others.length > 0}>
        <summary class="small">{say(actText.moreAssisting)}</summary>
        {lines.map((postId, at) => (
          <SelectField
            {...shared}
            key={`${at + 2}`}
            id={`${field.id}-${at + 2}`}
            name={field.name}
            value={postId}
            label={say(actText.assistingAlso, at + 2)}
          />
        ))}
      </details>
    </div>
  );
}
