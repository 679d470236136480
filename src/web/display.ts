import type { Display } from './frame.ts';

export const defaultDisplay: Display = { theme: 'system', mode: 'standard', size: 'm' };

/** What the little forms that change the display need: where they post, and a form's hidden fields (`frame.hidden`). */
export type DisplayForms = { action: string; hidden: Record<string, string> };
