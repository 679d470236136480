import type { Frame } from '../../web/frame.ts';
import { CardRows } from '../../web/parts/CardRows.tsx';
import { ListRow } from '../../web/parts/ListRow.tsx';
import { Section } from '../../web/parts/Section.tsx';
import { pageText } from './page.text.ts';

/** What the community keeps of somebody, and what they can do about it. */
export function OwnData({ frame }: { frame: Frame }) {
  const { say, to } = frame;
  return (
    <Section title={say(pageText.ownData)}>
      <CardRows>
        <ListRow title={say(pageText.ownLooks)} href={to('/account/looks')} />
        <ListRow title={say(pageText.copy)} href={to('/account/copy')} />
        <ListRow title={say(pageText.erasure)} href={to('/account/erasure')} />
      </CardRows>
    </Section>
  );
}
