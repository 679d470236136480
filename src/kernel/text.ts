/** Chinese first, English complete. */
export type Locale = 'zh' | 'en';

export const locales: readonly Locale[] = ['zh', 'en'];

/**
 * One text in every language, kept side by side in the catalogue of the feature that says it.
 * A text with blanks is a function of their values, so a forgotten value does not compile.
 */
export type Text<Values extends unknown[] = []> = {
  [L in Locale]: Values extends [] ? string : (...values: Values) => string;
};

/** Declares a text with blanks; plain texts are written as `{ zh, en }` literals. */
export function textWith<Values extends unknown[]>(
  zh: (...values: Values) => string,
  en: (...values: Values) => string,
): { zh: (...values: Values) => string; en: (...values: Values) => string } {
  return { zh, en };
}

/** Looks a text up in a language and fills its blanks. */
export type Say = {
  (text: { zh: string; en: string }): string;
  <Values extends unknown[]>(
    text: { zh: (...values: Values) => string; en: (...values: Values) => string },
    ...values: Values
  ): string;
  locale: Locale;
};

/** The look-up for one language. Pure: the same text and values always read the same. */
export function sayIn(locale: Locale): Say {
  function say(
    text: { zh: string | ((...values: never[]) => string); en: string | ((...values: never[]) => string) },
    ...values: never[]
  ): string {
    const found = text[locale];
    return typeof found === 'function' ? found(...values) : found;
  }
  return Object.assign(say, { locale }) as Say;
}
