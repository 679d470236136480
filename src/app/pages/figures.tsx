import { listCategories } from '../../collect/category/category.contract.ts';
import {
  getFigures,
  type ListFilter,
  listCounted,
  listFilter,
} from '../../guarantee/figures/figures.contract.ts';
import { CountedList, sayFilter } from '../../guarantee/figures/screens/CountedList.tsx';
import { FiguresPage, sayAsOf } from '../../guarantee/figures/screens/FiguresPage.tsx';
import { figuresText as text } from '../../guarantee/figures/screens/figures.text.ts';
import { ok } from '../../kernel/outcome.ts';
import type { Frame, Shown } from '../../web/frame.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { IconButton } from '../../web/parts/IconButton.tsx';
import { ScreenTitle } from '../../web/parts/ScreenTitle.tsx';
import { TopBar } from '../../web/parts/TopBar.tsx';
import { homeText } from './home.text.ts';
import { orElse } from './lead.ts';
import { type Ask, page } from './page.ts';

/** Names of categories, for whatever is counted by them. */
const namesOf = async (ask: Ask) =>
  orElse(await ask(listCategories, {}), { groups: [], categories: [] }).categories;

/** What of an address narrows a list; the rest of it is left aside. */
function filterIn(query: Record<string, string | undefined>): ListFilter {
  const kept = Object.entries(listFilter.shape).flatMap(([name, schema]) =>
    schema.safeParse(query[name]).success && query[name] !== undefined ? [[name, query[name]]] : [],
  );
  return listFilter.parse(Object.fromEntries(kept));
}

const isStaff = ({ asker }: Frame) => asker.kind === 'person' && asker.posts.length > 0;

export const figuresPages = [
  page({
    path: '/figures',
    load: async ({ ask, request }) => {
      const { asOf } = filterIn(request.query);
      const [asked, categories] = await Promise.all([ask(getFigures, asOf ? { asOf } : {}), namesOf(ask)]);
      const figures = asked.ok ? asked : await ask(getFigures, {});
      return figures.ok ? ok({ figures: figures.value, categories, wasAhead: !asked.ok }) : figures;
    },
    view: (data, frame) =>
      headed(frame, frame.say(text.title), sayAsOf(frame, data.figures.asOf), '', {
        body: <FiguresPage frame={frame} data={data} />,
      }),
  }),
  page({
    path: '/figures/matters',
    load: async ({ ask, request }) => {
      const filter = filterIn(request.query);
      const after = request.query.after;
      const [listed, categories] = await Promise.all([
        ask(listCounted, { ...filter, ...(after !== undefined && { after }) }),
        namesOf(ask),
      ]);
      return listed.ok ? ok({ listed: listed.value, filter, categories }) : listed;
    },
    view: (data, frame) => {
      const back = `/figures?asOf=${data.listed.asOf}`;
      return headed(frame, sayFilter(frame, data), undefined, back, {
        body: <CountedList frame={frame} data={data} />,
      });
    },
  }),
];

/** Staff stay beside their rail, everybody else comes from the home and goes back to it. */
function headed(
  frame: Frame,
  title: string,
  sub: string | undefined,
  back: string,
  { body }: Pick<Shown, 'body'>,
): Shown {
  const { say, to } = frame;
  const print = <IconButton icon="printer" label={say(text.print)} type="button" does="print" />;
  const shared = { title, section: 'figures', islands: ['page-print'] as const };
  if (isStaff(frame)) {
    return {
      ...shared,
      shell: 'desk' as const,
      body: (
        <div class="figures-desk">
          <TopBar title={title} sub={sub}>
            {print}
          </TopBar>
          {body}
        </div>
      ),
    };
  }
  const backLabel = say(back === '' ? homeText.back : text.back);
  return {
    ...shared,
    shell: 'plain' as const,
    head: (
      <AppBar title={title} sub={sub} back={{ href: to(back), label: backLabel }}>
        {print}
      </AppBar>
    ),
    body: (
      <>
        <ScreenTitle look="hidden">{title}</ScreenTitle>
        {body}
      </>
    ),
  };
}
