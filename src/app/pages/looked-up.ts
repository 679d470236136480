import type { Operation } from '../../kernel/operation.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { Call } from '../../platform/call.ts';
import { completeForm, decodeFields, inputSchema } from '../../platform/http/input.ts';
import { sayFieldProblem, sayRefusal } from '../../platform/http/problem.ts';
import type { FormState } from '../../web/frame.ts';
import type { AnswerOf, Ask } from './page.ts';

/** What a form that only looks something up came to: the answer, or the form as it has to be shown again. */
export type LookedUp<Op extends Operation> = {
  said: Record<string, string>;
  answer: AnswerOf<Op> | undefined;
  form: FormState;
};

/**
 * Carries out a reading operation with what stands in a page's address, where a form of the GET method puts it. Other
 * names of the address are not the operation's.
 */
export async function lookUp<Op extends Operation>(
  ask: Ask,
  call: Call,
  operation: Op,
  query: Readonly<Record<string, string | undefined>>,
): Promise<LookedUp<Op>> {
  const schema = inputSchema(operation);
  const said: Record<string, string> = {};
  for (const name of Object.keys(schema.properties ?? {})) {
    const value = query[name];
    if (value !== undefined) said[name] = value;
  }
  const input = completeForm(decodeFields(said, schema), schema);
  const outcome = (await ask(operation, input as never)) as Outcome<AnswerOf<Op>>;
  const form: FormState = { operation: operation.name, values: said, problems: [], refusal: undefined };
  if (outcome.ok) return { said, answer: outcome.value, form };
  const { refusal } = outcome;
  return {
    said,
    answer: undefined,
    form: {
      ...form,
      problems: (refusal.fields ?? []).map((field) => ({
        ...field,
        text: sayFieldProblem(field, call.locale, operation),
      })),
      refusal: { code: refusal.code, text: sayRefusal(refusal, call.locale, operation) },
    },
  };
}
