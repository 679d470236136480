import type { Frame } from '../../web/frame.ts';
import { TabBar } from '../../web/parts/TabBar.tsx';
import { pageText } from './page.text.ts';

/** The places of a resident's pages. What has no operation behind it yet is not drawn. */
export function ResidentTabs({ frame, section }: { frame: Frame; section: string | undefined }) {
  const { say, to } = frame;
  return (
    <TabBar
      label={say(pageText.tabs)}
      items={[
        { href: to(''), label: say(pageText.home), icon: 'house', current: section === 'home' },
        { href: to('/matters'), label: say(pageText.open), icon: 'newspaper', current: section === 'public' },
        { href: to('/inbox'), label: say(pageText.inbox), icon: 'bell', current: section === 'inbox' },
        { href: to('/mine'), label: say(pageText.mine), icon: 'user', current: section === 'mine' },
      ]}
    />
  );
}
