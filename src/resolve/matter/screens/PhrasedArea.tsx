import type { ComponentProps } from 'preact';
import type { Operation } from '../../../kernel/operation.ts';
import { addWords } from '../../../web/forms/add-words.ts';
import { cameBackFor } from '../../../web/forms/again.ts';
import type { FormReader } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { StartFrom, type StartingText, startFrom, startFromField } from '../../../web/parts/StartFrom.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { stateOf } from './desk-data.ts';

type PhrasedAreaProps = {
  frame: Frame;
  operation: Operation;
  field: ReturnType<FormReader['text']>;
  /** Filled for what is open, in its reporter's language. */
  phrases: readonly StartingText[];
} & Pick<ComponentProps<typeof TextArea>, 'label' | 'hint' | 'aside' | 'rows' | 'maxLength' | 'autoFocus'>;

/** A text for the reporter, to be written or started from a phrase; what is written already stays. */
export function PhrasedArea({ frame, operation, field, phrases, ...area }: PhrasedAreaProps) {
  const state = stateOf(frame, operation);
  const chosen = cameBackFor(state, startFrom)
    ? phrases.find(({ id }) => id === state?.values[startFromField])
    : undefined;
  const value = chosen ? addWords(field.value, chosen.text) : field.value;
  return (
    <>
      <StartFrom locale={frame.say.locale} texts={phrases} into={field.id} />
      <TextArea {...area} {...field} value={value} autoFocus={chosen !== undefined || area.autoFocus} />
    </>
  );
}
