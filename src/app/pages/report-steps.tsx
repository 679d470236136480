import { categoryOperations } from '../../collect/category/category.contract.ts';
import { type DraftView, draftOperations } from '../../collect/draft/draft.contract.ts';
import { draftState, fileProblemsOf, readFileProblems } from '../../collect/draft/screens/draft-problems.ts';
import { buildingOf, isSomewhere } from '../../collect/draft/screens/place-choice.ts';
import { StepHead } from '../../collect/draft/screens/StepHead.tsx';
import { stepsText } from '../../collect/draft/screens/steps.text.ts';
import { WaitingDraft } from '../../collect/draft/screens/WaitingDraft.tsx';
import { WhatStep } from '../../collect/draft/screens/WhatStep.tsx';
import { type WhereKind, WhereStep } from '../../collect/draft/screens/WhereStep.tsx';
import { discardedText } from '../../collect/draft/screens/waiting.text.ts';
import { PhoneDrafts } from '../../collect/offline-report/screens/PhoneDrafts.tsx';
import { draftGoneText } from '../../collect/report/screens/send.text.ts';
import { ok } from '../../kernel/outcome.ts';
import { listPlaces } from '../../places/place/place.contract.ts';
import type { Call } from '../../platform/call.ts';
import { flashOf, orNotFound, withDone } from './lead.ts';
import {
  type Ask,
  type FormFields,
  form,
  isRedirect,
  type PageRequest,
  page,
  type Redirect,
} from './page.ts';

type Visit = { call: Call; ask: Ask; request: PageRequest };

/** The draft a step is about; one that is gone leads to a new beginning. */
export async function draftOf({ call, ask, request }: Visit): Promise<DraftView | Redirect> {
  const draftId = (request.params.draftId ?? '') as DraftView['draftId'];
  const draft = await ask(draftOperations.getDraft, { draftId });
  if (draft.ok) return draft.value;
  return { redirect: withDone(`/c/${call.community.slug}/reports/new`, 'draft-gone') };
}

/** After the first step: on, or the same step again with what was wrong with words or photos. */
function afterWhat(slug: string, draft: DraftView): string {
  const steps = `/c/${slug}/reports/new/${draft.draftId}`;
  if (draft.problems.length === 0) return `${steps}/where`;
  return `${steps}/what?lacks=text&photos=${fileProblemsOf(draft)}`;
}

/**
 * After the second: on, or the same step again where no place was named, or where the building has stairwells
 * nobody was asked about (without JavaScript they are asked once the building is known).
 */
function afterWhere(slug: string, draft: DraftView, values: FormFields): string {
  const steps = `/c/${slug}/reports/new/${draft.draftId}`;
  if (!isSomewhere(draft.place)) {
    const from = String(values._from ?? '');
    return `${steps}/where?lacks=place&kind=${from.includes('kind=area') ? 'area' : 'building'}`;
  }
  const building = draft.place?.buildingId;
  const asked = [values._asked].flat();
  if (building !== undefined && !asked.includes(building)) return `${steps}/where?more=stairwell`;
  return `${steps}/same`;
}

/** What a report may be about today; without them the page only listens for nothing. */
async function categoriesInForce(ask: Ask) {
  const listed = await ask(categoryOperations.listCategories, {});
  return listed.ok ? listed.value.categories : [];
}

export const reportStepPages = [
  page({
    path: '/reports/new',
    load: async ({ ask }) => {
      const own = await ask(draftOperations.readOwnDraft, {});
      return own.ok ? ok({ waiting: own.value.draft, categories: await categoriesInForce(ask) }) : own;
    },
    view: ({ waiting, categories }, frame) => ({
      title: frame.say(stepsText.what),
      shell: 'flow',
      head: <StepHead frame={frame} step={1} back="" />,
      islands: ['danger-hint', 'photo-picker', 'voice-recorder', 'draft-keeper'],
      flash: flashOf(frame.say, frame.done, { ...draftGoneText, ...discardedText }),
      body: (
        <>
          {waiting && frame.form === undefined && <WaitingDraft frame={frame} draft={waiting} />}
          <PhoneDrafts frame={frame} />
          <WhatStep frame={frame} draft={undefined} categories={categories} />
        </>
      ),
    }),
  }),
  page({
    path: '/reports/new/:draftId/what',
    load: async (visit) => {
      const draft = await draftOf(visit);
      if (isRedirect(draft)) return ok(draft);
      return ok({ draft, query: visit.request.query, categories: await categoriesInForce(visit.ask) });
    },
    view: ({ draft, query, categories }, frame) => ({
      title: frame.say(stepsText.what),
      shell: 'flow',
      head: <StepHead frame={frame} step={1} back="" />,
      islands: ['danger-hint', 'photo-picker', 'voice-recorder'],
      body: (
        <WhatStep
          frame={frame}
          draft={draft}
          categories={categories}
          state={draftState(frame.say, [
            ...(query.lacks === 'text' ? draft.problems : []),
            ...readFileProblems(query.photos),
          ])}
        />
      ),
    }),
  }),
  page({
    path: '/reports/new/:draftId/where',
    load: async (visit) => {
      const draft = await draftOf(visit);
      if (isRedirect(draft)) return ok(draft);
      const places = orNotFound(await visit.ask(listPlaces, {}));
      if (!places.ok) return places;
      const { query } = visit.request;
      const building = buildingOf(draft.place, places.value);
      if (query.more === 'stairwell' && (building?.stairwells.length ?? 0) < 2) {
        return ok({ redirect: `/c/${visit.call.community.slug}/reports/new/${draft.draftId}/same` });
      }
      const hasBuildings = places.value.estates.some(({ buildings }) => buildings.length > 0);
      const wanted = query.kind ?? (draft.place?.areaId !== undefined ? 'area' : 'building');
      const kind: WhereKind = wanted === 'area' || !hasBuildings ? 'area' : 'building';
      return ok({ draft, register: places.value, kind, lacks: query.lacks });
    },
    view: ({ lacks, ...shown }, frame) => ({
      title: frame.say(stepsText.where),
      shell: 'flow',
      head: <StepHead frame={frame} step={2} back={`/reports/new/${shown.draft.draftId}/what`} />,
      islands: ['place-picker', 'draft-keeper'],
      body: (
        <WhereStep
          frame={frame}
          {...shown}
          state={draftState(frame.say, lacks === 'place' ? [{ path: 'place', code: 'place-missing' }] : [], {
            'place-missing': stepsText.placeMissing,
          })}
        />
      ),
    }),
  }),
];

export const reportStepForms = [
  form(draftOperations.beginDraft, ({ output, call }) => afterWhat(call.community.slug, output)),
  form(draftOperations.discardDraft, ({ call }) =>
    withDone(`/c/${call.community.slug}/reports/new`, 'draft-discarded'),
  ),
  form(draftOperations.writeDraft, ({ output, call, values }) =>
    values.step === 'where'
      ? afterWhere(call.community.slug, output, values)
      : afterWhat(call.community.slug, output),
  ),
];
