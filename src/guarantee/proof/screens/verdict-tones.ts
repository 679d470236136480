import type { verdictText } from './verify.text.ts';

/** How a verdict looks: what is right, what is wrong, and what is neither. */
export const verdictTones: Readonly<Record<keyof typeof verdictText, 'ok' | 'danger' | 'warn' | 'info'>> = {
  working: 'info',
  failed: 'warn',
  good: 'ok',
  'good-alone': 'info',
  'receipt-unreadable': 'warn',
  'receipt-foreign': 'warn',
  'receipt-signature-wrong': 'danger',
  'receipt-not-included': 'danger',
  'entry-missing': 'warn',
  'entry-malformed': 'danger',
  'log-unsigned': 'danger',
  'log-shorter': 'danger',
  'log-differs': 'danger',
  'log-torn': 'danger',
  'entries-good': 'ok',
  'entries-wrong': 'danger',
  'entry-fits': 'info',
  'entry-wrong': 'info',
  'seal-kept': 'info',
  'seal-goes-on': 'ok',
};

/** Said beside a thing in few words, not as a notice. */
export const inlineVerdicts: ReadonlySet<string> = new Set([
  'working',
  'entry-fits',
  'entry-wrong',
  'seal-kept',
  'seal-goes-on',
]);
