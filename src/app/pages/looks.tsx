import type { ZodType } from 'zod';
import type { InputOf } from '../../kernel/operation.ts';
import { ok } from '../../kernel/outcome.ts';
import { pagePlace } from '../../kernel/wire.ts';
import { type exportLooks, listLooks, listOwnLooks, lookFilter } from '../../people/look/look.contract.ts';
import { LookLog } from '../../people/look/screens/LookLog.tsx';
import { lookLogText, ownLooksText } from '../../people/look/screens/look-log.text.ts';
import { OwnLooks } from '../../people/look/screens/OwnLooks.tsx';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { signInFor } from './lead.ts';
import { page } from './page.ts';

type Query = Record<string, string | undefined>;

/** What of the address reads as a filter; a field that was left empty is none. */
function filtersOf(query: Query): InputOf<typeof exportLooks> {
  const read = <Schema extends ZodType>(schema: Schema, name: string) => {
    const value = schema.safeParse(query[name] === '' ? undefined : query[name]);
    return value.success ? value.data : undefined;
  };
  const { subjectId, staffId, from, until } = lookFilter;
  const found = {
    ...{ subjectId: read(subjectId, 'subjectId'), staffId: read(staffId, 'staffId') },
    ...{ from: read(from, 'from'), until: read(until, 'until') },
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

const afterOf = ({ after }: Query) => {
  const read = pagePlace.safeParse(after);
  return read.success ? { after: read.data } : {};
};

export const lookPages = [
  page({
    path: '/looks',
    async load({ ask, request }) {
      const filters = filtersOf(request.query);
      const found = await ask(listLooks, { ...filters, ...afterOf(request.query) });
      return found.ok ? ok({ ...found.value, filters }) : found;
    },
    view: (data, frame) => ({
      title: frame.say(lookLogText.title),
      shell: 'desk',
      section: 'looks',
      body: <LookLog frame={frame} data={data} />,
    }),
  }),
  page({
    path: '/account/looks',
    async load({ call, ask, request }) {
      const found = await ask(listOwnLooks, afterOf(request.query));
      return found.ok ? found : ok({ redirect: signInFor(call.community.slug, '/account/looks') });
    },
    view: (data, frame) => ({
      title: frame.say(ownLooksText.title),
      shell: 'plain',
      head: (
        <AppBar
          title={frame.say(ownLooksText.title)}
          back={{ href: frame.to('/account'), label: frame.say(ownLooksText.back) }}
        />
      ),
      body: <OwnLooks frame={frame} data={data} />,
    }),
  }),
];
