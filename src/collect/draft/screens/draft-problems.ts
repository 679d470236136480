import type { Say } from '../../../kernel/text.ts';
import type { FormState } from '../../../web/frame.ts';
import { type DraftProblem, type DraftView, draftOperations, draftProblemCodes } from '../draft.contract.ts';

type Problem = DraftProblem | { path: 'place'; code: 'place-missing' };

/** What a step was accepted with and still lacks, as a form that came back: the step is shown once more. */
export function draftState(
  say: Say,
  problems: readonly Problem[],
  own: Record<string, { zh: string; en: string }> = {},
): FormState | undefined {
  if (problems.length === 0) return undefined;
  const words = { ...draftOperations.beginDraft.problems, ...own };
  return {
    operation: draftOperations.writeDraft.name,
    values: {},
    problems: problems.map(({ path, code }) => {
      const text = words[code];
      return { path, code, text: text ? say(text) : code };
    }),
    refusal: undefined,
  };
}

/** The problems of files are known only while they arrive; an address carries them to the step's page. */
export function fileProblemsOf(view: Pick<DraftView, 'problems'>): string {
  return view.problems
    .filter(({ path }) => path !== 'text')
    .map(({ code }) => code)
    .join(',');
}

/** Reads what `fileProblemsOf` wrote; anything else counts as nothing. */
export function readFileProblems(written: string | undefined): DraftProblem[] {
  const wanted = new Set((written ?? '').split(','));
  return draftProblemCodes
    .filter((code) => wanted.has(code) && !code.startsWith('text-'))
    .map((code) => ({ path: code.startsWith('recording-') ? 'recording' : 'photos', code }));
}
