import { keepForLater } from '../../collect/photo/photo.service.ts';
import { RecordAttempt } from '../../followup/callback/screens/RecordAttempt.tsx';
import { PlannedUrges } from '../../followup/urging/screens/PlannedUrges.tsx';
import { type PlannedUrge, urgingOperations } from '../../followup/urging/urging.contract.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { finishPart, handBackPart, takePart } from '../../resolve/matter/matter.assisting.contract.ts';
import {
  askExtension,
  contactReporter,
  resolveMatter,
  returnMatter,
  takeMatter,
} from '../../resolve/matter/matter.operations.contract.ts';
import type { deskText } from '../../resolve/matter/screens/desk.text.ts';
import { addressOf } from '../../resolve/matter/screens/desk-data.ts';
import { Work, type WorkData } from '../../resolve/matter/screens/Work.tsx';
import { workText } from '../../resolve/matter/screens/work.text.ts';
import type { Frame, Shown } from '../../web/frame.ts';
import { plannedFor, sayDone } from './desk.tsx';
import {
  loadCatalogue,
  loadMatter,
  loadPhrases,
  loadWaiting,
  placeInLedger,
  placeOf,
  seenContact,
  type Visit,
} from './desk-load.ts';
import { onward } from './onward.ts';
import { form, page } from './page.ts';

const home = '/tasks';

type WorkPageData = WorkData & { planned: readonly PlannedUrge[] };

async function loadWork(visit: Visit): Promise<Outcome<WorkPageData>> {
  const { query, params } = visit.request;
  const place = placeOf(home, visit.request);
  const after = await placeInLedger(visit);
  const [waiting, catalogue] = await Promise.all([loadWaiting(visit, place, false), loadCatalogue(visit)]);
  if (!waiting.ok) return waiting;
  const matterId = params.matterId ?? waiting.value.matters[0]?.id;
  const data = {
    ...{ after, place, waiting: waiting.value, catalogue, named: params.matterId !== undefined },
    opened: { act: query.act, into: undefined },
    planned: [],
  };
  if (matterId === undefined) return ok({ ...data, open: null });
  const matter = await loadMatter(visit, matterId);
  if (!matter.ok) return refuse(matter.refusal.code);
  const [planned, phrases] = await Promise.all([
    plannedFor(visit, matter.value.id),
    loadPhrases(visit, matter.value.id),
  ]);
  return ok({
    ...data,
    planned,
    open: { kind: 'matter', matter: matter.value, contact: seenContact(visit), phrases },
  });
}

function showWork(data: WorkPageData, frame: Frame): Shown {
  const { open, place } = data;
  const callback = open && (
    <RecordAttempt frame={frame} matter={open.matter} next={addressOf(frame, place)} />
  );
  return {
    title: frame.say(workText.title),
    shell: 'desk',
    section: 'work',
    islands: ['desk-keys', 'dialogs', 'live-clock', 'photo-picker', 'start-from'],
    live: {
      ...{ of: 'queues', after: data.after },
      page: addressOf(frame, place, open ? { kind: 'matter', id: open.matter.id } : undefined),
    },
    flash: sayDone(frame.say, frame.done),
    body: (
      <Work
        frame={frame}
        data={data}
        callback={callback}
        urge={urgingOperations.urgeMatter}
        urging={<PlannedUrges frame={frame} planned={data.planned} />}
      />
    ),
  };
}

export const workPages = [
  page({ path: home, load: loadWork, view: showWork }),
  page({ path: `${home}/:matterId`, load: loadWork, view: showWork }),
];

const toWork = (done: keyof typeof deskText.done) => {
  return ({ call, values }: { call: Visit['call']; values: Record<string, string | string[]> }) =>
    onward(call, values, done, '/tasks');
};

export const workForms = [
  form(takeMatter, toWork('taken')),
  form(returnMatter, toWork('returned'), { field: 'evidencePhotoIds', keep: keepForLater }),
  form(contactReporter, toWork('saved')),
  form(askExtension, toWork('extension-asked')),
  form(resolveMatter, toWork('resolved'), { field: 'proofPhotoIds', keep: keepForLater }),
  form(takePart, toWork('part-taken')),
  form(finishPart, toWork('part-finished'), { field: 'photoIds', keep: keepForLater }),
  form(handBackPart, toWork('part-handed-back')),
];
