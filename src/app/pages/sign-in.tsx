import { ok } from '../../kernel/outcome.ts';
import {
  requestCode,
  signInWithCode,
  signInWithPassword,
  signOut,
} from '../../people/account/account.contract.ts';
import { CodeSignIn, PhoneSignIn, SignInHead, StaffSignIn } from '../../people/account/screens/SignIn.tsx';
import { signInText } from '../../people/account/screens/sign-in.text.ts';
import { readIdentity } from '../../people/identity/identity.contract.ts';
import { ProviderRefusal, ProviderSignIn } from '../../people/identity/screens/Provider.tsx';
import { SecondFactorSignIn } from '../../people/second-factor/screens/SecondFactor.tsx';
import { secondFactorText } from '../../people/second-factor/screens/second-factor.text.ts';
import { signInWithSecondFactor } from '../../people/second-factor/second-factor.contract.ts';
import { fieldOf } from '../../platform/http/form.ts';
import { seal, unseal } from '../../platform/secrets.ts';
import { ownAddress } from './display.ts';
import { flashOf } from './lead.ts';
import { form, type PageRequest, page } from './page.ts';
import { afterFirstProof, leadOn } from './sign-in-steps.ts';

/** The number travels from the first step to the second sealed: addresses end up in histories and proxies' logs. */
const sealedFor = 'sign-in phone';

/** Where the visitor wanted to go; only ever a page of this site. */
function nextOf(request: PageRequest): string {
  return ownAddress(request.query.next);
}

export const signInPages = [
  page({
    path: '/sign-in',
    load: async ({ request }) => ok({ next: nextOf(request) }),
    view: ({ next }, frame) => ({
      title: frame.say(signInText.title),
      shell: 'plain',
      head: <SignInHead frame={frame} />,
      body: <PhoneSignIn frame={frame} next={next} />,
    }),
  }),
  page({
    path: '/sign-in/code',
    load: async ({ request, call }) => {
      const phone = unseal(call.platform.secret, sealedFor, request.query.to ?? '');
      if (phone === undefined) return ok({ redirect: `/c/${call.community.slug}/sign-in` });
      return ok({ next: nextOf(request), phone });
    },
    view: ({ next, phone }, frame) => ({
      title: frame.say(signInText.codeTitle),
      shell: 'plain',
      head: <SignInHead frame={frame} />,
      body: <CodeSignIn frame={frame} phone={phone} next={next} />,
    }),
  }),
  page({
    path: '/sign-in/staff',
    load: async ({ ask, request }) => {
      const identity = await ask(readIdentity, {});
      return identity.ok
        ? ok({ next: nextOf(request), identity: identity.value, refused: request.query.refused })
        : identity;
    },
    view: ({ next, identity, refused }, frame) => ({
      title: frame.say(signInText.staffTitle),
      shell: 'plain',
      head: <SignInHead frame={frame} />,
      flash: flashOf(frame.say, frame.done, signInText.done),
      body: (
        <>
          <ProviderRefusal frame={frame} code={refused} />
          <div class="form-gap">
            <StaffSignIn
              frame={frame}
              next={next}
              beside={<ProviderSignIn frame={frame} identity={identity} next={next} refused={refused} />}
            />
          </div>
        </>
      ),
    }),
  }),
  page({
    path: '/sign-in/second-factor',
    load: async ({ request }) => ok({ next: nextOf(request) }),
    view: ({ next }, frame) => ({
      title: frame.say(secondFactorText.signInTitle),
      shell: 'plain',
      head: <SignInHead frame={frame} />,
      body: <SecondFactorSignIn frame={frame} next={next} />,
    }),
  }),
];

export const signInForms = [
  form(requestCode, ({ input, call, values }) => {
    const query = new URLSearchParams({
      to: seal(call.platform.secret, sealedFor, String(input.phone ?? '')),
      next: ownAddress(fieldOf(values, '_next')),
    });
    return `/c/${call.community.slug}/sign-in/code?${query}`;
  }),
  form(signInWithCode, ({ values, call }) => leadOn(values, `/c/${call.community.slug}/mine`)),
  form(signInWithPassword, ({ output, values, call }) =>
    afterFirstProof(call, output.awaits, fieldOf(values, '_next')),
  ),
  form(signInWithSecondFactor, ({ values, call }) => leadOn(values, `/c/${call.community.slug}/start`)),
  form(signOut, ({ call }) => `/c/${call.community.slug}`),
];
