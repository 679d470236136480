import type { FormState } from '../frame.ts';

/**
 * The name of a button that carries nothing out: the form comes back with everything that was written and, by the
 * button's value, with something more. It is how a form grows without a script.
 */
export const againField = '_again';

/** Whether the form came back for more of this. */
export function cameBackFor(form: FormState | undefined, more: string): boolean {
  return form?.values[againField] === more;
}
