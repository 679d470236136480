import { ok } from '../../kernel/outcome.ts';
import { absenceOperations } from '../../people/absence/absence.contract.ts';
import { AbsencePage } from '../../people/absence/screens/AbsencePage.tsx';
import { absencePageText } from '../../people/absence/screens/absence-page.text.ts';
import { AccountHead } from '../../people/account/screens/AccountPage.tsx';
import { backWith, flashOf } from './lead.ts';
import { form, page } from './page.ts';

const { listAbsences, beginAbsence, endAbsence } = absenceOperations;

export const absencePages = [
  page({
    path: '/absences',
    load: async ({ ask, request }) => {
      const listed = await ask(listAbsences, {});
      if (!listed.ok) return listed;
      const { absences, posts } = listed.value;
      const own = posts.filter(({ mine }) => mine);
      const asked = request.query.post;
      // Who holds one post and looks after nobody else's is not asked which one.
      const chosen =
        asked === undefined && own.length === 1 ? own[0] : posts.find(({ post }) => post.id === asked);
      return ok({ absences, posts, chosen });
    },
    view: (data, frame) => ({
      title: frame.say(absencePageText.title),
      shell: 'plain',
      head: (
        <AccountHead frame={frame} backTo={frame.to('/account')} title={frame.say(absencePageText.title)} />
      ),
      flash: flashOf(frame.say, frame.done, absencePageText.done),
      body: <AbsencePage frame={frame} data={data} />,
    }),
  }),
];

export const absenceForms = [
  form(beginAbsence, ({ call }) => `/c/${call.community.slug}/absences?done=begun`),
  form(endAbsence, ({ values }) => backWith(values, 'ended')),
];
