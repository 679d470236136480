import { holdsPost } from '../../kernel/asker.ts';
import type { Frame } from '../../web/frame.ts';
import { Filters } from '../../web/parts/Filters.tsx';
import { TopBar } from '../../web/parts/TopBar.tsx';
import { pageText } from './page.text.ts';

export type SettingsPage = 'calendar' | 'categories' | 'inhabitants' | 'reach' | 'webhooks';

/** The head of every page of settings, with the way to the others. */
export function SettingsTop(props: { frame: Frame; page: SettingsPage; title: string; sub: string }) {
  const { frame, page, title, sub } = props;
  const { say, to, asker } = frame;
  const pages: readonly SettingsPage[] = [
    ...(['calendar', 'categories', 'reach', 'inhabitants'] as const),
    ...(holdsPost(asker, 'administrator') ? (['webhooks'] as const) : []),
  ];
  return (
    <>
      <TopBar title={title} sub={sub} />
      <div class="pane-filters">
        <Filters
          label={say(pageText.settings)}
          items={pages.map((one) => ({
            href: to(`/settings/${one}`),
            label: say(pageText.settingsOf[one]),
            current: one === page,
          }))}
        />
      </div>
    </>
  );
}
