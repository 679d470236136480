import { reachOperations } from '../../channels/reach/reach.contract.ts';
import { ReachPage } from '../../channels/reach/screens/ReachPage.tsx';
import { reachText } from '../../channels/reach/screens/reach.text.ts';
import { ok } from '../../kernel/outcome.ts';
import { flashOf, withDone } from './lead.ts';
import { form, page } from './page.ts';
import { SettingsTop } from './SettingsTop.tsx';

const { seeReach, listReachChanges, setReach } = reachOperations;

export const settingsReachPages = [
  page({
    path: '/settings/reach',
    load: async ({ ask }) => {
      const listed = await ask(listReachChanges, {});
      if (!listed.ok) return listed;
      const reach = await ask(seeReach, {});
      return reach.ok ? ok({ reach: reach.value, changes: listed.value.changes }) : reach;
    },
    view: ({ reach, changes }, frame) => ({
      title: frame.say(reachText.title),
      shell: 'desk',
      section: 'settings',
      flash: flashOf(frame.say, frame.done, reachText.done),
      body: (
        <>
          <SettingsTop
            frame={frame}
            page="reach"
            title={frame.say(reachText.title)}
            sub={frame.say(reachText.sub)}
          />
          <ReachPage frame={frame} reach={reach} changes={changes} />
        </>
      ),
    }),
  }),
];

export const settingsReachForms = [
  form(setReach, ({ call }) => withDone(`/c/${call.community.slug}/settings/reach`, 'set')),
];
