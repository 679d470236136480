import { holdsPost } from '../../kernel/asker.ts';
import { postText } from '../../people/post/post.text.ts';
import type { Frame } from '../../web/frame.ts';
import type { IconName } from '../../web/icons/Icon.tsx';
import { StaffRail } from '../../web/parts/StaffRail.tsx';
import { ThemeSwitch } from '../../web/parts/ThemeSwitch.tsx';
import { webText } from '../../web/web.text.ts';
import { pageText } from './page.text.ts';
import type { RailCounts } from './rail-counts.ts';

type RailProps = { frame: Frame; section: string | undefined; waiting: RailCounts };

/** The staff's pages, each shown only to the posts that work there. */
export function Rail({ frame, section, waiting }: RailProps) {
  const { say, to, asker } = frame;
  const holds = (...posts: string[]) => posts.some((post) => holdsPost(asker, post));
  const entry = (name: string, path: string, label: string, icon: IconName, count?: number) =>
    ({ href: to(path), label, icon, current: section === name, count }) as const;
  const work = [
    ...(holds('desk', 'administrator', 'chair', 'street')
      ? [entry('desk', '/desk', say(pageText.desk), 'inbox', waiting.desk)]
      : []),
    ...(holds('handler', 'captain', 'chair')
      ? [entry('work', '/tasks', say(pageText.work), 'clipboard-list', waiting.work)]
      : []),
    ...(holds('desk', 'administrator', 'captain', 'chair')
      ? [entry('register', '/reports/on-behalf/new', say(pageText.register), 'clipboard-list')]
      : []),
  ];
  const estate = [
    ...(holds('desk', 'administrator', 'captain')
      ? [entry('homes', '/residence-requests', say(pageText.homes), 'user-check', waiting.homes)]
      : []),
    ...(holds('desk', 'administrator', 'street')
      ? [
          entry(
            'publications',
            '/publications',
            say(pageText.publications),
            'newspaper',
            waiting.publications,
          ),
          entry('flags', '/flags', say(pageText.flags), 'flag', waiting.flags),
          entry('people', '/people', say(pageText.people), 'users'),
        ]
      : []),
    ...(holds('desk', 'administrator')
      ? [
          entry('phrases', '/phrases', say(pageText.phrases), 'message-square'),
          entry('messages', '/messages', say(pageText.messages), 'send', waiting.messages),
          entry('settings', '/settings/calendar', say(pageText.settings), 'settings'),
        ]
      : []),
    ...(holds('administrator', 'chair') ? [entry('looks', '/looks', say(pageText.looks), 'eye')] : []),
    ...(holds('administrator')
      ? [entry('operator', '/operator', say(pageText.operator), 'chart-column')]
      : []),
  ];
  const open = [
    entry('figures', '/figures', say(pageText.figures), 'layout-dashboard'),
    entry('verify', '/verify', say(pageText.verify), 'shield-check'),
    entry('witnesses', '/witnesses', say(pageText.witnesses), 'key-round'),
    entry('home', '', say(pageText.residentView), 'house'),
  ];
  const person = asker.kind === 'person' ? asker : undefined;
  const post = person?.posts[0]?.kind;
  return (
    <StaffRail
      brand={say(webText.productName)}
      community={nameOf(frame)}
      homeHref={to('')}
      label={say(pageText.rail)}
      groups={[
        { title: say(pageText.railWork), items: work },
        { title: say(pageText.railEstate), items: estate },
        { title: say(pageText.railOpen), items: open },
      ].filter(({ items }) => items.length > 0)}
      person={{
        name: person?.displayName ?? '',
        href: to('/account'),
        label: say(pageText.account),
        role: post ? say(postText.kind[post as keyof typeof postText.kind]) : '',
      }}
    >
      <ThemeSwitch
        locale={say.locale}
        display={frame.display}
        forms={{ action: '/display', hidden: frame.hidden }}
      />
    </StaffRail>
  );
}

/** The community's name in the reader's language, as far as it has one. */
function nameOf({ say, community }: Frame): string {
  return say.locale === 'en' && community.nameEn !== '' ? community.nameEn : community.name;
}
