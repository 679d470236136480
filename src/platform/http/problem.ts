import { generalRefusals, type Operation, type RefusalDeclaration } from '../../kernel/operation.ts';
import type { FieldProblem, Refusal } from '../../kernel/outcome.ts';
import { type Locale, sayIn } from '../../kernel/text.ts';
import { problemTexts, waitText } from './problem.text.ts';

/** A refusal as RFC 9457 wants it: the code is the interface, the texts are for people. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors?: { path: string; code: string; detail: string }[];
  facts?: Record<string, string | number>;
};

const reasonPhrases: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  423: 'Locked',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

const defect = {
  status: 500,
  zh: '系统出了差错，已经记下来了。没有存下的请过一会儿再试。',
  en: 'Something went wrong on our side and has been noted. What was not saved can be tried again in a moment.',
};

/** The declaration of a refusal code: the operation's own first, then the general ones, else a defect of ours. */
export function declarationOf(
  code: string,
  operation?: Pick<Operation, 'refusals'>,
): Omit<RefusalDeclaration, 'status'> & { status: number } {
  const general: Record<string, RefusalDeclaration> = generalRefusals;
  return operation?.refusals[code] ?? general[code] ?? defect;
}

/** Says a field's problem in the asker's language, in the operation's own words where it has them. */
export function sayFieldProblem(problem: FieldProblem, locale: Locale, operation?: Operation): string {
  const own = operation?.problems?.[problem.code];
  if (own) return own[locale];
  const known: Record<string, { zh: unknown; en: unknown }> = problemTexts;
  const text = known[problem.code]?.[locale];
  if (typeof text === 'string') return text;
  if (typeof text === 'function') return String(text(problem.params?.limit ?? ''));
  return problemTexts['wrong-format'][locale];
}

/** Fills the blanks (`{by}`) of a refusal's text with its facts, and `{wait}` with how long to wait. */
export function sayRefusal(
  refusal: Refusal,
  locale: Locale,
  operation?: Pick<Operation, 'refusals'>,
): string {
  const text = declarationOf(refusal.code, operation)[locale];
  const facts: Refusal['facts'] = { wait: sayWait(refusal.retryAfterSeconds, locale), ...refusal.facts };
  return text.replaceAll(/\{(\w+)\}/g, (blank, name: string) => String(facts[name] ?? blank));
}

/** A wait as people say it: never shorter than it is. */
function sayWait(seconds: number | undefined, locale: Locale): string {
  const say = sayIn(locale);
  if (seconds === undefined) return say(waitText.aWhile);
  if (seconds < 60) return say(waitText.seconds, seconds);
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? say(waitText.minutes, minutes) : say(waitText.hours, Math.ceil(minutes / 60));
}

/** Turns a refusal into a problem document in the asker's language. */
export function problemOf(refusal: Refusal, locale: Locale, operation?: Operation): Problem {
  const { status } = declarationOf(refusal.code, operation);
  return {
    type: `urn:sunshine:problem:${refusal.code}`,
    title: reasonPhrases[status] ?? 'Error',
    status,
    code: refusal.code,
    detail: sayRefusal(refusal, locale, operation),
    ...(refusal.fields && {
      errors: refusal.fields.map((field) => ({
        path: field.path,
        code: field.code,
        detail: sayFieldProblem(field, locale, operation),
      })),
    }),
    ...(refusal.facts && { facts: refusal.facts }),
  };
}
