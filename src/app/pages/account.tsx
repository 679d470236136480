import { holdsPost } from '../../kernel/asker.ts';
import type { OutputOf } from '../../kernel/operation.ts';
import { ok } from '../../kernel/outcome.ts';
import { listAbsences } from '../../people/absence/absence.contract.ts';
import { OwnAbsences } from '../../people/absence/screens/OwnAbsences.tsx';
import { changePassword, readAccount } from '../../people/account/account.contract.ts';
import { AccountHead, AccountPage, ChangePassword } from '../../people/account/screens/AccountPage.tsx';
import { accountPageText } from '../../people/account/screens/account-page.text.ts';
import { readIdentity } from '../../people/identity/identity.contract.ts';
import { OwnIdentity, ProviderRefusal } from '../../people/identity/screens/Provider.tsx';
import { providerText } from '../../people/identity/screens/provider.text.ts';
import {
  AskPassword,
  RecoveryCodes,
  SetUpSecondFactor,
} from '../../people/second-factor/screens/SecondFactor.tsx';
import { secondFactorText } from '../../people/second-factor/screens/second-factor.text.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  readEnrolment,
  renewRecoveryCodes,
} from '../../people/second-factor/second-factor.contract.ts';
import { sessionListText } from '../../people/session/screens/session-list.text.ts';
import { endOneSession, endOtherSessions, listSessions } from '../../people/session/session.contract.ts';
import type { Call } from '../../platform/call.ts';
import { fieldOf } from '../../platform/http/form.ts';
import type { Frame } from '../../web/frame.ts';
import { ownAddress } from './display.ts';
import { backWith, flashOf, signInFor } from './lead.ts';
import { OwnData } from './OwnData.tsx';
import { form, page } from './page.ts';
import { bindingAddress } from './provider.ts';
import { handOver, takeOver } from './shown-once.ts';

const handedOver = 'recovery codes shown once';

const staffPosts = ['administrator', 'desk', 'handler', 'chair', 'captain', 'street'];

/** Where somebody came from: staff from their rail, residents from what is theirs. */
function homeOf({ asker, to }: Frame): string {
  return to(staffPosts.some((post) => holdsPost(asker, post)) ? '/start' : '/mine');
}

const staffSignIn = (call: Call) => ({ redirect: `/c/${call.community.slug}/sign-in/staff` });

export const accountPages = [
  page({
    path: '/account',
    load: async ({ call, ask, request }) => {
      const account = await ask(readAccount, {});
      const listed = await ask(listSessions, {});
      const identity = await ask(readIdentity, {});
      if (!account.ok || !listed.ok || !identity.ok)
        return ok({ redirect: signInFor(call.community.slug, '/account') });
      const away = await ask(listAbsences, {});
      const absences = away.ok ? away.value.absences : undefined;
      const { sessions } = listed.value;
      const binding = { identity: identity.value, bindAt: bindingAddress(call) };
      return ok({ account: account.value, sessions, absences, binding, refused: request.query.refused });
    },
    view: ({ account, sessions, absences, binding, refused }, frame) => ({
      title: frame.say(accountPageText.title),
      shell: 'plain',
      head: <AccountHead frame={frame} backTo={homeOf(frame)} title={frame.say(accountPageText.title)} />,
      flash: flashOf(frame.say, frame.done, {
        ...{ ...accountPageText.done, ...sessionListText.done, ...providerText.done },
      }),
      body: (
        <>
          <ProviderRefusal frame={frame} code={refused} />
          <AccountPage
            frame={frame}
            account={account}
            sessions={sessions}
            absences={absences && <OwnAbsences frame={frame} absences={absences} />}
            privacy={<OwnData frame={frame} />}
            beside={<OwnIdentity frame={frame} {...binding} />}
          />
        </>
      ),
    }),
  }),
  page({
    path: '/account/password',
    load: async ({ call, ask }) => {
      const account = await ask(readAccount, {});
      const may = account.ok && account.value.can.changePassword === true;
      return ok(may ? {} : staffSignIn(call));
    },
    view: (_data, frame) => ({
      title: frame.say(accountPageText.passwordTitle),
      shell: 'plain',
      head: (
        <AccountHead
          frame={frame}
          backTo={frame.to('/account')}
          title={frame.say(accountPageText.passwordTitle)}
        />
      ),
      body: <ChangePassword frame={frame} />,
    }),
  }),
  page({
    path: '/account/second-factor',
    load: async ({ call, ask, request }) => {
      const next = ownAddress(request.query.next);
      const enrolment = await ask(readEnrolment, {});
      if (enrolment.ok) return ok({ enrolment: enrolment.value, next });
      const account = await ask(readAccount, {});
      const may = account.ok && account.value.can.beginSecondFactor === true;
      return ok(may ? { enrolment: undefined, next } : staffSignIn(call));
    },
    view: (
      { enrolment, next }: { enrolment: OutputOf<typeof readEnrolment> | undefined; next: string },
      frame,
    ) => ({
      title: frame.say(secondFactorText.title),
      shell: 'plain',
      head: (
        <AccountHead
          frame={frame}
          backTo={frame.to(enrolment?.required ? '/sign-in/staff' : '/account')}
          title={frame.say(secondFactorText.title)}
        />
      ),
      body: enrolment ? (
        <SetUpSecondFactor frame={frame} enrolment={enrolment} next={next} />
      ) : (
        <AskPassword frame={frame} wanted="telephone" />
      ),
    }),
  }),
  page({
    path: '/account/recovery-codes',
    load: async ({ call, ask, request }) => {
      const codes = takeOver(call, handedOver, request.query.codes)?.split(' ');
      const next = ownAddress(request.query.next);
      if (codes) return ok({ codes, next });
      const account = await ask(readAccount, {});
      const may = account.ok && account.value.can.renewRecoveryCodes === true;
      return ok(may ? { codes: undefined, next } : staffSignIn(call));
    },
    view: ({ codes, next }: { codes: string[] | undefined; next: string }, frame) => ({
      title: frame.say(secondFactorText.codesTitle),
      shell: 'plain',
      head: (
        <AccountHead
          frame={frame}
          backTo={frame.to('/account')}
          title={frame.say(secondFactorText.codesTitle)}
        />
      ),
      body: codes ? (
        <RecoveryCodes frame={frame} codes={codes} next={next === '/' ? frame.to('/account') : next} />
      ) : (
        <AskPassword frame={frame} wanted="codes" />
      ),
    }),
  }),
];

type Given = OutputOf<typeof confirmSecondFactor>;

function toCodes(call: Call, { personId, recoveryCodes }: Given, next: string): string {
  const query = new URLSearchParams({
    codes: handOver(call, handedOver, personId, recoveryCodes.join(' ')),
    next,
  });
  return `/c/${call.community.slug}/account/recovery-codes?${query}`;
}

export const accountForms = [
  form(changePassword, ({ call }) => `/c/${call.community.slug}/account?done=password-changed`),
  form(endOneSession, ({ values }) => backWith(values, 'session-ended')),
  form(endOtherSessions, ({ values }) => backWith(values, 'others-ended')),
  form(beginSecondFactor, ({ call }) => `/c/${call.community.slug}/account/second-factor`),
  form(confirmSecondFactor, ({ call, output, values }) =>
    toCodes(call, output, ownAddress(fieldOf(values, '_next'))),
  ),
  form(renewRecoveryCodes, ({ call, output }) => toCodes(call, output, `/c/${call.community.slug}/account`)),
];
