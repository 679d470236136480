import type { Locale } from '../../kernel/text.ts';
import type { DisplayForms } from '../display.ts';
import type { Display } from '../frame.ts';

/** What every page of the gallery is shown with. */
export type GalleryPage = { locale: Locale; display: Display; forms: DisplayForms };
