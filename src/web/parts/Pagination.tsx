import { type Locale, sayIn } from '../../kernel/text.ts';
import { webText } from '../web.text.ts';
import { LinkButton } from './LinkButton.tsx';

type PaginationProps = {
  locale: Locale;
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  /** 第1—20件，共168件 */
  summary?: string | undefined;
};

export function Pagination({ locale, previousHref, nextHref, summary }: PaginationProps) {
  if (previousHref === undefined && nextHref === undefined) return null;
  const t = sayIn(locale);
  return (
    <nav class="pagination" aria-label={t(webText.pages)}>
      {previousHref === undefined ? (
        <span />
      ) : (
        <LinkButton href={previousHref} icon="chevron-left">
          {t(webText.previous)}
        </LinkButton>
      )}
      {summary && <span class="pagination-summary small soft">{summary}</span>}
      {nextHref === undefined ? (
        <span />
      ) : (
        <LinkButton href={nextHref} iconAfter="chevron-right">
          {t(webText.next)}
        </LinkButton>
      )}
    </nav>
  );
}
