import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Locale } from '../../kernel/text.ts';
import type { Phrase, PhraseUse, Placeholder, Suggestion, WrittenPhrase } from './phrase.contract.ts';

/** How a placeholder is written, in either text: {编号} or {number}. */
export const placeholderNames = {
  number: { zh: '编号', en: 'number' },
  title: { zh: '事项', en: 'title' },
  handler: { zh: '办理', en: 'handler' },
  date: { zh: '期限', en: 'date' },
  category: { zh: '类别', en: 'category' },
} as const satisfies Record<Placeholder, Record<Locale, string>>;

const ofMatters: readonly Placeholder[] = ['number', 'title', 'handler', 'date', 'category'];
/** Before anything is decided only the number is certain. */
const ofReports: readonly Placeholder[] = ['number'];

/** What can be filled in, by use. */
export const placeholdersOf = {
  ask: ofReports,
  write: ofReports,
  accept: ofReports,
  redirect: ofReports,
  reject: ofReports,
  reply: ofMatters,
  suspend: ofMatters,
  resolve: ofMatters,
} as const satisfies Record<PhraseUse, readonly Placeholder[]>;

const blank = /\{([^{}]*)\}/g;

/** The placeholder of a name as people write it, in either language; undefined for any other word. */
export function placeholderNamed(name: string): Placeholder | undefined {
  const plain = name.trim().toLowerCase();
  const found = Object.entries(placeholderNames).find(([, { zh, en }]) => plain === zh || plain === en);
  return found?.[0] as Placeholder | undefined;
}

/** Whether every placeholder of both texts can be filled for the use, so that no reporter ever reads a brace. */
export function checkPhrase({
  use,
  textZh,
  textEn,
}: Pick<WrittenPhrase, 'use' | 'textZh' | 'textEn'>): Outcome<
  null,
  'placeholder-unknown' | 'placeholder-broken'
> {
  const known: readonly Placeholder[] = placeholdersOf[use];
  for (const text of [textZh, textEn ?? '']) {
    if (/[{}]/.test(text.replaceAll(blank, ''))) return refuse('placeholder-broken');
    for (const [, name = ''] of text.matchAll(blank)) {
      const placeholder = placeholderNamed(name);
      if (placeholder === undefined || !known.includes(placeholder)) {
        return refuse('placeholder-unknown', { name: name.trim() });
      }
    }
  }
  return ok(null);
}

/** What the placeholders stand for; null where it is not known yet. */
export type PhraseValues = Record<Placeholder, string | null>;

/** What is said where a value is not known yet. */
const unknown = {
  number: { zh: '这件事', en: 'this matter' },
  title: { zh: '这件事', en: 'this matter' },
  handler: { zh: '办理人', en: 'the handler' },
  date: { zh: '约定的日子', en: 'the day that was promised' },
  category: { zh: '这类事', en: 'such matters' },
} as const satisfies Record<Placeholder, Record<Locale, string>>;

/** A text with its placeholders filled. */
export function fillPhrase(text: string, values: PhraseValues, locale: Locale): string {
  return text.replaceAll(blank, (whole, name: string) => {
    const placeholder = placeholderNamed(name);
    return placeholder === undefined ? whole : (values[placeholder] ?? unknown[placeholder][locale]);
  });
}

/**
 * What is offered: phrases of these uses for this category or all, those of the category first, filled in the
 * language of who will read them. Their names are said in the language of who chooses.
 */
export function suggestPhrases(
  phrases: readonly Omit<Phrase, 'can'>[],
  wanted: {
    uses: readonly PhraseUse[];
    categoryCode: string | null;
    values: PhraseValues;
    reads: Locale;
    chooses: Locale;
  },
): Suggestion[] {
  const { uses, categoryCode, values, reads, chooses } = wanted;
  return phrases
    .filter((phrase) => uses.includes(phrase.use))
    .filter((phrase) => phrase.categoryCode === null || phrase.categoryCode === categoryCode)
    .sort((a, b) => Number(a.categoryCode === null) - Number(b.categoryCode === null))
    .map((phrase) => {
      const isEnglish = reads === 'en' && phrase.textEn !== null;
      const text = isEnglish ? (phrase.textEn ?? '') : phrase.textZh;
      return {
        ...{ id: phrase.id, use: phrase.use },
        name: (chooses === 'en' ? phrase.nameEn : null) ?? phrase.nameZh,
        text: fillPhrase(text, values, isEnglish ? 'en' : 'zh'),
      };
    });
}
