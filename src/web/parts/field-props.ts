/** What every control of a form takes. `forms/read-form.ts` fills id, name, value, problem and autoFocus. */
export type ControlProps = {
  id: string;
  name: string;
  label: string;
  hideLabel?: boolean | undefined;
  aside?: string | undefined;
  hint?: string | undefined;
  problem?: string | undefined;
  /** True for the first control with a problem: the browser puts the focus there, with or without JavaScript. */
  autoFocus?: boolean | undefined;
  required?: boolean | undefined;
  /** The id of a form elsewhere on the page. */
  form?: string | undefined;
};
