import type { Locale } from '../../kernel/text.ts';
import { sayIn } from '../../kernel/text.ts';
import { webText } from '../web.text.ts';
import { AgainButton } from './AgainButton.tsx';
import { SelectField } from './SelectField.tsx';

export type StartingText = { id: string; name: string; text: string };

/** The name of the choice, and what its button asks the form to come back with. */
export const startFromField = '_startFrom';
export const startFrom = 'start-from';

type StartFromProps = { locale: Locale; texts: readonly StartingText[]; into: string };

/** Texts to start from, put into the field of that id: at once by a small script, else by a button. */
export function StartFrom({ locale, texts, into }: StartFromProps) {
  const say = sayIn(locale);
  if (texts.length === 0) return null;
  return (
    <div
      class="stack-tight form-gap"
      data-start-from={into}
      data-texts={JSON.stringify(Object.fromEntries(texts.map(({ id, text }) => [id, text])))}
    >
      <SelectField
        id={`${into}-from`}
        name={startFromField}
        label={say(webText.startFrom)}
        empty={say(webText.startFromNone)}
        options={texts.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <AgainButton more={startFrom}>{say(webText.startFromPut)}</AgainButton>
    </div>
  );
}
