import { askErasure, readErasure, withdrawErasure } from '../../guarantee/erasure/erasure.contract.ts';
import { ErasurePage } from '../../guarantee/erasure/screens/ErasurePage.tsx';
import { erasureText } from '../../guarantee/erasure/screens/erasure.text.ts';
import { ok } from '../../kernel/outcome.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { backWith, flashOf, signInFor } from './lead.ts';
import { form, page } from './page.ts';

export const erasurePages = [
  page({
    path: '/account/erasure',
    async load({ call, ask }) {
      const signInAgain = signInFor(call.community.slug, '/account/erasure');
      const own = await ask(readErasure, {});
      return own.ok ? ok({ own: own.value, signInAgain }) : ok({ redirect: signInAgain });
    },
    view: ({ own, signInAgain }, frame) => ({
      title: frame.say(erasureText.title),
      shell: 'plain',
      head: (
        <AppBar
          title={frame.say(erasureText.title)}
          back={{ href: frame.to('/account'), label: frame.say(erasureText.back) }}
        />
      ),
      flash: flashOf(frame.say, frame.done, erasureText.done),
      body: <ErasurePage frame={frame} own={own} signInAgain={signInAgain} />,
    }),
  }),
];

export const erasureForms = [
  form(askErasure, ({ values }) => backWith(values, 'erasure-asked')),
  form(withdrawErasure, ({ values }) => backWith(values, 'erasure-withdrawn')),
];
