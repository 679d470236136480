import type { FormState } from '../frame.ts';
import type { WayOnProps } from '../parts/WayOn.tsx';

/** What a control of `parts/` needs to show its value and its problem again: spread it onto the control. */
export type FormField = {
  id: string;
  name: string;
  problem?: string;
  autoFocus?: boolean;
};

export type FormReader = {
  /** For TextField, TextArea, SelectField and radio Choices. */
  text(name: string, otherwise?: string): FormField & { value: string };
  /** For checkbox Choices. */
  list(name: string, otherwise?: readonly string[]): FormField & { value: readonly string[] };
  /** For Checkbox. */
  checked(name: string): FormField & { checked: boolean };
  /** For PhotoPicker: a browser never gives files back. */
  file(name: string): FormField;
  /** For ErrorSummary: every problem, with the id of its control, and what was refused as a whole. */
  summary(): { problems: { id: string; text: string }[]; refusal?: string; wayOn?: WayOnProps | undefined };
};

/** The id of the control of a field: `place.words` is `field-place-words`. */
export function fieldId(name: string): string {
  return `field-${name.replace(/[^A-Za-z0-9]+/g, '-')}`;
}

/** Words of the screen's own for a problem: what is missing and why it matters. Null leaves the general ones. */
export type ProblemWords = (problem: FormState['problems'][number]) => string | null;

/** Reads a form that came back, field by field; an untouched one (undefined) reads as empty. */
export function readForm(state: FormState | undefined, words: ProblemWords = () => null): FormReader {
  const problems = (state?.problems ?? []).map((problem) => ({
    path: problem.path,
    text: words(problem) ?? problem.text,
  }));
  const values = state?.values ?? {};
  function field(name: string): FormField {
    const index = problems.findIndex(({ path }) => path === name);
    const problem = problems[index];
    if (problem === undefined) return { id: fieldId(name), name };
    return { id: fieldId(name), name, problem: problem.text, ...(index === 0 && { autoFocus: true }) };
  }
  return {
    text: (name, otherwise = '') => ({ ...field(name), value: firstOf(values[name]) ?? otherwise }),
    list: (name, otherwise = []) => ({ ...field(name), value: allOf(values[name]) ?? otherwise }),
    checked: (name) => ({ ...field(name), checked: values[name] !== undefined }),
    file: field,
    summary: () => ({
      problems: problems.map(({ path, text }) => ({ id: fieldId(path), text })),
      // A refusal that only says "some fields are wrong" is said better by the fields.
      ...(state?.refusal &&
        problems.length === 0 && { refusal: state.refusal.text, wayOn: state.refusal.wayOn }),
    }),
  };
}

function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function allOf(value: string | string[] | undefined): readonly string[] | undefined {
  return typeof value === 'string' ? [value] : value;
}
