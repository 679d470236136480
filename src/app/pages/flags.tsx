import type { Id } from '../../kernel/id.ts';
import { decideFlag, listFlags, raiseFlag } from '../../resolve/flag/flag.contract.ts';
import { FlagForm } from '../../resolve/flag/screens/FlagForm.tsx';
import { Flags } from '../../resolve/flag/screens/Flags.tsx';
import { flagsText, flagText } from '../../resolve/flag/screens/flag.text.ts';
import { getMatter } from '../../resolve/matter/matter.reading.contract.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { backWith, flashOf, orNotFound } from './lead.ts';
import { onward } from './onward.ts';
import { form, page } from './page.ts';

export const flagPages = [
  page({
    path: '/matters/:matterId/flag',
    load: async ({ ask, request }) =>
      orNotFound(await ask(getMatter, { matterId: (request.params.matterId ?? '') as Id<'matter'> })),
    view: (matter, frame) => ({
      title: frame.say(flagText.title),
      shell: 'flow',
      head: (
        <AppBar
          title={frame.say(flagText.title)}
          back={{ href: frame.to(`/matters/${matter.id}`), label: frame.say(flagText.back) }}
        />
      ),
      body: <FlagForm frame={frame} matter={matter} />,
    }),
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
  form(decideFlag, ({ values }) => backWith(values, 'decided')),
];
