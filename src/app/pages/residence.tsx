import {
  askResidence,
  confirmRequest,
  endResidence,
  getResidence,
  leaveHome,
  listRequests,
  redeemSlip,
  refuseRequest,
  withdrawRequest,
} from '../../collect/residence/residence.contract.ts';
import { AskHome, RedeemSlip } from '../../collect/residence/screens/BindHome.tsx';
import { MyHome } from '../../collect/residence/screens/MyHome.tsx';
import { Requests } from '../../collect/residence/screens/Requests.tsx';
import { requestsText, residenceText } from '../../collect/residence/screens/residence.text.ts';
import { ok } from '../../kernel/outcome.ts';
import { readCode } from '../../people/slip/slip.rules.ts';
import { placeOperations } from '../../places/place/place.contract.ts';
import type { Call } from '../../platform/call.ts';
import type { Frame } from '../../web/frame.ts';
import { AppBar } from '../../web/parts/AppBar.tsx';
import { backWith, flashOf, signInFor, withDone } from './lead.ts';
import { form, page } from './page.ts';

/** Homes are somebody's: who is not signed in does that first and comes back. */
function signInFirst(call: Call, path: string) {
  return call.asker.kind === 'person' ? undefined : { redirect: signInFor(call.community.slug, path) };
}

const head = (frame: Frame, backTo: string) => (
  <AppBar
    title={frame.say(residenceText.title)}
    back={{ href: frame.to(backTo), label: frame.say(residenceText.back) }}
  />
);

const shownAs = (frame: Frame, title: { zh: string; en: string }, backTo: string) =>
  ({ title: frame.say(title), shell: 'phone', section: 'mine', head: head(frame, backTo) }) as const;

const slipPage = (path: string) =>
  page({
    path,
    load: async ({ call, request }) => {
      const code = request.params.code === undefined ? null : readCode(request.params.code);
      const here = code === null ? '/residence/slip' : `/residence/slip/${code}`;
      return ok(signInFirst(call, here) ?? { code: code ?? '' });
    },
    view: ({ code }, frame) => ({
      ...shownAs(frame, residenceText.slipTitle, '/residence'),
      body: <RedeemSlip frame={frame} code={code} />,
    }),
  });

export const residencePages = [
  page({
    path: '/residence',
    load: async ({ call, ask }) => {
      const away = signInFirst(call, '/residence');
      return away ? ok(away) : ask(getResidence, {});
    },
    view: (data, frame) => ({
      ...shownAs(frame, residenceText.title, '/mine'),
      flash: flashOf(frame.say, frame.done, residenceText.done),
      body: <MyHome frame={frame} data={data} />,
    }),
  }),
  page({
    path: '/residence/ask',
    load: async ({ call, ask }) => {
      const away = signInFirst(call, '/residence/ask');
      return away ? ok(away) : ask(placeOperations.listPlaces, {});
    },
    view: (register, frame) => ({
      ...shownAs(frame, residenceText.askTitle, '/residence'),
      body: <AskHome frame={frame} register={register} />,
    }),
  }),
  slipPage('/residence/slip'),
  slipPage('/residence/slip/:code'),
  page({
    path: '/residence-requests',
    load: ({ ask }) => ask(listRequests, {}),
    view: (data, frame) => ({
      title: frame.say(requestsText.title),
      shell: 'desk',
      section: 'homes',
      flash: flashOf(frame.say, frame.done, requestsText.done),
      body: <Requests frame={frame} data={data} />,
    }),
  }),
];

const toHome =
  (done: keyof typeof residenceText.done) =>
  ({ call }: { call: Call }) =>
    withDone(`/c/${call.community.slug}/residence`, done);

export const residenceForms = [
  form(redeemSlip, toHome('bound')),
  form(askResidence, toHome('asked')),
  form(withdrawRequest, toHome('withdrawn')),
  form(leaveHome, toHome('left')),
  form(confirmRequest, ({ values }) => backWith(values, 'confirmed')),
  form(refuseRequest, ({ values }) => backWith(values, 'refused')),
  form(endResidence, ({ values }) => backWith(values, 'left')),
];
