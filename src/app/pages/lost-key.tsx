import { reachOperations } from '../../channels/reach/reach.contract.ts';
import { renewLostKey, requestLostKey } from '../../collect/lost-key/lost-key.contract.ts';
import { AskLostKey, LostKeyHead, RenewLostKey } from '../../collect/lost-key/screens/LostKey.tsx';
import { lostKeyPageText } from '../../collect/lost-key/screens/lost-key-page.text.ts';
import { ok } from '../../kernel/outcome.ts';
import { seal, unseal } from '../../platform/secrets.ts';
import { form, page } from './page.ts';

/** Number and phone travel from the first step to the second sealed: addresses end up in histories and logs. */
const sealedFor = 'lost key pair';

export const lostKeyPages = [
  page({
    path: '/follow/lost',
    load: async ({ ask }) => {
      const reach = await ask(reachOperations.seeReach, {});
      return ok({ telephone: reach.ok ? reach.value.telephone : null });
    },
    view: ({ telephone }, frame) => ({
      title: frame.say(lostKeyPageText.title),
      shell: 'plain',
      head: <LostKeyHead frame={frame} />,
      body: <AskLostKey frame={frame} telephone={telephone} />,
    }),
  }),
  page({
    path: '/follow/lost/code',
    load: async ({ call, request }) => {
      const pair = unseal(call.platform.secret, sealedFor, request.query.of ?? '');
      if (pair === undefined) return ok({ redirect: `/c/${call.community.slug}/follow/lost` });
      const [number = '', phone = ''] = pair.split('\n');
      return ok({ number, phone });
    },
    view: ({ number, phone }, frame) => ({
      title: frame.say(lostKeyPageText.codeTitle),
      shell: 'plain',
      head: <LostKeyHead frame={frame} />,
      body: <RenewLostKey frame={frame} number={number} phone={phone} />,
    }),
  }),
];

export const lostKeyForms = [
  form(requestLostKey, ({ input, call }) => {
    const of = seal(call.platform.secret, sealedFor, `${input.number}\n${input.phone}`);
    return `/c/${call.community.slug}/follow/lost/code?${new URLSearchParams({ of })}`;
  }),
  form(
    renewLostKey,
    ({ output, call }) => `/c/${call.community.slug}/follow/${output.reportKey}?done=renewed`,
  ),
];
