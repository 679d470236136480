import type { Frame } from '../../../web/frame.ts';
import type { ListFilter } from '../figures.contract.ts';
import { listHref } from './figure-words.ts';
import { countedText } from './figures.text.ts';

type FigureLinkProps = {
  frame: Frame;
  filter: ListFilter;
  count: number;
  /** What it is a figure of, for those who hear it without its row and column. */
  of?: string | undefined;
};

/** A number that opens the list it counts; nothing opens no list. */
export function FigureLink({ frame, filter, count, of }: FigureLinkProps) {
  const { say, to } = frame;
  if (count === 0) return <>{count}</>;
  const name = say(countedText[filter.status ?? 'received']);
  return (
    <a
      class="link"
      href={listHref(to, filter)}
      aria-label={[of, name, String(count)].filter(Boolean).join(' ')}
    >
      {count}
    </a>
  );
}
