import { type Locale, sayIn } from '../../kernel/text.ts';
import { webText } from '../web.text.ts';

/** The outline of what is being loaded by an island; pages from the server never need one. */
export function Skeleton({ locale, rows = 3 }: { locale: Locale; rows?: number | undefined }) {
  return (
    <div class="card skeleton" role="status" aria-label={sayIn(locale)(webText.loading)}>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  );
}
