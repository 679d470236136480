import { categoryOperations, suggestCategory } from '../../collect/category/category.contract.ts';
import { speaksOfDanger } from '../../collect/category/category.rules.ts';
import type { DraftView } from '../../collect/draft/draft.contract.ts';
import { labelsOf, settledPlace } from '../../collect/draft/screens/place-choice.ts';
import { StepHead } from '../../collect/draft/screens/StepHead.tsx';
import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import { SendStep } from '../../collect/report/screens/SendStep.tsx';
import { SentPage } from '../../collect/report/screens/SentPage.tsx';
import { sendText, sentText } from '../../collect/report/screens/send.text.ts';
import { proofOperations } from '../../guarantee/proof/proof.contract.ts';
import { ReceiptsPart } from '../../guarantee/proof/screens/ReceiptsPart.tsx';
import type { InputOf } from '../../kernel/operation.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { readMe } from '../../people/account/account.contract.ts';
import { listPlaces } from '../../places/place/place.contract.ts';
import { placeName } from '../../places/place/place.rules.ts';
import { listChanges } from '../../resolve/change/change.contract.ts';
import { listPublicMatters, type PublicRow } from '../../resolve/matter/matter.public.contract.ts';
import { sameText } from '../../resolve/matter/screens/matter-page.text.ts';
import { SameStep } from '../../resolve/matter/screens/SameStep.tsx';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { orNotFound, reportIdOf } from './lead.ts';
import { localPhone } from './local-phone.ts';
import { type Ask, form, isRedirect, page } from './page.ts';
import { draftOf } from './report-steps.tsx';
import { whyThisDate } from './why-this-date.ts';

/** More than these nobody compares with their own. */
const maxCandidates = 4;

/** The categories a draft's words speak for, likeliest first; a cut through a character is mended. */
async function categoriesOf(ask: Ask, draft: DraftView): Promise<string[]> {
  const text = draft.text
    .slice(0, 500)
    .replace(/\p{Surrogate}$/u, '')
    .trim();
  if (text === '') return [];
  const found = await ask(suggestCategory, { text });
  return found.ok ? found.value.suggestions.map(({ code }) => code) : [];
}

/** Whether what was written speaks of danger, by the same rule that then puts it first at the desk. */
async function isUrgent(ask: Ask, text: string, guess: string | undefined): Promise<boolean> {
  const catalogue = await ask(categoryOperations.listCategories, {});
  return catalogue.ok && speaksOfDanger(text, guess ?? null, catalogue.value.categories);
}

/** Open matters a draft may be about: of the same building, those of a likely category first; else of the category. */
async function candidatesFor(ask: Ask, draft: DraftView): Promise<PublicRow[]> {
  const codes = await categoriesOf(ask, draft);
  const buildingId = draft.place?.buildingId;
  const wanted: PublicQuery[] =
    buildingId === undefined
      ? codes.slice(0, 2).map((category) => ({ category }))
      : [{ building: buildingId }];
  const lists = await Promise.all(
    wanted.map((filter) => ask(listPublicMatters, { ...filter, status: 'open', limit: 20 })),
  );
  const matters = lists.flatMap((list) => (list.ok ? list.value.rows : []));
  const rank = ({ categoryCode }: PublicRow) => {
    const index = codes.indexOf(categoryCode);
    return index < 0 ? codes.length : index;
  };
  return [...matters].sort((a, b) => rank(a) - rank(b)).slice(0, maxCandidates);
}

type PublicQuery = InputOf<typeof listPublicMatters>;

export const reportSendingPages = [
  page({
    path: '/reports/new/:draftId/same',
    load: async (visit) => {
      const draft = await draftOf(visit);
      if (isRedirect(draft)) return ok(draft);
      const { draftId } = draft;
      const matters = await candidatesFor(visit.ask, draft);
      if (matters.length > 0) return ok({ draftId, matters });
      return ok({ redirect: `/c/${visit.call.community.slug}/reports/new/${draftId}/send` });
    },
    view: (shown, frame) => ({
      title: frame.say(sameText.title),
      shell: 'flow',
      head: <StepHead frame={frame} step={2} back={`/reports/new/${shown.draftId}/where`} />,
      body: <SameStep frame={frame} {...shown} />,
    }),
  }),
  page({
    path: '/reports/new/:draftId/send',
    load: async (visit) => {
      const { ask, call } = visit;
      const draft = await draftOf(visit);
      if (isRedirect(draft)) return ok(draft);
      const steps = `/c/${call.community.slug}/reports/new/${draft.draftId}`;
      if (draft.problems.length > 0) return ok({ redirect: `${steps}/what?lacks=text` });
      const places = orNotFound(await ask(listPlaces, {}));
      if (!places.ok) return places;
      const place = settledPlace(draft.place, places.value);
      const me = await ask(readMe, {});
      const person = me.ok && me.value.person ? me.value.person : undefined;
      const [categoryGuess] = await categoriesOf(ask, draft);
      return ok({
        draft,
        place,
        placeName: placeName(labelsOf(place, places.value), { level: 'full' }, call.locale),
        categoryGuess,
        urgent: await isUrgent(ask, draft.text, categoryGuess),
        person: person && { name: person.displayName, phone: person.phone && localPhone(person.phone) },
      });
    },
    view: (shown, frame) => ({
      title: frame.say(sendText.title),
      shell: 'flow',
      head: <StepHead frame={frame} step={3} back={`/reports/new/${shown.draft.draftId}/where`} />,
      body: <SendStep frame={frame} {...shown} />,
    }),
  }),
  page({
    path: '/reports/sent/:reportKey',
    load: async ({ call, ask, request }) => {
      const reportId = reportIdOf(call.asker);
      if (reportId === undefined) return refuse('not-found');
      const place = await ask(listChanges, {});
      if (!place.ok) return place;
      const report = orNotFound(await ask(reportOperations.getReport, { reportId }));
      if (!report.ok) return report;
      const receipts = await ask(proofOperations.listReceipts, { reportId });
      const path = `/c/${call.community.slug}/follow/${request.params.reportKey}`;
      return ok({
        after: place.value.last,
        receipts: receipts.ok ? receipts.value : undefined,
        report: report.value,
        link: new URL(path, call.platform.baseUrl).href,
        why: await whyThisDate(call, reportId, 'accept'),
      });
    },
    view: ({ after, receipts, ...shown }, frame) => ({
      title: frame.say(sentText.title),
      shell: 'phone',
      section: 'home',
      islands: ['draft-keeper', 'page-print', 'copy-text'],
      head: <AppBar title={frame.say(sentText.head)} />,
      live: { of: { report: shown.report.id }, after },
      body: (
        <SentPage
          frame={frame}
          {...shown}
          receipts={receipts && <ReceiptsPart frame={frame} reportId={shown.report.id} receipts={receipts} />}
        />
      ),
    }),
  }),
];

export const reportSendingForms = [
  form(
    reportOperations.submitReport,
    ({ output, call }) => `/c/${call.community.slug}/reports/sent/${output.reportKey}`,
  ),
];
