import type { Id } from '../../kernel/id.ts';
import { isId } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { listPeople } from '../../people/directory/directory.contract.ts';
import { handoverOperations } from '../../resolve/handover/handover.contract.ts';
import { type HandoverData, HandoverPage } from '../../resolve/handover/screens/HandoverPage.tsx';
import { handoverText } from '../../resolve/handover/screens/handover.text.ts';
import { listMatters } from '../../resolve/matter/matter.reading.contract.ts';
import type { Visit } from './desk-load.ts';
import { flashOf } from './lead.ts';
import { form, page } from './page.ts';

const { getHandover, makeHandover } = handoverOperations;

const mattersShown = 100;

async function loadHandover({ ask, request }: Visit): Promise<Outcome<HandoverData>> {
  const { postId = '' } = request.params;
  if (!isId(postId)) return refuse('not-found');
  const handlerPostId = postId as Id<'post'>;
  const [handover, people, matters] = await Promise.all([
    ask(getHandover, { postId: handlerPostId }),
    ask(listPeople, {}),
    ask(listMatters, { handlerPostId, queue: 'open', limit: mattersShown }),
  ]);
  if (!handover.ok) return handover;
  return ok({
    handover: handover.value,
    people: people.ok ? people.value.people : [],
    matters: matters.ok ? matters.value.rows : [],
  });
}

export const handoverPages = [
  page({
    path: '/people/posts/:postId',
    load: loadHandover,
    view: (data, frame) => ({
      title: frame.say(handoverText.title),
      shell: 'desk',
      section: 'people',
      flash: flashOf(frame.say, frame.done, handoverText.done),
      body: <HandoverPage frame={frame} data={data} />,
    }),
  }),
];

export const handoverForms = [
  form(
    makeHandover,
    ({ call, output }) => `/c/${call.community.slug}/people/posts/${output.postId}?done=handed-over`,
  ),
];
