import { categoryOperations } from '../../collect/category/category.contract.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { phraseOperations } from '../../resolve/phrase/phrase.contract.ts';
import { PhraseForm, type PhraseFormData } from '../../resolve/phrase/screens/PhraseForm.tsx';
import { PhraseList } from '../../resolve/phrase/screens/PhraseList.tsx';
import { phraseText } from '../../resolve/phrase/screens/phrase.text.ts';
import type { Visit } from './desk-load.ts';
import { flashOf } from './lead.ts';
import { form, page } from './page.ts';

const { listPhrases, addPhrase, changePhrase, retirePhrase, addStarterPhrases } = phraseOperations;

async function loadPhrases({ ask }: Visit) {
  const [listed, catalogue] = await Promise.all([
    ask(listPhrases, {}),
    ask(categoryOperations.listCategories, {}),
  ]);
  if (!listed.ok) return listed;
  const { groups, categories } = catalogue.ok ? catalogue.value : { groups: [], categories: [] };
  return ok({ phrases: listed.value.phrases, groups, categories });
}

async function loadForm(visit: Visit): Promise<Outcome<PhraseFormData>> {
  const loaded = await loadPhrases(visit);
  if (!loaded.ok) return loaded;
  const { phrases, groups, categories } = loaded.value;
  const { phraseId } = visit.request.params;
  if (phraseId === undefined) return ok({ phrase: null, groups, categories });
  const phrase = phrases.find(({ id }) => id === phraseId);
  return phrase ? ok({ phrase, groups, categories }) : refuse('not-found');
}

const formPage = (path: string) =>
  page({
    path,
    load: loadForm,
    view: (data, frame) => ({
      title: frame.say(data.phrase ? phraseText.changeTitle : phraseText.newTitle),
      shell: 'desk',
      section: 'phrases',
      body: <PhraseForm frame={frame} data={data} />,
    }),
  });

export const phrasePages = [
  page({
    path: '/phrases',
    load: loadPhrases,
    view: (data, frame) => ({
      title: frame.say(phraseText.title),
      shell: 'desk',
      section: 'phrases',
      flash: flashOf(frame.say, frame.done, phraseText.done),
      body: <PhraseList frame={frame} data={data} />,
    }),
  }),
  formPage('/phrases/new'),
  formPage('/phrases/:phraseId'),
];

const toList =
  (done: keyof typeof phraseText.done) =>
  ({ call }: { call: Visit['call'] }) =>
    `/c/${call.community.slug}/phrases?done=${done}`;

export const phraseForms = [
  form(addPhrase, toList('saved')),
  form(changePhrase, toList('saved')),
  form(retirePhrase, toList('retired')),
  form(addStarterPhrases, toList('starters')),
];
