import { calendarOperations } from '../../clocks/calendar/calendar.operations.contract.ts';
import { calendarText } from '../../clocks/calendar/screens/calendar.text.ts';
import type { Explained, ShownCalendar } from '../../clocks/calendar/screens/calendar-data.ts';
import { Explain } from '../../clocks/calendar/screens/Explain.tsx';
import { HoursList } from '../../clocks/calendar/screens/HoursList.tsx';
import { categoryOperations, type listCategories } from '../../collect/category/category.contract.ts';
import { categoryKeepingOperations } from '../../collect/category/category.operations.contract.ts';
import { categoryAt } from '../../collect/category/category.rules.ts';
import { Categories } from '../../collect/category/screens/Categories.tsx';
import { type CategoryData, CategoryPage } from '../../collect/category/screens/CategoryPage.tsx';
import { categoriesText } from '../../collect/category/screens/categories.text.ts';
import { Promises } from '../../collect/category/screens/Promises.tsx';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { dateOf, isLocalDate } from '../../kernel/time.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { Section } from '../../web/parts/Section.tsx';
import type { Visit } from './desk-load.ts';
import { flashOf, withDone } from './lead.ts';
import { lookUp } from './looked-up.ts';
import { type AnswerOf, form, page } from './page.ts';
import { SettingsTop } from './SettingsTop.tsx';
import { explainAsked } from './settings-calendar.tsx';

const { reviewCategories, readHistory, previewChange, changeCategory, withdrawChange, addCategory } =
  categoryKeepingOperations;

async function loadCategory({ ask, call, request }: Visit): Promise<Outcome<CategoryData>> {
  const { code = '' } = request.params;
  if (!/^[A-Z]{3}\d{2}$/.test(code)) return refuse('not-found');
  const history = await ask(readHistory, { code });
  if (!history.ok) return history;
  const now = categoryAt(history.value.rows, code, dateOf(call.now)) ?? history.value.rows[0];
  if (!now) return refuse('not-found');
  const { limit, withdraw } = request.query;
  const looked =
    limit === undefined ? undefined : await lookUp(ask, call, previewChange, { ...request.query, code });
  return ok({
    ...{ code, now, history: history.value },
    foreseen: looked && { said: looked.said, outcome: looked.answer, form: looked.form },
    withdrawing: isLocalDate(withdraw ?? '') ? withdraw : undefined,
  });
}

type PromisesData = {
  catalogue: AnswerOf<typeof listCategories>;
  calendar: ShownCalendar;
  explained: Explained;
};

async function loadPromises(visit: Visit): Promise<Outcome<PromisesData>> {
  const { ask } = visit;
  const [catalogue, calendar] = [
    await ask(categoryOperations.listCategories, {}),
    await ask(calendarOperations.seeCalendar, {}),
  ];
  if (!catalogue.ok) return catalogue;
  if (!calendar.ok) return calendar;
  return ok({
    catalogue: catalogue.value,
    calendar: calendar.value,
    explained: await explainAsked(visit),
  });
}

export const settingsCategoryPages = [
  page({
    path: '/settings/categories',
    load: ({ ask }) => ask(reviewCategories, {}),
    view: (review, frame) => ({
      title: frame.say(categoriesText.title),
      shell: 'desk',
      section: 'settings',
      flash: flashOf(frame.say, frame.done, categoriesText.done),
      body: (
        <>
          <SettingsTop
            frame={frame}
            page="categories"
            title={frame.say(categoriesText.title)}
            sub={frame.say(categoriesText.sub)}
          />
          <Categories frame={frame} review={review} />
        </>
      ),
    }),
  }),
  page({
    path: '/settings/categories/:code',
    load: loadCategory,
    view: (data, frame) => ({
      title: frame.say(data.now.name),
      shell: 'desk',
      section: 'settings',
      flash: flashOf(frame.say, frame.done, categoriesText.done),
      body: (
        <>
          <SettingsTop
            frame={frame}
            page="categories"
            title={frame.say(data.now.name)}
            sub={frame.say(categoriesText.sub)}
          />
          <CategoryPage frame={frame} data={data} />
        </>
      ),
    }),
  }),
  page({
    path: '/promises',
    load: loadPromises,
    view: ({ catalogue, calendar, explained }, frame) => ({
      title: frame.say(categoriesText.promises),
      shell: 'phone',
      section: 'home',
      head: (
        <AppBar
          title={frame.say(categoriesText.promises)}
          back={{ href: frame.to(''), label: frame.say(calendarText.home) }}
        />
      ),
      body: (
        <Promises frame={frame} catalogue={catalogue}>
          <Section title={frame.say(calendarText.hours)}>
            <div class="card">
              <HoursList frame={frame} calendar={calendar} />
            </div>
          </Section>
          <Section title={frame.say(calendarText.explain)}>
            <Explain frame={frame} at="/promises" explained={explained} />
          </Section>
        </Promises>
      ),
    }),
  }),
];

const toCategory = (slug: string, code: string, done: string) =>
  withDone(`/c/${slug}/settings/categories/${code}`, done);

export const settingsCategoryForms = [
  form(changeCategory, ({ output, call }) =>
    toCategory(call.community.slug, output.category.code, 'changed'),
  ),
  // To the list: a category that was only planned is gone with its plan.
  form(withdrawChange, ({ call }) => withDone(`/c/${call.community.slug}/settings/categories`, 'withdrawn')),
  form(addCategory, ({ call }) => withDone(`/c/${call.community.slug}/settings/categories`, 'added')),
];
