import { noticeOperations } from '../../channels/notice/notice.contract.ts';
import { NoticePage } from '../../channels/notice/screens/NoticePage.tsx';
import { noticePageText } from '../../channels/notice/screens/notice-page.text.ts';
import { offlineListText } from '../../collect/offline-report/screens/offline.text.ts';
import { residenceText } from '../../collect/residence/screens/residence.text.ts';
import { holdsPost } from '../../kernel/asker.ts';
import type { OutputOf } from '../../kernel/operation.ts';
import { ok } from '../../kernel/outcome.ts';
import { readMe } from '../../people/account/account.contract.ts';
import { matterPageText } from '../../resolve/matter/screens/matter-page.text.ts';
import { Form } from '../../web/forms/Form.tsx';
import type { Frame } from '../../web/frame.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { Button } from '../../web/parts/Button.tsx';
import { Card } from '../../web/parts/Card.tsx';
import { DefinitionList } from '../../web/parts/DefinitionList.tsx';
import { EmptyState } from '../../web/parts/EmptyState.tsx';
import { Link } from '../../web/parts/Link.tsx';
import { LinkButton } from '../../web/parts/LinkButton.tsx';
import { ModeSwitch } from '../../web/parts/ModeSwitch.tsx';
import { ScreenTitle } from '../../web/parts/ScreenTitle.tsx';
import { Section } from '../../web/parts/Section.tsx';
import { SignOutGuard } from '../../web/parts/SignOutGuard.tsx';
import { homeText, mineText } from './home.text.ts';
import { backWith, flashOf, orNotFound, signInFor } from './lead.ts';
import { localPhone } from './local-phone.ts';
import { noticePath } from './notice-path.ts';
import { noticeTexts } from './notice-texts.ts';
import { OwnThings } from './OwnThings.tsx';
import { type OwnThing, ownThings } from './own-things.ts';
import { form, page } from './page.ts';

const pageLength = 20;

type Me = NonNullable<OutputOf<typeof readMe>['person']>;
type MineData = { person: Me; things: OwnThing[]; next: string | null };

export const minePages = [
  page({
    path: '/mine',
    load: async ({ call, ask, request }) => {
      const me = await ask(readMe, {});
      const person = me.ok ? me.value.person : null;
      if (person === null) return ok({ redirect: signInFor(call.community.slug, '/mine') });
      const { things, next } = await ownThings(ask, { after: request.query.after, limit: pageLength });
      return ok({ person, things, next });
    },
    view: (data: MineData, frame) => ({
      title: frame.say(mineText.title),
      shell: 'phone',
      section: 'mine',
      head: (
        <AppBar title={frame.say(mineText.title)}>
          <ModeSwitch
            locale={frame.say.locale}
            display={frame.display}
            forms={{ action: '/display', hidden: frame.hidden }}
          />
        </AppBar>
      ),
      flash: flashOf(frame.say, frame.done, matterPageText.done),
      body: <Mine frame={frame} {...data} />,
    }),
  }),
  page({
    path: '/inbox',
    load: async ({ call, ask, request }) => {
      if (call.asker.kind !== 'person') return ok({ redirect: signInFor(call.community.slug, '/inbox') });
      const { after } = request.query;
      return orNotFound(
        await ask(noticeOperations.listNotices, {
          limit: pageLength,
          ...(after !== undefined && { after }),
        }),
      );
    },
    view: (inbox, frame) => ({
      title: frame.say(noticePageText.title),
      shell: 'phone',
      section: 'inbox',
      head: <AppBar title={frame.say(noticePageText.title)} />,
      flash: flashOf(frame.say, frame.done, noticePageText.done),
      body: (
        <NoticePage
          frame={frame}
          inbox={inbox}
          texts={noticeTexts}
          hrefOf={(row) => frame.to(noticePath(row))}
        />
      ),
    }),
  }),
  page({
    path: '/start',
    load: async ({ call }) => {
      const holds = (...posts: string[]) => posts.some((post) => holdsPost(call.asker, post));
      const path = holds('desk', 'street')
        ? '/desk'
        : holds('handler', 'captain', 'chair')
          ? '/tasks'
          : holds('administrator')
            ? '/people'
            : '';
      return ok({ redirect: `/c/${call.community.slug}${path}` });
    },
    view: () => {
      throw new Error('the start page only leads elsewhere');
    },
  }),
];

function Mine({ frame, person, things, next }: MineData & { frame: Frame }) {
  const { say, to } = frame;
  return (
    <>
      <ScreenTitle look="display">{person.displayName}</ScreenTitle>
      {person.posts.length > 0 && (
        <p class="form-gap">
          <LinkButton href={to('/start')} icon="clipboard-list">
            {say(mineText.staff)}
          </LinkButton>
        </p>
      )}
      <Section title={say(mineText.reports)}>
        {things.length > 0 ? (
          <OwnThings frame={frame} things={things} />
        ) : (
          <EmptyState
            title={say(mineText.none)}
            text={say(mineText.noneText)}
            action={
              <LinkButton href={to('/reports/new')} kind="primary">
                {say(homeText.ask)}
              </LinkButton>
            }
          />
        )}
        {next !== null && (
          <p class="form-gap">
            <Link href={to(`/mine?after=${encodeURIComponent(next)}`)}>{say(homeText.older)}</Link>
          </p>
        )}
      </Section>
      <p class="form-gap">
        <Link href={to('/follow')}>{say(homeText.follow)}</Link>
      </p>
      <p class="form-gap">
        <Link href={to('/offline')}>{say(offlineListText.title)}</Link>
      </p>
      <Section title={say(mineText.about)}>
        <Card>
          {person.homes.length > 0 || person.phone !== null ? (
            <DefinitionList
              items={[
                ...(person.phone === null
                  ? []
                  : [{ term: say(mineText.phone), detail: localPhone(person.phone) }]),
                ...person.homes.map((home) => ({ term: say(mineText.home), detail: home })),
              ]}
            />
          ) : null}
          <p class="form-gap">
            <Link href={to('/preferences')}>{say(mineText.preferences)}</Link>
          </p>
          {person.homes.length === 0 && <p class="small soft form-gap">{say(mineText.noHome)}</p>}
          <p class="form-gap">
            <LinkButton href={to('/account')} icon="key-round" full>
              {say(mineText.account)}
            </LinkButton>
          </p>
          <p class="form-gap">
            <LinkButton href={to('/residence')} icon="house" full>
              {say(residenceText.title)}
            </LinkButton>
          </p>
          <div class="form-gap">
            <Form action={to('/account/sign-out')} hidden={frame.hidden}>
              <Button icon="log-out" full>
                {say(mineText.signOut)}
              </Button>
            </Form>
            <SignOutGuard frame={frame} />
          </div>
        </Card>
      </Section>
    </>
  );
}

export const mineForms = [form(noticeOperations.readNotices, ({ values }) => backWith(values, 'read'))];
