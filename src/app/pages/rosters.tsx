import type { Id } from '../../kernel/id.ts';
import { isId } from '../../kernel/id.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { rosterOperations } from '../../people/roster/roster.contract.ts';
import { mayImportRoster } from '../../people/roster/roster.policy.ts';
import { ChooseRoster, RosterPreview } from '../../people/roster/screens/RosterPages.tsx';
import { rosterPageText } from '../../people/roster/screens/roster-page.text.ts';
import { withDone } from './lead.ts';
import { form, page } from './page.ts';

const { readRoster, seeRoster, importRoster } = rosterOperations;

/** Before the pages of single places: their addresses would take these for the name of a place. */
export const rosterPages = [
  page({
    path: '/people/places/import',
    load: async ({ call }) => {
      const may = mayImportRoster(call.asker);
      return may === true ? ok(null) : refuse(may);
    },
    view: (_nothing, frame) => ({
      title: frame.say(rosterPageText.title),
      shell: 'desk',
      section: 'people',
      body: <ChooseRoster frame={frame} />,
    }),
  }),
  page({
    path: '/people/places/import/:rosterId',
    load: async ({ ask, request }) => {
      const { rosterId = '' } = request.params;
      return isId(rosterId) ? ask(seeRoster, { rosterId: rosterId as Id<'roster'> }) : refuse('not-found');
    },
    view: (roster, frame) => ({
      title: frame.say(rosterPageText.title),
      shell: 'desk',
      section: 'people',
      body: <RosterPreview frame={frame} roster={roster} />,
    }),
  }),
];

export const rosterForms = [
  form(readRoster, ({ call, output }) => `/c/${call.community.slug}/people/places/import/${output.rosterId}`),
  form(importRoster, ({ call }) => withDone(`/c/${call.community.slug}/people/places`, 'imported')),
];
