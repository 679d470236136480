import { OfflineForm } from '../../collect/offline-report/screens/OfflineForm.tsx';
import { OfflineList } from '../../collect/offline-report/screens/OfflineList.tsx';
import { offlineFormText, offlineListText } from '../../collect/offline-report/screens/offline.text.ts';
import { ok } from '../../kernel/outcome.ts';
import { listPlaces } from '../../places/place/place.contract.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { orNotFound } from './lead.ts';
import { page } from './page.ts';

/** Both are kept by telephones: they show nothing of who asks for them. */
export const offlinePages = [
  page({
    path: '/offline',
    load: () => Promise.resolve(ok({})),
    view: (_nothing, frame) => ({
      title: frame.say(offlineListText.title),
      shell: 'phone',
      section: 'home',
      islands: ['offline-list'],
      head: (
        <AppBar
          title={frame.say(offlineListText.title)}
          back={{ href: frame.to(''), label: frame.say(offlineListText.back) }}
        />
      ),
      body: <OfflineList frame={frame} />,
    }),
  }),
  page({
    path: '/reports/offline',
    load: async ({ ask }) => orNotFound(await ask(listPlaces, {})),
    view: (register, frame) => ({
      title: frame.say(offlineFormText.title),
      shell: 'flow',
      islands: ['photo-picker', 'voice-recorder', 'place-picker', 'offline-form'],
      head: (
        <AppBar
          title={frame.say(offlineListText.write)}
          back={{ href: frame.to('/offline'), label: frame.say(offlineListText.title) }}
        />
      ),
      body: <OfflineForm frame={frame} register={register} />,
    }),
  }),
];
