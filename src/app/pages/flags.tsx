import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import type { Id } from '../../kernel/id.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import {
  decideFlag,
  type Flaggable,
  listFlaggable,
  listFlaggableWords,
  listFlags,
  raiseFlag,
  raiseWordsFlag,
} from '../../resolve/flag/flag.contract.ts';
import { FlagForm, type FlagOf } from '../../resolve/flag/screens/FlagForm.tsx';
import { Flags } from '../../resolve/flag/screens/Flags.tsx';
import { flagsText, flagText } from '../../resolve/flag/screens/flag.text.ts';
import type { Frame, Shown } from '../../web/frame.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { backWith, flashOf, orNotFound, reportIdOf } from './lead.ts';
import { onward } from './onward.ts';
import { type Ask, form, page } from './page.ts';

async function loadParts(ask: Ask, matterId: Id<'matter'>) {
  const listed = orNotFound(await ask(listFlaggable, { matterId }));
  return listed.ok ? ok({ of: { matterId }, parts: listed.value.parts }) : listed;
}

async function loadWords(ask: Ask, reportId: Id<'report'>) {
  const listed = orNotFound(await ask(listFlaggableWords, { reportId }));
  return listed.ok ? ok({ of: { reportId }, parts: listed.value.parts }) : listed;
}

/** The form, for who came by an account, a private link or neither; it leads back to where they read the matter. */
function showForm({ of, parts }: { of: FlagOf; parts: Flaggable[] }, frame: Frame): Shown {
  const key = frame.hidden._report;
  const where = 'matterId' in of ? `/matters/${of.matterId}` : `/mine/${of.reportId}`;
  const back = frame.to(key === undefined ? where : `/follow/${key}`);
  return {
    title: frame.say(flagText.title),
    // A flow keeps its button in sight; where nothing was said yet there is none.
    shell: parts.length > 0 ? 'flow' : 'plain',
    head: <AppBar title={frame.say(flagText.title)} back={{ href: back, label: frame.say(flagText.back) }} />,
    body: <FlagForm frame={frame} of={of} parts={parts} next={back} />,
  };
}

export const flagPages = [
  page({
    path: '/matters/:matterId/flag',
    load: ({ ask, request }) => loadParts(ask, (request.params.matterId ?? '') as Id<'matter'>),
    view: showForm,
  }),
  page({
    path: '/follow/:reportKey/flag',
    load: async ({ call, ask }) => {
      const reportId = reportIdOf(call.asker);
      if (reportId === undefined) return refuse('not-found');
      const report = orNotFound(await ask(reportOperations.getReport, { reportId }));
      if (!report.ok) return report;
      const { matterId } = report.value;
      return matterId === null ? loadWords(ask, reportId) : loadParts(ask, matterId);
    },
    view: showForm,
  }),
  page({
    path: '/mine/:reportId/flag',
    load: ({ ask, request }) => loadWords(ask, (request.params.reportId ?? '') as Id<'report'>),
    view: showForm,
  }),
  page({
    path: '/flags',
    load: ({ ask }) => ask(listFlags, {}),
    view: (data, frame) => ({
      title: frame.say(flagsText.title),
      shell: 'desk',
      section: 'flags',
      flash: flashOf(frame.say, frame.done, flagsText.done),
      body: <Flags frame={frame} data={data} />,
    }),
  }),
];

export const flagForms = [
  form(raiseFlag, ({ output, call, values }) =>
    onward(call, values, output.willBeTold ? 'flagged-told' : 'flagged', ''),
  ),
  form(raiseWordsFlag, ({ output, call, values }) =>
    onward(call, values, output.willBeTold ? 'flagged-told' : 'flagged', ''),
  ),
  form(decideFlag, ({ values }) => backWith(values, 'decided')),
];
