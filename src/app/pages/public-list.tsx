import { categoryFlag, listCategories } from '../../collect/category/category.contract.ts';
import { ok } from '../../kernel/outcome.ts';
import { addDays, dateOf, type Instant, type LocalDate } from '../../kernel/time.ts';
import { pagePlace } from '../../kernel/wire.ts';
import { listPlaces } from '../../places/place/place.contract.ts';
import {
  listPublicMatters,
  type PublicFilter,
  publicFilterFields,
} from '../../resolve/matter/matter.public.contract.ts';
import { PublicFilterForm } from '../../resolve/matter/screens/PublicFilterForm.tsx';
import { PublicList } from '../../resolve/matter/screens/PublicList.tsx';
import { filterQuery } from '../../resolve/matter/screens/public-address.ts';
import { publicListText } from '../../resolve/matter/screens/public-list.text.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { orElse } from './lead.ts';
import { type PageRequest, page } from './page.ts';

/** The filter an address asks for; a part that nobody can mean is left out, and the list says what it shows. */
export function filterOf(query: PageRequest['query']): PublicFilter {
  const read = Object.entries(publicFilterFields).flatMap(([name, schema]) => {
    const value = schema.safeParse(query[name] || undefined);
    return value.success && value.data !== undefined ? [[name, value.data]] : [];
  });
  return Object.fromEntries(read) as PublicFilter;
}

/** The last twelve months, latest first. */
function monthsBefore(now: Instant): string[] {
  const months: string[] = [];
  let day = dateOf(now);
  for (let count = 0; count < 12; count++) {
    months.push(day.slice(0, 7));
    day = addDays(`${day.slice(0, 7)}-01` as LocalDate, -1);
  }
  return months;
}

export const publicListPages = [
  page({
    path: '/matters',
    onlyReads: true,
    alike: true,
    load: async ({ ask, request }) => {
      const filter = filterOf(request.query);
      const after = pagePlace.safeParse(request.query.after);
      const listed = await ask(listPublicMatters, { ...filter, ...(after.success && { after: after.data }) });
      if (!listed.ok) return listed;
      const named = filter.category === undefined ? undefined : await ask(listCategories, {});
      const category = named?.ok && named.value.categories.find(({ code }) => code === filter.category);
      return ok({
        ...listed.value,
        filter,
        isFirst: !after.success,
        category: category ? category.name : null,
      });
    },
    view: (data, frame) => ({
      title: frame.say(publicListText.title),
      shell: 'phone',
      section: 'public',
      isPublic: true,
      feed: frame.to(`/feeds/matters.atom${filterQuery(data.filter)}`),
      head: <AppBar title={frame.say(publicListText.title)} />,
      body: <PublicList frame={frame} data={data} />,
    }),
  }),
  page({
    path: '/matters/filter',
    load: async ({ call, ask, request }) => {
      const [categories, places] = await Promise.all([ask(listCategories, {}), ask(listPlaces, {})]);
      const catalogue = orElse(categories, { groups: [], categories: [] });
      const shown = catalogue.categories.filter(({ flags }) => !flags.includes(categoryFlag.sensitive));
      return ok({
        filter: filterOf(request.query),
        groups: catalogue.groups.filter(({ code }) => shown.some(({ group }) => group === code)),
        categories: shown,
        places: orElse(places, { estates: [], areas: [] }),
        months: monthsBefore(call.now),
      });
    },
    view: (data, frame) => ({
      title: frame.say(publicListText.choose),
      shell: 'flow',
      head: (
        <AppBar
          back={{
            href: frame.to(`/matters${filterQuery(data.filter)}`),
            label: frame.say(publicListText.back),
          }}
        />
      ),
      body: <PublicFilterForm frame={frame} data={data} />,
    }),
  }),
];
