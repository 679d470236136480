import type { Id } from '../../kernel/id.ts';
import type { Locale } from '../../kernel/text.ts';
import type { Instant } from '../../kernel/time.ts';

/** A paragraph of a letter: words, or words that lead somewhere. */
export type Paragraph = string | { words: string; href: string };

/** A mail on its way out. `id` stays the same however often it is tried, and with it the Message-ID. */
export type OutgoingMail = {
  id: Id<'message'>;
  to: string;
  /** Who writes, as people read it; the address comes from the settings. */
  fromName: string;
  subject: string;
  paragraphs: readonly Paragraph[];
  /** Where the reader ends mails of this kind; null for what they asked for themselves just now. */
  stopHref: string | null;
  locale: Locale;
  /** When it was written, not when it was tried. */
  at: Instant;
};
