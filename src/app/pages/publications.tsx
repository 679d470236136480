import type { Id } from '../../kernel/id.ts';
import {
  decidePublication,
  getPublications,
  listPublications,
} from '../../resolve/publication/publication.contract.ts';
import { PublicationList } from '../../resolve/publication/screens/PublicationList.tsx';
import { Publications } from '../../resolve/publication/screens/Publications.tsx';
import { publicationText } from '../../resolve/publication/screens/publication.text.ts';
import { backWith, flashOf } from './lead.ts';
import { form, page } from './page.ts';

export const publicationPages = [
  page({
    path: '/publications',
    load: ({ ask }) => ask(listPublications, {}),
    view: (data, frame) => ({
      title: frame.say(publicationText.title),
      shell: 'desk',
      section: 'publications',
      body: <PublicationList frame={frame} data={data} />,
    }),
  }),
  page({
    path: '/matters/:matterId/publications',
    load: ({ ask, request }) =>
      ask(getPublications, { matterId: (request.params.matterId ?? '') as Id<'matter'> }),
    view: (data, frame) => ({
      title: `${frame.say(publicationText.title)} ${data.number}`,
      shell: 'desk',
      section: 'publications',
      flash: flashOf(frame.say, frame.done, publicationText.done),
      body: <Publications frame={frame} data={data} />,
    }),
  }),
];

export const publicationForms = [
  form(decidePublication, ({ output, values }) => backWith(values, output.state)),
];
