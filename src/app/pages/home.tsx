import { noticeOperations } from '../../channels/notice/notice.contract.ts';
import { reachOperations, type ShownTelephone } from '../../channels/reach/reach.contract.ts';
import { CallCommunity } from '../../channels/reach/screens/CallCommunity.tsx';
import { type DraftView, draftOperations } from '../../collect/draft/draft.contract.ts';
import { WaitingDraftRow } from '../../collect/draft/screens/WaitingDraft.tsx';
import { getQuestion } from '../../followup/callback/callback.contract.ts';
import type { Question } from '../../followup/callback/screens/AnswerCard.tsx';
import { type Figures, getFigures } from '../../guarantee/figures/figures.contract.ts';
import { figuresText } from '../../guarantee/figures/screens/figures.text.ts';
import { MonthInShort } from '../../guarantee/figures/screens/Rates.tsx';
import { ok } from '../../kernel/outcome.ts';
import { listPublicMatters, type PublicRow } from '../../resolve/matter/matter.public.contract.ts';
import { PublicRows } from '../../resolve/matter/screens/MatterRows.tsx';
import { matterPageText } from '../../resolve/matter/screens/matter-page.text.ts';
import type { Frame } from '../../web/frame.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { AskCard } from '../../web/parts/AskCard.tsx';
import { CardRows } from '../../web/parts/CardRows.tsx';
import { EmptyState } from '../../web/parts/EmptyState.tsx';
import { IconLink } from '../../web/parts/IconLink.tsx';
import { Link } from '../../web/parts/Link.tsx';
import { ListRow } from '../../web/parts/ListRow.tsx';
import { ModeSwitch } from '../../web/parts/ModeSwitch.tsx';
import { ScreenTitle } from '../../web/parts/ScreenTitle.tsx';
import { Section } from '../../web/parts/Section.tsx';
import { ElderHome } from './ElderHome.tsx';
import { homeText } from './home.text.ts';
import { flashOf, orElse } from './lead.ts';
import { OwnThings } from './OwnThings.tsx';
import { type OwnThing, openThings, ownThings } from './own-things.ts';
import { type Ask, page } from './page.ts';

const shownOfMine = 3;
const shownOfAll = 5;
const pageLength = 20;

type HomeData = {
  things: OwnThing[];
  unread: number;
  /** What this browser began to write and did not send. */
  draft: DraftView | null;
  matters: readonly PublicRow[];
  /** Whether the first thing that waits for the visitor's word is solved. */
  question: Question | null;
  telephone: ShownTelephone | null;
  /** What was counted, once there is anything. */
  figures: Figures | null;
  /** Where the name of the street stands under the community's. */
  street: string;
};

export const homePages = [
  page({
    path: '',
    load: async ({ call, ask }) => {
      const isPerson = call.asker.kind === 'person';
      const [mine, notices, everyone, own, reach, counted] = await Promise.all([
        isPerson ? ownThings(ask, { limit: pageLength }) : { things: [] },
        isPerson ? ask(noticeOperations.countNotices, {}) : ok({ unread: 0 }),
        ask(listPublicMatters, { limit: shownOfAll }),
        ask(draftOperations.readOwnDraft, {}),
        ask(reachOperations.seeReach, {}),
        ask(getFigures, {}),
      ]);
      const things = openThings(mine.things);
      return ok<HomeData>({
        things,
        question: await firstQuestion(ask, things),
        unread: orElse(notices, { unread: 0 }).unread,
        draft: orElse(own, { draft: null }).draft,
        telephone: reach.ok ? reach.value.telephone : null,
        matters: everyone.ok ? everyone.value.rows : [],
        figures: counted.ok && counted.value.received.total > 0 ? counted.value : null,
        street: call.community.streetName,
      });
    },
    view: (data, frame) => {
      const elder = frame.display.mode === 'elder';
      return {
        title: frame.say(homeText.title, communityName(frame)),
        shell: elder ? 'plain' : 'phone',
        section: 'home',
        head: <HomeHead frame={frame} data={data} />,
        flash: flashOf(frame.say, frame.done, matterPageText.done),
        body: elder ? (
          <ElderHome
            {...{ frame, draft: data.draft, question: data.question }}
            {...{ unread: data.unread, telephone: data.telephone }}
            open={data.things.length}
            waiting={data.things.filter(({ waitsForMe }) => waitsForMe).length}
          />
        ) : (
          <Home frame={frame} data={data} />
        ),
      };
    },
  }),
];

/** The question about the first thing that waits; nobody is asked about what they cannot answer. */
async function firstQuestion(ask: Ask, things: readonly OwnThing[]): Promise<Question | null> {
  const matterId = things.find(({ waitsForMe }) => waitsForMe)?.matter?.id;
  const asked = matterId === undefined ? undefined : await ask(getQuestion, { matterId });
  return asked?.ok ? asked.value : null;
}

/** The community's name in the reader's language, as far as it has one. */
function communityName({ say, community }: Frame): string {
  return say.locale === 'en' && community.nameEn !== '' ? community.nameEn : community.name;
}

function HomeHead({ frame, data }: { frame: Frame; data: HomeData }) {
  const { say, to, display } = frame;
  return (
    <AppBar title={communityName(frame)} sub={data.street}>
      <ModeSwitch
        locale={say.locale}
        display={display}
        forms={{ action: '/display', hidden: frame.hidden }}
      />
      {display.mode !== 'elder' && frame.asker.kind === 'person' && (
        <IconLink
          href={to('/inbox')}
          icon="bell"
          label={say(homeText.unread, data.unread)}
          dot={data.unread > 0}
        />
      )}
    </AppBar>
  );
}

/** A resident's first screen: one large thing to do, what waits for me, what goes on around me. */
function Home({ frame, data }: { frame: Frame; data: HomeData }) {
  const { say, to } = frame;
  return (
    <>
      <ScreenTitle look="hidden">{say(homeText.title, communityName(frame))}</ScreenTitle>
      <AskCard
        href={to('/reports/new')}
        title={say(homeText.ask)}
        text={say(homeText.askHow)}
        icon="pencil"
      />
      {data.draft && <WaitingDraftRow frame={frame} draft={data.draft} />}
      {frame.asker.kind === 'person' ? (
        <Section title={say(homeText.mine)} link={{ href: to('/mine'), label: say(homeText.all) }}>
          {data.things.length > 0 ? (
            <OwnThings frame={frame} things={data.things.slice(0, shownOfMine)} />
          ) : (
            <p class="soft">{say(homeText.noneOpen)}</p>
          )}
        </Section>
      ) : (
        <Section title={say(homeText.mine)}>
          <CardRows>
            <ListRow
              href={to(`/sign-in?next=${encodeURIComponent(to(''))}`)}
              title={say(homeText.signIn)}
              facts={say(homeText.signInHow)}
            />
            <ListRow href={to('/follow')} title={say(homeText.followShort)} facts={say(homeText.followHow)} />
          </CardRows>
        </Section>
      )}
      {data.figures && (
        <Section
          title={say(figuresText.home, data.figures.asOf.slice(0, 7))}
          link={{ href: to('/figures'), label: say(figuresText.how) }}
        >
          <MonthInShort frame={frame} figures={data.figures} month={data.figures.asOf.slice(0, 7)} />
          <p class="small form-gap">
            <Link href={to('/verify')}>{say(homeText.verify)}</Link>
          </p>
        </Section>
      )}
      <Section title={say(homeText.everyone)} link={{ href: to('/matters'), label: say(homeText.all) }}>
        <Everyone frame={frame} matters={data.matters} />
      </Section>
      <CallCommunity say={say} telephone={data.telephone} />
    </>
  );
}

function Everyone({ frame, matters }: { frame: Frame; matters: readonly PublicRow[] }) {
  const { say } = frame;
  if (matters.length > 0) return <PublicRows frame={frame} matters={matters} />;
  return (
    <EmptyState title={say(matterPageText.everyoneEmpty)} text={say(matterPageText.everyoneEmptyText)} />
  );
}
