import { inhabitantsOperations } from '../../guarantee/inhabitants/inhabitants.contract.ts';
import { InhabitantsPage } from '../../guarantee/inhabitants/screens/InhabitantsPage.tsx';
import { inhabitantsText } from '../../guarantee/inhabitants/screens/inhabitants.text.ts';
import { holdsPost } from '../../kernel/asker.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { flashOf, withDone } from './lead.ts';
import { form, page } from './page.ts';
import { SettingsTop } from './SettingsTop.tsx';

const { listCounts, setCount } = inhabitantsOperations;

export const settingsInhabitantsPages = [
  page({
    path: '/settings/inhabitants',
    load: async ({ ask, call }) => {
      // The number is everybody's to know; this page, beside the other settings, is for those who keep them.
      if (!holdsPost(call.asker, 'desk') && !holdsPost(call.asker, 'administrator'))
        return refuse('desk-only');
      const listed = await ask(listCounts, {});
      return listed.ok ? ok({ listed: listed.value }) : listed;
    },
    view: ({ listed }, frame) => ({
      title: frame.say(inhabitantsText.title),
      shell: 'desk',
      section: 'settings',
      flash: flashOf(frame.say, frame.done, inhabitantsText.done),
      body: (
        <>
          <SettingsTop
            frame={frame}
            page="inhabitants"
            title={frame.say(inhabitantsText.title)}
            sub={frame.say(inhabitantsText.sub)}
          />
          <InhabitantsPage frame={frame} listed={listed} />
        </>
      ),
    }),
  }),
];

export const settingsInhabitantsForms = [
  form(setCount, ({ call }) => withDone(`/c/${call.community.slug}/settings/inhabitants`, 'set')),
];
